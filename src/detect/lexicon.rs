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

/// Start and end.
type Range = (u32, u32);

/// One language's words and rules.
#[derive(Debug)]
pub struct Lexicon {
    /// Its language, e.g. `en`.
    pub lang: &'static str,
    /// The letters of all words.
    letters: String,
    /// Written words, sorted, as ranges of `letters`; whether each is a prefix; its symbols as a range of `symbols`.
    words: Vec<(Range, bool, Range)>,
    symbols: Vec<u16>,
    pub(crate) rules: Vec<Rule>,
    pub(crate) patterns: Vec<Pattern>,
    pub(crate) items: Vec<Item>,
    /// For each symbol, the patterns whose anchor it is, as a range of `anchored`.
    anchors: Vec<Range>,
    anchored: Vec<u32>,
}

impl Lexicon {
    /// The symbols that a folded word stands for: as it is, and by each of its beginnings.
    pub(crate) fn symbols(&self, word: &str, found: &mut Vec<u16>) {
        let mut take = |text: &str, prefix: bool| {
            let written = |range: Range| &self.letters[range.0 as usize..range.1 as usize];
            if let Ok(at) =
                self.words.binary_search_by(|(range, is, _)| (written(*range), *is).cmp(&(text, prefix)))
            {
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
    let (letters, written) = vocabulary(&mut bytes);
    let (symbols, words) = memberships(&mut bytes, written);
    let symbol_count = symbols.iter().max().map_or(0, |last| usize::from(*last) + 1);
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
    let mut rule = 0;
    let mut patterns: Vec<Pattern> = (0..bytes.varint())
        .map(|_| {
            rule += bytes.varint() as u16;
            Pattern { rule, role: Role::Phrase, anchor: 0, items: (0, 0) }
        })
        .collect();
    let mut length = 0;
    for pattern in &mut patterns {
        let head = bytes.byte();
        pattern.role = ROLES[usize::from(head >> 5) % ROLES.len()];
        pattern.items = (length, length + u32::from(head & 31));
        length = pattern.items.1;
    }
    let mut uses = vec![0u32; symbol_count];
    let items: Vec<Item> = (0..length)
        .map(|_| match bytes.varint() {
            gap @ 0..=9 => Item::Gap(gap as u8),
            10 => Item::Any,
            11 => Item::Start,
            12 => Item::End,
            symbol => {
                let (id, optional) = ((symbol - 13) / 2, (symbol - 13) % 2 == 1);
                if let Some(uses) = uses.get_mut(id).filter(|_| !optional) {
                    *uses += 1;
                }
                Item::Symbol { id: id as u16, optional }
            }
        })
        .collect();
    // A pattern is found by its rarest word, so that common ones ("are you …") cost nothing.
    let mut by_symbol: Vec<(u16, u32)> = Vec::with_capacity(patterns.len());
    for (number, pattern) in patterns.iter_mut().enumerate() {
        let places = items.get(pattern.items.0 as usize..pattern.items.1 as usize).unwrap_or_default();
        let rarest = places.iter().enumerate().filter_map(|(at, item)| match item {
            Item::Symbol { id, optional: false } => Some((uses.get(usize::from(*id))?, at, *id)),
            _ => None,
        });
        if let Some((_, at, id)) = rarest.min() {
            pattern.anchor = at as u8;
            by_symbol.push((id, number as u32));
        }
    }
    by_symbol.sort_unstable();
    let mut anchors = vec![(0, 0); uses.len()];
    for (at, (symbol, _)) in by_symbol.iter().enumerate() {
        if let Some(range) = anchors.get_mut(usize::from(*symbol)) {
            if range.1 == 0 {
                range.0 = at as u32;
            }
            range.1 = at as u32 + 1;
        }
    }
    let anchored = by_symbol.into_iter().map(|(_, pattern)| pattern).collect();
    Lexicon { lang, letters, words, symbols, rules, patterns, items, anchors, anchored }
}

/// The words: their letters, and for each its range of them and whether it is a prefix.
fn vocabulary(bytes: &mut Bytes) -> (String, Vec<(Range, bool)>) {
    let shared: Vec<usize> = (0..bytes.varint()).map(|_| bytes.varint()).collect();
    let mut rest = bytes.text().split('\n');
    let mut letters = String::new();
    let mut before = 0..0;
    let words = shared
        .into_iter()
        .map(|head| {
            let start = letters.len();
            let kept = letters.get(before.start..before.end.min(before.start + head / 2));
            let word = [kept.unwrap_or_default(), rest.next().unwrap_or_default()].concat();
            letters.push_str(&word);
            before = start..letters.len();
            ((start as u32, letters.len() as u32), head % 2 == 1)
        })
        .collect();
    (letters, words)
}

/// For each word its symbols: the sets that it stands in, and itself. Sets are numbered first, then words.
fn memberships(bytes: &mut Bytes, words: Vec<(Range, bool)>) -> (Vec<u16>, Vec<(Range, bool, Range)>) {
    let sizes: Vec<usize> = (0..bytes.varint()).map(|_| bytes.varint()).collect();
    let mut members: Vec<(usize, u16)> = (0..words.len()).map(|at| (at, (sizes.len() + at) as u16)).collect();
    for (set, size) in sizes.iter().enumerate() {
        let mut at = 0;
        for _ in 0..*size {
            at += bytes.varint();
            members.push((at, set as u16));
        }
    }
    members.sort_unstable();
    let mut next = 0;
    let words = words
        .into_iter()
        .enumerate()
        .map(|(at, (range, prefix))| {
            let start = next;
            next += members.iter().skip(start).take_while(|member| member.0 == at).count();
            (range, prefix, (start as u32, next as u32))
        })
        .collect();
    (members.into_iter().map(|member| member.1).collect(), words)
}
