//! What the steps of reading share: the index, the items, the units and what was found for each.

use super::{
    buttons::button_answers,
    classify::is_stop,
    flow::{Flow, ItemKind, Owner},
    index::Index,
    text::{Pick, is_sentence, range_text},
    units::{Bond, Unit, units},
    words::is_field,
};
use crate::gather::Gather;
use crate::{
    form::{Slot, SlotKind},
    order::order,
    tree::NodeId,
};

/// Who has the controls of a subtree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Only {
    Nobody,
    Unit(u32),
    Several,
}

impl Only {
    /// Both together.
    pub(super) fn and(self, other: Only) -> Only {
        match (self, other) {
            (Only::Nobody, one) | (one, Only::Nobody) => one,
            (one, other) if one == other => one,
            _ => Only::Several,
        }
    }
}

/// What was found for one unit.
#[derive(Clone, Debug, Default)]
pub(super) struct Draft {
    pub slots: Vec<Slot>,
    /// The smallest element around all controls; 0 if it is not in reach.
    pub around: NodeId,
    /// The largest element around all controls that holds no other unit's, no heading and is no section; 0 if none.
    pub cell: NodeId,
    /// The group that is this unit's own; 0 if none.
    pub group: NodeId,
    /// Whether text was left out because there was too much.
    pub cut: bool,
}

impl Draft {
    /// Adds a text, unless it is empty.
    pub(super) fn add(&mut self, kind: SlotKind, text: String, node: NodeId) {
        if !text.is_empty() {
            self.slots.push(Slot { kind, text, node: Some(node) });
        }
    }

    /// Whether there is a slot of this kind.
    pub(super) fn has(&self, kind: SlotKind) -> bool {
        self.slots.iter().any(|slot| slot.kind == kind)
    }
}

/// Everything at hand.
pub(super) struct Work<'t> {
    pub index: Index<'t>,
    pub flow: Flow,
    pub units: Vec<Unit>,
    pub drafts: Vec<Draft>,
    only: Vec<Only>,
}

