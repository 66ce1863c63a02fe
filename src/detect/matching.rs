//! Matching: where the phrases of a lexicon stand in a folded text.
//!
//! Each pattern is tried only where its rarest word stands, in a sentence where none of its words is surely missing, to
//! the left and to the right of that word. Gaps are bounded and patterns short, so time is linear in the text.

use super::{
    fold::{Folded, Token, arabic::without_particle},
    lexicon::{Item, Lexicon, Pattern, Role},
};
use crate::order::sort_by_number;

/// A phrase of a rule in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Match {
    /// The index of its lexicon.
    pub lexicon: u8,
    pub role: Role,
    pub rule: u16,
    /// First token.
    pub start: u16,
    /// One past the last token.
    pub end: u16,
}

/// Tokens of a slot past this many are not matched: as many as can be counted, and more than the longest text has bytes
/// that is read ([`crate::read::QUESTION_TEXT`]).
const MAX_TOKENS: usize = u16::MAX as usize;

/// Finds matches in one text after another; its memory serves for all.
#[derive(Default)]
pub(crate) struct Matcher {
    /// The words of a lexicon that the tokens are written like, by place, and where those of each token end.
    places: Vec<u16>,
    ends: Vec<u32>,
    /// All matches in the text, by lexicon, then by first token.
    pub found: Vec<Match>,
}

impl Matcher {
    /// Finds the matches of all lexicons in a text. A `$` stands after its last word, and where `end` words are before it.
    pub(crate) fn find(&mut self, lexicons: &[Lexicon], text: &Folded, end: usize) {
        self.found.clear();
        for (number, lexicon) in lexicons.iter().enumerate() {
            let from = self.found.len();
            self.find_of(number as u8, lexicon, text, end);
            if self.found.len() > from + 1 {
                sort_by_number(&mut self.found[from..], |m| {
                    u64::from(m.start) << 48
                        | u64::from(m.rule) << 32
                        | u64::from(m.end) << 16
                        | m.role as u64
                });
            }
        }
        self.found.dedup();
    }

    fn find_of(&mut self, number: u8, lexicon: &Lexicon, text: &Folded, end: usize) {
        let tokens = &text.tokens[..text.tokens.len().min(MAX_TOKENS)];
        self.places.clear();
        self.ends.clear();
        for token in tokens {
            let word = text.word(token);
            lexicon.places(word, &mut self.places);
            if let Some(rest) = without_particle(word) {
                lexicon.places(rest, &mut self.places);
            }
            self.ends.push(self.places.len() as u32);
        }
        if self.places.is_empty() {
            return;
        }
        let walk = Walk { lexicon, places: &self.places, ends: &self.ends, tokens, end };
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
                for pattern in lexicon.anchored(*place) {
                    if let Some(pattern) = lexicon.patterns.get(usize::from(*pattern))
                        && pattern.needs & !marks == 0
                        && let Some((start, end)) = walk.around(index, pattern)
                    {
                        let (start, end) = (start as u16, end as u16);
                        let (role, rule) = (pattern.role, pattern.rule);
                        self.found.push(Match { lexicon: number, role, rule, start, end });
                    }
                }
            }
        }
    }
}

/// A walk over the tokens of a text. A sequence does not cross the end of a sentence.
struct Walk<'a> {
    lexicon: &'a Lexicon,
    places: &'a [u16],
    ends: &'a [u32],
    tokens: &'a [Token],
    /// Where `$` stands, but for the end of the text.
    end: usize,
}

impl Walk<'_> {
    /// The words that a token is written like.
    fn at(&self, index: usize) -> &[u16] {
        let start = if index == 0 { 0 } else { self.ends.get(index - 1).copied().unwrap_or(0) };
        let end = self.ends.get(index).copied().unwrap_or(0);
        self.places.get(start as usize..end as usize).unwrap_or(&[])
    }

    /// Whether the sequence can go on between these two tokens, which are next to each other.
    fn connected(&self, from: usize, to: usize) -> bool {
        match (self.tokens.get(from), self.tokens.get(to)) {
            (Some(from), Some(to)) => from.sentence == to.sentence,
            _ => false,
        }
    }

    /// The start and the end of the match of a pattern whose rarest word is the token `index`.
    fn around(&self, index: usize, pattern: &Pattern) -> Option<(usize, usize)> {
        let items = self.lexicon.pattern_items(pattern);
        let anchor = usize::from(pattern.anchor);
        let start = self.backward(items.get(..anchor)?, index)?;
        let end = self.forward(items.get(anchor + 1..)?, index + 1)?;
        Some((start, end))
    }

    /// The end of the match of `items` that begins at token `next`; the token before it is matched.
    fn forward(&self, mut items: &[Item], mut next: usize) -> Option<usize> {
        while let Some((item, rest)) = items.split_first() {
            let open = self.connected(next - 1, next);
            match *item {
                Item::Symbol { id, optional } => {
                    let here = open && self.lexicon.stands_for(id, self.at(next));
                    if !optional {
                        if !here {
                            return None;
                        }
                        next += 1;
                    } else if here && let Some(end) = self.forward(rest, next + 1) {
                        return Some(end);
                    }
                }
                Item::Any if open => next += 1,
                Item::End if next == self.tokens.len() || next == self.end => {}
                Item::Gap(words) => {
                    for skip in 0..=usize::from(words) {
                        if skip > 0 && !self.connected(next - 1, next + skip - 1) {
                            break;
                        }
                        if let Some(end) = self.forward(rest, next + skip) {
                            return Some(end);
                        }
                    }
                    return None;
                }
                _ => return None,
            }
            items = rest;
        }
        Some(next)
    }

    /// The start of the match of `items` that ends before token `first`, which is matched.
    fn backward(&self, mut items: &[Item], mut first: usize) -> Option<usize> {
        while let Some((item, rest)) = items.split_last() {
            let open = first > 0 && self.connected(first - 1, first);
            match *item {
                Item::Symbol { id, optional } => {
                    let here = open && self.lexicon.stands_for(id, self.at(first - 1));
                    if !optional {
                        if !here {
                            return None;
                        }
                        first -= 1;
                    } else if here && let Some(start) = self.backward(rest, first - 1) {
                        return Some(start);
                    }
                }
                Item::Any if open => first -= 1,
                Item::Start if first == 0 => {}
                Item::Gap(words) => {
                    for skip in 0..=usize::from(words) {
                        if skip > 0 && (skip > first || !self.connected(first - skip, first)) {
                            break;
                        }
                        if let Some(start) = self.backward(rest, first - skip) {
                            return Some(start);
                        }
                    }
                    return None;
                }
                _ => return None,
            }
            items = rest;
        }
        Some(first)
    }
}
