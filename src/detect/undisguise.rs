//! Undisguising: a text that may hide its words, written again as it is meant to be read.
//!
//! A label can be written so that people read it and a search does not: in letters of other scripts that look the same,
//! with digits for letters (`c1t1zen`), with letters spaced out (`c i t i z e n`), with characters that are not seen.
//! Folding says which texts have any of this (`Folded::suspicious`); ordinary ones have, too ("W2", "A B C D", "Москва").
//! So a text is read both ways, and what is gained counts only where a rule speaks.

use super::{
    alike::{self, Alike},
    fold::{
        SPACED,
        chars::{Base, Class, base, classify, is_invisible},
    },
    lexicon::{Lexicon, Step},
};
use crate::letters::{char_at, lower};

/// A text with its disguise undone.
#[derive(Default)]
pub(super) struct Undisguised {
    pub text: String,
    /// For each byte of `text` the characters that it stands for: first byte, and one past the last.
    pub origin: Vec<(u32, u32)>,
    /// Whether it differs from the original.
    pub changed: bool,
    /// Where words are disguised, in the original.
    pub disguised: Vec<(u32, u32)>,
    /// Whether a word mixes Latin letters with others that look like them, in a text that has no others.
    pub mixed: bool,
}

/// A letter, digit or sign in ASCII, with another that it may be or 0, and the characters that it stands for.
type Letter = ([u8; 2], (u32, u32));

/// Single letters with full stops are an initialism, unless they are as many as this.
const INITIALISM: usize = 6;

/// A longer word is in no lexicon.
const LONGEST: usize = 40;

/// Undoes the disguise of a text.
pub(super) fn undisguise(lexicons: &[Lexicon], table: &Alike, text: &str) -> Undisguised {
    let mut out = Undisguised::default();
    let foreign = text.chars().any(|char| classify(char) == Class::Letter && read(table, char).is_none());
    let mut at = 0;
    while at < text.len() {
        let (end, next) = word_end(text, at);
        if end == at {
            out.copy(text, at, next);
            at = next;
            continue;
        }
        let (letters, between, next) = spaced(table, text, at, end);
        if letters.len() >= SPACED {
            // Where spaces are in the words, there are none between them.
            let words = if between == " " { words(lexicons, &letters) } else { vec![letters.len()] };
            out.join(&letters, &words);
        } else {
            word(lexicons, table, text, (at, end), foreign, &mut out);
        }
        at = if letters.len() >= SPACED { next } else { end };
    }
    out
}

impl Undisguised {
    fn copy(&mut self, text: &str, start: usize, end: usize) {
        let mut at = start;
        while at < end {
            let next = at + char_at(text, at).len_utf8();
            self.text.push_str(text.get(at..next).unwrap_or(""));
            self.origin.resize(self.text.len(), (at as u32, next as u32));
            at = next;
        }
    }

    fn push(&mut self, letter: u8, origin: (u32, u32)) {
        self.changed = true;
        self.text.push(char::from(letter));
        self.origin.push(origin);
    }

    /// Writes letters as words, of which each ends before one of these.
    fn join(&mut self, letters: &[Letter], ends: &[usize]) {
        let mut start = 0;
        for end in ends {
            let word = letters.get(start..*end).unwrap_or(&[]);
            word.iter().for_each(|(letter, origin)| self.push(letter[0], *origin));
            if let [(_, first), .., (_, last)] = word {
                self.disguised.push((first.0, last.1));
            }
            if let Some((_, origin)) = letters.get(*end) {
                self.push(b' ', *origin);
            }
            start = *end;
        }
    }
}

/// The letter without case and marks that a character is written for, in ASCII, and whether it is one only by its looks;
/// `None` for letters of other scripts, and for ligatures.
fn read(table: &Alike, char: char) -> Option<([u8; 2], bool)> {
    let small = lower(char).next()?;
    match base(small) {
        Base::One(letter) if letter.is_ascii() => Some(([letter as u8, 0], false)),
        Base::One(_) => {
            let letters = alike::letters(table, char).or_else(|| alike::letters(table, small));
            letters.map(|letters| (letters, true))
        }
        Base::Two(_) => None,
    }
}

/// Where the word that begins here ends, with its digits, what is not seen in it, and signs that may stand for letters;
/// and where to look for the next.
fn word_end(text: &str, start: usize) -> (usize, usize) {
    let (mut end, mut at) = (start, start);
    while at < text.len() {
        let char = char_at(text, at);
        let next = at + char.len_utf8();
        match classify(char) {
            Class::Letter | Class::Digit => end = next,
            Class::Nothing => {}
            _ if char == '$' || char == '@' && end == at => end = next,
            _ if matches!(char, '!' | '@') => {}
            _ => return (end, if at == start { next } else { at }),
        }
        at = next;
    }
    (end, at)
}

