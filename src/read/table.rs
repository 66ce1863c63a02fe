//! Tables as forms use them: row labels to the left, column headers above.

use super::{
    classify::What,
    text::{is_prompting, is_sentence, is_wordy},
    work::Work,
};
use crate::tree::NodeId;
use std::collections::BTreeMap;

/// What stands around a table cell that has a control; 0 where there is nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Place {
    /// The cell directly to the left, if it has text and no control.
    pub left: NodeId,
    /// The first such cell of the row.
    pub row: NodeId,
    /// The header of its column: the cell above in the last row without controls.
    pub above: NodeId,
    /// Whether several controls stand under that header.
    pub column_is_shared: bool,
    /// The row above that is nothing but a title across the columns.
    pub title: NodeId,
    /// Whether controls stand side by side in this row: the columns then say what is asked.
    pub grid: bool,
}

/// The last row without controls: its cells with text by column, and how often each was used.
#[derive(Default)]
struct Above {
    cells: Vec<NodeId>,
    title: NodeId,
    uses: BTreeMap<NodeId, u32>,
}

/// The place of every table cell with a control.
pub(super) fn places(work: &Work) -> BTreeMap<NodeId, Place> {
    let (index, tree) = (&work.index, work.index.tree);
    let mut tables: BTreeMap<NodeId, Above> = BTreeMap::new();
    let mut found: BTreeMap<NodeId, Place> = BTreeMap::new();
    for row in 0..tree.len() {
        if index.fact(row).what != What::Row {
            continue;
        }
        // The row's table: its parent, or the parent of the row group.
        let up = index.parent(row);
        let table = if index.fact(up).what == What::Table { up } else { index.parent(up) };
        let above = tables.entry(table).or_default();
        let cells: Vec<NodeId> =
            tree.children(row).filter(|&cell| index.fact(cell).what == What::Cell).collect();
        let has_text = |cell| {
            let end = index.end(cell);
            work.flow.items.get(work.flow.at(cell)).is_some_and(|item| item.start < end)
        };
        if !index.has_control(row) {
            if let [cell] = cells.as_slice()
                && span(work, *cell) > 1
            {
                above.title = if is_title(work, *cell) { *cell } else { 0 };
            }
            if cells.len() > 1 {
                above.cells.clear();
                for &cell in &cells {
                    let header = if has_text(cell) { cell } else { 0 };
                    above.cells.extend(std::iter::repeat_n(header, span(work, cell)));
                }
            }
            continue;
        }
        let mut column = 0;
        let mut before = None;
        let mut first_text = 0;
        let mut row_cells = Vec::new();
        let mut grid = false;
        for &cell in &cells {
            if index.has_control(cell) {
                let left = before.filter(|&left| !index.has_control(left) && has_text(left)).unwrap_or(0);
                grid |= before.is_some_and(|left| index.has_control(left));
                let header = above.cells.get(column).copied().unwrap_or(0);
                if header > 0 {
                    *above.uses.entry(header).or_default() += 1;
                }
                found.insert(
                    cell,
                    Place { left, row: first_text, above: header, title: above.title, ..Place::default() },
                );
                row_cells.push(cell);
            } else if first_text == 0 && has_text(cell) {
                first_text = cell;
            }
            column += span(work, cell);
            before = Some(cell);
        }
        for cell in row_cells {
            if let Some(place) = found.get_mut(&cell) {
                place.grid = grid && place.above > 0;
            }
        }
    }
    let uses: BTreeMap<NodeId, u32> = tables.into_values().flat_map(|above| above.uses).collect();
    for place in found.values_mut() {
        place.column_is_shared = uses.get(&place.above).is_some_and(|&count| count > 1);
    }
    found
}

/// Whether a cell's text is a title: short, no sentence, no question.
fn is_title(work: &Work, cell: NodeId) -> bool {
    let text = work.label_text(cell);
    is_wordy(&text) && text.len() <= 100 && !is_sentence(&text) && !is_prompting(&text)
}

/// Columns that a cell covers.
fn span(work: &Work, cell: NodeId) -> usize {
    let span = work.index.tree.attr(cell, "colspan").and_then(|span| span.trim().parse::<usize>().ok());
    span.unwrap_or(1).clamp(1, super::COLUMNS)
}
