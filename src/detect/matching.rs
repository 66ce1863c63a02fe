//! Matching: where the phrases of a lexicon stand in a folded text.
//!
//! Each pattern is tried only where its rarest word stands, then to the left and to the right of it. Gaps are bounded
//! and patterns short, so time is linear in the text.

use super::{
    fold::Folded,
    lexicon::{Item, Lexicon, Role},
};
use crate::order::sort_by_number;

/// A phrase of a rule in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Match {
    pub rule: u16,
    pub role: Role,
    /// First token.
    pub start: u16,
    /// One past the last token.
    pub end: u16,
}

/// Tokens of a slot past this many are not matched; the reader cuts texts earlier and says so.
pub(crate) const MAX_TOKENS: usize = 4_000;

/// All matches in a text, by first token.
pub(crate) fn matches(lexicon: &Lexicon, text: &Folded) -> Vec<Match> {
    let tokens = &text.tokens[..text.tokens.len().min(MAX_TOKENS)];
    let mut symbols = Vec::new();
    let mut ends = Vec::with_capacity(tokens.len());
    for token in tokens {
        lexicon.symbols(text.word(token), &mut symbols);
        ends.push(symbols.len());
    }
    let at = |index: usize| &symbols[if index == 0 { 0 } else { ends[index - 1] }..ends[index]];
    let walk = Walk { at: &at, len: tokens.len(), sentence: &|index| tokens[index].sentence };
    let mut found = Vec::new();
    for index in 0..tokens.len() {
        for symbol in at(index) {
            for number in lexicon.anchored(*symbol) {
                let pattern = &lexicon.patterns[*number as usize];
                let items = lexicon.pattern_items(pattern);
                let anchor = usize::from(pattern.anchor);
                let (Some(left), Some(right)) = (items.get(..anchor), items.get(anchor + 1..)) else {
                    continue;
                };
                if let Some(start) = walk.backward(left, index)
                    && let Some(end) = walk.forward(right, index + 1)
                {
                    let (start, end) = (start as u16, end as u16);
                    found.push(Match { rule: pattern.rule, role: pattern.role, start, end });
                }
            }
        }
    }
    sort_by_number(&mut found, |m| u64::from(m.start) << 32 | u64::from(m.rule) << 16 | u64::from(m.end));
    found.dedup();
    found
}

/// A walk over the tokens of a text. A sequence does not cross the end of a sentence.
struct Walk<'a> {
    at: &'a dyn Fn(usize) -> &'a [u16],
    len: usize,
    sentence: &'a dyn Fn(usize) -> u16,
}

impl Walk<'_> {
    /// Whether the sequence can go on from token `from` to token `to` next to it.
    fn connected(&self, from: usize, to: usize) -> bool {
        to < self.len && from < self.len && (self.sentence)(from) == (self.sentence)(to)
    }

    /// The end of the match of `items` that begins at token `next`; the token before it is matched.
    fn forward(&self, items: &[Item], next: usize) -> Option<usize> {
        let Some((item, rest)) = items.split_first() else { return Some(next) };
        let open = self.connected(next - 1, next);
        match item {
            Item::Symbol { id, optional } => {
                let here = open && (self.at)(next).contains(id);
                here.then(|| self.forward(rest, next + 1))
                    .flatten()
                    .or_else(|| if *optional { self.forward(rest, next) } else { None })
            }
            Item::Any => open.then(|| self.forward(rest, next + 1)).flatten(),
            Item::Gap(words) => (0..=usize::from(*words))
                .take_while(|skip| *skip == 0 || self.connected(next - 1, next + skip - 1))
                .find_map(|skip| self.forward(rest, next + skip)),
            Item::End => (next == self.len).then(|| self.forward(rest, next)).flatten(),
            Item::Start => None,
        }
    }

    /// The start of the match of `items` that ends before token `first`, which is matched.
    fn backward(&self, items: &[Item], first: usize) -> Option<usize> {
        let Some((item, rest)) = items.split_last() else { return Some(first) };
        let previous = first.checked_sub(1).filter(|previous| self.connected(*previous, first));
        match item {
            Item::Symbol { id, optional } => previous
                .filter(|previous| (self.at)(*previous).contains(id))
                .and_then(|previous| self.backward(rest, previous))
                .or_else(|| if *optional { self.backward(rest, first) } else { None }),
            Item::Any => previous.and_then(|previous| self.backward(rest, previous)),
            Item::Gap(words) => (0..=usize::from(*words))
                .take_while(|skip| *skip == 0 || *skip <= first && self.connected(first - skip, first))
                .find_map(|skip| self.backward(rest, first - skip)),
            Item::Start => (first == 0).then(|| self.backward(rest, first)).flatten(),
            Item::End => None,
        }
    }
}
