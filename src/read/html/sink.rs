//! The tree that html5ever builds into: an arena with linked children, every change in constant time.
//!
//! html5ever decides where nodes go; this sink only keeps them, and for each text which tokens it came from.

use html5ever::interface::{Attribute, ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::StrTendril;
use html5ever::{ExpandedName, QualName, local_name, ns};
use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::ops::Range;
use std::rc::Rc;

/// No node, no tag.
pub(super) const NONE: u32 = u32::MAX;

/// What html5ever holds of a node.
#[derive(Debug)]
pub(super) struct Handle {
    pub index: u32,
    name: QualName,
    /// Whether HTML may stand in it although it is MathML.
    holds_html: bool,
}

/// One node of the browser's tree.
#[derive(Debug)]
pub(super) struct Node {
    pub kind: Kind,
    pub parent: u32,
    pub first: u32,
    pub last: u32,
    pub prev: u32,
    pub next: u32,
    /// The source, as far as it is known: the start tag of an element, empty if the parser implied it.
    pub start: Range<u32>,
    /// The end tag that closed it, empty if none did.
    pub end: Range<u32>,
    /// One past its content, where something closed it; 0 while it is open.
    pub close: u32,
}

/// What a node is.
#[derive(Debug)]
pub(super) enum Kind {
    Document,
    Element {
        name: QualName,
        /// The tag whose attributes it has (a clone has those of its original), or [`NONE`].
        tag: u32,
        /// Later `<html>` and `<body>` tags, which add what attributes are missing.
        more_tags: Vec<u32>,
        /// Its template contents, or [`NONE`].
        content: u32,
        /// Its shadow root, or [`NONE`].
        shadow: u32,
    },
    /// The text, and the source of the tokens it came from.
    Text(String, Vec<Range<u32>>),
    Comment,
    /// The contents of a template, or a shadow root.
    Fragment {
        /// Whether it is an open shadow root.
        open: bool,
        /// The template that declared it as a shadow root, or [`NONE`].
        template: u32,
    },
}

/// The arena.
#[derive(Debug)]
pub(super) struct Sink {
    pub nodes: RefCell<Vec<Node>>,
    /// The source of the token that is being processed.
    pub token: RefCell<Range<u32>>,
    /// The source of the last text token: html5ever keeps text in tables until the next token.
    pub text: RefCell<Range<u32>>,
    /// The start tag that is being processed, or [`NONE`].
    pub tag: Cell<u32>,
    /// The element that was created last, or [`NONE`].
    pub created: Cell<u32>,
    /// The node whose name was asked for last, or [`NONE`]: how [`super::feed`] learns the current node.
    pub named: Cell<u32>,
    document: Rc<Handle>,
}

impl Default for Sink {
    fn default() -> Self {
        let name = QualName::new(None, ns!(), local_name!(""));
        let sink = Sink {
            nodes: RefCell::default(),
            token: RefCell::new(0..0),
            text: RefCell::new(0..0),
            tag: Cell::new(NONE),
            created: Cell::new(NONE),
            named: Cell::new(NONE),
            document: Rc::new(Handle { index: 0, name, holds_html: false }),
        };
        sink.add(Kind::Document);
        sink
    }
}

impl Sink {
    fn add(&self, kind: Kind) -> u32 {
        let mut nodes = self.nodes.borrow_mut();
        nodes.push(Node {
            kind,
            parent: NONE,
            first: NONE,
            last: NONE,
            prev: NONE,
            next: NONE,
            start: 0..0,
            end: 0..0,
            close: 0,
        });
        nodes.len() as u32 - 1
    }

    fn handle(&self, index: u32) -> Rc<Handle> {
        Rc::new(Handle { index, name: self.document.name.clone(), holds_html: false })
    }

    /// Puts a node or a text into `parent`, before `next` (or last, if that is [`NONE`]).
    fn insert(&self, parent: u32, next: u32, child: NodeOrText<Rc<Handle>>) {
        let mut nodes = self.nodes.borrow_mut();
        let prev = if next == NONE { nodes[parent as usize].last } else { nodes[next as usize].prev };
        let child = match child {
            NodeOrText::AppendNode(node) => {
                detach(&mut nodes, node.index);
                node.index
            }
            NodeOrText::AppendText(text) => {
                let token = self.text.borrow().clone();
                if let Some(Node { kind: Kind::Text(before, sources), .. }) = nodes.get_mut(prev as usize) {
                    before.push_str(&text);
                    if sources.last() != Some(&token) {
                        sources.push(token);
                    }
                    return;
                }
                drop(nodes);
                let index = self.add(Kind::Text(text.to_string(), vec![token]));
                nodes = self.nodes.borrow_mut();
                index
            }
        };
        // Taking the node out of its old place may have changed who stands before.
        let prev = if next == NONE { nodes[parent as usize].last } else { nodes[next as usize].prev };
        let node = &mut nodes[child as usize];
        (node.parent, node.prev, node.next) = (parent, prev, next);
        match nodes.get_mut(prev as usize) {
            Some(before) => before.next = child,
            None => nodes[parent as usize].first = child,
        }
        match nodes.get_mut(next as usize) {
            Some(after) => after.prev = child,
            None => nodes[parent as usize].last = child,
        }
    }
}

fn detach(nodes: &mut [Node], index: u32) {
    let node = &mut nodes[index as usize];
    let (parent, prev, next) = (node.parent, node.prev, node.next);
    (node.parent, node.prev, node.next) = (NONE, NONE, NONE);
    if parent == NONE {
        return;
    }
    match nodes.get_mut(prev as usize) {
        Some(before) => before.next = next,
        None => nodes[parent as usize].first = next,
    }
    match nodes.get_mut(next as usize) {
        Some(after) => after.prev = prev,
        None => nodes[parent as usize].last = prev,
    }
}

/// The elements that may be hosts of a shadow root (DOM, "attach a shadow root"); custom elements may too.
const SHADOW_HOSTS: &[&str] = &[
    "article",
    "aside",
    "blockquote",
    "body",
    "div",
    "footer",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "main",
    "nav",
    "p",
    "section",
    "span",
];

impl TreeSink for Sink {
    type Handle = Rc<Handle>;
    type Output = Self;
    type ElemName<'a> = ExpandedName<'a>;

    fn finish(self) -> Self {
        self
    }

    fn parse_error(&self, _message: Cow<'static, str>) {}

    fn get_document(&self) -> Rc<Handle> {
        self.document.clone()
    }

    fn elem_name<'a>(&'a self, target: &'a Rc<Handle>) -> ExpandedName<'a> {
        self.named.set(target.index);
        target.name.expanded()
    }

    fn create_element(&self, name: QualName, attrs: Vec<Attribute>, flags: ElementFlags) -> Rc<Handle> {
        // Clones of formatting elements carry the number of a tag with the same attributes (see `feed`).
        let tag = attrs.iter().find(|attr| &*attr.name.local == super::feed::SAME_AS);
        let tag = tag.and_then(|attr| attr.value.parse().ok()).unwrap_or(NONE);
        let content =
            if flags.template { self.add(Kind::Fragment { open: false, template: NONE }) } else { NONE };
        let kind = Kind::Element { name: name.clone(), tag, more_tags: Vec::new(), content, shadow: NONE };
        let index = self.add(kind);
        self.created.set(index);
        Rc::new(Handle { index, name, holds_html: flags.mathml_annotation_xml_integration_point })
    }

    fn create_comment(&self, _text: StrTendril) -> Rc<Handle> {
        let index = self.add(Kind::Comment);
        self.nodes.borrow_mut()[index as usize].start = self.token.borrow().clone();
        self.handle(index)
    }

    fn create_pi(&self, _target: StrTendril, _data: StrTendril) -> Rc<Handle> {
        self.handle(self.add(Kind::Comment))
    }

    fn append(&self, parent: &Rc<Handle>, child: NodeOrText<Rc<Handle>>) {
        self.insert(parent.index, NONE, child);
    }

    fn append_before_sibling(&self, sibling: &Rc<Handle>, child: NodeOrText<Rc<Handle>>) {
        let parent = self.nodes.borrow()[sibling.index as usize].parent;
        if parent != NONE {
            self.insert(parent, sibling.index, child);
        }
    }

    fn append_based_on_parent_node(
        &self,
        element: &Rc<Handle>,
        prev_element: &Rc<Handle>,
        child: NodeOrText<Rc<Handle>>,
    ) {
        let parent = self.nodes.borrow()[element.index as usize].parent;
        match parent {
            NONE => self.append(prev_element, child),
            _ => self.append_before_sibling(element, child),
        }
    }

    fn append_doctype_to_document(&self, _name: StrTendril, _public: StrTendril, _system: StrTendril) {}

    fn get_template_contents(&self, target: &Rc<Handle>) -> Rc<Handle> {
        match self.nodes.borrow()[target.index as usize].kind {
            Kind::Element { content, .. } if content != NONE => self.handle(content),
            _ => target.clone(),
        }
    }

    fn same_node(&self, x: &Rc<Handle>, y: &Rc<Handle>) -> bool {
        x.index == y.index
    }

    fn set_quirks_mode(&self, _mode: QuirksMode) {}

    fn add_attrs_if_missing(&self, target: &Rc<Handle>, _attrs: Vec<Attribute>) {
        if let Kind::Element { more_tags, .. } = &mut self.nodes.borrow_mut()[target.index as usize].kind {
            more_tags.push(self.tag.get());
        }
    }

    fn remove_from_parent(&self, target: &Rc<Handle>) {
        detach(&mut self.nodes.borrow_mut(), target.index);
    }

    fn reparent_children(&self, node: &Rc<Handle>, new_parent: &Rc<Handle>) {
        loop {
            let first = self.nodes.borrow()[node.index as usize].first;
            if first == NONE {
                return;
            }
            self.insert(new_parent.index, NONE, NodeOrText::AppendNode(self.handle(first)));
        }
    }

    fn is_mathml_annotation_xml_integration_point(&self, handle: &Rc<Handle>) -> bool {
        handle.holds_html
    }

    fn attach_declarative_shadow(
        &self,
        location: &Rc<Handle>,
        template: &Rc<Handle>,
        attrs: &[Attribute],
    ) -> bool {
        let open = attrs.iter().any(|attr| &*attr.name.local == "shadowrootmode" && &*attr.value == "open");
        let mut nodes = self.nodes.borrow_mut();
        let Kind::Element { content, .. } = nodes[template.index as usize].kind else { return false };
        let Kind::Element { name, shadow, .. } = &mut nodes[location.index as usize].kind else {
            return false;
        };
        let is_host =
            name.ns == ns!(html) && (SHADOW_HOSTS.contains(&&*name.local) || name.local.contains('-'));
        if !is_host || *shadow != NONE || content == NONE {
            return false;
        }
        *shadow = content;
        nodes[content as usize].kind = Kind::Fragment { open, template: template.index };
        true
    }
}
