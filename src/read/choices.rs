//! Choices that the markup does not name: their texts beside them.

use super::{
    classify::What,
    collapse::collapse,
    flow::ItemKind,
    infer::{at, is_in_cell, same_line_after, share_header},
    table::Places,
    text::is_wordy,
    units::Unit,
    work::Work,
};
use crate::gather::Gather;
use crate::{form::SlotKind, tree::NodeId};

/// Choices without a label: the text after on the line, before it, in the next cell, above in the table; else the value.
pub(super) fn infer_choices(work: &mut Work, number: u32, unit: &Unit, places: &Places) {
    let named: Vec<NodeId> = choice_controls(work, number);
    let texts_first = texts_before(work, number, unit);
    for (n, &control) in unit.controls.iter().enumerate() {
        if named.binary_search(&control).is_ok() || work.index.fact(control).what == What::Button {
            continue;
        }
        let k = at(work, control);
        let next_near = (n + 1 < unit.controls.len() || is_in_cell(work, number, k + 1))
            && work.flow.items.get(k + 1).is_some_and(|item| matches!(item.kind, ItemKind::Text));
        let found = if texts_first {
            k.checked_sub(1).filter(|&k| work.is_free_text(k, number))
        } else {
            same_line_after(work, number, control)
                .or_else(|| (next_near && work.is_free_text(k + 1, number)).then_some(k + 1))
        };
        if let Some(place) = found {
            work.take(number, SlotKind::Choice, place);
            continue;
        }
        let cell = work.index.fact(control).cell;
        if let Some(place) = places.get(cell).filter(|place| place.above > 0) {
            let (header, shared) = (place.above, place.column_is_shared);
            let text = work.label_text(header);
            work.add(number, SlotKind::Choice, text, header);
            share_header(work, header, shared, number);
            continue;
        }
        let value = collapse(work.index.tree.attr(control, "value").unwrap_or(""));
        if is_wordy(&value) && value != "on" {
            work.add(number, SlotKind::Choice, value, control);
        }
    }
}

/// The controls that have a choice's text, sorted.
fn choice_controls(work: &Work, number: u32) -> Vec<NodeId> {
    let Some(unit) = work.units.get(number as usize) else { return Vec::new() };
    let named = |&&control: &&NodeId| {
        let tree = work.index.tree;
        let label = work.index.labels_of(control).any(|label| !work.label_text(label).is_empty());
        let own = |name| tree.attr(control, name).is_some_and(|text| !text.trim().is_empty());
        let aria =
            work.index.fact(control).control.is_some_and(|c| !c.is_native()) && !own("aria-labelledby");
        label
            || own("aria-label")
            || aria
            || (own("aria-labelledby") && unit.controls.len() > 1 && own_reference(work, unit, control))
    };
    unit.controls.iter().filter(named).copied().gather()
}

fn own_reference(work: &Work, unit: &Unit, control: NodeId) -> bool {
    let others = unit.controls.iter().copied().take(2).filter(|&other| other != control);
    let shared: Vec<_> = others.flat_map(|other| work.index.referenced(other, "aria-labelledby")).gather();
    work.index.referenced(control, "aria-labelledby").iter().any(|node| !shared.contains(node))
}

/// Whether each choice's text stands before its control: "Yes ( ) No ( )".
fn texts_before(work: &Work, number: u32, unit: &Unit) -> bool {
    let first = at(work, unit.first());
    let Some(line) = work.flow.items.get(first).map(|item| item.line) else { return false };
    let ends = work.flow.line_ends_in_control.get(line as usize).copied().unwrap_or(false);
    let before = |control: NodeId| {
        at(work, control).checked_sub(1).is_some_and(|k| {
            work.is_free_text(k, number) && work.flow.items.get(k).is_some_and(|item| item.line == line)
        })
    };
    ends && unit.controls.len() > 1 && unit.controls.iter().take(2).all(|&control| before(control))
}