/// Writes a word as it is meant to be read. In a text that has other letters of another script, one that only looks
/// Latin is left.
fn word(
    lexicons: &[Lexicon],
    table: &Alike,
    text: &str,
    (start, end): (usize, usize),
    foreign: bool,
    out: &mut Undisguised,
) {
    let mut letters: Vec<Letter> = Vec::new();
    let (mut latin, mut alike, mut signs) = (0_usize, 0, 0);
    let (mut unseen, mut hidden, mut other_script, mut styled) = (false, false, false, false);
    let mut at = start;
    while at < end {
        let char = char_at(text, at);
        let origin = (at as u32, (at + char.len_utf8()) as u32);
        at = origin.1 as usize;
        if classify(char) == Class::Nothing {
            if let Some(last) = letters.last_mut() {
                last.1.1 = origin.1;
                unseen |= is_invisible(char);
            }
            continue;
        }
        hidden |= unseen;
        let Some((letter, looks)) = read(table, char) else {
            return out.copy(text, start, end);
        };
        if !letter[0].is_ascii_alphabetic() {
            signs += 1;
            styled |= looks;
        } else if looks {
            alike += 1;
            other_script |= matches!(char, '\u{370}'..'\u{590}');
        } else {
            latin += 1;
        }
        letters.push((letter, origin));
    }
    let dressed = alike > 0 && (latin > 0 || !foreign);
    let mixed = dressed && latin > 0;
    // "W2" and "citizen1" are numbered, and "me@city.gov" is an address.
    let is_digit = |(letter, _): &&Letter| letter[0].is_ascii_digit();
    let numbered =
        letters.iter().rev().skip_while(is_digit).all(|(letter, _)| letter[0].is_ascii_alphabetic());
    let address = char_at(text, end) == '.' && char_at(text, end + 1).is_ascii_alphanumeric();
    // "C17" is the seventeenth question of a part, and "K12" are schools.
    let most = if numbered { (latin + alike).saturating_sub(1) } else { 3 * (latin + alike) };
    let signed = (1..=most).contains(&signs) && letters.len() > 2 && !address;
    let known = if signed || dressed { spell(lexicons, &letters, signed && numbered) } else { None };
    // "ciudadan@s" are women and men.
    let last = letters.iter().rev().find(|(letter, _)| letter[0] != b's');
    let both = signs == 1 && last.is_some_and(|(letter, _)| letter[0] == b'@');
    if hidden || mixed || known.is_some() && !both {
        out.disguised.push((start as u32, end as u32));
    }
    // "βHCG" and "γGT" are symbols.
    let symbol = alike == 1
        && matches!(char_at(text, start), 'α'..='ω')
        && !text.as_bytes().iter().take(end).skip(start).any(u8::is_ascii_lowercase);
    out.mixed |= mixed && other_script && !foreign && !symbol;
    match known {
        Some(known) => {
            known.into_iter().zip(letters).for_each(|(letter, (_, origin))| out.push(letter, origin));
        }
        None if dressed || styled || signed && !numbered => letters.iter().for_each(|(letter, origin)| {
            out.push(if numbered { letter[0] } else { meant(letter)[0] }, *origin);
        }),
        None => out.copy(text, start, end),
    }
}

/// The letters that a digit or sign resembles; a letter is itself.
fn meant(letter: &[u8; 2]) -> [u8; 2] {
    match letter[0] {
        b'0' => *b"o\0",
        b'1' | b'!' => *b"il",
        b'2' => *b"z\0",
        b'3' => *b"e\0",
        b'4' | b'@' => *b"a\0",
        b'5' | b'$' => *b"s\0",
        b'6' => *b"gb",
        b'7' => *b"t\0",
        b'8' => *b"b\0",
        b'9' => *b"g\0",
        _ => *letter,
    }
}

/// The word of a lexicon that these letters are written like, or begin like. Digits and signs stand for the letters that
/// they resemble; a number at the end only if it completes the word: "incom3" and not "immigrant3".
fn spell(lexicons: &[Lexicon], letters: &[Letter], numbered: bool) -> Option<Vec<u8>> {
    let meant: Vec<[u8; 2]> = letters.iter().take(LONGEST).map(|(letter, _)| meant(letter)).collect();
    let least = if numbered { letters.len() } else { 0 };
    let mut best = (least.saturating_sub(1), None);
    if meant.len() == letters.len() {
        for lexicon in lexicons {
            spell_on(lexicon, Step::Root, &meant, &mut Vec::new(), &mut best);
        }
    }
    best.1
}

