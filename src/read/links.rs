//! What nodes say of each other: labels of controls, names of groups, forms of controls.

use super::{
    classify::{Control, What},
    collapse::Collapsed,
    index::{GroupName, Index},
    text::{Pick, range_text},
};
use crate::gather::Gather;
use crate::{order::order, tree::NodeId};

impl Index<'_> {
    /// Controls may name a form elsewhere.
    pub(super) fn resolve_forms(&mut self) {
        for id in 0..self.tree.len() {
            if self.fact(id).control.is_some()
                && let Some(form) = self.tree.attr(id, "form").and_then(|form| self.by_id(id, form))
                && self.fact(form).what == What::Form
                && let Some(fact) = self.facts.get_mut(id as usize)
            {
                fact.form = form;
            }
        }
    }

    /// Orders the ids for [`Index::by_id`].
    pub(super) fn order_ids(&mut self) {
        let ids = std::mem::take(&mut self.ids);
        let fits = |a: usize, b: usize| ids.get(a) <= ids.get(b);
        let order = order(ids.len(), &fits);
        self.ids = order.into_iter().filter_map(|place| ids.get(place as usize).copied()).gather();
    }

    /// Finds every label's control.
    pub(super) fn resolve_labels(&mut self) {
        let mut pairs = Vec::new();
        let mut wrapped: NodeId = 0;
        for id in 0..self.tree.len() {
            let fact = self.fact(id);
            if fact.what == What::Label
                && let Some(target) = self.tree.attr(id, "for").and_then(|target| self.nearest_id(id, target))
            {
                pairs.push((target, id));
            }
            // The first control in a label without `for` is what it labels.
            if fact.control.is_some_and(|control| control != Control::Hidden)
                && fact.label > wrapped
                && !self.tree.has_attr(fact.label, "for")
            {
                wrapped = fact.label;
                pairs.push((id, fact.label));
            }
        }
        let fits = |a: usize, b: usize| pairs.get(a) <= pairs.get(b);
        let order = order(pairs.len(), &fits);
        self.labels = order.into_iter().filter_map(|place| pairs.get(place as usize).copied()).gather();
        self.labels.dedup();
        for (_, label) in pairs {
            if let Some(fact) = self.facts.get_mut(label as usize) {
                fact.bound = true;
            }
        }
    }

    /// The node with an id that is nearest to a label: where an id is used twice, each label keeps its own control.
    fn nearest_id(&self, label: NodeId, id: &str) -> Option<NodeId> {
        let scope = self.fact(label).scope;
        let place = self.id_place(scope, id, label);
        let same = |entry: &&(NodeId, &str, NodeId)| (entry.0, entry.1) == (scope, id);
        let after = self.ids.get(place).filter(same);
        let before = place.checked_sub(1).and_then(|before| self.ids.get(before)).filter(same);
        let (Some(before), Some(after)) = (before, after) else {
            return after.or(before).map(|found| found.2);
        };
        let (before, after) = (before.2, after.2);
        let beside = |node| self.parent(node) == self.parent(label);
        let is_before = match (beside(before), beside(after)) {
            (true, false) => true,
            (false, true) => false,
            _ => label - before < after - label,
        };
        Some(if is_before { before } else { after })
    }

    /// Finds every group's name.
    pub(super) fn name_groups(&mut self) {
        for id in 0..self.tree.len() {
            if self.fact(id).group == id
                && id > 0
                && let Some(name) = self.group_name(id)
            {
                self.group_names.push((id, name));
            }
        }
    }

    fn group_name(&self, id: NodeId) -> Option<GroupName> {
        let tree = self.tree;
        let text_of = |node| range_text(self, node, self.end(node), Pick::Label, super::CONTEXT_TEXT);
        let legend = || tree.children(id).take(8).find(|&child| self.fact(child).what == What::Legend);
        let mut name = Vec::new();
        let mut place = id;
        for node in self.referenced(id, "aria-labelledby") {
            let text = text_of(node);
            if !text.is_empty() && name.iter().map(String::len).sum::<usize>() < super::CONTEXT_TEXT {
                if name.is_empty() {
                    place = node;
                }
                name.push(text);
            }
        }
        if name.is_empty() {
            if let Some(legend) = legend()
                && let text = text_of(legend)
                && !text.is_empty()
            {
                place = legend;
                name.push(text);
            } else if let Some(label) = tree.attr(id, "aria-label").or_else(|| tree.attr(id, "title")) {
                let mut text = Collapsed::default();
                text.push(label, super::CONTEXT_TEXT);
                name.push(text.finish());
            }
        }
        let text = name.join(" ");
        (!text.is_empty()).then_some(GroupName { text, node: place })
    }
}
