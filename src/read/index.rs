//! One pass over the tree that answers, for every node, what the later steps ask.

use super::{
    classify::{Control, What, classify, hides, is_group, is_private, is_sectioning},
    words::{is_hint, is_labelish, is_section_title},
};
use crate::gather::Gather;
use crate::tree::{NodeData, NodeId, Tree};
use std::cell::Cell;

/// What is known of one node; ids are 0 where there is none.
#[derive(Clone, Copy, Debug)]
pub(super) struct Fact {
    /// What it is.
    pub what: What,
    /// The control it is.
    pub control: Option<Control>,
    /// Whether a line or a block begins here: text before and after are different words.
    pub boundary: bool,
    /// Inside a control or a button: not running text.
    pub skip: bool,
    /// What a person typed, or no text at all: never read (design invariant 1).
    pub private: bool,
    /// Inside a link.
    pub link: bool,
    /// Outside of forms: navigation, page header and footer.
    pub chrome: bool,
    /// Nearest hidden element around it, or itself.
    pub hidden: NodeId,
    /// Nearest block around it, or itself.
    pub block: NodeId,
    /// Its form.
    pub form: NodeId,
    /// Nearest element with a language.
    pub lang: NodeId,
    /// The label element it is in.
    pub label: NodeId,
    /// The fieldset or ARIA group it is in, or itself.
    pub group: NodeId,
    /// The element of help text it is in.
    pub hint: NodeId,
    /// The element it is in that its class calls a label.
    pub labelish: NodeId,
    /// The shadow root whose ids it sees; 0 is the document.
    pub scope: NodeId,
    /// The table cell it is in.
    pub cell: NodeId,
    /// The heading above it, as one more than its index in [`Index::headings`].
    pub heading: u32,
    /// The heading element it is in.
    pub in_heading: NodeId,
    /// For a label: whether it is some node's.
    pub bound: bool,
}

/// A heading and the next outer one (one more than its index).
#[derive(Clone, Copy, Debug)]
pub(super) struct Heading {
    pub node: NodeId,
    pub level: u8,
    pub outer: u32,
}

/// A group's own name.
#[derive(Clone, Debug)]
pub(super) struct GroupName {
    pub text: String,
    pub node: NodeId,
}

/// The tree with what every step needs.
pub(super) struct Index<'t> {
    pub tree: &'t Tree,
    pub facts: Vec<Fact>,
    /// Controls before each node: whether a subtree has one is a subtraction.
    controls_before: Vec<u32>,
    headings_before: Vec<u32>,
    pub headings: Vec<Heading>,
    /// `(scope, id, node)`, in order.
    pub ids: Vec<(NodeId, &'t str, NodeId)>,
    /// `(control or other target, label)`, in order.
    pub labels: Vec<(NodeId, NodeId)>,
    /// `(group, name)`, in order.
    pub group_names: Vec<(NodeId, GroupName)>,
    pub forms: Vec<NodeId>,
    pub iframes: u32,
    pub has_tables: bool,
    /// How many more nodes and bytes may be read as text: what keeps many references to one long text linear.
    pub allowance: Cell<usize>,
}

const NOTHING: Fact = Fact {
    what: What::Inline,
    control: None,
    boundary: false,
    skip: false,
    private: false,
    link: false,
    chrome: false,
    hidden: 0,
    block: 0,
    form: 0,
    lang: 0,
    label: 0,
    group: 0,
    hint: 0,
    labelish: 0,
    scope: 0,
    cell: 0,
    heading: 0,
    in_heading: 0,
    bound: false,
};

