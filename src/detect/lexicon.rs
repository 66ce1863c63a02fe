//! The compiled lexicons: what `build/lexicon.rs` wrote, decoded once.

use crate::category::{Category, How};

/// What a phrase of a rule is for. The order is the compiler's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    Phrase,
    Choice,
    Spare,
    With,
    Without,
    Weak,
}

const ROLES: [Role; 6] = [Role::Phrase, Role::Choice, Role::Spare, Role::With, Role::Without, Role::Weak];

/// The rule numbers that stand for cues. The order is the compiler's.
pub(crate) mod cue {
    pub(crate) const DISCLAIM: u16 = 0;
    pub(crate) const ATTEST: u16 = 1;
    pub(crate) const DEMAND: u16 = 2;
    pub(crate) const INTERROGATIVE: u16 = 3;
    pub(crate) const PROMPT: u16 = 4;
    pub(crate) const UNINFORMATIVE: u16 = 5;
    pub(crate) const DISCLAIMED: u16 = 6;
    pub(crate) const BUT: u16 = 7;
    pub(crate) const COUNT: u16 = 8;
}

/// What one choice among many means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ChoiceWeight {
    Vote,
    Direct,
    Proxy,
}

/// One rule, as far as matching needs it.
#[derive(Debug)]
pub(crate) struct Rule {
    pub id: &'static str,
    pub asks: Vec<(Category, How)>,
    /// Bits of [`crate::form::SlotKind`].
    pub slots: u16,
    /// Bits of [`crate::form::Kind`]; 0 for any kind.
    pub kinds: u16,
    pub choice: ChoiceWeight,
    pub statement: bool,
    /// Has phrases of its own for choices.
    pub own_choices: bool,
    /// Speaks only if a `with` phrase stands in the question.
    pub needs_with: bool,
    /// The number of the rule that holds the spare and weak contexts of its whole file.
    pub file: u16,
}

/// One place of a word sequence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Item {
    Gap(u8),
    Any,
    Start,
    End,
    Symbol { id: u16, optional: bool },
}

/// A word sequence of a rule.
#[derive(Debug)]
pub(crate) struct Pattern {
    pub rule: u16,
    pub role: Role,
    /// The place of its rarest word in `items`.
    pub anchor: u8,
    /// Its places, as a range of [`Lexicon::items`].
    pub items: (u32, u32),
}

/// One language's words and rules.
#[derive(Debug)]
pub struct Lexicon {
    /// Its language, e.g. `en`.
    pub lang: &'static str,
    /// Written words, sorted; whether each is a prefix; its symbols as a range of `symbols`.
    words: Vec<(&'static str, bool, (u32, u32))>,
    symbols: Vec<u16>,
    pub(crate) rules: Vec<Rule>,
    pub(crate) patterns: Vec<Pattern>,
    pub(crate) items: Vec<Item>,
    /// For each symbol, the patterns whose anchor it is, as a range of `anchored`.
    anchors: Vec<(u32, u32)>,
    anchored: Vec<u32>,
}

impl Lexicon {
    /// The symbols that a folded word stands for: as it is, and by each of its beginnings.
    pub(crate) fn symbols(&self, word: &str, found: &mut Vec<u16>) {
        let mut take = |text: &str, prefix: bool| {
            if let Ok(at) = self.words.binary_search_by(|entry| (entry.0, entry.1).cmp(&(text, prefix))) {
                let (start, end) = self.words[at].2;
                found.extend_from_slice(&self.symbols[start as usize..end as usize]);
            }
        };
        take(word, false);
        // No prefix in a lexicon is longer than this many bytes; a hostile word may be.
        for (end, _) in word.char_indices().skip(1).take_while(|(at, _)| *at <= 24) {
            take(&word[..end], true);
        }
        if word.len() <= 24 {
            take(word, true);
        }
    }

    /// The patterns whose rarest word is this symbol.
    pub(crate) fn anchored(&self, symbol: u16) -> &[u32] {
        let (start, end) = self.anchors.get(usize::from(symbol)).copied().unwrap_or_default();
        &self.anchored[start as usize..end as usize]
    }

