//! Units: which controls make one question together.

use super::{
    classify::{Control, SIGNATURE, What},
    flow::{Flow, ItemKind},
    index::Index,
    parts::{Part, part_of},
    text::{Pick, has_word, is_prompting, name_words, range_text, words},
};
use crate::{form::Kind, tree::NodeId};
use std::collections::BTreeMap;

/// What holds a unit's controls together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Bond {
    /// One control.
    Single,
    /// Each control is one choice.
    Choices,
    /// Each control is a part of one answer: day, month and year, or the boxes of a number.
    Parts,
}

/// One question's controls.
#[derive(Clone, Debug)]
pub(super) struct Unit {
    pub kind: Kind,
    pub bond: Bond,
    /// In document order, never empty.
    pub controls: Vec<NodeId>,
    /// Listboxes that its controls open.
    pub popups: Vec<NodeId>,
}

impl Unit {
    /// The first control.
    pub(super) fn first(&self) -> NodeId {
        self.controls.first().copied().unwrap_or(0)
    }

    /// The last control.
    pub(super) fn last(&self) -> NodeId {
        self.controls.last().copied().unwrap_or(0)
    }
}

/// Controls that share this are one unit.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Key<'t> {
    /// Same form, scope and name (`true`: radios).
    Name(bool, NodeId, NodeId, &'t str),
    /// Same fieldset or ARIA group (`true`: radios).
    Group(bool, NodeId),
    /// A run of controls that begins here.
    Run(NodeId),
}

/// Finds the units, ordered by their first control.
pub(super) fn units(index: &Index, flow: &Flow) -> Vec<Unit> {
    let mut controls = controls(flow);
    let popups = popups(index, &controls);
    controls.retain(|(id, _)| !popups.contains_key(id));
    let sets = checkbox_sets(index, &controls);
    let mut units: Vec<Unit> = Vec::new();
    let mut known: BTreeMap<Key, usize> = BTreeMap::new();
    let mut previous_radio = 0;
    let mut at = 0;
    while let Some(&(id, control)) = controls.get(at) {
        let parts = parts_from(index, flow, &controls, at);
        if parts.len() > 1 {
            at += parts.len();
            let kind = if is_date(index, &parts) { Kind::Date } else { Kind::Text };
            units.push(Unit { kind, bond: Bond::Parts, controls: parts, popups: vec![] });
            continue;
        }
        at += 1;
        let fact = index.fact(id);
        let name = index.tree.attr(id, "name").unwrap_or("");
        let key = if control.is_radio() {
            let key = match () {
                () if !name.is_empty() && control == Control::Radio => {
                    Key::Name(true, fact.form, fact.scope, name)
                }
                () if fact.group > 0 => Key::Group(true, fact.group),
                () if previous_radio > 0 => Key::Run(previous_radio),
                () => Key::Run(id),
            };
            previous_radio = if let Key::Run(first) = key { first } else { 0 };
            Some(key)
        } else {
            previous_radio = 0;
            sets.get(&id).map(|set| match set {
                Set::Named(base) => Key::Name(false, fact.form, fact.scope, base),
                Set::Group(group) => Key::Group(false, *group),
            })
        };
        match key.and_then(|key| {
            let next = units.len();
            let place = *known.entry(key).or_insert(next);
            (place < next).then_some(place)
        }) {
            Some(place) => {
                if let Some(unit) = units.get_mut(place) {
                    unit.controls.push(id);
                    unit.bond = Bond::Choices;
                }
            }
            None => {
                let bond = if control.is_radio() { Bond::Choices } else { Bond::Single };
                units.push(Unit {
                    kind: kind_of(index, id, control),
                    bond,
                    controls: vec![id],
                    popups: vec![],
                });
            }
        }
    }
    let mut units = leads(index, flow, units);
    if !popups.is_empty() {
        add_popups(&mut units, popups);
    }
    units
}

