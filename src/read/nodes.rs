//! Which nodes belong to one question alone.

use super::{
    classify::{Control, What},
    flow::{ItemKind, Owner},
    statements::Statement,
    text::own_text,
    work::{Only, Work, merge_up},
};
use crate::gather::Gather;
use crate::tree::NodeId;

/// For each unit, then each statement: the outermost nodes that hold nothing of anything else, in document order.
pub(super) fn nodes(work: &Work, statements: &[Statement]) -> Vec<Vec<NodeId>> {
    let (index, tree) = (&work.index, work.index.tree);
    let units = work.units.len() as u32;
    let mut own = vec![Only::Nobody; tree.len() as usize];
    let mut set = |id: NodeId, only: Only| {
        if let Some(place) = own.get_mut(id as usize) {
            *place = place.and(only);
        }
    };
    let mut owners: Vec<Only> = work.flow.items.iter().map(|item| owner_of(item.owner)).gather();
    for (statement, number) in statements.iter().zip(units..) {
        for &place in &statement.items {
            if let Some(owner) = owners.get_mut(place) {
                *owner = Only::Unit(number);
            }
        }
    }
    for (item, owner) in work.flow.items.iter().zip(&owners) {
        match item.kind {
            ItemKind::Text | ItemKind::Heading => (item.start..item.end)
                .filter(|&id| own_text(tree, id).is_some_and(|text| !text.trim().is_empty()))
                .for_each(|id| set(id, *owner)),
            // The owner of free buttons and controls is the form.
            ItemKind::Button | ItemKind::Control(_) => {
                set(item.start, if *owner == Only::Nobody { Only::Several } else { *owner });
            }
        }
    }
    for id in 0..tree.len() {
        let fact = index.fact(id);
        if fact.control == Some(Control::Hidden) {
            set(id, hidden_field(work, id).map_or(Only::Several, Only::Unit));
        } else if matches!(fact.what, What::Iframe | What::Form)
            || (fact.in_heading == id && id > 0 && is_shared_heading(work, id, &owners))
        {
            set(id, Only::Several);
        }
    }
    for (unit, number) in work.units.iter().zip(0..) {
        for &control in &unit.controls {
            for list in index.referenced(control, "list") {
                set(list, Only::Unit(number));
            }
        }
    }
    merge_up(index, &mut own);
    let mut found = vec![Vec::new(); units as usize + statements.len()];
    let mut covered = 0;
    for id in 1..tree.len() {
        if id < covered {
            continue;
        }
        if let Some(&Only::Unit(number)) = own.get(id as usize)
            && !is_fixed(work, id)
        {
            covered = index.end(id);
            if let Some(nodes) = found.get_mut(number as usize) {
                nodes.push(id);
            }
        }
    }
    found
}

fn owner_of(owner: Owner) -> Only {
    match owner {
        Owner::Unit(unit) => Only::Unit(unit),
        Owner::Free | Owner::Shared => Only::Several,
    }
}

fn is_shared_heading(work: &Work, id: NodeId, owners: &[Only]) -> bool {
    let place = work.flow.at(id);
    !matches!(owners.get(place), Some(Only::Unit(_)))
        || work.flow.items.get(place).is_none_or(|item| item.start >= work.index.end(id))
}

/// A hidden field goes with the unit that it shares a name or a wrapper with.
pub(super) fn hidden_field(work: &Work, id: NodeId) -> Option<u32> {
    let parent = work.index.parent(id);
    work.holder(parent)
        .filter(|(holder, unit)| {
            let cell = work.drafts.get(*unit as usize).map_or(0, |draft| draft.cell);
            cell > 0 && work.index.tree.contains(cell, *holder)
        })
        .map(|(_, unit)| unit)
}

/// Elements that stay whatever becomes of their content.
fn is_fixed(work: &Work, id: NodeId) -> bool {
    let name = work.index.tree.name(id);
    let text = work.index.tree.text(id).is_some();
    matches!(name, "html" | "head" | "body" | "main" | "form" | "td" | "th" | "dialog" | "slot")
        || (name.is_empty() && !text)
}