    pub(crate) fn pattern_items(&self, pattern: &Pattern) -> &[Item] {
        &self.items[pattern.items.0 as usize..pattern.items.1 as usize]
    }
}

/// The languages that are compiled in.
pub fn builtin() -> Vec<Lexicon> {
    vec![
        decode("en", include_bytes!(concat!(env!("OUT_DIR"), "/en.lexicon"))),
        decode("es", include_bytes!(concat!(env!("OUT_DIR"), "/es.lexicon"))),
    ]
}

/// A reader over the compiled bytes; past the end it reads zeros, so that it cannot fail.
struct Bytes(&'static [u8]);

impl Bytes {
    fn byte(&mut self) -> u8 {
        match self.0 {
            [first, rest @ ..] => {
                self.0 = rest;
                *first
            }
            [] => 0,
        }
    }

    fn varint(&mut self) -> usize {
        let (mut value, mut shift) = (0, 0);
        loop {
            let byte = self.byte();
            value |= usize::from(byte & 0x7F) << shift;
            shift += 7;
            if byte < 0x80 || shift > 28 {
                return value;
            }
        }
    }

    fn text(&mut self) -> &'static str {
        let length = self.varint().min(self.0.len());
        let (text, rest) = self.0.split_at(length);
        self.0 = rest;
        std::str::from_utf8(text).unwrap_or("")
    }
}

pub(super) fn decode(lang: &'static str, bytes: &'static [u8]) -> Lexicon {
    let mut bytes = Bytes(bytes);
    let categories: Vec<Category> =
        (0..bytes.varint()).filter_map(|_| Category::from_id(bytes.text())).collect();
    let mut symbols = Vec::new();
    let words = (0..bytes.varint())
        .map(|_| {
            let word = bytes.text();
            let count = bytes.varint();
            let start = symbols.len() as u32;
            symbols.extend((0..count / 2).map(|_| bytes.varint() as u16));
            (word, count % 2 == 1, (start, symbols.len() as u32))
        })
        .collect();
    let symbol_count = bytes.varint();
    let rules = (0..bytes.varint())
        .map(|_| {
            let id = bytes.text();
            let asks = (0..bytes.byte())
                .filter_map(|_| {
                    let ask = bytes.byte();
                    let how = if ask % 2 == 1 { How::Direct } else { How::Proxy };
                    categories.get(usize::from(ask / 2)).map(|category| (*category, how))
                })
                .collect();
            let (slots, kinds) = (bytes.varint() as u16, bytes.varint() as u16);
            let flags = bytes.byte();
            Rule {
                id,
                asks,
                slots,
                kinds,
                choice: [ChoiceWeight::Vote, ChoiceWeight::Direct, ChoiceWeight::Proxy]
                    [usize::from(flags & 3) % 3],
                statement: flags & 4 != 0,
                own_choices: flags & 8 != 0,
                needs_with: flags & 16 != 0,
                file: bytes.varint() as u16,
            }
        })
        .collect();
    let mut items = Vec::new();
    let mut rule = 0;
    let mut by_symbol: Vec<(u16, u32)> = Vec::new();
    let patterns: Vec<Pattern> = (0..bytes.varint())
        .map(|number| {
            rule += bytes.varint() as u16;
            let head = bytes.byte();
            let anchor = bytes.byte();
            let start = items.len() as u32;
            for _ in 0..head & 31 {
                items.push(match bytes.varint() {
                    gap @ 0..=9 => Item::Gap(gap as u8),
                    10 => Item::Any,
                    11 => Item::Start,
                    12 => Item::End,
                    symbol => {
                        Item::Symbol { id: ((symbol - 13) / 2) as u16, optional: (symbol - 13) % 2 == 1 }
                    }
                });
            }
            if let Some(Item::Symbol { id, .. }) = items.get(start as usize + usize::from(anchor)) {
                by_symbol.push((*id, number as u32));
            }
            Pattern {
                rule,
                role: ROLES[usize::from(head >> 5) % ROLES.len()],
                anchor,
                items: (start, items.len() as u32),
            }
        })
        .collect();
    by_symbol.sort_unstable();
    let mut anchors = vec![(0, 0); symbol_count];
    for (at, (symbol, _)) in by_symbol.iter().enumerate() {
        if let Some(range) = anchors.get_mut(usize::from(*symbol)) {
            if range.1 == 0 {
                range.0 = at as u32;
            }
            range.1 = at as u32 + 1;
        }
    }
    let anchored = by_symbol.into_iter().map(|(_, pattern)| pattern).collect();
    Lexicon { lang, words, symbols, rules, patterns, items, anchors, anchored }
}
