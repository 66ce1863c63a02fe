//! Units: which controls make one question together.

use super::{
    classify::{Control, SIGNATURE},
    flow::{Flow, ItemKind},
    index::Index,
    parts::{is_date, parts_from},
    sets::{Key, checkbox_keys, leaders, leads},
    text::has_word,
};
use crate::gather::Gather;
use crate::{
    form::Kind,
    order::{first_equal, order, sorted},
    tree::NodeId,
};

/// What holds a unit's controls together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Bond {
    /// One control.
    #[default]
    Single,
    /// Each control is one choice.
    Choices,
    /// Each control is a part of one answer: day, month and year, or the boxes of a number.
    Parts,
}

/// One question's controls.
#[derive(Clone, Debug, Default)]
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

/// Finds the units, ordered by their first control.
pub(super) fn units(index: &Index, flow: &Flow) -> Vec<Unit> {
    let mut controls = controls(flow);
    let popups = popups(index, &controls);
    controls.retain(|(id, _)| popups.binary_search_by_key(id, |popup| popup.0).is_err());
    let leaders = leaders(&keys(index, &controls));
    let mut units: Vec<Unit> = Vec::new();
    // The unit of each control.
    let mut unit_of: Vec<u32> = Vec::with_capacity(controls.len());
    while let Some(&(id, control)) = controls.get(unit_of.len()) {
        let at = unit_of.len();
        let parts = parts_from(index, flow, &controls, at);
        let number = units.len() as u32;
        if parts.len() > 1 {
            unit_of.extend(parts.iter().map(|_| number));
            let kind = if is_date(index, &parts) { Kind::Date } else { Kind::Text };
            units.push(Unit { kind, bond: Bond::Parts, controls: parts, popups: vec![] });
            continue;
        }
        let leader = leaders.get(at).copied().unwrap_or(0) as usize;
        let earlier =
            unit_of.get(leader).and_then(|&unit| units.get_mut(unit as usize)).filter(|_| leader < at);
        if let Some(unit) = earlier {
            unit.controls.push(id);
            unit.bond = Bond::Choices;
            unit_of.push(unit_of.get(leader).copied().unwrap_or(number));
        } else {
            let bond = if control.is_radio() { Bond::Choices } else { Bond::Single };
            let kind = kind_of(index, id, control);
            units.push(Unit { kind, bond, controls: vec![id], popups: vec![] });
            unit_of.push(number);
        }
    }
    for (popup, owner) in popups {
        let place = controls.partition_point(|control| control.0 < owner);
        if let Some(unit) = unit_of.get(place).and_then(|&unit| units.get_mut(unit as usize)) {
            unit.popups.push(popup);
        }
    }
    leads(index, flow, units)
}

/// What each control has in common with others of its unit.
fn keys<'t>(index: &Index<'t>, controls: &[(NodeId, Control)]) -> Vec<Option<Key<'t>>> {
    let mut keys = checkbox_keys(index, controls);
    // Radios that nothing else binds make one unit with those directly before.
    let mut run = 0;
    for (key, &(id, control)) in keys.iter_mut().zip(controls) {
        let fact = index.fact(id);
        let name = index.tree.attr(id, "name").unwrap_or("");
        let named = !name.is_empty() && control == Control::Radio;
        if !control.is_radio() || named || fact.group > 0 {
            run = 0;
        } else if run == 0 {
            run = id;
        }
        if control.is_radio() {
            *key = Some(match () {
                () if named => (4, fact.form, fact.scope, name),
                () if fact.group > 0 => (5, fact.group, 0, ""),
                () => (6, run, 0, ""),
            });
        }
    }
    keys
}

/// Listboxes that another control opens, with it: part of it, not questions of their own.
fn popups(index: &Index, controls: &[(NodeId, Control)]) -> Vec<(NodeId, NodeId)> {
    let mut popups: Vec<(NodeId, NodeId)> = Vec::new();
    for &(id, _) in controls {
        for attribute in ["aria-controls", "aria-owns"] {
            for list in index.referenced(id, attribute) {
                if list != id && index.fact(list).control == Some(Control::AriaSelect) {
                    popups.push((list, id));
                }
            }
        }
    }
    // In order, each under its first opener; one that opens another one stays a question: no chains.
    let firsts = first_equal(popups.len(), &|a, b| popups.get(a).map(|p| p.0) <= popups.get(b).map(|p| p.0));
    let openers = sorted(&popups.iter().map(|popup| popup.1).gather());
    let in_order = order(popups.len(), &|a, b| popups.get(a).map(|p| p.0) <= popups.get(b).map(|p| p.0));
    let keeps = |place: &u32| {
        let popup = popups.get(*place as usize).map_or(0, |popup| popup.0);
        firsts.get(*place as usize) == Some(place) && openers.binary_search(&popup).is_err()
    };
    in_order.into_iter().filter(keeps).filter_map(|place| popups.get(place as usize).copied()).gather()
}

fn controls(flow: &Flow) -> Vec<(NodeId, Control)> {
    let control = |kind| if let ItemKind::Control(control) = kind { Some(control) } else { None };
    flow.items.iter().filter_map(|item| Some((item.start, control(item.kind)?))).gather()
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
