//! Text around a unit that nothing ties to it: hints, remarks, hidden notes.

use super::{
    flow::{ItemKind, Owner},
    text::{is_prompting, is_sentence},
    words::is_field,
    work::{Draft, Work},
};
use crate::gather::Gather;
use crate::{
    form::{Slot, SlotKind},
    tree::NodeId,
};

/// Gives what is left around the units to them; what stays free is a statement.
pub(super) fn around(work: &mut Work) {
    hints(work);
    // Where each unit's name or group stands first.
    let is_name = |slot: &&Slot| matches!(slot.kind, SlotKind::Name | SlotKind::Group);
    let name = |draft: &Draft| draft.slots.iter().filter(is_name).filter_map(|slot| slot.node).min();
    let names: Vec<Option<NodeId>> = work.drafts.iter().map(name).gather();
    for place in 0..work.flow.items.len() {
        remark(work, place, &names);
    }
    questions_above(work);
}

/// Elements that their class calls help belong to the unit whose wrapper they are in, else to what stands before them.
fn hints(work: &mut Work) {
    for place in 0..work.flow.items.len() {
        let Some(item) = work.flow.items.get(place).copied() else { break };
        let hint = work.index.fact(item.start).hint;
        if item.kind != ItemKind::Text || item.owner != Owner::Free || hint == 0 {
            continue;
        }
        let unit = work.holder(hint).map(|(_, unit)| unit).or_else(|| beside(work, place, hint));
        if let Some(unit) = unit {
            let first = work.ends(unit).0;
            let kind = if work.shows_with(item.start, first) { SlotKind::Help } else { SlotKind::Hidden };
            work.take(unit, kind, place);
        }
    }
}

/// The unit that has the text or control before a hint in the same parent, else after it.
fn beside(work: &Work, place: usize, hint: NodeId) -> Option<u32> {
    let parent = work.index.parent(hint);
    let near = |place: Option<usize>| {
        work.flow
            .items
            .get(place?)
            .filter(|item| work.index.tree.contains(parent, item.start))
            .map(|item| item.owner)
    };
    match near(place.checked_sub(1)) {
        Some(Owner::Unit(unit)) => Some(unit),
        Some(Owner::Free) => None,
        _ => match near(Some(place + 1)) {
            Some(Owner::Unit(unit)) => Some(unit),
            _ => None,
        },
    }
}

/// Free text in a wrapper that holds one unit alone, or on a control's line, is that unit's, unless it is a statement.
fn remark(work: &mut Work, place: usize, names: &[Option<NodeId>]) {
    let Some(item) = work.flow.items.get(place).copied() else { return };
    if item.kind != ItemKind::Text || item.owner != Owner::Free {
        return;
    }
    let Some((holder, unit)) = work.holder(item.start) else {
        let before = place.checked_sub(1).and_then(|k| work.flow.items.get(k));
        if let Some(before) = before
            && let (ItemKind::Control(_), Owner::Unit(unit)) = (before.kind, before.owner)
            && before.line == item.line
            && work.shows_with(item.start, before.start)
        {
            work.take(unit, SlotKind::Neighbor, place);
        }
        return;
    };
    let Some(draft) = work.drafts.get(unit as usize) else { return };
    let (first, last) = work.ends(unit);
    if !work.shows_with(item.start, first) {
        return work.take(unit, SlotKind::Hidden, place);
    }
    // Between the unit's own name and its last control, or in a wrapper made for one field, text is help.
    let named_before = names.get(unit as usize).copied().flatten().is_some_and(|name| name < item.start);
    let between = named_before && item.start < last;
    let wrapped = draft.cell > 0 && is_field(work.index.tree, holder)
        || (draft.group > 0 && work.index.tree.contains(draft.group, item.start));
    let text = work.flow.text(&work.index, &item);
    let states = work.is_statement_beside(item.start, &text, holder, first);
    if between || wrapped {
        let kind = if is_sentence(&text) || between { SlotKind::Help } else { SlotKind::Neighbor };
        work.take(unit, kind, place);
    } else if !states && draft.cell > 0 && work.index.tree.contains(draft.cell, item.start) {
        work.take(unit, SlotKind::Neighbor, place);
    }
}

/// A free question or lead ("… ?", "… :") directly above a unit that has another name: its text is near, and stays free.
fn questions_above(work: &mut Work) {
    for unit in 0..work.units.len() as u32 {
        let Some(draft) = work.drafts.get(unit as usize) else { break };
        let named = draft.slots.iter().filter(|slot| matches!(slot.kind, SlotKind::Name | SlotKind::Choice));
        let first = named.filter_map(|slot| slot.node).chain([work.ends(unit).0]).min().unwrap_or(0);
        let beside = if draft.cell > 0 { draft.cell } else { draft.around };
        let parent = work.index.parent(beside);
        let Some(item) = work.flow.at(first).checked_sub(1).and_then(|k| work.flow.items.get(k)).copied()
        else {
            continue;
        };
        let free =
            item.kind == ItemKind::Text && item.owner == Owner::Free && work.index.fact(item.start).hint == 0;
        if free && work.index.tree.contains(parent, item.start) && work.shows_with(item.start, first) {
            let text = work.flow.text(&work.index, &item);
            if is_prompting(&text) {
                work.add(unit, SlotKind::Neighbor, text, item.start);
            }
        }
    }
}
