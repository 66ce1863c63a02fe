//! Names and choices that the markup does not give outright, as a reader's eye (and browsers' autofill) infers them.

use super::{
    choices::infer_choices,
    classify::is_stop,
    flow::{ItemKind, Owner},
    table::{Places, places},
    text::{is_prompting, is_sentence},
    units::{Bond, Unit},
    work::{Only, Work},
};
use crate::gather::Gather;
use crate::{form::SlotKind, tree::NodeId};

/// Fills names and choices that are still missing, for every unit.
pub(super) fn infer(work: &mut Work) {
    let places = places(work);
    for number in 0..work.units.len() as u32 {
        let unit = work.unit(number);
        if unit.bond == Bond::Choices {
            infer_choices(work, number, &unit, &places);
        }
    }
    stacked(work);
    titles(work, &places);
    for number in 0..work.units.len() as u32 {
        if !work.is_named(number) {
            let unit = work.unit(number);
            infer_name(work, number, &unit, &places);
        }
    }
}

/// A row above that is only a title is the context of the rows under it.
fn titles(work: &mut Work, places: &Places) {
    for number in 0..work.units.len() as u32 {
        let cell = work.index.fact(work.ends(number).0).cell;
        if let Some(title) = places.get(cell).map(|place| place.title).filter(|&title| title > 0) {
            let text = work.label_text(title);
            work.add(number, SlotKind::Group, text, title);
            let end = work.index.end(title);
            work.flow.share(title, end);
        }
    }
}

/// Names in one column and as many boxes in the next: each box takes the name at its place.
fn stacked(work: &mut Work) {
    // The cheap questions first: names are looked for in all of a unit's texts.
    let unnamed = |work: &Work, place: usize| {
        let item = work.flow.items.get(place)?;
        let (ItemKind::Control(control), Owner::Unit(number)) = (item.kind, item.owner) else { return None };
        let unit = work.units.get(number as usize)?;
        let lone = unit.bond == Bond::Single && unit.first() == item.start;
        let boxed = lone && !control.is_checkbox() && !control.is_radio();
        (boxed && !work.is_named(number) && !has_placeholder(work, number)).then_some(number)
    };
    let mut place = 0;
    while place < work.flow.items.len() {
        let boxes: Vec<u32> = (place..).map_while(|k| unnamed(work, k)).gather();
        let count = boxes.len();
        if count > 1 && place >= count {
            let column = |k: usize| {
                work.flow.items.get(k).map(|item| work.index.parent(work.index.fact(item.start).block))
            };
            let first = place - count;
            let unit = boxes.first().copied().unwrap_or(0);
            let is_in = |k| column(k) == column(first) && work.is_free_text(k, unit);
            let names = (first..place).all(|k| is_in(k) && is_short(work, k) && !is_in_cell(work, unit, k));
            let more = first.checked_sub(1).is_some_and(is_in);
            if names && !more {
                for (place, &unit) in (first..place).zip(&boxes) {
                    work.take(unit, SlotKind::Name, place);
                }
            }
        }
        place += count.max(1);
    }
}

fn is_short(work: &Work, place: usize) -> bool {
    work.flow.items.get(place).is_some_and(|item| {
        let text = work.flow.text(&work.index, item);
        text.len() <= 80 && !is_sentence(&text)
    })
}

/// The first of these that finds something names the unit.
fn infer_name(work: &mut Work, number: u32, unit: &Unit, places: &Places) {
    let lone_tick = unit.bond == Bond::Choices && unit.controls.len() == 1;
    if lone_tick && work.drafts.get(number as usize).is_some_and(|draft| draft.has(SlotKind::Choice)) {
        return name_tick(work, number, unit);
    }
    let found = called_label(work, number)
        .or_else(|| before_in_cell(work, number, unit))
        .or_else(|| before_in_block(work, number, unit))
        .or_else(|| unbound_label(work, number, unit));
    if let Some(place) = found {
        return work.take(number, SlotKind::Name, place);
    }
    if from_table(work, number, unit, places) {
        return;
    }
    if let Some(place) = after_in_cell(work, number, unit) {
        return work.take(number, SlotKind::Name, place);
    }
    if let Some(place) = directly_before(work, number, unit)
        && (!has_placeholder(work, number) || prompts(work, place))
    {
        return work.take(number, SlotKind::Name, place);
    }
    if name_from_placeholder(work, number)
        || name_from_foreign_label(work, number, unit)
        || name_from_wide_group(work, number, unit)
    {
        return;
    }
    if let Some(place) = heading_before(work, number, unit) {
        let Some(item) = work.flow.items.get(place).copied() else { return };
        let node = work.index.fact(item.start).in_heading;
        let text = work.flow.text(&work.index, &item);
        work.add(number, SlotKind::Name, text, node);
        let up = work.index.parent(node);
        if work.only(up) == Only::Unit(number)
            && let Some(item) = work.flow.items.get_mut(place)
        {
            item.owner = Owner::Unit(number);
        }
    }
}

