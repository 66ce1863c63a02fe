//! Checkboxes that are the choices of one question.

use super::{
    classify::Control,
    flow::{Flow, ItemKind},
    index::Index,
    text::{Pick, is_prompting, range_text, words},
    units::{Bond, Unit},
};
use crate::{form::Kind, tree::NodeId};
use std::collections::BTreeMap;

/// Why a checkbox is one of several.
pub(super) enum Set<'t> {
    /// Its name, or the part of it that all share.
    Named(&'t str),
    /// The group whose legend is the question.
    Group(NodeId),
}

/// Every checkbox that is one of several, and why.
pub(super) fn checkbox_sets<'t>(
    index: &Index<'t>,
    controls: &[(NodeId, Control)],
) -> BTreeMap<NodeId, Set<'t>> {
    let tree = index.tree;
    let mut sets = BTreeMap::new();
    // Checkboxes of each name, and of each name but for an index within a group.
    let mut by_name: BTreeMap<(NodeId, NodeId, &str), Vec<NodeId>> = BTreeMap::new();
    let mut by_stem: BTreeMap<(NodeId, &str), Vec<NodeId>> = BTreeMap::new();
    // Checkboxes and other controls of each group.
    let mut by_group: BTreeMap<NodeId, (Vec<NodeId>, u32)> = BTreeMap::new();
    for &(id, control) in controls {
        let fact = index.fact(id);
        if fact.group > 0 && index.group_names.contains_key(&fact.group) {
            let group = by_group.entry(fact.group).or_default();
            if control.is_checkbox() { group.0.push(id) } else { group.1 += 1 }
        }
        let name = tree.attr(id, "name").unwrap_or("");
        if control.is_checkbox() && !name.is_empty() {
            by_name.entry((fact.form, fact.scope, name.trim_end_matches("[]"))).or_default().push(id);
            if fact.group > 0 {
                by_stem.entry((fact.group, stem(name))).or_default().push(id);
            }
        }
    }
    let names = by_name.into_iter().map(|((_, _, name), ids)| (name, ids));
    for (name, ids) in names.chain(by_stem.into_iter().map(|((_, stem), ids)| (stem, ids))) {
        if ids.len() > 1 && !ids.iter().any(|id| sets.contains_key(id)) {
            sets.extend(ids.into_iter().map(|id| (id, Set::Named(name))));
        }
    }
    for (group, (ids, others)) in by_group {
        let free: Vec<_> = ids.into_iter().filter(|id| !sets.contains_key(id)).collect();
        if free.len() > 1 && others <= 1 && !free.iter().any(|&id| is_attestation(index, id)) {
            sets.extend(free.into_iter().map(|id| (id, Set::Group(group))));
        }
    }
    sets
}

/// A name without its index or key: `status` of `status[]`, `status[3]`, `status[citizen]` and `status3`.
pub(super) fn stem(name: &str) -> &str {
    if let Some((stem, _)) = name.strip_suffix(']').and_then(|name| name.rsplit_once('[')) {
        return stem;
    }
    let stem = name.trim_end_matches(|c: char| c.is_ascii_digit());
    if stem.len() > 1 { stem } else { name }
}

/// Whether a checkbox is to be ticked under a text of its own ("I certify …"), not one of a list.
fn is_attestation(index: &Index, id: NodeId) -> bool {
    index.labels_of(id).next().is_some_and(|label| {
        let text = range_text(index, label, index.end(label), Pick::Label, 400);
        words(&text) > 18 || text.starts_with("I ") || text.starts_with("Yo,")
    })
}

/// Joins checkboxes that follow each other under a question of their own ("… ?", "… :"), each before its text.
pub(super) fn leads(index: &Index, flow: &Flow, units: Vec<Unit>) -> Vec<Unit> {
    let mut joined: Vec<Unit> = Vec::new();
    let mut open = false;
    for unit in units {
        let control = unit.first();
        let place = flow.at(control);
        let text_after = flow.items.get(place + 1).is_some_and(|after| {
            let Some(item) = flow.items.get(place) else { return false };
            let labels = index.fact(after.start).label;
            after.kind == ItemKind::Text
                && after.line == item.line
                && (labels == 0 || index.labels.contains(&(control, labels)))
        });
        let lone = unit.kind == Kind::Checkbox
            && unit.controls.len() == 1
            && unit.bond == Bond::Single
            && text_after
            && !is_attestation(index, control);
        // Between two of them stands the first one's text and nothing else; or hints.
        let follows = open
            && joined.last().is_some_and(|before| {
                let from = flow.at(before.last());
                let line = flow.items.get(from).map(|item| item.line);
                (from + 1..place).all(|k| {
                    flow.items.get(k).is_some_and(|item| {
                        item.kind == ItemKind::Text
                            && (Some(item.line) == line || index.fact(item.start).hint > 0)
                    })
                })
            });
        if lone
            && follows
            && let Some(before) = joined.last_mut()
        {
            before.controls.push(control);
            before.bond = Bond::Choices;
            continue;
        }
        open = lone && is_led(index, flow, place);
        joined.push(unit);
    }
    joined
}

/// Whether free text that asks or leads stands directly before an item.
fn is_led(index: &Index, flow: &Flow, place: usize) -> bool {
    let Some(before) = place.checked_sub(1).and_then(|k| flow.items.get(k)) else { return false };
    let fact = index.fact(before.start);
    let bound = index.bound_labels.contains(&fact.label);
    before.kind == ItemKind::Text && !bound && is_prompting(&flow.text(index, before))
}
