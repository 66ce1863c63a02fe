//! Reading HTML source: the tree that browsers build, with the place of every node in the source.
//!
//! html5gum makes the tokens, which know their bytes, html5ever builds the tree (scripts off, as `DOMParser`
//! does).
//!
//! # What is carried into the neutral tree
//! The reader of live pages keeps the same rules (`src/wasm/pkg/snapshot.js`):
//! - Elements with their local name in lower case, those of SVG and MathML too. Left out with all their
//!   content, in whatever namespace: `script`, `style`, `template`, `noscript`. The doctype and comments are
//!   left out.
//! - An open declarative shadow root comes before the children of its host; a closed one is left out and noted.
//! - Attributes with their name in lower case, as written, except event handlers (`on…`) and what
//!   [`is_readable_attribute`](crate::tree::is_readable_attribute) forbids. `style` is carried whole.
//! - Text as it is, white space too. Texts that become neighbours because of what is left out are one node.
//! - No text is carried that a person typed or a program computed: none inside of `textarea`, `output`, an
//!   element with `contenteditable` (unless `false`) or with a role `textbox`, `combobox` or `spinbutton`
//!   (unless it is a `select`). The elements in there are carried.
//! - The limits are those of [`Limit`](super::snapshot::Limit), and: elements nested more than 512 deep are
//!   read as if they stood side by side (Chromium does so too), and only the first million tags and 256 MB
//!   are read, fewer tags where hundreds of elements stay open.
//!
//! # Spans
//! In bytes of the source. The parser implies elements (`tbody`, `body`) and clones them (mis-nested
//! formatting): these have no place of their own. Nothing here can say what a byte edit would do to
//! mis-nested markup; parse again to know.

mod carry;
mod decode;
mod feed;
mod sink;
mod tokens;

pub use decode::decode;

use crate::tree::{NodeId, Tree};
use std::ops::Range;

/// More bytes are not read.
const MAX_BYTES: usize = 256 << 20;

/// A parsed source.
#[derive(Clone, Debug, Default)]
pub struct Source {
    /// The neutral tree.
    pub tree: Tree,
    places: Vec<Place>,
    texts: Vec<Range<u32>>,
    /// What was left out of the tree: scripts, styles, templates, comments, in document order.
    pub skipped: Vec<Skipped>,
}

/// Something that the tree does not carry.
#[derive(Clone, Debug, PartialEq)]
pub struct Skipped {
    /// The node it is a child of.
    pub parent: NodeId,
    /// Its bytes in the source.
    pub span: Range<u32>,
}

/// Where a node stands.
#[derive(Clone, Debug)]
enum Place {
    None,
    Element {
        start: Range<u32>,
        end: Range<u32>,
        close: u32,
    },
    /// A range of [`Source::texts`].
    Text(Range<u32>),
}

/// Parses HTML. Never fails: what was cut is in the tree's `limits`.
pub fn parse(source: &str) -> Source {
    let base = if source.starts_with('\u{FEFF}') { '\u{FEFF}'.len_utf8() } else { 0 };
    let cut = (0..=source.len().min(MAX_BYTES)).rev().find(|&at| source.is_char_boundary(at)).unwrap_or(0);
    let mut parsed = feed::feed(source.get(base..cut).unwrap_or_default(), base as u32);
    if cut < source.len() {
        parsed.limits.push("The source is longer than 256 MB; the rest was not read.".into());
    }
    carry::carry(&parsed)
}

impl Source {
    /// An element's start tag; none if the parser implied or cloned it. A shadow root has its template's.
    pub fn start_tag(&self, id: NodeId) -> Option<Range<usize>> {
        match self.places.get(id as usize)? {
            Place::Element { start, .. } => wide(start),
            _ => None,
        }
    }

    /// The end tag that closed an element, if one did. `html` and `body` have none: content may follow their
    /// end tags.
    pub fn end_tag(&self, id: NodeId) -> Option<Range<usize>> {
        match self.places.get(id as usize)? {
            Place::Element { end, .. } => wide(end),
            _ => None,
        }
    }

    /// The nodes, in document order, that hold something that the tree does not carry and that is no comment. `source` is
    /// what was parsed.
    pub fn holders(&self, source: &str) -> Vec<NodeId> {
        let starts_element = |span: &Range<u32>| {
            source.as_bytes().get(span.start as usize + 1).is_some_and(u8::is_ascii_alphabetic)
        };
        let held = self.skipped.iter().filter(|skipped| starts_element(&skipped.span));
        let mut holders: Vec<NodeId> = held.map(|skipped| skipped.parent).collect();
        holders.sort_unstable();
        holders
    }

    /// A node's bytes: an element's from its start tag to where it was closed, a text's from its first to its
    /// last.
    pub fn outer(&self, id: NodeId) -> Option<Range<usize>> {
        match self.places.get(id as usize)? {
            Place::Element { start, close, .. } => wide(&(start.start..*close)),
            Place::Text(range) => {
                let pieces = self.texts.get(range.start as usize..range.end as usize)?;
                wide(&(pieces.first()?.start..pieces.last()?.end))
            }
            Place::None => None,
        }
        .filter(|_| self.start_tag(id).is_some() || self.tree.text(id).is_some())
    }

    /// The pieces of source that a text node came from: more than one if something else stands in between. A
    /// piece is a run of text between two tags or comments; a part of it may belong to another node (white
    /// space before `<body>`).
    pub fn texts(&self, id: NodeId) -> impl Iterator<Item = Range<usize>> {
        let range = match self.places.get(id as usize) {
            Some(Place::Text(range)) => range.start as usize..range.end as usize,
            _ => 0..0,
        };
        self.texts.get(range).unwrap_or_default().iter().filter_map(wide)
    }
}

fn wide(range: &Range<u32>) -> Option<Range<usize>> {
    (!range.is_empty()).then_some(range.start as usize..range.end as usize)
}
