//! Matching: where the phrases of a lexicon stand in a folded text.
//!
//! Each pattern is tried only where its rarest word stands, in a sentence where none of its words is surely missing, to
//! the left and to the right of that word. Gaps are bounded and patterns short, so time is linear in the text.

use super::{
    fold::{Folded, Token, without_particle},
    lexicon::{Item, Lexicon, Pattern, Role},
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
    let mut places = Vec::new();
    let mut ends = Vec::with_capacity(tokens.len());
    for token in tokens {
        let word = text.word(token);
        lexicon.places(word, &mut places);
        if let Some(rest) = without_particle(word) {
            lexicon.places(rest, &mut places);
        }
        ends.push(places.len() as u32);
    }
    let mut found = Vec::new();
    if places.is_empty() {
        return found;
    }
    let walk = Walk { lexicon, places: &places, ends: &ends, tokens };
    // Where the sentence that the walk is in ends, and the marks of its words.
    let (mut ending, mut marks) = (0, 0);
    for index in 0..tokens.len() {
        if index == ending {
            marks = 0;
            while walk.connected(index, ending) {
                for place in walk.at(ending) {
                    marks |= lexicon.marks(*place);
                }
                ending += 1;
            }
        }
        for place in walk.at(index) {
            for number in lexicon.anchored(*place) {
                if let Some(pattern) = lexicon.patterns.get(usize::from(*number))
                    && pattern.needs & !marks == 0
                {
                    found.extend(walk.try_at(index, pattern));
                }
            }
        }
    }
    if found.len() > 1 {
        sort_by_number(&mut found, |m| {
            u64::from(m.start) << 48 | u64::from(m.rule) << 32 | u64::from(m.end) << 16 | m.role as u64
        });
        found.dedup();
    }
    found
}

/// A walk over the tokens of a text. A sequence does not cross the end of a sentence.
struct Walk<'a> {
    lexicon: &'a Lexicon,
    /// The words of the lexicon that the tokens are written like, by place, and where those of each token end.
    places: &'a [u16],
    ends: &'a [u32],
    tokens: &'a [Token],
}

impl Walk<'_> {
    /// The words that a token is written like.
    fn at(&self, index: usize) -> &[u16] {
        let end = |index: usize| self.ends.get(index).copied().unwrap_or(0) as usize;
        self.places.get(if index == 0 { 0 } else { end(index - 1) }..end(index)).unwrap_or(&[])
    }

    /// Whether the sequence can go on between these two tokens, which are next to each other.
    fn connected(&self, from: usize, to: usize) -> bool {
        match (self.tokens.get(from), self.tokens.get(to)) {
            (Some(from), Some(to)) => from.sentence == to.sentence,
            _ => false,
        }
    }

    /// The match of a pattern whose rarest word is the token `index`.
    fn try_at(&self, index: usize, pattern: &Pattern) -> Option<Match> {
        let items = self.lexicon.pattern_items(pattern);
        let anchor = usize::from(pattern.anchor);
        let start = self.backward(items.get(..anchor)?, index)?;
        let end = self.forward(items.get(anchor + 1..)?, index + 1)?;
        Some(Match { rule: pattern.rule, role: pattern.role, start: start as u16, end: end as u16 })
    }

    /// The end of the match of `items` that begins at token `next`; the token before it is matched.
    fn forward(&self, items: &[Item], next: usize) -> Option<usize> {
        let Some((item, rest)) = items.split_first() else { return Some(next) };
        let open = self.connected(next - 1, next);
        match item {
            Item::Symbol { id, optional } => {
                let here = open && self.lexicon.stands_for(*id, self.at(next));
                here.then(|| self.forward(rest, next + 1))
                    .flatten()
                    .or_else(|| if *optional { self.forward(rest, next) } else { None })
            }
            Item::Any => open.then(|| self.forward(rest, next + 1)).flatten(),
            Item::Gap(words) => (0..=usize::from(*words))
                .take_while(|skip| *skip == 0 || self.connected(next - 1, next + skip - 1))
                .find_map(|skip| self.forward(rest, next + skip)),
            Item::End => (next == self.tokens.len()).then(|| self.forward(rest, next)).flatten(),
            Item::Start => None,
        }
    }

    /// The start of the match of `items` that ends before token `first`, which is matched.
    fn backward(&self, items: &[Item], first: usize) -> Option<usize> {
        let Some((item, rest)) = items.split_last() else { return Some(first) };
        let previous = first.checked_sub(1).filter(|previous| self.connected(*previous, first));
        match item {
            Item::Symbol { id, optional } => previous
                .filter(|previous| self.lexicon.stands_for(*id, self.at(*previous)))
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
