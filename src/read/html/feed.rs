//! From source to the browser's tree: html5gum's tokens, which have byte spans, fed to html5ever's tree
//! builder.
//!
//! **Which element a start tag made.** While a start tag is processed, implied elements and clones come first
//! and the tag's own element last: so the element created last, if its name fits, is the tag's own.
//! Attributes never go through the tree builder but stay here in a table; it sees only those that it decides
//! by. Formatting elements get the number of the first tag with the same attributes as their one attribute:
//! two are equal to the tree builder exactly if they would be with all their attributes ("Noah's Ark
//! clause"), and a clone can be traced to its attributes.
//!
//! **Where an element ended.** After each token the stack of open elements is compared with the one before.
//! What is missing was closed by that token: by its own end tag if the token is one with its name, else at
//! the token's start.

use super::sink::{Handle, Kind, NONE, Sink};
use super::tokens::emitter;
use html5ever::interface::{Attribute, Tracer};
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{Tag, TagKind, Token, TokenSink, TokenSinkResult};
use html5ever::tree_builder::{TreeBuilder, TreeBuilderOpts};
use html5ever::{LocalName, QualName, ns};
use html5gum::{State, Tokenizer};
use std::cell::{Cell, RefCell};
use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::rc::Rc;

/// The attribute that carries a formatting element's equality; no source can spell it.
pub(super) const SAME_AS: &str = "same as";

/// Elements deeper than this are not nested any further: their content follows them, as in Chromium.
const MAX_DEPTH: usize = 512;
/// Reading stops at this many tags or nodes; clones of formatting elements can make more nodes than there are
/// tags.
const MAX_SIZE: usize = 1_000_000;
/// Reading stops when this many open elements were looked at, counted anew at each token. html5ever looks
/// through all of them at many tags, so that time would else grow with the square of a hostile source; real
/// pages stay far below.
const MAX_WORK: usize = 1 << 26;

/// Up to so many attributes are compared one by one.
const FEW: usize = 16;

/// The elements that the adoption agency clones (HTML, "formatting").
const FORMATTING: &[&str] =
    &["a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"];

/// What of the tag decides how the tree is built.
const DECISIVE: &[(&str, &[&str])] = &[
    ("input", &["type"]),
    ("font", &["color", "face", "size"]),
    ("annotation-xml", &["encoding"]),
    ("template", &["shadowrootmode"]),
];

/// Names and values.
type Attributes = Vec<(Box<str>, Box<str>)>;

/// The browser's tree with the table of start tags it was built from.
pub(super) struct Parsed {
    pub sink: Sink,
    pub tags: Vec<StartTag>,
    pub attrs: Attributes,
    /// What was cut.
    pub limits: Vec<String>,
}

/// A start tag's place in [`Parsed::attrs`].
#[derive(Clone, Debug)]
pub(super) struct StartTag {
    pub attrs: Range<u32>,
}

/// Parses `source`; spans are counted from `base`.
pub(super) fn feed(source: &str, base: u32) -> Parsed {
    // Scripts are off, as for `DOMParser`: what stands in `noscript` is markup.
    let opts = TreeBuilderOpts { scripting_enabled: false, ..TreeBuilderOpts::default() };
    let mut feed = Feed {
        builder: TreeBuilder::new(Sink::default(), opts),
        tags: Vec::new(),
        attrs: Vec::new(),
        names: HashSet::new(),
        same: HashMap::new(),
        name: String::new(),
        start: 0,
        takes_value: false,
        base,
        stack: Vec::new(),
        flattened: HashMap::new(),
        tag_count: 0,
        work: 0,
        stopped: false,
        next_state: None,
        limits: Vec::new(),
    };
    let Ok(()) = Tokenizer::new_with_emitter(source, emitter(&mut feed)).finish();
    feed.stopped = false;
    feed.process(Token::EOFToken, source.len()..source.len(), "");
    Parsed { sink: feed.builder.sink, tags: feed.tags, attrs: feed.attrs, limits: feed.limits }
}

pub(super) struct Feed {
    pub builder: TreeBuilder<Rc<Handle>, Sink>,
    tags: Vec<StartTag>,
    pub attrs: Attributes,
    /// The names of the attributes of the tag that is being read, if there are more than [`FEW`].
    names: HashSet<Box<str>>,
    /// The first tag with each set of attributes, of formatting elements.
    same: HashMap<Attributes, u32>,
    /// The tag that is being read: name, first byte, and whether its last attribute is new.
    pub name: String,
    pub start: usize,
    pub takes_value: bool,
    base: u32,
    /// The elements that were open after the last token.
    stack: Vec<u32>,
    /// How many end tags of each name are to be ignored, since their elements were too deep.
    flattened: HashMap<String, u32>,
    tag_count: usize,
    work: usize,
    pub stopped: bool,
    pub next_state: Option<State>,
    limits: Vec<String>,
}

