//! The page as a reader meets it: pieces of text and controls, in order.

use super::{
    classify::{Control, What},
    index::Index,
    text::{Pick, is_wordy, own_text, range_text},
};
use crate::tree::NodeId;

/// Who owns a piece of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Owner {
    /// Nobody yet.
    Free,
    /// Several questions, or all: a heading, a group's legend.
    Shared,
    /// The unit with this index.
    Unit(u32),
}

/// What stands at a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ItemKind {
    Text,
    Heading,
    Control(Control),
    Button,
}

/// A piece of text without any break, or a control.
#[derive(Clone, Copy, Debug)]
pub(super) struct Item {
    pub kind: ItemKind,
    pub start: NodeId,
    /// One past its last node.
    pub end: NodeId,
    /// Number of the line it stands on: lines end at blocks and breaks.
    pub line: u32,
    pub owner: Owner,
}

/// All items, in document order.
#[derive(Default)]
pub(super) struct Flow {
    pub items: Vec<Item>,
    /// For each line, whether a control or a button is its last item.
    pub line_ends_in_control: Vec<bool>,
}

impl Flow {
    /// Cuts the tree into items.
    pub(super) fn new(index: &Index) -> Flow {
        let tree = index.tree;
        let mut flow = Flow::default();
        let mut line: u32 = 0;
        let mut last: Option<NodeId> = None;
        let mut id = 0;
        while id < tree.len() {
            let fact = index.fact(id);
            line += u32::from(fact.boundary);
            if let Some(control) = fact.control {
                if control != Control::Hidden {
                    flow.push(ItemKind::Control(control), id, index.end(id), line);
                    last = None;
                }
                id = index.end(id);
                continue;
            }
            if fact.what == What::Button {
                flow.push(ItemKind::Button, id, index.end(id), line);
                last = None;
                id = index.end(id);
                continue;
            }
            if fact.skip {
                id = index.end(id).max(id + 1);
                continue;
            }
            if own_text(tree, id).is_some_and(|text| !text.trim().is_empty()) {
                match (last, flow.items.last_mut()) {
                    (Some(before), Some(item)) if item.line == line && same_place(index, before, id) => {
                        item.end = id + 1;
                    }
                    _ => {
                        let kind = if fact.in_heading > 0 { ItemKind::Heading } else { ItemKind::Text };
                        flow.push(kind, id, id + 1, line);
                    }
                }
                last = Some(id);
            }
            id += 1;
        }
        // Pieces without a letter or a digit (colons, asterisks, icons) belong to whatever is around them.
        let wordy = |item: &Item| {
            !matches!(item.kind, ItemKind::Text | ItemKind::Heading)
                || (item.start..item.end).any(|id| own_text(tree, id).is_some_and(is_wordy))
        };
        flow.items.retain(wordy);
        flow.line_ends_in_control = vec![false; line as usize + 1];
        for item in &flow.items {
            if let Some(ends) = flow.line_ends_in_control.get_mut(item.line as usize) {
                *ends = matches!(item.kind, ItemKind::Control(_) | ItemKind::Button);
            }
        }
        flow
    }

    fn push(&mut self, kind: ItemKind, start: NodeId, end: NodeId, line: u32) {
        self.items.push(Item { kind, start, end, line, owner: Owner::Free });
    }

    /// The index of the first item that starts at or after a node.
    pub(super) fn at(&self, node: NodeId) -> usize {
        self.items.partition_point(|item| item.start < node)
    }

    /// Gives free text in `from..to` to a unit; what another one has becomes shared.
    pub(super) fn claim(&mut self, from: NodeId, to: NodeId, unit: u32) {
        let first = self.at(from);
        for item in self.items.iter_mut().skip(first).take_while(|item| item.start < to) {
            if matches!(item.kind, ItemKind::Text | ItemKind::Heading) {
                item.owner = match item.owner {
                    Owner::Free => Owner::Unit(unit),
                    Owner::Unit(owner) if owner == unit => item.owner,
                    _ => Owner::Shared,
                };
            }
        }
    }

    /// Marks free text in `from..to` as context of several questions.
    pub(super) fn share(&mut self, from: NodeId, to: NodeId) {
        let first = self.at(from);
        for item in self.items.iter_mut().skip(first).take_while(|item| item.start < to) {
            if matches!(item.kind, ItemKind::Text | ItemKind::Heading) && item.owner == Owner::Free {
                item.owner = Owner::Shared;
            }
        }
    }

    /// An item's text.
    pub(super) fn text(&self, index: &Index, item: &Item) -> String {
        range_text(index, item.start, item.end, Pick::Label, super::SLOT_TEXT)
    }
}

fn same_place(index: &Index, a: NodeId, b: NodeId) -> bool {
    let (a, b) = (index.fact(a), index.fact(b));
    (a.block, a.hidden, a.hint, a.label, a.labelish, a.in_heading)
        == (b.block, b.hidden, b.hint, b.label, b.labelish, b.in_heading)
}
