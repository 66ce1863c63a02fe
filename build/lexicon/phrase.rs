//! A phrase of a rule as the word sequences that it stands for.

use super::encode::{Item, Symbols};
use crate::detect::fold;
use std::collections::{BTreeMap, BTreeSet};

/// A phrase may stand for this many word sequences at most.
const MAX_EXPANSION: usize = 400;

/// A phrase as a tree, before it becomes word sequences.
enum Part {
    Item(Item),
    /// One of several; alternatives of a single word become one symbol, others are spelled out.
    OneOf(Vec<Vec<Part>>, bool),
    Words(BTreeSet<(String, bool)>, bool),
}

/// All word sequences that a phrase stands for.
pub fn expand(
    phrase: &str,
    sets: &BTreeMap<String, Vec<String>>,
    symbols: &mut Symbols,
) -> Result<Vec<Vec<Item>>, String> {
    let chars: Vec<char> = phrase.chars().collect();
    let mut at = 0;
    let alternatives = parse_alternatives(&chars, &mut at, sets, 0)?;
    if at < chars.len() {
        return Err("a `)` without its `(`".into());
    }
    let mut out = Vec::new();
    for parts in &alternatives {
        sequences(parts, symbols, &mut out)?;
    }
    for items in &out {
        if !items.iter().any(|item| matches!(item, Item::Symbol(_, false))) {
            return Err("it needs at least one word that may not be missing".into());
        }
        if items.len() > 31 {
            return Err("it is longer than 31 words".into());
        }
    }
    Ok(out)
}

fn parse_alternatives(
    chars: &[char],
    at: &mut usize,
    sets: &BTreeMap<String, Vec<String>>,
    depth: usize,
) -> Result<Vec<Vec<Part>>, String> {
    let mut alternatives = vec![Vec::new()];
    while let Some(&char) = chars.get(*at) {
        match char {
            ')' if depth > 0 => break,
            ')' => return Err("a `)` without its `(`".into()),
            '|' => {
                *at += 1;
                alternatives.push(Vec::new());
            }
            '(' => {
                *at += 1;
                let inner = parse_alternatives(chars, at, sets, depth + 1)?;
                if chars.get(*at) != Some(&')') {
                    return Err("a `(` without its `)`".into());
                }
                *at += 1;
                let optional = chars.get(*at) == Some(&'?');
                *at += usize::from(optional);
                push(&mut alternatives, one_of(inner, optional));
            }
            c if c.is_whitespace() => *at += 1,
            _ => {
                let start = *at;
                while chars.get(*at).is_some_and(|c| !c.is_whitespace() && !matches!(c, '(' | ')' | '|')) {
                    *at += 1;
                }
                let word: String = chars[start..*at].iter().collect();
                for part in parse_word(&word, sets, depth)? {
                    push(&mut alternatives, part);
                }
            }
        }
    }
    if alternatives.iter().any(Vec::is_empty) {
        return Err("an empty phrase or alternative".into());
    }
    Ok(alternatives)
}

fn push(alternatives: &mut [Vec<Part>], part: Part) {
    if let Some(last) = alternatives.last_mut() {
        last.push(part);
    }
}

fn parse_word(word: &str, sets: &BTreeMap<String, Vec<String>>, depth: usize) -> Result<Vec<Part>, String> {
    if let Some(number) = word.strip_prefix("...") {
        let words = if number.is_empty() {
            3
        } else {
            number.parse().map_err(|_| format!("{word:?}: write `...5`"))?
        };
        if !(1..=9).contains(&words) {
            return Err(format!("{word:?}: a gap has 1 to 9 words"));
        }
        return Ok(vec![Part::Item(Item::Gap(words))]);
    }
    match word {
        "_" => return Ok(vec![Part::Item(Item::Any)]),
        "^" => return Ok(vec![Part::Item(Item::Start)]),
        "$" => return Ok(vec![Part::Item(Item::End)]),
        _ => {}
    }
    let (word, optional) = word.strip_suffix('?').map_or((word, false), |word| (word, true));
    if let Some(name) = word.strip_prefix('@') {
        let set = sets.get(name).ok_or_else(|| format!("there is no set {name:?} in sets.toml"))?;
        if depth > 8 {
            return Err(format!("the set {name:?} names itself"));
        }
        let mut alternatives = Vec::new();
        for phrase in set {
            let chars: Vec<char> = phrase.chars().collect();
            alternatives.extend(parse_alternatives(&chars, &mut 0, sets, depth + 1)?);
        }
        return Ok(vec![one_of(alternatives, optional)]);
    }
    let (word, prefix) = word.strip_suffix('*').map_or((word, false), |word| (word, true));
    let mut folded = fold::Folded::default();
    fold::fold(word, false, &mut folded);
    let count = folded.tokens.len();
    if count == 0 {
        return Err(format!("{word:?} has no letters"));
    }
    Ok(folded
        .tokens
        .iter()
        .enumerate()
        .map(|(n, token)| {
            Part::Words(
                [(String::from_utf8_lossy(folded.word(token)).into_owned(), prefix && n + 1 == count)].into(),
                optional,
            )
        })
        .collect())
}

/// Alternatives of one plain word each become one symbol; the rest is spelled out.
fn one_of(alternatives: Vec<Vec<Part>>, optional: bool) -> Part {
    let mut single = BTreeSet::new();
    let mut rest = Vec::new();
    for parts in alternatives {
        match parts.as_slice() {
            [Part::Words(words, false)] => single.extend(words.iter().cloned()),
            _ => rest.push(parts),
        }
    }
    if rest.is_empty() {
        return Part::Words(single, optional);
    }
    if !single.is_empty() {
        rest.push(vec![Part::Words(single, false)]);
    }
    Part::OneOf(rest, optional)
}

fn sequences(parts: &[Part], symbols: &mut Symbols, out: &mut Vec<Vec<Item>>) -> Result<(), String> {
    let mut all: Vec<Vec<Item>> = vec![Vec::new()];
    for part in parts {
        match part {
            Part::Item(item) => all.iter_mut().for_each(|items| items.push(item.clone())),
            Part::Words(words, optional) => {
                let id = symbols.id(words.clone());
                all.iter_mut().for_each(|items| items.push(Item::Symbol(id, *optional)));
            }
            Part::OneOf(alternatives, optional) => {
                let mut tails = Vec::new();
                for parts in alternatives {
                    sequences(parts, symbols, &mut tails)?;
                }
                if *optional {
                    tails.push(Vec::new());
                }
                if all.len() * tails.len() > MAX_EXPANSION {
                    return Err(format!(
                        "it stands for more than {MAX_EXPANSION} word sequences; make two phrases of it"
                    ));
                }
                all = all
                    .iter()
                    .flat_map(|head| tails.iter().map(move |tail| [head.clone(), tail.clone()].concat()))
                    .collect();
            }
        }
    }
    out.extend(all);
    Ok(())
}
