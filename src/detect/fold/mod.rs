//! Folding: from text as written to tokens that rules are matched on, with the way back.
//!
//! Case, diacritics, full-width forms and invisible or bidirectional characters are folded away, initialisms are joined
//! (`U.S.` is `us`), letters and digits are parted (`W2` and `W-2` are both `w 2`), and names written for machines are
//! split at humps and underscores. What a text does to hide its words is `super::undisguise`'s; folding only notices that
//! there may be something. The same code folds the lexicons' phrases when the crate is built.

pub(crate) mod arabic;
pub(crate) mod chars;
mod forms;
#[cfg(test)]
mod tests;
mod token;

pub use token::{Folded, Token};

use crate::letters::{char_at, is_lower, is_upper};
use arabic::article;
use chars::{Base, Class, base, classify, is_invisible};
use forms::{is_abbreviation, join_initials, second_ending};

/// This many single letters in a row may be a word written so that it is not read: "c i t i z e n".
pub(super) const SPACED: usize = 4;

/// A remark has at most so many words; what is longer says what is asked.
const REMARK: usize = 4;

/// Folds a text in the place of another, whose memory it takes over. `machine` splits words at `camelCase` humps, as names
/// written for machines need.
pub fn fold(text: &str, machine: bool, out: &mut Folded) {
    out.buffer.clear();
    out.tokens.clear();
    out.questions.clear();
    out.suspicious = false;
    let machine = machine || is_camel(text);
    let mut scan = Scan { sentence: 0, question: false, word: None, singles: 0 };
    let mut previous = ' ';
    let mut before = Class::Other;
    let mut stops = false;
    let mut next = enumerator(text);
    while let Some(&byte) = text.as_bytes().get(next) {
        let at = next;
        let char = char_at(text, at);
        let class = classify(char);
        next += char.len_utf8();
        match class {
            Class::Nothing => {
                if let Some(word) = &mut scan.word {
                    word.end = next as u32;
                    out.suspicious |= is_invisible(char);
                }
                continue;
            }
            Class::Letter | Class::Digit | Class::Hangul => {
                let hump = machine
                    && is_upper(char)
                    && (is_lower(previous) || is_lower(char_at(text, next)) && is_upper(previous));
                let turns = scan.word.is_some() && class != before && before != Class::Apostrophe;
                out.suspicious |= turns;
                if hump || turns {
                    scan.finish(out);
                }
                let word = scan.begin(out, at);
                if byte < 0x80 {
                    out.buffer.push(byte.to_ascii_lowercase());
                    // Most texts are runs of plain letters.
                    while !machine
                        && class == Class::Letter
                        && let Some(more) = text.as_bytes().get(next)
                        && more.is_ascii_alphabetic()
                    {
                        out.buffer.push(more.to_ascii_lowercase());
                        next += 1;
                    }
                    word.end = next as u32;
                } else {
                    word.end = next as u32;
                    scan.push(out, char);
                }
            }
            Class::Single => {
                out.suspicious |= stands_for_letter(char, before, char_at(text, next));
                scan.finish(out);
                scan.begin(out, at).end = next as u32;
                scan.push(out, char);
                scan.finish(out);
            }
            // "applicant's" is one word; "d'immigration" are two.
            Class::Apostrophe => {
                if scan.length(out) < 3 && char_at(text, next).is_alphabetic() {
                    scan.finish(out);
                }
            }
            Class::Stop => {
                stops = true;
                let after = char_at(text, next);
                out.suspicious |= stands_for_letter(char, before, after);
                let ends = after.is_whitespace() || after == ')' || after == '"';
                scan.finish(out);
                if char != '.' || ends && !is_abbreviation(out) {
                    scan.sentence_end(out, false);
                }
            }
            Class::Question => {
                scan.finish(out);
                if char == '¿' {
                    scan.sentence_end(out, false);
                    scan.question = true;
                } else if char_at(text, next).is_ascii_alphanumeric() {
                    scan.question = true; // "Citizen?Y/N"
                } else {
                    scan.sentence_end(out, true);
                }
            }
            Class::Other => {
                out.suspicious |= stands_for_letter(char, before, char_at(text, next));
                // "ciudadano(a)", "hijo/a", "event(s)": one word, and the second ending says nothing.
                if matches!(char, '(' | '/') && (3..usize::MAX).contains(&scan.length(out)) {
                    next += second_ending(text.get(at..).unwrap_or(""));
                }
                scan.finish(out);
            }
        }
        previous = char;
        before = class;
    }
    scan.finish(out);
    scan.sentence_end(out, false);
    if stops && !machine {
        join_initials(out, text);
    }
    out.end = before_remark(text, out);
}