fn prompts(work: &Work, place: usize) -> bool {
    work.flow.items.get(place).is_some_and(|item| is_prompting(&work.flow.text(&work.index, item)))
}

fn has_placeholder(work: &Work, number: u32) -> bool {
    work.drafts.get(number as usize).is_some_and(|draft| draft.has(SlotKind::Placeholder))
}

/// Without any other text, the placeholder or title is the name (HTML-AAM).
fn name_from_placeholder(work: &mut Work, number: u32) -> bool {
    let Some(draft) = work.drafts.get_mut(number as usize) else { return false };
    let slot = draft.slots.iter_mut().find(|slot| slot.kind == SlotKind::Placeholder);
    slot.map(|slot| slot.kind = SlotKind::Name).is_some()
}

/// A box in another control's label ("Other, namely …"): the text before it is read for both.
fn name_from_foreign_label(work: &mut Work, number: u32, unit: &Unit) -> bool {
    let Some(place) = at(work, unit.first()).checked_sub(1) else { return false };
    let Some(item) = work.flow.items.get(place).copied() else { return false };
    let label = work.index.fact(unit.first()).label;
    if item.kind != ItemKind::Text || label == 0 || work.index.fact(item.start).label != label {
        return false;
    }
    let text = work.flow.text(&work.index, &item);
    work.add(number, SlotKind::Name, text, item.start);
    true
}

/// Choices without any text of their own in a group with more than them: the group's name is still their question.
fn name_from_wide_group(work: &mut Work, number: u32, unit: &Unit) -> bool {
    let around = work.drafts.get(number as usize).map_or(0, |draft| draft.around);
    let group = work.index.fact(around).group;
    let Some(name) = work.index.group_name_of(group).filter(|_| unit.controls.len() > 1).cloned() else {
        return false;
    };
    work.add(number, SlotKind::Name, name.text, name.node);
    true
}

/// The item's index of a control.
pub(super) fn at(work: &Work, control: NodeId) -> usize {
    work.flow.at(control)
}

/// A lone checkbox: the text before it in its wrapper is what is asked, its label the choice; else the label is the name.
fn name_tick(work: &mut Work, number: u32, unit: &Unit) {
    let found = called_label(work, number).or_else(|| before_in_cell(work, number, unit));
    let found = found.filter(|&place| {
        let Some((item, (holder, _))) =
            work.flow.items.get(place).and_then(|item| Some((item, work.holder(item.start)?)))
        else {
            return false;
        };
        !work.is_statement_beside(item.start, &work.flow.text(&work.index, item), holder, unit.first())
    });
    if let Some(place) = found {
        work.take(number, SlotKind::Name, place);
    } else if let Some(draft) = work.drafts.get_mut(number as usize) {
        let choices = draft.slots.iter_mut().filter(|slot| slot.kind == SlotKind::Choice);
        choices.for_each(|slot| slot.kind = SlotKind::Name);
    }
}

/// The text after a control on its line.
pub(super) fn same_line_after(work: &Work, number: u32, control: NodeId) -> Option<usize> {
    let place = at(work, control);
    let line = work.flow.items.get(place)?.line;
    let next = place + 1;
    // A line that ends in a control has its texts before its controls.
    let texts_first = work.flow.line_ends_in_control.get(line as usize).copied().unwrap_or(false)
        && place.checked_sub(1).is_some_and(|k| work.flow.items.get(k).is_some_and(|item| item.line == line));
    let same = work.flow.items.get(next)?.line == line;
    (same && !texts_first && work.is_free_text(next, number)).then_some(next)
}

/// A text in the cell that its class calls a label.
fn called_label(work: &Work, number: u32) -> Option<usize> {
    let cell = work.drafts.get(number as usize)?.cell;
    let end = work.index.end(cell);
    let places = work.flow.at(cell)..work.flow.at(end);
    (cell > 0)
        .then(|| {
            places.into_iter().find(|&k| {
                work.is_free_text(k, number)
                    && work.flow.items.get(k).is_some_and(|i| work.index.fact(i.start).labelish > cell)
            })
        })
        .flatten()
}

/// Text before the control, from its nearest wrapper outwards, as long as the wrapper holds this unit alone.
fn before_in_cell(work: &Work, number: u32, unit: &Unit) -> Option<usize> {
    let cell = work.drafts.get(number as usize)?.cell;
    if cell == 0 {
        return None;
    }
    let mut level = unit.first();
    let mut found: Option<usize> = None;
    let mut found_level = 0;
    for k in (0..at(work, unit.first())).rev() {
        let item = work.flow.items.get(k)?;
        if item.start < cell {
            break;
        }
        if !work.is_free_text(k, number) {
            continue;
        }
        while !work.index.tree.contains(level, item.start) && level > cell {
            level = work.index.parent(level);
        }
        // Of the texts at the nearest level the first one is the label, unless it is long: then an introduction.
        if found.is_some() && (level != found_level || item.end - item.start > 20) {
            break;
        }
        if found.is_some() && work.flow.text(&work.index, item).len() > 300 {
            break;
        }
        found = Some(k);
        found_level = level;
    }
    found
}

