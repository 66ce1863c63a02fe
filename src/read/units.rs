//! Units: which controls make one question together.

use super::{
    classify::{Control, SIGNATURE},
    flow::{Flow, ItemKind},
    index::Index,
    parts::{is_date, parts_from},
    sets::{Set, checkbox_sets, leads},
    text::has_word,
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