impl Feed {
    pub(super) fn start_tag(&mut self, name: String, self_closing: bool, span: Range<usize>) {
        let number = self.tags.len() as u32;
        let from = self.tags.last().map_or(0, |tag| tag.attrs.end);
        self.tags.push(StartTag { attrs: from..self.attrs.len() as u32 });
        let own = self.attrs.get(from as usize..).unwrap_or_default();

        let mut attrs = Vec::new();
        if FORMATTING.contains(&&*name) {
            let mut set = own.to_vec();
            set.sort();
            let first = *self.same.entry(set).or_insert(number);
            attrs.push(attribute(SAME_AS, &first.to_string()));
        }
        if let Some((_, decisive)) = DECISIVE.iter().find(|(element, _)| *element == name) {
            let wanted = own.iter().filter(|(key, _)| decisive.contains(&&**key));
            attrs.extend(wanted.map(|(key, value)| attribute(key, &value.to_ascii_lowercase())));
        }
        self.builder.sink.tag.set(number);
        self.builder.sink.created.set(NONE);
        let deep = self.stack.len() >= MAX_DEPTH;
        self.process(tag(TagKind::StartTag, &name, self_closing, attrs), span.clone(), &name);
        self.own(number, &name, span.clone());
        self.builder.sink.tag.set(NONE);

        let made = self.builder.sink.created.get();
        if deep
            && self.stack.len() > MAX_DEPTH
            && self.stack.last() == Some(&made)
            && self.next_state.is_none()
        {
            self.limit(
                "Elements nested more than 512 deep were read as if they stood side by side, as browsers do.",
            );
            *self.flattened.entry(name.clone()).or_default() += 1;
            self.process(tag(TagKind::EndTag, &name, false, Vec::new()), span.end..span.end, "");
            if self.stack.len() > 2 * MAX_DEPTH {
                self.stop();
            }
        }
    }

    /// Gives the element that the start tag made its source and attributes.
    fn own(&mut self, number: u32, name: &str, span: Range<usize>) {
        let made = self.builder.sink.created.get();
        let span = self.span(span);
        let mut nodes = self.builder.sink.nodes.borrow_mut();
        let Some(node) = nodes.get_mut(made as usize) else { return };
        let Kind::Element { name: given, tag, .. } = &mut node.kind else { return };
        if (*given.local).eq_ignore_ascii_case(name) || (name == "image" && &*given.local == "img") {
            *tag = number;
            node.start = span.clone();
            if !self.stack.contains(&made) {
                node.close = span.end;
            }
        }
    }

    pub(super) fn end_tag(&mut self, name: String, span: Range<usize>) {
        if let Some(count) = self.flattened.get_mut(&name)
            && *count > 0
        {
            *count -= 1;
            return;
        }
        self.process(tag(TagKind::EndTag, &name, false, Vec::new()), span, &name);
    }

    pub(super) fn text(&mut self, value: &[u8], span: Range<usize>) {
        let text = String::from_utf8_lossy(value);
        for (n, part) in text.split('\0').enumerate() {
            if n > 0 {
                self.process(Token::NullCharacterToken, span.clone(), "");
            }
            if !part.is_empty() {
                self.process(Token::CharacterTokens(part.into()), span.clone(), "");
            }
        }
    }

    /// Forgets the attributes of a tag that never ended, or of an end tag.
    pub(super) fn drop_attributes(&mut self) {
        self.attrs.truncate(self.tags.last().map_or(0, |tag| tag.attrs.end as usize));
        self.names.clear();
        self.takes_value = false;
    }

    /// Whether the tag that is being read has no attribute of this name yet.
    pub(super) fn is_new(&mut self, name: &str) -> bool {
        let from = self.tags.last().map_or(0, |tag| tag.attrs.end as usize);
        let own = self.attrs.get(from..).unwrap_or_default();
        if own.len() < FEW {
            return own.iter().all(|(known, _)| **known != *name);
        }
        if own.len() == FEW {
            self.names.extend(own.iter().map(|(known, _)| known.clone()));
        }
        self.names.insert(name.into())
    }