/// Text directly before the control in the same block, with nothing between.
fn before_in_block(work: &Work, number: u32, unit: &Unit) -> Option<usize> {
    let control = unit.first();
    let k = at(work, control).checked_sub(1)?;
    let item = work.flow.items.get(k)?;
    let block = |id| work.index.fact(id).block;
    (work.is_free_text(k, number) && block(item.start) == block(control)).then_some(k)
}

/// A label directly before that is bound to no control.
fn unbound_label(work: &Work, number: u32, unit: &Unit) -> Option<usize> {
    let k = directly_before(work, number, unit)?;
    let label = work.index.fact(work.flow.items.get(k)?.start).labelish;
    (label > 0).then_some(k)
}

/// The free text before the unit with no control, heading or foreign text between; hints are passed over.
fn directly_before(work: &Work, number: u32, unit: &Unit) -> Option<usize> {
    let mut k = at(work, unit.first());
    loop {
        k = k.checked_sub(1)?;
        let item = work.flow.items.get(k)?;
        let passes = item.kind == ItemKind::Text
            && (work.index.fact(item.start).hint > 0
                || item.owner == Owner::Unit(number)
                || !work.shows_with(item.start, unit.first()));
        if !passes {
            break;
        }
    }
    work.is_free_text(k, number).then_some(k).filter(|&k| is_near(work, number, k))
}

/// Whether an item stands beside the unit's cell: the cell's parent holds both, or a wrapper a little further up that is no section.
fn is_near(work: &Work, number: u32, place: usize) -> bool {
    let Some((draft, item)) = work.drafts.get(number as usize).zip(work.flow.items.get(place)) else {
        return false;
    };
    let index = &work.index;
    let beside = if draft.cell > 0 { draft.cell } else { draft.around };
    let parent = index.parent(beside);
    let wrappers = std::iter::successors(Some(parent), |&id| (id > 0).then(|| index.parent(id)));
    wrappers
        .take(4)
        .take_while(|&id| id == parent || !is_stop(index.tree, id))
        .any(|id| index.tree.contains(id, item.start))
}

/// Text after the control in its cell: floating labels, labels below.
fn after_in_cell(work: &Work, number: u32, unit: &Unit) -> Option<usize> {
    let cell = work.drafts.get(number as usize)?.cell;
    if cell == 0 || has_placeholder(work, number) {
        return None;
    }
    let end = work.index.end(cell);
    let from = at(work, unit.last()) + 1;
    (from..work.flow.at(end)).find(|&k| work.is_free_text(k, number) && !is_example(work, k))
}

/// "(optional)", "e.g. …": says how to answer, not what is asked.
fn is_example(work: &Work, place: usize) -> bool {
    work.flow.items.get(place).is_some_and(|item| work.flow.text(&work.index, item).starts_with('('))
}

/// The heading directly before, where there is nothing else.
fn heading_before(work: &Work, number: u32, unit: &Unit) -> Option<usize> {
    let k = at(work, unit.first()).checked_sub(1)?;
    let item = work.flow.items.get(k)?;
    (item.kind == ItemKind::Heading && item.owner == Owner::Free && is_near(work, number, k)).then_some(k)
}

/// Row label to the left, or the column's header.
fn from_table(work: &mut Work, number: u32, unit: &Unit, places: &Places) -> bool {
    let Some(place) = places.get(work.index.fact(unit.first()).cell).copied() else { return false };
    let named_by_row = !place.grid && place.left > 0;
    let header = if named_by_row { place.left } else { place.above };
    if header == 0 {
        return false;
    }
    let text = work.label_text(header);
    let found = !text.is_empty();
    work.add(number, SlotKind::Name, text, header);
    if named_by_row {
        work.claim(header, number);
    } else {
        share_header(work, header, place.column_is_shared, number);
        if place.row > 0 && place.row != header {
            let text = work.label_text(place.row);
            work.add(number, SlotKind::Group, text, place.row);
            let end = work.index.end(place.row);
            work.flow.share(place.row, end);
        }
    }
    found
}

/// A header over one control is its own; over several it is shared.
pub(super) fn share_header(work: &mut Work, header: NodeId, shared: bool, number: u32) {
    if shared {
        let end = work.index.end(header);
        work.flow.share(header, end);
    } else {
        work.claim(header, number);
    }
}

/// Whether an item is in the unit's own wrapper.
pub(super) fn is_in_cell(work: &Work, number: u32, place: usize) -> bool {
    let cell = work.drafts.get(number as usize).map_or(0, |draft| draft.cell);
    cell > 0 && work.flow.items.get(place).is_some_and(|item| work.index.tree.contains(cell, item.start))
}
