//! Finds what of a rule could go without any change of what it finds: phrases and alternatives whose every word sequence has a match of another phrase of the same rule and role inside.
//!
//! A match inside another counts wherever the outer one does: it is in the same sentence and slot, and a spare phrase that
//! overlaps it overlaps the outer one too. Of spare phrases it matters how far they reach: there the match has to be as long.
//! What goes changes no ask; the words that a report shows for it may be fewer.
//! Words that may be missing are left aside, as the matcher tries the longer match and looks for no shorter one.

use super::{
    SPARE, WEAK,
    encode::{Item, Symbols, Word},
    phrase::expand,
    roles,
    source::Source,
};
use std::collections::{BTreeMap, BTreeSet};
use toml::Spanned;

/// What could be written shorter.
pub struct Redundant {
    /// File and line.
    pub at: String,
    /// The phrase as it is written.
    pub phrase: String,
    /// What it could be; nothing if it could go.
    pub shorter: Option<String>,
}

/// More word sequences than this are not followed.
const SEQUENCES: usize = 4_000;

/// What could go from the rules of a language, each even if all that stands before it is gone.
pub fn redundant(source: &Source) -> Vec<Redundant> {
    let mut out = Vec::new();
    for file in &source.files {
        for rule in &file.rules.rule {
            for (role, written) in roles(rule).into_iter().enumerate() {
                // What holds for the whole file need not be said again.
                let of_file: &[Spanned<String>] = match role as u8 {
                    SPARE => &file.rules.spare,
                    WEAK => &file.rules.weak,
                    _ => &[],
                };
                let mut phrases: Vec<String> = super::plain(written).into_iter().cloned().collect();
                for number in 0..phrases.len() {
                    let before = phrases[number].clone();
                    let mut list = phrases.clone();
                    list.extend(of_file.iter().map(|phrase| phrase.get_ref().clone()));
                    shorten(&mut list, number, &source.sets.set, role as u8 == SPARE);
                    if list[number] != before {
                        phrases[number] = list[number].clone();
                        let shorter = Some(phrases[number].clone()).filter(|phrase| !phrase.is_empty());
                        out.push(Redundant {
                            at: file.at_rule(rule, &written[number]),
                            phrase: before,
                            shorter,
                        });
                    }
                }
            }
        }
    }
    out
}

/// Takes from a phrase what is redundant beside the others of its list; leaves it empty if it is so as a whole. `whole`:
/// only what others match from its first word to its last.
fn shorten(phrases: &mut [String], number: usize, sets: &BTreeMap<String, Vec<String>>, whole: bool) {
    let mut symbols = Symbols::default();
    let mut others = Vec::new();
    for (at, phrase) in phrases.iter().enumerate() {
        if at != number && !phrase.is_empty() {
            others.extend(expand(phrase, sets, &mut symbols).unwrap_or_default());
        }
    }
    let mut taken = true;
    while taken {
        taken = false;
        for (part, rest) in parts(&phrases[number]) {
            let Ok(gone) = expand(&part, sets, &mut symbols) else { continue };
            let kept = if rest.is_empty() { Ok(Vec::new()) } else { expand(&rest, sets, &mut symbols) };
            let Ok(kept) = kept else { continue };
            let known = Known::new(others.iter().chain(&kept), &symbols, whole);
            if gone.iter().all(|items| known.covers(items)) {
                phrases[number] = rest;
                taken = !phrases[number].is_empty();
                break;
            }
        }
    }
}

/// The ways to take one part from a phrase: what would not be said any more, and what would be left. First the whole.
fn parts(phrase: &str) -> Vec<(String, String)> {
    let mut out = vec![(phrase.to_owned(), String::new())];
    let bytes = phrase.as_bytes();
    // Alternatives, at any depth.
    for open in (0..bytes.len()).filter(|at| bytes[*at] == b'(') {
        let (mut depth, mut ends) = (0, vec![open]);
        for (at, byte) in bytes.iter().enumerate().skip(open) {
            match byte {
                b'(' => depth += 1,
                b')' => depth -= 1,
                b'|' if depth == 1 => ends.push(at),
                _ => {}
            }
            if depth == 0 {
                ends.push(at);
                break;
            }
        }
        let alternatives: Vec<&str> = ends.windows(2).map(|ends| &phrase[ends[0] + 1..ends[1]]).collect();
        let Some(close) = ends.last().copied().filter(|close| bytes[*close] == b')') else { continue };
        let (before, after) = (&phrase[..open], &phrase[close + 1..]);
        if alternatives.len() < 2 || after.starts_with('?') {
            continue;
        }
        for one in 0..alternatives.len() {
            let mut rest = alternatives.clone();
            rest.remove(one);
            let group = match rest.as_slice() {
                [alone] => (*alone).to_owned(),
                rest => format!("({})", rest.join("|")),
            };
            let part = format!("{before} {} {after}", alternatives[one]);
            out.push((part, format!("{before}{group}{after}")));
        }
    }
    for (_, rest) in &mut out {
        *rest = rest.split_whitespace().collect::<Vec<_>>().join(" ");
    }
    out
}

