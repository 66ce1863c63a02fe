//! A language's words and rules in memory, and the look-up of words.

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
    Turn,
}

pub(super) const ROLES: [Role; 7] =
    [Role::Phrase, Role::Choice, Role::Spare, Role::With, Role::Without, Role::Weak, Role::Turn];

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
    pub(crate) const FOREIGN: u16 = 8;
    pub(crate) const TOPICS: u16 = 9;
    pub(crate) const REMARK: u16 = 10;
    pub(crate) const COUNT: u16 = 11;
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
    /// The bit of the sense that its asks have, or that its `turns` give to others: see [`super::Senses`]; 0 for none.
    pub sense: u8,
    /// The number of the rule that holds the spare, without and weak contexts of its whole file.
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
#[derive(Clone, Copy, Debug)]
pub(crate) struct Pattern {
    /// The marks of the symbols that it cannot do without.
    pub needs: u64,
    /// Its places, as a range of [`Lexicon::items`].
    pub items: (u32, u32),
    pub rule: u16,
    pub role: Role,
    /// The place of its rarest word in `items`.
    pub anchor: u8,
}

/// A letter in the tree of written words. Nodes stand in the order of the words: the first that continues a node
/// follows it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Node {
    pub byte: u8,
    /// Whether a longer word continues it.
    pub inner: bool,
    /// Whether a word is written so, and whether a beginning is.
    pub whole: bool,
    pub beginning: bool,
    /// The place of the first word that ends here; the beginning that is written like a whole word is the next.
    pub place: u16,
    /// The next letter that may stand here instead; 0 for none.
    pub next: u32,
}

/// Where in the tree of words a walk is.
#[derive(Clone, Copy, Default)]
pub(super) enum Step {
    #[default]
    Root,
    /// The first letter that may come next.
    Inner(u32),
    /// No word is longer.
    End,
}

/// One language's words and rules.
///
/// A symbol is what an item of a pattern stands for: a set of words, or a single word, whose symbol is its place among the
/// words after the number of sets.
#[derive(Debug, Default)]
pub struct Lexicon {
    /// Its language, e.g. `en`.
    pub lang: Box<str>,
    /// The tree of written words.
    pub(super) nodes: Vec<Node>,
    /// For each first byte its node; 0 for none, as the node at 0 is no letter.
    pub(super) roots: Vec<u32>,
    pub(super) word_count: u16,
    /// For each word the marks of its symbols.
    pub(super) marks: Vec<u64>,
    /// Where the words of each set end in `members`.
    pub(super) sets: Vec<u32>,
    /// The words of the sets, by place.
    pub(super) members: Vec<u16>,
    pub(crate) rules: Vec<Rule>,
    pub(crate) patterns: Vec<Pattern>,
    pub(crate) items: Vec<Item>,
    /// Where the patterns that each word may anchor end in `anchored`.
    pub(super) anchors: Vec<u32>,
    /// Numbers of patterns.
    pub(super) anchored: Vec<u16>,
}

impl Lexicon {
    /// Adds the places of the words that a folded word is written like: it whole, and each of its beginnings.
    pub(crate) fn places(&self, word: &[u8], found: &mut Vec<u16>) {
        let mut step = Step::default();
        for (at, byte) in word.iter().enumerate() {
            let Some(node) = self.step(&mut step, *byte) else { return };
            if node.whole && at + 1 == word.len() {
                found.push(node.place);
            }
            if node.beginning {
                found.push(node.place + u16::from(node.whole));
            }
        }
    }

    /// The letter of the tree that follows those stepped through.
    pub(super) fn step(&self, step: &mut Step, byte: u8) -> Option<&Node> {
        let mut at = match *step {
            Step::Root => self.roots.get(usize::from(byte)).copied()?,
            Step::Inner(first) => first,
            Step::End => return None,
        };
        loop {
            let node = self.nodes.get(at as usize).filter(|_| at > 0)?;
            if node.byte == byte {
                *step = if node.inner { Step::Inner(at + 1) } else { Step::End };
                return Some(node);
            }
            at = node.next;
        }
    }

    /// The marks of the symbols that stand for the word at this place.
    pub(crate) fn marks(&self, place: u16) -> u64 {
        self.marks.get(usize::from(place)).copied().unwrap_or(0)
    }

    /// The numbers of the patterns whose rarest word may be the one at this place.
    pub(crate) fn anchored(&self, place: u16) -> &[u16] {
        within(&self.anchored, &self.anchors, usize::from(place))
    }

    /// The places of the words that a symbol stands for, sorted: those of a set, or one of its own.
    pub(super) fn words(&self, symbol: u16) -> (&[u16], Option<u16>) {
        match symbol.checked_sub(self.sets.len() as u16) {
            Some(place) => (&[], Some(place)),
            None => (within(&self.members, &self.sets, usize::from(symbol)), None),
        }
    }

    /// Whether a symbol stands for one of the words at these places.
    pub(crate) fn stands_for(&self, symbol: u16, places: &[u16]) -> bool {
        let (set, single) = self.words(symbol);
        places.iter().any(|place| single == Some(*place) || set.binary_search(place).is_ok())
    }

    /// The rule of this number; `None` for a cue.
    pub(crate) fn rule(&self, number: u16) -> Option<&Rule> {
        self.rules.get(usize::from(number.checked_sub(cue::COUNT)?))
    }

    pub(crate) fn pattern_items(&self, pattern: &Pattern) -> &[Item] {
        self.items.get(pattern.items.0 as usize..pattern.items.1 as usize).unwrap_or(&[])
    }
}

/// The part of a list that belongs to a key, by where the part of each key ends.
fn within<'a, T>(list: &'a [T], ends: &[u32], key: usize) -> &'a [T] {
    let start = key.checked_sub(1).map_or(0, |before| ends.get(before).copied().unwrap_or(0));
    let end = ends.get(key).copied().unwrap_or(0);
    list.get(start as usize..end as usize).unwrap_or(&[])
}
