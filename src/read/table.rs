//! Tables as forms use them: row labels to the left, column headers above.

use super::{
    classify::What,
    text::{is_prompting, is_sentence, is_wordy},
    work::Work,
};
use crate::gather::Gather;
use crate::tree::NodeId;

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
}

/// The places of cells with controls.
#[derive(Default)]
pub(super) struct Places {
    list: Vec<Place>,
    /// For each node, one more than the index of its place.
    at: Vec<u32>,
}

impl Places {
    /// The place of a cell, if it has controls.
    pub(super) fn get(&self, cell: NodeId) -> Option<&Place> {
        let place = self.at.get(cell as usize).copied().unwrap_or(0);
        self.list.get((place as usize).checked_sub(1)?)
    }
}

/// The place of every table cell with a control.
pub(super) fn places(work: &Work) -> Places {
    let (index, tree) = (&work.index, work.index.tree);
    if !index.has_tables {
        return Places::default();
    }
    let count = tree.len() as usize;
    let mut tables: Vec<Above> = Vec::new();
    // For each node: one more than the index of a table, and how many controls a header is over.
    let mut table_at: Vec<u32> = vec![0; count];
    let mut uses: Vec<u32> = vec![0; count];
    let mut found = Places { list: Vec::new(), at: vec![0; count] };
    for row in 0..tree.len() {
        if index.fact(row).what != What::Row {
            continue;
        }
        // The row's table: its parent, or the parent of the row group.
        let up = index.parent(row);
        let table = if index.fact(up).what == What::Table { up } else { index.parent(up) };
        let Some(place) = table_at.get_mut(table as usize) else { continue };
        if *place == 0 {
            tables.push(Above::default());
            *place = tables.len() as u32;
        }
        let Some(above) = tables.get_mut(*place as usize - 1) else { continue };
        let cells: Vec<NodeId> =
            tree.children(row).filter(|&cell| index.fact(cell).what == What::Cell).gather();
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
        let row_start = found.list.len();
        let mut grid = false;
        for &cell in &cells {
            if index.has_control(cell) {
                let left = before.filter(|&left| !index.has_control(left) && has_text(left)).unwrap_or(0);
                grid |= before.is_some_and(|left| index.has_control(left));
                let header = above.cells.get(column).copied().unwrap_or(0);
                if let Some(uses) = uses.get_mut(header as usize) {
                    *uses += 1;
                }
                found.list.push(Place {
                    left,
                    row: first_text,
                    above: header,
                    title: above.title,
                    ..Place::default()
                });
                if let Some(at) = found.at.get_mut(cell as usize) {
                    *at = found.list.len() as u32;
                }
            } else if first_text == 0 && has_text(cell) {
                first_text = cell;
            }
            column += span(work, cell);
            before = Some(cell);
        }
        for place in found.list.iter_mut().skip(row_start) {
            place.grid = grid && place.above > 0;
        }
    }
    for place in &mut found.list {
        place.column_is_shared = uses.get(place.above as usize).is_some_and(|&count| count > 1);
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
