//! Checkboxes that are the choices of one question.

use super::{
    classify::Control,
    flow::{Flow, ItemKind},
    index::Index,
    text::{Pick, is_prompting, range_text, words},
    units::{Bond, Unit},
};
use crate::gather::Gather;
use crate::{form::Kind, order::first_equal, tree::NodeId};

/// What controls of one unit have in common: a kind of bond, two nodes and a name.
pub(super) type Key<'t> = (u32, NodeId, NodeId, &'t str);

/// For each control, the index of the first one with the same key; itself if it has none.
pub(super) fn leaders(keys: &[Option<Key>]) -> Vec<u32> {
    let mut leaders = first_equal(keys.len(), &|a, b| keys.get(a) <= keys.get(b));
    for (place, (leader, key)) in (0..).zip(leaders.iter_mut().zip(keys)) {
        if key.is_none() {
            *leader = place;
        }
    }
    leaders
}

/// How many follow each leader, itself included.
fn followers(leaders: &[u32]) -> Vec<u32> {
    let mut counts = vec![0; leaders.len()];
    for &leader in leaders {
        if let Some(count) = counts.get_mut(leader as usize) {
            *count += 1;
        }
    }
    counts
}

/// The key of every checkbox that is one of several: its name, its name but for an index in a group, or its group.
pub(super) fn checkbox_keys<'t>(index: &Index<'t>, controls: &[(NodeId, Control)]) -> Vec<Option<Key<'t>>> {
    let ways: [&dyn Fn(NodeId) -> Option<Key<'t>>; 2] = [
        &|id| {
            let fact = index.fact(id);
            let name = index.tree.attr(id, "name").filter(|name| !name.is_empty())?;
            Some((1, fact.form, fact.scope, name.strip_suffix("[]").unwrap_or(name)))
        },
        &|id| {
            let group = index.fact(id).group;
            let name = index.tree.attr(id, "name").filter(|name| !name.is_empty() && group > 0)?;
            Some((2, group, 0, stem(name)))
        },
    ];
    let mut found: Vec<Option<Key>> = vec![None; controls.len()];
    for way in ways {
        let free = |(&(id, control), found): (&(NodeId, Control), &Option<Key>)| {
            (control.is_checkbox() && found.is_none()).then(|| way(id)).flatten()
        };
        let keys: Vec<Option<Key>> = controls.iter().zip(&found).map(free).gather();
        keep_sets(&mut found, &keys, &|_| true);
    }
    // Every control of a named group has its key, so that the others can be counted.
    let group = |&(id, _): &(NodeId, Control)| {
        let group = index.fact(id).group;
        index.group_name_of(group).map(|_| (3, group, 0, ""))
    };
    let all: Vec<Option<Key>> = controls.iter().map(group).gather();
    let leaders = leaders(&all);
    // Others, and checkboxes with a text of their own, of each group.
    let mut others = vec![0u32; controls.len()];
    for (&(id, control), &leader) in controls.iter().zip(&leaders) {
        if let Some(count) = others.get_mut(leader as usize) {
            let attests = control.is_checkbox() && is_attestation(index, id);
            *count = count.saturating_add(if attests { 2 } else { u32::from(!control.is_checkbox()) });
        }
    }
    let mut keys = all;
    for (key, (&(_, control), found)) in keys.iter_mut().zip(controls.iter().zip(&found)) {
        key.take_if(|_| found.is_some() || !control.is_checkbox());
    }
    keep_sets(&mut found, &keys, &|place| {
        leaders.get(place).and_then(|&leader| others.get(leader as usize)).is_some_and(|&count| count <= 1)
    });
    found
}

/// Keeps the keys that more than one control has.
fn keep_sets<'t>(found: &mut [Option<Key<'t>>], keys: &[Option<Key<'t>>], may: &dyn Fn(usize) -> bool) {
    let leaders = leaders(keys);
    let counts = followers(&leaders);
    for (place, (found, key)) in found.iter_mut().zip(keys).enumerate() {
        let leader = leaders.get(place).copied().unwrap_or(0);
        if key.is_some() && counts.get(leader as usize).is_some_and(|&count| count > 1) && may(place) {
            *found = *key;
        }
    }
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
                && (labels == 0 || index.labels.binary_search(&(control, labels)).is_ok())
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
    let bound = fact.label > 0 && index.fact(fact.label).bound;
    before.kind == ItemKind::Text && !bound && is_prompting(&flow.text(index, before))
}