impl<'t> Work<'t> {
    /// Finds items and units.
    pub(super) fn new(index: Index<'t>) -> Work<'t> {
        let flow = Flow::new(&index);
        let mut units = units(&index, &flow);
        units.extend(button_answers(&index, &flow));
        let fits = |a: usize, b: usize| units.get(a).map(Unit::first) <= units.get(b).map(Unit::first);
        let in_order = order(units.len(), &fits);
        let mut units: Vec<Unit> = in_order
            .into_iter()
            .filter_map(|place| units.get_mut(place as usize).map(std::mem::take))
            .gather();
        for unit in units.iter_mut().filter(|unit| unit.controls.len() == 1) {
            // A lone checkbox is the choice of what stands around it, or has its own text as its name (see `infer`).
            let ticks = index
                .fact(unit.first())
                .control
                .is_some_and(|control| control.is_checkbox() || control.is_radio());
            unit.bond = if ticks { Bond::Choices } else { Bond::Single };
        }
        let mut only = vec![Only::Nobody; index.tree.len() as usize];
        for (unit, number) in units.iter().zip(0..) {
            for &control in unit.controls.iter().chain(&unit.popups) {
                if let Some(place) = only.get_mut(control as usize) {
                    *place = Only::Unit(number);
                }
            }
        }
        merge_up(&index, &mut only);
        let mut work = Work { index, flow, units, drafts: Vec::new(), only };
        for number in 0..work.units.len() as u32 {
            let draft = work.draft(number);
            work.drafts.push(draft);
        }
        work.own_controls();
        work
    }

    /// Who has the controls in a subtree.
    pub(super) fn only(&self, id: NodeId) -> Only {
        self.only.get(id as usize).copied().unwrap_or(Only::Several)
    }

    /// Whether a subtree has no control, or this unit's only.
    pub(super) fn is_free_for(&self, id: NodeId, unit: u32) -> bool {
        matches!(self.only(id), Only::Nobody) || self.only(id) == Only::Unit(unit)
    }

    /// The nearest element around a node that has controls, if they are one unit's alone and it is not a section.
    pub(super) fn holder(&self, id: NodeId) -> Option<(NodeId, u32)> {
        let up = std::iter::successors(Some(id), |&id| (id > 0).then(|| self.index.parent(id)));
        let holder = up.take(super::CLIMB).find(|&id| self.only(id) != Only::Nobody)?;
        match self.only(holder) {
            Only::Unit(unit) if !is_stop(self.index.tree, holder) => Some((holder, unit)),
            _ => None,
        }
    }

    /// Whether a node's text is shown when a control is.
    pub(super) fn shows_with(&self, id: NodeId, control: NodeId) -> bool {
        let hidden = self.index.fact(id).hidden;
        hidden == 0 || self.index.tree.contains(hidden, control)
    }

    /// Whether an item is text that is free to be a unit's name.
    pub(super) fn is_free_text(&self, place: usize, unit: u32) -> bool {
        let control = self.units.get(unit as usize).map_or(0, Unit::first);
        self.flow.items.get(place).is_some_and(|item| {
            let fact = self.index.fact(item.start);
            item.kind == ItemKind::Text
                && item.owner == Owner::Free
                && fact.hint == 0
                && !fact.link
                && self.shows_with(item.start, control)
        })
    }

    /// The text of an element as a label.
    pub(super) fn label_text(&self, id: NodeId) -> String {
        let pick = if self.index.fact(id).skip { Pick::Content } else { Pick::Label };
        range_text(&self.index, id, self.index.end(id), pick, super::SLOT_TEXT)
    }

    /// Gives an element's free text to a unit, if no other unit's controls are in it.
    pub(super) fn claim(&mut self, id: NodeId, unit: u32) {
        // Many controls may name one long text, which is read no more then.
        if self.index.allowance.get() == 0 {
            return;
        }
        let (from, to) = (id, self.index.end(id));
        if self.is_free_for(id, unit) {
            self.flow.claim(from, to, unit);
        } else {
            self.claim_around_controls(from, to, unit);
        }
    }

    /// A label around several units' controls: its text is the unit's up to the first other control.
    fn claim_around_controls(&mut self, from: NodeId, to: NodeId, unit: u32) {
        let first = self.flow.at(from);
        let foreign = self
            .flow
            .items
            .iter()
            .skip(first)
            .take_while(|item| item.start < to)
            .find(|item| matches!(item.kind, ItemKind::Control(_)) && item.owner != Owner::Unit(unit));
        let to = foreign.map_or(to, |item| item.start);
        self.flow.claim(from, to, unit);
    }

    /// Adds a slot to a unit.
    pub(super) fn add(&mut self, unit: u32, kind: SlotKind, text: String, node: NodeId) {
        if let Some(draft) = self.drafts.get_mut(unit as usize) {
            draft.add(kind, text, node);
        }
    }

    /// Takes an item for a unit as a slot.
    pub(super) fn take(&mut self, unit: u32, kind: SlotKind, place: usize) {
        let Some(item) = self.flow.items.get_mut(place) else { return };
        item.owner = Owner::Unit(unit);
        let (item, node) = (*item, item.start);
        let text = self.flow.text(&self.index, &item);
        self.add(unit, kind, text, node);
    }

    /// Whether a unit has a name.
    pub(super) fn is_named(&self, unit: u32) -> bool {
        self.drafts.get(unit as usize).is_some_and(|draft| draft.has(SlotKind::Name))
    }

    /// Whether text in a wrapper of one unit is a statement that only stands there, not the unit's help or name.
    pub(super) fn is_statement_beside(
        &self,
        start: NodeId,
        text: &str,
        holder: NodeId,
        control: NodeId,
    ) -> bool {
        let own_block = self.index.fact(start).block != self.index.fact(control).block
            && !self.index.has_control(self.index.fact(start).block);
        own_block && is_sentence(text) && !is_field(self.index.tree, holder)
    }

    /// A unit's first and last control.
    pub(super) fn ends(&self, unit: u32) -> (NodeId, NodeId) {
        self.units.get(unit as usize).map_or((0, 0), |unit| (unit.first(), unit.last()))
    }

    /// A unit by its number.
    pub(super) fn unit(&self, unit: u32) -> Unit {
        self.units.get(unit as usize).cloned().unwrap_or_default()
    }

    fn draft(&self, number: u32) -> Draft {
        let unit = self.unit(number);
        let index = &self.index;
        let up =
            |id| std::iter::successors(Some(id), |&id| (id > 0).then(|| index.parent(id))).take(super::CLIMB);
        let around = up(unit.first()).find(|&id| index.tree.contains(id, unit.last())).unwrap_or(0);
        let mut draft = Draft { around, ..Draft::default() };
        if self.only(around) != Only::Unit(number) {
            return draft;
        }
        let fits = |&id: &NodeId| {
            id == around
                || (self.only(id) == Only::Unit(number) && !index.has_heading(id) && !is_stop(index.tree, id))
        };
        draft.cell = up(around).take_while(fits).last().unwrap_or(around);
        // The innermost named group that holds this unit alone.
        let mut group = index.fact(around).group;
        for _ in 0..super::GROUPS {
            if group == 0 || self.only(group) != Only::Unit(number) {
                break;
            }
            if index.group_name_of(group).is_some() {
                draft.group = group;
                break;
            }
            group = index.fact(index.parent(group)).group;
        }
        draft
    }

    fn own_controls(&mut self) {
        for (unit, number) in self.units.iter().zip(0..) {
            for &control in unit.controls.iter().chain(&unit.popups) {
                let place = self.flow.at(control);
                if let Some(item) = self.flow.items.get_mut(place).filter(|item| item.start == control) {
                    item.owner = Owner::Unit(number);
                }
            }
        }
    }
}

/// Lets every node know whose controls (or texts) its subtree has.
pub(super) fn merge_up(index: &Index, only: &mut [Only]) {
    for id in (1..index.tree.len()).rev() {
        let own = only.get(id as usize).copied().unwrap_or(Only::Nobody);
        if let Some(up) = only.get_mut(index.parent(id) as usize) {
            *up = up.and(own);
        }
    }
}
