//! The neutral tree: what both readers (live DOM, HTML source) hand to [`crate::read`].
//!
//! An arena of nodes in document order (a node's id is its place in that order), all text in one
//! buffer. The tree holds only what a form reader needs: no scripts, no styles, no comments,
//! no typed or prefilled values (design invariant 1; see [`is_readable_attribute`]).

use std::ops::Range;

/// A node's place in document order; 0 is the root.
pub type NodeId = u32;

/// One node.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// What it is.
    pub data: NodeData,
    /// Its parent; the root has none. A shadow root's parent is its host.
    pub parent: Option<NodeId>,
    /// The id one past its last descendant: its subtree is `id..end`.
    pub end: NodeId,
}

/// What a node is.
#[derive(Clone, Debug, PartialEq)]
pub enum NodeData {
    /// The root: a document, or the element's container that was handed in.
    Root,
    /// An element: lower-case local name in the buffer, its attributes as a range of the attribute list.
    Element {
        /// Lower-case local name, as a range of the text buffer.
        name: Range<u32>,
        /// Its attributes, as a range of the tree's attribute list.
        attrs: Range<u32>,
    },
    /// A text node: a range of the text buffer.
    Text(Range<u32>),
    /// An open shadow root; its children are the shadow tree.
    ShadowRoot,
}

/// The tree. Build it with [`TreeBuilder`].
#[derive(Clone, Debug, Default)]
pub struct Tree {
    buffer: String,
    nodes: Vec<Node>,
    attrs: Vec<(Range<u32>, Range<u32>)>,
    /// What was left out or cut, with the reason (design invariant 8).
    pub limits: Vec<String>,
}

impl Tree {
    /// Number of nodes.
    pub fn len(&self) -> u32 {
        self.nodes.len() as u32
    }

    /// Whether there is nothing but the root.
    pub fn is_empty(&self) -> bool {
        self.nodes.len() < 2
    }

    /// The node with this id. Panics if there is none.
    pub fn node(&self, id: NodeId) -> &Node {
        &self.nodes[id as usize]
    }

    /// An element's lower-case local name, or `""` for other nodes.
    pub fn name(&self, id: NodeId) -> &str {
        match &self.nodes[id as usize].data {
            NodeData::Element { name, .. } => self.slice(name),
            _ => "",
        }
    }

    /// A text node's text, or `None` for other nodes.
    pub fn text(&self, id: NodeId) -> Option<&str> {
        match &self.nodes[id as usize].data {
            NodeData::Text(text) => Some(self.slice(text)),
            _ => None,
        }
    }

    /// An attribute's value, if the element has it.
    pub fn attr(&self, id: NodeId, name: &str) -> Option<&str> {
        let text = self.buffer.as_bytes();
        // By length first: it tells most names apart, and this is asked for many names of every element.
        let found = self.pairs(id).iter().find(|(found, _)| {
            found.len() == name.len()
                && text.get(found.start as usize..found.end as usize) == Some(name.as_bytes())
        });
        found.map(|(_, value)| self.slice(value))
    }

    /// Whether the element has the attribute.
    pub fn has_attr(&self, id: NodeId, name: &str) -> bool {
        self.attr(id, name).is_some()
    }

    /// An element's attributes in source order; none for other nodes.
    pub fn attrs(&self, id: NodeId) -> impl Iterator<Item = (&str, &str)> {
        self.pairs(id).iter().map(|(name, value)| (self.slice(name), self.slice(value)))
    }

    /// The ranges of an element's attributes: names and values.
    fn pairs(&self, id: NodeId) -> &[(Range<u32>, Range<u32>)] {
        match &self.nodes[id as usize].data {
            NodeData::Element { attrs, .. } => {
                self.attrs.get(attrs.start as usize..attrs.end as usize).unwrap_or_default()
            }
            _ => &[],
        }
    }

    /// The ids of a node's children, in order.
    pub fn children(&self, id: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        let end = self.node(id).end;
        let mut next = id + 1;
        std::iter::from_fn(move || {
            (next < end).then(|| {
                let child = next;
                next = self.node(child).end;
                child
            })
        })
    }

    /// The ids of all descendants, in document order.
    pub fn descendants(&self, id: NodeId) -> Range<NodeId> {
        id + 1..self.node(id).end
    }