/// The bytes of the number that a text begins with on paper, which is no word of it: "12.", "b)", "(3a)", "Q7:", "iv." or "1.2".
fn enumerator(text: &str) -> usize {
    let bytes = text.as_bytes();
    let at = |index: usize| bytes.get(index).copied().unwrap_or(b' ');
    let open = at(0) == b'(';
    let from = usize::from(open);
    let (mut letters, mut digits, mut dots, mut roman, mut end) = (0, 0, 0, true, from);
    while end < from + 6 {
        match at(end) {
            b'0'..=b'9' => digits += 1,
            b'.' if digits > 0 && at(end + 1).is_ascii_digit() => dots += 1,
            byte if byte.is_ascii_alphabetic() => {
                letters += 1;
                roman &= matches!(byte | 0x20, b'i' | b'v' | b'x');
            }
            _ => break,
        }
        end += 1;
    }
    let counts = letters + digits > 0 && (digits < 4 || dots > 0) && (letters < 2 || digits == 0 && roman);
    // "E. civil", "F. NACIMIENTO" and "U. S. citizen" begin with a word cut short.
    let cut = at(end) == b'.' && digits == 0 && at(from).is_ascii_uppercase();
    let rest = bytes.get(end + 2..).unwrap_or(&[]);
    let spells = cut && (at(end + 2).is_ascii_lowercase() || at(end + 3) == b'.' || !rest.contains(&b' '));
    let closed = match at(end) {
        b')' => true,
        b'.' => !open && !spells,
        b':' => !open && digits > 0,
        _ => false,
    };
    let stands_alone = dots > 0 && letters == 0 && !open;
    end += usize::from(closed);
    if counts && (closed || stands_alone) && at(end) == b' ' { end } else { 0 }
}

/// How many words stand before a remark of a few words in brackets at the very end: "(optional)", "[if any]", "（必填）".
fn before_remark(text: &str, out: &Folded) -> usize {
    let all = out.tokens.len();
    let mut rest = text.as_bytes();
    while let [before @ .., b' ' | b'*' | b':' | b'.'] = rest {
        rest = before;
    }
    let ([inside @ .., b')' | b']'] | [inside @ .., 0xef, 0xbc, 0x89]) = rest else { return all };
    let opens = |at: &usize| matches!(inside.get(..=*at), Some([.., b'(' | b'['] | [.., 0xef, 0xbc, 0x88]));
    let open = (0..inside.len()).rfind(opens).unwrap_or(0);
    let before = out.tokens.iter().take_while(|token| (token.start as usize) < open).count();
    if before > 0 && all - before <= REMARK { before } else { all }
}

/// Whether a text is one word with humps, as forms that are made of names for machines show: "immigrationStatus".
fn is_camel(text: &str) -> bool {
    let (mut lower, mut camel) = (false, false);
    for byte in text.bytes() {
        if !byte.is_ascii_alphanumeric() {
            return false;
        }
        camel |= lower && byte.is_ascii_uppercase();
        lower = byte.is_ascii_lowercase();
    }
    camel
}

/// Whether a character that is no letter may be written for one: "c!tizen", "@buse", "$ocial", "tax3$".
fn stands_for_letter(char: char, before: Class, after: char) -> bool {
    matches!(char, '!' | '@' | '$') && (after.is_ascii_alphabetic() || char == '$' && before == Class::Letter)
}

/// The state of the walk over the characters.
struct Scan {
    sentence: u16,
    question: bool,
    word: Option<Token>,
    /// How many words of one letter were the last.
    singles: usize,
}

impl Scan {
    fn length(&self, out: &Folded) -> usize {
        self.word.as_ref().map_or(usize::MAX, |word| out.buffer.len() - word.word.0 as usize)
    }

    /// The word that goes on at this byte, or begins there.
    fn begin(&mut self, out: &Folded, start: usize) -> &mut Token {
        let (start, sentence, at) = (start as u32, self.sentence, out.buffer.len() as u32);
        self.word.get_or_insert(Token { start, end: start, sentence, word: (at, at) })
    }

    /// Adds the folded forms of a character to the word.
    fn push(&mut self, out: &mut Folded, char: char) {
        let mut utf8 = [0; 4];
        for lower in crate::letters::lower(char) {
            let folded = match base(lower) {
                Base::One(c) => &*c.encode_utf8(&mut utf8),
                Base::Two(pair) => pair,
            };
            out.suspicious |= !folded.is_ascii();
            out.buffer.extend_from_slice(folded.as_bytes());
        }
    }

    fn finish(&mut self, out: &mut Folded) {
        if let Some(mut word) = self.word.take() {
            word.word.1 = out.buffer.len() as u32;
            let letters = out.word(&word);
            self.singles = if letters.len() == 1 { self.singles + 1 } else { 0 };
            word.word.0 += article(letters) as u32;
            out.suspicious |= self.singles >= SPACED;
            out.tokens.push(word);
        }
    }

    /// Ends the sentence if it has words.
    fn sentence_end(&mut self, out: &mut Folded, question: bool) {
        if out.tokens.last().is_some_and(|token| token.sentence == self.sentence) {
            out.questions.push(question || self.question);
            self.sentence = self.sentence.saturating_add(1);
            self.question = false;
        } else if question && let Some(last) = out.questions.last_mut() {
            *last = true; // "…citizen.?" or "…citizen!?"
        }
    }
}