/// A word of a sequence, as far as it is known.
#[derive(Clone)]
enum Token {
    OneOf(u16),
    Any,
}

/// Word sequences that are found anyway.
struct Known<'a> {
    sequences: Vec<&'a Vec<Item>>,
    sets: Vec<BTreeSet<Word>>,
    /// For each word the sequences that cannot do without it.
    by_word: BTreeMap<Word, Vec<usize>>,
    /// They have to match a text from its first word to its last.
    whole: bool,
}

impl<'a> Known<'a> {
    fn new(sequences: impl Iterator<Item = &'a Vec<Item>>, symbols: &Symbols, whole: bool) -> Self {
        let sequences: Vec<_> = sequences.collect();
        let sets = symbols.sets();
        let mut by_word: BTreeMap<Word, Vec<usize>> = BTreeMap::new();
        for (number, items) in sequences.iter().enumerate() {
            let sure = items.iter().filter_map(|item| match item {
                Item::Symbol(id, false) => sets.get(usize::from(*id)),
                _ => None,
            });
            for word in sure.min_by_key(|set| set.len()).into_iter().flatten() {
                by_word.entry(word.clone()).or_default().push(number);
            }
        }
        Known { sequences, sets, by_word, whole }
    }

    /// Whether each text that fits these items has a match of one of the sequences inside.
    fn covers(&self, items: &[Item]) -> bool {
        let mut texts: Vec<Vec<Token>> = vec![Vec::new()];
        let starts = items.first() == Some(&Item::Start);
        let ends = items.last() == Some(&Item::End);
        for item in items {
            texts = match item {
                Item::Symbol(id, optional) => texts
                    .into_iter()
                    .flat_map(|text| {
                        let with = [text.clone(), vec![Token::OneOf(*id)]].concat();
                        [Some(with), optional.then_some(text)].into_iter().flatten()
                    })
                    .collect(),
                Item::Any => texts.into_iter().map(|text| [text, vec![Token::Any]].concat()).collect(),
                Item::Gap(words) => texts
                    .into_iter()
                    .flat_map(|text| {
                        (0..=usize::from(*words)).map(move |n| [text.clone(), vec![Token::Any; n]].concat())
                    })
                    .collect(),
                Item::Start | Item::End => texts,
            };
            if texts.len() > SEQUENCES {
                return false;
            }
        }
        texts.iter().all(|text| self.finds(text, starts, ends))
    }

    fn finds(&self, text: &[Token], starts: bool, ends: bool) -> bool {
        let mut candidates: BTreeSet<&usize> = BTreeSet::new();
        for token in text {
            let Token::OneOf(id) = token else { continue };
            let Some((word, prefix)) = self.sets.get(usize::from(*id)).and_then(BTreeSet::first) else {
                continue;
            };
            candidates.extend(self.by_word.get(&(word.clone(), *prefix)).into_iter().flatten());
            for (end, char) in word.char_indices() {
                let beginning = word[..end + char.len_utf8()].to_owned();
                candidates.extend(self.by_word.get(&(beginning, true)).into_iter().flatten());
            }
        }
        candidates.into_iter().any(|number| {
            let from = if self.whole { 0..1 } else { 0..text.len() };
            from.clone().any(|at| self.fits(self.sequences[*number], text, at, (starts, ends)))
        })
    }

    /// Whether items match the text from this token on.
    fn fits(&self, items: &[Item], text: &[Token], at: usize, edges: (bool, bool)) -> bool {
        let Some((item, rest)) = items.split_first() else { return !self.whole || at == text.len() };
        match item {
            Item::Start => edges.0 && at == 0 && self.fits(rest, text, at, edges),
            Item::End => edges.1 && at == text.len() && self.fits(rest, text, at, edges),
            Item::Any => at < text.len() && self.fits(rest, text, at + 1, edges),
            Item::Gap(words) => (0..=usize::from(*words))
                .take_while(|skip| at + skip <= text.len())
                .any(|skip| self.fits(rest, text, at + skip, edges)),
            Item::Symbol(id, optional) => {
                let here = text.get(at).is_some_and(|token| self.within(token, *id));
                here && self.fits(rest, text, at + 1, edges) || *optional && self.fits(rest, text, at, edges)
            }
        }
    }

    /// Whether whatever this token may be is one of the symbol's words.
    fn within(&self, token: &Token, symbol: u16) -> bool {
        let Token::OneOf(id) = token else { return false };
        let set = |id: u16| self.sets.get(usize::from(id));
        let (Some(words), Some(all)) = (set(*id), set(symbol)) else { return false };
        id == &symbol
            || words.iter().all(|(word, prefix)| {
                all.iter().any(|(known, beginning)| {
                    if *beginning { word.starts_with(known.as_str()) } else { !prefix && word == known }
                })
            })
    }
}