    /// The ids of the ancestors, nearest first.
    pub fn ancestors(&self, id: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        std::iter::successors(self.node(id).parent, move |&up| self.node(up).parent)
    }

    /// Whether `inner` is `outer` or inside of it.
    pub fn contains(&self, outer: NodeId, inner: NodeId) -> bool {
        (outer..self.node(outer).end).contains(&inner)
    }

    fn slice(&self, range: &Range<u32>) -> &str {
        self.buffer.get(range.start as usize..range.end as usize).unwrap_or_default()
    }
}

/// Builds a [`Tree`] from a walk in document order.
#[derive(Debug)]
pub struct TreeBuilder {
    tree: Tree,
    open: Vec<NodeId>,
}

impl Default for TreeBuilder {
    fn default() -> Self {
        let mut builder = TreeBuilder { tree: Tree::default(), open: Vec::new() };
        builder.push(NodeData::Root);
        builder.open.push(0);
        builder
    }
}

impl TreeBuilder {
    /// A builder with room for so many nodes, attributes and bytes of text.
    pub fn with_room(nodes: usize, attrs: usize, text: usize) -> TreeBuilder {
        let mut builder = TreeBuilder::default();
        builder.tree.nodes.reserve(nodes);
        builder.tree.attrs.reserve(attrs);
        builder.tree.buffer.reserve(text);
        builder
    }

    /// Opens an element and gives its id; [`TreeBuilder::close`] ends it. Attributes follow with [`TreeBuilder::attr`].
    pub fn open(&mut self, name: &str) -> NodeId {
        let name = self.store(name);
        let at = self.tree.attrs.len() as u32;
        let id = self.push(NodeData::Element { name, attrs: at..at });
        self.open.push(id);
        id
    }

    /// Adds an attribute to the element that was opened last, before any child.
    pub fn attr(&mut self, name: &str, value: &str) {
        let pair = (self.store(name), self.store(value));
        self.tree.attrs.push(pair);
        let end = self.tree.attrs.len() as u32;
        if let Some(Node { data: NodeData::Element { attrs, .. }, .. }) = self.tree.nodes.last_mut() {
            attrs.end = end;
        }
    }

    /// Opens a shadow root under the open element.
    pub fn open_shadow(&mut self) -> NodeId {
        let id = self.push(NodeData::ShadowRoot);
        self.open.push(id);
        id
    }

    /// Adds a text node and gives its id.
    pub fn text(&mut self, text: &str) -> NodeId {
        let range = self.store(text);
        self.push(NodeData::Text(range))
    }

    /// Closes the element or shadow root that was opened last.
    pub fn close(&mut self) {
        if self.open.len() > 1 {
            let id = self.open.pop().unwrap_or(0);
            self.tree.nodes[id as usize].end = self.tree.len();
        }
    }

    /// Notes something that was left out or cut.
    pub fn limit(&mut self, note: String) {
        self.tree.limits.push(note);
    }

    /// How many elements are open.
    pub fn depth(&self) -> usize {
        self.open.len() - 1
    }

    /// The finished tree.
    pub fn finish(mut self) -> Tree {
        while self.open.len() > 1 {
            self.close();
        }
        self.tree.nodes[0].end = self.tree.len();
        self.tree
    }

    fn push(&mut self, data: NodeData) -> NodeId {
        let id = self.tree.len();
        self.tree.nodes.push(Node { data, parent: self.open.last().copied(), end: id + 1 });
        id
    }

    fn store(&mut self, text: &str) -> Range<u32> {
        let start = self.tree.buffer.len() as u32;
        self.tree.buffer.push_str(text);
        start..self.tree.buffer.len() as u32
    }
}

/// Whether a reader may carry this attribute of this element into the tree.
///
/// `value` is read only where it is a choice or a button's caption, never where it holds what a
/// person typed or a server prefilled (design invariant 1). `kind` is the `type` attribute, lower case.
pub fn is_readable_attribute(element: &str, kind: &str, attribute: &str) -> bool {
    match attribute {
        "value" => match element {
            "input" => matches!(kind, "radio" | "checkbox" | "submit" | "button" | "reset" | "image"),
            "option" | "button" => true,
            _ => false,
        },
        "checked" | "selected" => false,
        _ => true,
    }
}