/// Joins checkboxes that follow each other under a question of their own ("… ?", "… :"), each before its text.
fn leads(index: &Index, flow: &Flow, units: Vec<Unit>) -> Vec<Unit> {
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

fn add_popups(units: &mut [Unit], popups: BTreeMap<NodeId, NodeId>) {
    let places: BTreeMap<NodeId, usize> =
        units.iter().enumerate().flat_map(|(n, unit)| unit.controls.iter().map(move |&id| (id, n))).collect();
    for (popup, owner) in popups {
        if let Some(unit) = places.get(&owner).and_then(|&place| units.get_mut(place)) {
            unit.popups.push(popup);
        }
    }
}

/// Listboxes that another control opens: part of it, not questions of their own.
fn popups(index: &Index, controls: &[(NodeId, Control)]) -> BTreeMap<NodeId, NodeId> {
    let mut popups = BTreeMap::new();
    for &(id, _) in controls {
        for attribute in ["aria-controls", "aria-owns"] {
            for list in index.referenced(id, attribute) {
                if list != id && index.fact(list).control == Some(Control::AriaSelect) {
                    popups.entry(list).or_insert(id);
                }
            }
        }
    }
    // One that opens another one stays a question: no chains.
    let owners: Vec<_> = popups.values().copied().collect();
    for owner in owners {
        popups.remove(&owner);
    }
    popups
}

fn controls(flow: &Flow) -> Vec<(NodeId, Control)> {
    let control = |kind| if let ItemKind::Control(control) = kind { Some(control) } else { None };
    flow.items.iter().filter_map(|item| Some((item.start, control(item.kind)?))).collect()
}

fn kind_of(index: &Index, id: NodeId, control: Control) -> Kind {
    match control {
        Control::Text | Control::AriaText => {
            let signs = ["name", "id", "autocomplete"].iter().any(|name| {
                index.tree.attr(id, name).is_some_and(|value| {
                    has_word(value, &SIGNATURE[..2]) || has_word(value, &["esignature", "firma"])
                })
            });
            if signs { Kind::Signature } else { Kind::Text }
        }
        Control::Textarea | Control::AriaTextarea | Control::Editable => Kind::Textarea,
        Control::Number | Control::AriaNumber => Kind::Number,
        Control::Date => Kind::Date,
        Control::File => Kind::File,
        Control::Checkbox | Control::AriaCheckbox => Kind::Checkbox,
        Control::Radio | Control::AriaRadio => Kind::Radio,
        Control::Select | Control::AriaSelect => Kind::Select,
        Control::Pad => Kind::Signature,
        Control::Other | Control::Hidden => Kind::Other,
    }
}

/// Why a checkbox is one of several.
enum Set<'t> {
    /// Its name, or the part of it that all share.
    Named(&'t str),
    /// The group whose legend is the question.
    Group(NodeId),
}

fn checkbox_sets<'t>(index: &Index<'t>, controls: &[(NodeId, Control)]) -> BTreeMap<NodeId, Set<'t>> {
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
fn stem(name: &str) -> &str {
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

/// The controls that, from `at` on, are the parts of one answer; empty if it is one by itself.
fn parts_from(index: &Index, flow: &Flow, controls: &[(NodeId, Control)], at: usize) -> Vec<NodeId> {
    let Some(&(first, control)) = controls.get(at) else { return Vec::new() };
    if !control.is_line() && !control.is_select() {
        return Vec::new();
    }
    let dates = date_parts(index, controls, at);
    if dates.len() > 1 {
        return dates;
    }
    // Boxes of one number: a short box, then others with nothing but marks between.
    if !is_short_box(index, first) {
        return Vec::new();
    }
    let mut boxes = vec![first];
    for &(id, control) in controls.iter().skip(at + 1).take(8) {
        let before = boxes.last().copied().unwrap_or(0);
        let same_form = index.fact(id).form == index.fact(first).form;
        if !control.is_line() || !same_form || !is_short_box(index, id) || !continues(index, flow, before, id)
        {
            break;
        }
        boxes.push(id);
    }
    boxes
}

fn is_short_box(index: &Index, id: NodeId) -> bool {
    index
        .tree
        .attr(id, "maxlength")
        .and_then(|max| max.trim().parse::<u32>().ok())
        .is_some_and(|max| max <= 4)
}

/// Whether nothing stands between two controls, and the second one has no label of its own.
fn continues(index: &Index, flow: &Flow, before: NodeId, id: NodeId) -> bool {
    let place = flow.at(id);
    let adjacent =
        place.checked_sub(1).and_then(|k| flow.items.get(k)).is_some_and(|item| item.start == before);
    let name = |id| index.tree.attr(id, "name").or_else(|| index.tree.attr(id, "id")).unwrap_or("");
    let same_stem = stem(name(before)) == stem(name(id));
    adjacent
        && index.labels_of(id).next().is_none()
        && (same_stem || index.parent(before) == index.parent(id))
}

/// Day, month and year that follow each other, with names that differ in the part alone.
fn date_parts(index: &Index, controls: &[(NodeId, Control)], at: usize) -> Vec<NodeId> {
    let mut found: Vec<NodeId> = Vec::new();
    let mut parts: Vec<Part> = Vec::new();
    let mut stem: Option<Vec<&str>> = None;
    for &(id, control) in controls.iter().skip(at).take(3) {
        let Some((part, rest)) = part_of(index, id).filter(|_| control.is_line() || control.is_select())
        else {
            break;
        };
        let first = found.first().copied().unwrap_or(id);
        let same_stem = stem.as_ref().is_none_or(|stem| *stem == rest);
        if parts.contains(&part) || index.fact(first).form != index.fact(id).form || !same_stem {
            break;
        }
        stem.get_or_insert(rest);
        parts.push(part);
        found.push(id);
    }
    if parts.contains(&Part::Month) { found } else { Vec::new() }
}

fn is_date(index: &Index, parts: &[NodeId]) -> bool {
    parts.iter().all(|&id| part_of(index, id).is_some())
}

/// Two or more buttons that answer a text, as "Yes" and "No" do: not wired to the flow of controls, found by their captions.
pub(super) fn button_answers(index: &Index, flow: &Flow) -> Vec<Unit> {
    const ANSWERS: &[&str] = &[
        "yes", "no", "sí", "si", "true", "false", "agree", "disagree", "decline", "oui", "non", "ja", "nein",
    ];
    let mut units = Vec::new();
    let mut run: Vec<NodeId> = Vec::new();
    let mut answers = 0;
    let mut close = |run: &mut Vec<NodeId>, answers: &mut u32| {
        let controls = std::mem::take(run);
        if controls.len() > 1 && *answers > 0 {
            units.push(Unit { kind: Kind::Radio, bond: Bond::Choices, controls, popups: vec![] });
        }
        *answers = 0;
    };
    for item in &flow.items {
        let adjacent = run.last().is_some_and(|&last| index.parent(last) == index.parent(item.start));
        if item.kind != ItemKind::Button || !adjacent {
            close(&mut run, &mut answers);
        }
        if item.kind == ItemKind::Button && index.fact(item.start).what == What::Button {
            let caption = caption(index, item.start);
            let toggles = index.tree.has_attr(item.start, "aria-pressed")
                || index.tree.has_attr(item.start, "aria-checked");
            let answer = name_words(&caption).take(2).count() == 1
                && ANSWERS.iter().any(|known| *known == caption.to_lowercase());
            answers += u32::from(answer || toggles);
            run.push(item.start);
        }
    }
    close(&mut run, &mut answers);
    units
}

/// What a button says.
pub(super) fn caption(index: &Index, id: NodeId) -> String {
    let content = range_text(index, id, index.end(id), Pick::Content, super::SLOT_TEXT);
    if content.is_empty() {
        super::text::collapse(
            index.tree.attr(id, "value").or_else(|| index.tree.attr(id, "aria-label")).unwrap_or(""),
        )
    } else {
        content
    }
}