/// Spells on from a step into the tree of words, and keeps what is longest there.
fn spell_on(
    lexicon: &Lexicon,
    step: Step,
    letters: &[[u8; 2]],
    word: &mut Vec<u8>,
    best: &mut (usize, Option<Vec<u8>>),
) {
    let Some((letter, rest)) = letters.split_first() else { return };
    for byte in letter {
        let mut step = step;
        let Some(node) = lexicon.step(&mut step, *byte) else { continue };
        word.push(*byte);
        if (node.beginning || node.whole && rest.is_empty()) && word.len() > best.0 {
            let mut whole = word.clone();
            whole.extend(rest.iter().map(|letter| letter[0]));
            *best = (word.len(), Some(whole));
        }
        spell_on(lexicon, step, rest, word, best);
        word.pop();
    }
}

/// The single letters from the word at `start..end` on, each after the same separator; the separator; and where the last
/// one ends.
fn spaced<'a>(table: &Alike, text: &'a str, start: usize, end: usize) -> (Vec<Letter>, &'a str, usize) {
    let mut letters: Vec<Letter> = Vec::new();
    let (mut word, mut between) = ((start, end), "");
    let before = text.get(..start).and_then(|text| text.chars().next_back());
    if before.is_some_and(|char| classify(char) == Class::Apostrophe) {
        return (letters, between, end); // "applicant's"
    }
    while let Some(letter) = text.get(word.0..word.1).and_then(|word| single(table, word)) {
        letters.push(([letter, 0], (word.0 as u32, word.1 as u32)));
        let mut next = word.1;
        while next < text.len() && word_end(text, next).0 == next && next - word.1 < 4 {
            next += char_at(text, next).len_utf8();
        }
        let gap = text.get(word.1..next).unwrap_or("");
        if letters.len() == 1 {
            between = gap;
        }
        if gap.is_empty() || gap != between {
            // Of "… f o r m W-2" the last letter belongs to what follows.
            if between == " " && next < text.len() && !gap.contains(' ') {
                letters.pop();
            }
            break;
        }
        word = (next, word_end(text, next).0);
    }
    if between.starts_with('.') && letters.len() < INITIALISM {
        letters.clear();
    }
    let end = letters.last().map_or(end, |(_, origin)| origin.1 as usize);
    (letters, between, end)
}

/// The letter that a word of one letter is.
fn single(table: &Alike, word: &str) -> Option<u8> {
    let mut seen = word.chars().filter(|char| classify(*char) != Class::Nothing);
    let ([letter, _], _) = read(table, seen.next()?)?;
    (letter.is_ascii_alphabetic() && seen.next().is_none()).then_some(letter)
}

/// The cheapest way to part the letters from one on.
#[derive(Clone, Copy, Default)]
struct Parting {
    cost: u32,
    /// Its cost where the letters may go on a word that began before.
    going_on: u32,
    /// How many letters are the first word as it stands in a lexicon; 0 if the first letter is of no word.
    known: usize,
    /// Whether it is the beginning of one.
    begins: bool,
}

/// Costs of a word, of a letter of none, and of a letter after a beginning.
const WORD: u32 = 3;
const STRAY: u32 = 5;
const GOING_ON: u32 = 1;

/// Where the words end that these letters are when there are as few as can be, mostly of the lexicons.
fn words(lexicons: &[Lexicon], letters: &[Letter]) -> Vec<usize> {
    let mut parts = vec![Parting::default(); letters.len() + 1];
    for at in (0..letters.len()).rev() {
        let mut best = Parting { cost: parts[at + 1].cost + STRAY, ..Parting::default() };
        for lexicon in lexicons {
            let mut step = Step::Root;
            for end in at..letters.len() {
                let Some(node) = lexicon.step(&mut step, letters[end].0[0]) else { break };
                for (is, begins) in [(node.beginning, true), (node.whole, false)] {
                    let rest = parts[end + 1];
                    let cost = WORD + if begins { rest.going_on } else { rest.cost };
                    if is && cost < best.cost {
                        best = Parting { cost, known: end + 1 - at, begins, going_on: 0 };
                    }
                }
            }
        }
        best.going_on = best.cost.min(parts[at + 1].going_on + GOING_ON);
        parts[at] = best;
    }
    let mut ends = Vec::new();
    let (mut at, mut last) = (0, Parting::default());
    while at < letters.len() {
        let part = parts[at];
        let goes_on =
            if last.begins { part.going_on < part.cost } else { last.known == 0 && part.known == 0 };
        if goes_on {
            ends.pop();
            at += 1;
        } else {
            last = part;
            at += part.known.max(1);
        }
        ends.push(at);
    }
    ends
}