impl<'t> Index<'t> {
    /// Indexes the tree.
    pub(super) fn new(tree: &'t Tree) -> Index<'t> {
        let nodes = tree.len() as usize;
        let mut index = Index {
            tree,
            facts: Vec::with_capacity(nodes),
            controls_before: Vec::with_capacity(nodes + 1),
            headings_before: Vec::with_capacity(nodes + 1),
            headings: Vec::new(),
            ids: Vec::new(),
            labels: Vec::new(),
            group_names: Vec::new(),
            forms: Vec::new(),
            iframes: 0,
            has_tables: false,
            allowance: Cell::new(
                super::READINGS.saturating_mul(tree.len() as usize).saturating_add(super::QUESTION_TEXT),
            ),
        };
        let kinds = index.classify_all();
        index.inherit(&kinds);
        index.order_ids();
        index.resolve_forms();
        index.resolve_labels();
        index.name_groups();
        index
    }

    /// What is known of a node.
    pub(super) fn fact(&self, id: NodeId) -> &Fact {
        self.facts.get(id as usize).unwrap_or(&NOTHING)
    }

    /// Whether there is a control in the subtree of `id` (itself counts).
    pub(super) fn has_control(&self, id: NodeId) -> bool {
        count(&self.controls_before, id, self.end(id)) > 0
    }

    /// Whether there is a heading in the subtree of `id`.
    pub(super) fn has_heading(&self, id: NodeId) -> bool {
        count(&self.headings_before, id, self.end(id)) > 0
    }

    /// One past the last node of a subtree.
    pub(super) fn end(&self, id: NodeId) -> NodeId {
        if id < self.tree.len() { self.tree.node(id).end } else { id }
    }

    /// A node's parent, 0 for the root.
    pub(super) fn parent(&self, id: NodeId) -> NodeId {
        if id < self.tree.len() { self.tree.node(id).parent.unwrap_or(0) } else { 0 }
    }

    /// The node with an id, seen from `near`: the first one, as `getElementById` does.
    pub(super) fn by_id(&self, near: NodeId, id: &str) -> Option<NodeId> {
        let scope = self.fact(near).scope;
        let first = self.ids.get(self.id_place(scope, id, 0))?;
        ((first.0, first.1) == (scope, id)).then_some(first.2)
    }

    /// The nodes that an attribute with a list of ids names; at most [`super::REFERENCES`].
    pub(super) fn referenced(&self, from: NodeId, attribute: &str) -> Vec<NodeId> {
        let list = self.tree.attr(from, attribute).unwrap_or("");
        let ids = list.split_ascii_whitespace().take(super::REFERENCES);
        ids.filter_map(|id| self.by_id(from, id)).gather()
    }

    /// The place of the first entry for an id at or after a node.
    pub(super) fn id_place(&self, scope: NodeId, id: &str, node: NodeId) -> usize {
        self.ids.partition_point(|entry| (entry.0, entry.1, entry.2) < (scope, id, node))
    }

    /// The name of a group, if it has one.
    pub(super) fn group_name_of(&self, group: NodeId) -> Option<&GroupName> {
        let place = self.group_names.partition_point(|entry| entry.0 < group);
        self.group_names.get(place).filter(|entry| entry.0 == group).map(|entry| &entry.1)
    }

    /// The labels of a node, in document order.
    pub(super) fn labels_of(&self, id: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        let from = self.labels.partition_point(|pair| pair.0 < id);
        self.labels.iter().skip(from).take_while(move |pair| pair.0 == id).map(|pair| pair.1)
    }

    fn classify_all(&mut self) -> Vec<(What, Option<Control>)> {
        let tree = self.tree;
        let mut kinds: Vec<_> = (0..tree.len()).map(|id| classify(tree, id)).gather();
        // Custom controls that only wrap a real one are not controls.
        let mut native: Vec<u32> = Vec::with_capacity(kinds.len() + 1);
        let mut seen = 0;
        for (_, control) in &kinds {
            native.push(seen);
            seen +=
                u32::from(control.is_some_and(|control| control.is_native() && control != Control::Hidden));
        }
        native.push(seen);
        // Hidden native inputs beside a custom control only carry its value.
        let mut custom_parent = None;
        for id in 0..tree.len() {
            let Some(kind) = kinds.get_mut(id as usize) else { continue };
            match kind.1 {
                Some(control) if !control.is_native() => custom_parent = tree.node(id).parent,
                Some(_)
                    if custom_parent.is_some()
                        && custom_parent == tree.node(id).parent
                        && tree.attr(id, "aria-hidden") == Some("true") =>
                {
                    kind.1 = Some(Control::Hidden);
                }
                _ => {}
            }
        }
        let mut inside_until = 0;
        for id in 0..tree.len() {
            let Some(kind) = kinds.get_mut(id as usize) else { continue };
            let end = tree.node(id).end;
            if kind.0 == What::Button && count(&native, id + 1, end) > 0 {
                // Something that can be clicked around a whole form.
                kind.0 = What::Block;
            }
            let Some(control) = kind.1 else { continue };
            if (!control.is_native() && count(&native, id + 1, end) > 0)
                || (id < inside_until && control != Control::Hidden)
            {
                kind.1 = None;
            } else {
                inside_until = inside_until.max(end);
            }
        }
        kinds
    }

    fn inherit(&mut self, kinds: &[(What, Option<Control>)]) {
        let tree = self.tree;
        let mut before = 0;
        for (_, control) in kinds {
            self.controls_before.push(before);
            before += u32::from(control.is_some_and(|control| control != Control::Hidden));
        }
        self.controls_before.push(before);

        // Open elements, innermost last, with the heading to return to when a section ends.
        let mut open: Vec<(NodeId, bool, Option<u32>)> = Vec::new();
        let mut heading = 0;
        let mut headings = 0;
        for (id, &(what, control)) in (0..tree.len()).zip(kinds) {
            let titled = what == What::Block && !self.has_control(id) && is_section_title(tree, id);
            let what = if titled { What::Heading(4) } else { what };
            let mut boundary = false;
            while let Some(&(end, block, restore)) = open.last()
                && end <= id
            {
                boundary |= block;
                heading = restore.unwrap_or(heading);
                open.pop();
            }
            let mut fact = if id == 0 { NOTHING } else { *self.fact(self.parent(id)) };
            fact.what = what;
            fact.control = control;
            let data = &tree.node(id).data;
            if matches!(data, NodeData::ShadowRoot) {
                fact.scope = id;
            }
            if matches!(data, NodeData::Element { .. }) {
                fact.skip |= control.is_some() || matches!(what, What::Button);
                fact.private |= is_private(tree, id, control);
                fact.skip |= fact.private;
                self.inherit_element(id, what, &mut fact);
                if what.is_block() {
                    fact.block = id;
                }
                boundary |= what.is_block() || what == What::Break;
                let end = tree.node(id).end;
                let section = is_sectioning(tree, id);
                if let What::Heading(level) = what
                    && fact.in_heading == 0
                    && fact.label == 0
                {
                    fact.in_heading = id;
                    heading =
                        self.open_heading(id, level, heading, open.iter().rev().find(|o| o.2.is_some()));
                }
                self.headings_before.push(headings);
                headings += u32::from(fact.in_heading == id);
                fact.heading = heading;
                open.push((end, what.is_block(), section.then_some(heading)));
            } else {
                self.headings_before.push(headings);
                fact.heading = heading;
            }
            fact.boundary = boundary;
            self.facts.push(fact);
        }
        self.headings_before.push(headings);
    }

    /// Adds a heading under the nearest one of a lower level; gives its place plus one.
    fn open_heading(
        &mut self,
        node: NodeId,
        level: u8,
        current: u32,
        section: Option<&(NodeId, bool, Option<u32>)>,
    ) -> u32 {
        // Headings from outside the section stay above, whatever their level.
        let floor = section.and_then(|section| section.2).unwrap_or(0);
        let mut outer = current;
        while outer != floor
            && let Some(above) = self.headings.get((outer as usize).wrapping_sub(1))
            && above.level >= level
        {
            outer = above.outer;
        }
        self.headings.push(Heading { node, level, outer });
        self.headings.len() as u32
    }

    fn inherit_element(&mut self, id: NodeId, what: What, fact: &mut Fact) {
        let tree = self.tree;
        if let Some(own) = tree.attr(id, "id").filter(|own| !own.is_empty()) {
            self.ids.push((fact.scope, own, id));
        }
        if hides(tree, id) {
            fact.hidden = id;
        }
        if tree.attr(id, "lang").is_some_and(|lang| !lang.trim().is_empty()) {
            fact.lang = id;
        }
        match what {
            What::Form => {
                self.forms.push(id);
                fact.form = id;
                fact.chrome = false;
            }
            What::Label => {
                fact.label = id;
                fact.labelish = id;
            }
            What::Legend => fact.labelish = id,
            What::Link => fact.link = true,
            What::Cell => fact.cell = id,
            What::Table => fact.cell = 0,
            What::Row => self.has_tables = true,
            What::Chrome => fact.chrome |= fact.form == 0,
            What::Iframe => self.iframes += 1,
            _ => {}
        }
        if is_group(tree, id) {
            fact.group = id;
        }
        if !self.has_control(id) {
            fact.chrome |= fact.form == 0 && tree.name(id) == "article";
            if what != What::Label && is_hint(tree, id) {
                fact.hint = id;
            } else if what == What::Label && tree.has_attr(id, "for") {
                fact.hint = 0;
            }
            if fact.labelish == 0 && fact.hint == 0 && is_labelish(tree, id) {
                fact.labelish = id;
            }
        }
    }
}

/// How many between two places of a running count.
fn count(before: &[u32], from: NodeId, to: NodeId) -> u32 {
    let at = |id: NodeId| before.get(id as usize).copied().unwrap_or(0);
    at(to).saturating_sub(at(from))
}