    /// Feeds one token. `end_of` is the name of an end tag, to know what it closed.
    pub(super) fn process(&mut self, token: Token, span: Range<usize>, end_of: &str) {
        if self.stopped {
            return;
        }
        let is_tag = matches!(token, Token::TagToken(_));
        let is_end = matches!(&token, Token::TagToken(tag) if tag.kind == TagKind::EndTag);
        let is_eof = token == Token::EOFToken;
        *self.builder.sink.token.borrow_mut() = self.span(span.clone());
        if matches!(token, Token::CharacterTokens(_)) {
            *self.builder.sink.text.borrow_mut() = self.span(span.clone());
        }
        self.next_state = match self.builder.process_token(token, 1) {
            TokenSinkResult::Plaintext => Some(State::PlainText),
            TokenSinkResult::RawData(RawKind::Rcdata) => Some(State::RcData),
            TokenSinkResult::RawData(RawKind::Rawtext) => Some(State::RawText),
            TokenSinkResult::RawData(RawKind::ScriptData) => Some(State::ScriptData),
            _ => None,
        };
        let current = self.current();
        self.work += 1;
        // Only end tags take elements out of the middle of the stack and leave the current one.
        if is_eof || is_end || self.stack.last() != Some(&current) {
            let stack = if is_eof { Vec::new() } else { self.open_elements(current) };
            self.close(&stack, self.span(span), if is_end { end_of } else { "" });
            self.stack = stack;
        }
        self.tag_count += usize::from(is_tag);
        let size = self.tag_count.max(self.builder.sink.nodes.borrow().len());
        if size >= MAX_SIZE || self.work >= MAX_WORK {
            self.stop();
        }
    }

    /// Notes where the elements ended that are open no more.
    fn close(&mut self, stack: &[u32], token: Range<u32>, end_of: &str) {
        let same = self.stack.iter().zip(stack).take_while(|(a, b)| a == b).count();
        let still: HashSet<u32> = stack.get(same..).unwrap_or_default().iter().copied().collect();
        let mut nodes = self.builder.sink.nodes.borrow_mut();
        let mut owned = end_of.is_empty();
        // The end tag belongs to the outermost element that it closed, if that has its name (or both are
        // headings).
        for &index in self.stack.get(same..).unwrap_or_default() {
            if still.contains(&index) {
                continue;
            }
            let Some(node) = nodes.get_mut(index as usize) else { continue };
            let Kind::Element { name, .. } = &node.kind else { continue };
            let fits =
                (*name.local).eq_ignore_ascii_case(end_of) || (is_heading(&name.local) && is_heading(end_of));
            if !owned && fits {
                owned = true;
                node.end = token.clone();
                node.close = token.end;
            } else {
                node.close = token.start;
            }
        }
    }

    /// The current node, or [`NONE`] before the first.
    fn current(&self) -> u32 {
        self.builder.sink.named.set(NONE);
        // This asks for the name of the current node, and for nothing else; there is no other way to learn it.
        self.builder.adjusted_current_node_present_but_not_in_html_namespace();
        self.builder.sink.named.get()
    }

    /// The stack of open elements, outermost first.
    fn open_elements(&mut self, current: u32) -> Vec<u32> {
        let open = Vec::with_capacity(self.stack.len() + 1).into();
        let stack = Stack { current, done: Cell::new(current == NONE), open, seen: Cell::new(0) };
        self.builder.trace_handles(&stack);
        self.work += stack.seen.get();
        stack.open.into_inner()
    }

    fn span(&self, span: Range<usize>) -> Range<u32> {
        span.start as u32 + self.base..span.end as u32 + self.base
    }

    fn stop(&mut self) {
        self.stopped = true;
        self.limit("The source has more than a million tags, or is nested too deeply for too long; the rest was not read.");
    }

    fn limit(&mut self, note: &str) {
        if self.limits.iter().all(|known| known != note) {
            self.limits.push(note.into());
        }
    }
}

fn is_heading(name: &str) -> bool {
    matches!(name, "h1" | "h2" | "h3" | "h4" | "h5" | "h6")
}

fn attribute(name: &str, value: &str) -> Attribute {
    Attribute { name: QualName::new(None, ns!(), LocalName::from(name)), value: StrTendril::from(value) }
}

fn tag(kind: TagKind, name: &str, self_closing: bool, attrs: Vec<Attribute>) -> Token {
    let name = LocalName::from(name);
    Token::TagToken(Tag { kind, name, self_closing, attrs, had_duplicate_attributes: false })
}

/// Collects the stack of open elements from what the tree builder holds: first the document, then the stack
/// up to the current node; then follow other lists.
struct Stack {
    current: u32,
    done: Cell<bool>,
    open: RefCell<Vec<u32>>,
    /// How many handles the tree builder holds.
    seen: Cell<usize>,
}

impl Tracer for Stack {
    type Handle = Rc<Handle>;

    fn trace_handle(&self, node: &Rc<Handle>) {
        self.seen.set(self.seen.get() + 1);
        if node.index != 0 && !self.done.get() {
            self.open.borrow_mut().push(node.index);
            self.done.set(node.index == self.current);
        }
    }
}
