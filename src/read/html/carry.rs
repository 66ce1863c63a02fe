//! From the browser's tree to the neutral one, by the rules in the documentation of [`super`].

use super::Place;
use super::feed::Parsed;
use super::sink::{Kind, NONE, Node};
use super::{Skipped, Source};
use crate::read::snapshot::Limit;
use crate::tree::{NodeId, TreeBuilder, is_readable_attribute};
use std::collections::HashSet;
use std::ops::Range;

/// More nodes are not carried; the reader of live pages has the same limit.
const MAX_NODES: usize = 200_000;
/// Elements nested deeper are not carried.
const MAX_DEPTH: usize = 1_000;
/// More text, in bytes of names, attributes and text nodes, is not carried.
const MAX_TEXT: usize = 8_000_000;

/// Carries everything that a form reader may see.
pub(super) fn carry(parsed: &Parsed) -> Source {
    let nodes = parsed.sink.nodes.borrow();
    let mut walk = Walk {
        parsed,
        nodes: &nodes,
        builder: TreeBuilder::default(),
        places: vec![Place::None],
        texts: Vec::new(),
        skipped: Vec::new(),
        text: String::new(),
        text_from: 0,
        used: 0,
        limits: parsed.limits.clone(),
        full: false,
    };
    walk.run();
    for note in walk.limits {
        walk.builder.limit(note);
    }
    Source { tree: walk.builder.finish(), places: walk.places, texts: walk.texts, skipped: walk.skipped }
}

struct Walk<'a> {
    parsed: &'a Parsed,
    nodes: &'a [Node],
    builder: TreeBuilder,
    places: Vec<Place>,
    texts: Vec<Range<u32>>,
    skipped: Vec<Skipped>,
    /// The text since the last element's start or end, and the first of its sources in `texts`.
    text: String,
    text_from: usize,
    used: usize,
    limits: Vec<String>,
    full: bool,
}

/// What remains to be done after a child list: go on with `next`, under an element or in a shadow root.
struct Open {
    next: u32,
    id: NodeId,
    /// Whether text in it is somebody's answer.
    muted: bool,
}

impl<'a> Walk<'a> {
    fn run(&mut self) {
        let first = self.get(0).map_or(NONE, |root| root.first);
        let mut open = vec![Open { next: first, id: 0, muted: false }];
        while let Some(at) = open.last_mut() {
            let (index, parent, muted) = (at.next, at.id, at.muted);
            let Some(node) = self.get(index).filter(|_| !self.full) else {
                self.end_text();
                self.builder.close();
                open.pop();
                continue;
            };
            at.next = node.next;
            match &node.kind {
                Kind::Text(text, sources) if !muted => self.text(text, sources),
                Kind::Comment => self.skip(parent, node.start.clone()),
                Kind::Element { name, .. } if is_skipped(&name.local) => self.skip(parent, outer(node)),
                Kind::Element { .. } if open.len() > MAX_DEPTH => {
                    self.limit(Limit::Depth);
                    self.skip(parent, outer(node));
                }
                Kind::Element { shadow, .. } => {
                    self.end_text();
                    let (id, typed) = self.element(node);
                    let muted = muted || typed;
                    open.push(Open { next: node.first, id, muted });
                    if let Some(root) = self.get(*shadow) {
                        open.extend(self.shadow(root, id, muted));
                    }
                }
                _ => {}
            }
            if self.used > MAX_TEXT || self.places.len() >= MAX_NODES {
                self.limit(if self.used > MAX_TEXT { Limit::Text } else { Limit::Nodes });
                self.full = true;
            }
        }
    }

    fn get(&self, index: u32) -> Option<&'a Node> {
        self.nodes.get(index as usize)
    }

    fn text(&mut self, text: &str, sources: &[Range<u32>]) {
        self.used += text.len();
        if self.used <= MAX_TEXT {
            self.text.push_str(text);
            for source in sources {
                if self.texts.get(self.text_from..).and_then(|own| own.last()) != Some(source) {
                    self.texts.push(source.clone());
                }
            }
        }
    }

    fn end_text(&mut self) {
        if !self.text.is_empty() {
            self.builder.text(&self.text);
            self.places.push(Place::Text(self.text_from as u32..self.texts.len() as u32));
        }
        self.text.clear();
        self.text_from = self.texts.len();
    }

    /// Opens an element; gives its id and whether text in it is somebody's answer.
    fn element(&mut self, node: &Node) -> (NodeId, bool) {
        let Kind::Element { name, tag, more_tags, .. } = &node.kind else { return (0, false) };
        let name = name.local.to_lowercase();
        let id = self.builder.open(&name);
        self.used += name.len();
        self.places.push(Place::Element {
            start: node.start.clone(),
            end: node.end.clone(),
            close: node.close,
        });

        let parsed = self.parsed;
        let tags = std::iter::once(tag).chain(more_tags).filter_map(|&tag| parsed.tags.get(tag as usize));
        let attrs = tags.filter_map(|tag| parsed.attrs.get(tag.attrs.start as usize..tag.attrs.end as usize));
        let mut seen = HashSet::new();
        let mut typed = matches!(&*name, "textarea" | "output");
        let kind = attrs.clone().flatten().find(|(key, _)| &**key == "type");
        let kind = kind.map_or(String::new(), |(_, value)| value.to_ascii_lowercase());
        for (key, value) in attrs.flatten() {
            let is_new = more_tags.is_empty() || seen.insert(key);
            if !is_new || key.starts_with("on") || !is_readable_attribute(&name, &kind, key) {
                continue;
            }
            typed |= match &**key {
                "contenteditable" => !value.eq_ignore_ascii_case("false"),
                "role" => name != "select" && value.split_ascii_whitespace().any(is_typed_role),
                _ => false,
            };
            self.used += key.len() + value.len();
            if self.used <= MAX_TEXT {
                self.builder.attr(&key.to_lowercase(), value);
            }
        }
        (id, typed)
    }

    /// Opens an open shadow root; notes a closed one.
    fn shadow(&mut self, root: &Node, host: NodeId, muted: bool) -> Option<Open> {
        let Kind::Fragment { open, template } = root.kind else { return None };
        let template = self.get(template)?;
        if !open {
            self.limit(Limit::ClosedShadow);
            self.skip(host, outer(template));
            return None;
        }
        let id = self.builder.open_shadow();
        let (start, end, close) = (template.start.clone(), template.end.clone(), template.close);
        self.places.push(Place::Element { start, end, close });
        Some(Open { next: root.first, id, muted })
    }

    fn skip(&mut self, parent: NodeId, span: Range<u32>) {
        if !span.is_empty() {
            self.skipped.push(Skipped { parent, span });
        }
    }

    fn limit(&mut self, limit: Limit) {
        let note = limit.sentence();
        if self.limits.iter().all(|known| known != note) {
            self.limits.push(note.into());
        }
    }
}

fn outer(node: &Node) -> Range<u32> {
    node.start.start..node.close.max(node.start.end)
}

fn is_skipped(name: &str) -> bool {
    matches!(name, "script" | "style" | "template" | "noscript")
}

fn is_typed_role(role: &str) -> bool {
    ["textbox", "combobox", "spinbutton"].iter().any(|typed| role.eq_ignore_ascii_case(typed))
}
