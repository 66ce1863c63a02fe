//! A language's words and rules in memory, and the look-up of words.

use std::ops::Range;

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

pub(super) const ROLES: [Role; 6] =
    [Role::Phrase, Role::Choice, Role::Spare, Role::With, Role::Without, Role::Weak];

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
    /// As reports name it, e.g. `en/immigration.citizenship`.
    pub id: String,
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

/// A written word's place in [`Lexicon::text`], and whether it is only the beginning of one.
pub(super) type Entry = (Range<u32>, bool);

/// One language's words and rules.
#[derive(Debug, Default)]
pub struct Lexicon {
    /// Its language, e.g. `en`.
    pub lang: Box<str>,
    /// All written words after one another, sorted.
    pub(super) text: String,
    /// The words, in the order of `text`; a whole word stands before the beginning that is written alike.
    pub(super) words: Vec<Entry>,
    /// For each word, the sets it is in, as a range of `sets`.
    pub(super) in_sets: Vec<Range<u32>>,
    pub(super) sets: Vec<u16>,
    /// How many sets there are: the symbols of single words follow theirs.
    pub(super) set_count: u16,
    pub(crate) rules: Vec<Rule>,
    pub(crate) patterns: Vec<Pattern>,
    pub(crate) items: Vec<Item>,
    /// For each symbol, the patterns whose anchor it is, as a range of `anchored`.
    pub(super) anchors: Vec<Range<u32>>,
    pub(super) anchored: Vec<u32>,
}

impl Lexicon {
    /// Adds the symbols that a folded word stands for: as it is, and by each of its beginnings.
    ///
    /// The words that begin like it are narrowed byte by byte, which ends with the first byte that none has.
    pub(crate) fn symbols(&self, word: &str, found: &mut Vec<u16>) {
        let (mut from, mut to) = (0, self.words.len());
        for (length, byte) in (1..).zip(word.bytes()) {
            let here = &self.words[from..to];
            let at = |entry: &Entry| self.text.as_bytes().get(entry.0.start as usize + length - 1).copied();
            let byte_of = |entry: &Entry| if entry.0.len() < length { None } else { at(entry) };
            to = from + here.partition_point(|entry| byte_of(entry) <= Some(byte));
            from += here.partition_point(|entry| byte_of(entry) < Some(byte));
            // Entries that end here come first: the whole word, then the beginning.
            let ended = self.words[from..to].iter().take(2).take_while(|entry| entry.0.len() == length);
            for (place, entry) in (from..).zip(ended) {
                if entry.1 || length == word.len() {
                    found.push(self.set_count + place as u16);
                    found.extend_from_slice(
                        self.in_sets.get(place).map_or(&[], |sets| slice(&self.sets, sets)),
                    );
                }
            }
            if from == to {
                return;
            }
        }
    }

    /// The patterns whose rarest word is this symbol.
    pub(crate) fn anchored(&self, symbol: u16) -> &[u32] {
        self.anchors.get(usize::from(symbol)).map_or(&[], |range| slice(&self.anchored, range))
    }

    pub(crate) fn pattern_items(&self, pattern: &Pattern) -> &[Item] {
        slice(&self.items, &(pattern.items.0..pattern.items.1))
    }
}

fn slice<'a, T>(list: &'a [T], range: &Range<u32>) -> &'a [T] {
    list.get(range.start as usize..range.end as usize).unwrap_or(&[])
}
