//! Writes a compiled lexicon as bytes that compress well: columns, front-coded words, shared beginnings.
//!
//! The guard's download is mostly lexicons, so their size decides the guard's. `src/detect/lexicon.rs` is the reader and
//! goes through the columns in the same order. Numbers are LEB128; texts a number of bytes, then UTF-8.

use std::collections::{BTreeMap, BTreeSet};

/// A written word and whether it is only the beginning of one.
pub type Word = (String, bool);

/// One place of a word sequence.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Item {
    /// A symbol, and whether it may be missing.
    Symbol(u16, bool),
    /// Up to this many words.
    Gap(u8),
    /// Any word.
    Any,
    /// The start of the text.
    Start,
    /// The end of the text.
    End,
}

/// A word sequence: rule number, role, places.
pub type Pattern = (u16, u8, Vec<Item>);

/// A rule as it is written out.
pub struct Rule {
    /// Its id within its file; for a file's own rule, the file's name.
    pub id: String,
    /// Categories by number, and 1 for direct.
    pub asks: Vec<(u8, u8)>,
    /// Bits of the slots it may rest on.
    pub slots: u16,
    /// Bits of the kinds of question it is for.
    pub kinds: u16,
    /// What its flags say is in `src/detect/lexicon.rs`.
    pub flags: u8,
    /// The number of its file's own rule.
    pub file: u16,
}

/// A symbol for each set of words that a pattern names.
#[derive(Default)]
pub struct Symbols {
    ids: BTreeMap<BTreeSet<Word>, u16>,
    /// Characters that stand for each other, each with its group.
    variants: BTreeMap<char, String>,
}

impl Symbols {
    /// Symbols of a language in which the characters of a group are one: 国 and 國.
    pub fn with_variants(groups: &str) -> Symbols {
        let group = |group: &str| group.chars().map(|char| (char, group.to_string())).collect::<Vec<_>>();
        Symbols { variants: groups.split_whitespace().flat_map(group).collect(), ..Symbols::default() }
    }

    /// The symbol of a set of words; the same set has the same symbol. A word of one character stands for its variants too.
    pub fn id(&mut self, words: BTreeSet<Word>) -> u16 {
        let mut all = words.clone();
        for (word, prefix) in words {
            let mut chars = word.chars();
            if let (Some(char), None) = (chars.next(), chars.next()) {
                let group = self.variants.get(&char).map(String::as_str).unwrap_or_default();
                all.extend(group.chars().map(|variant| (variant.to_string(), prefix)));
            }
        }
        let words = all;
        let next = self.ids.len() as u16;
        *self.ids.entry(words).or_insert(next)
    }
}

/// The bytes of a lexicon.
pub fn encode(
    categories: &[String],
    rules: &[Rule],
    symbols: &Symbols,
    patterns: &BTreeSet<Pattern>,
) -> Vec<u8> {
    let mut out = Vec::new();
    let words: BTreeSet<&Word> = symbols.ids.keys().flatten().collect();
    let words: Vec<&Word> = words.into_iter().collect();
    write_words(&mut out, &words);
    let numbers = write_sets(&mut out, symbols, &words, patterns);
    varint(&mut out, categories.len());
    categories.iter().for_each(|category| text(&mut out, category));
    write_rules(&mut out, rules);
    write_patterns(&mut out, rules.len(), &numbers, patterns);
    out
}

/// Words in order, each as what it shares with the one before and what it adds.
fn write_words(out: &mut Vec<u8>, words: &[&Word]) {
    varint(out, words.len());
    let (mut lengths, mut suffixes, mut previous) = (Vec::new(), Vec::new(), "");
    for (word, prefix) in words {
        let shared = word.bytes().zip(previous.bytes()).take_while(|(a, b)| a == b).count();
        out.push(shared as u8);
        lengths.push(((word.len() - shared) as u8) << 1 | u8::from(*prefix));
        suffixes.extend_from_slice(&word.as_bytes()[shared..]);
        previous = word;
    }
    out.extend(lengths);
    varint(out, suffixes.len());
    out.extend(suffixes);
}

/// Sets of several words, the most used first. A set of one word is not written: its symbol is the word's place after
/// the sets. Gives each symbol's number as the reader counts.
fn write_sets(
    out: &mut Vec<u8>,
    symbols: &Symbols,
    words: &[&Word],
    patterns: &BTreeSet<Pattern>,
) -> Vec<usize> {
    let mut uses = vec![0usize; symbols.ids.len()];
    for item in patterns.iter().flat_map(|(_, _, items)| items) {
        if let Item::Symbol(id, _) = item {
            uses[usize::from(*id)] += 1;
        }
    }
    let place = |word: &Word| words.binary_search(&word).unwrap_or(0);
    let mut sets: Vec<(usize, &BTreeSet<Word>, u16)> = symbols
        .ids
        .iter()
        .filter(|(set, _)| set.len() > 1)
        .map(|(set, id)| (usize::MAX - uses[usize::from(*id)], set, *id))
        .collect();
    sets.sort();
    let mut numbers = vec![0; symbols.ids.len()];
    varint(out, sets.len());
    for (number, (_, set, id)) in sets.iter().enumerate() {
        numbers[usize::from(*id)] = number;
        varint(out, set.len());
    }
    for (_, set, _) in &sets {
        let mut last = 0;
        for word in *set {
            varint(out, place(word) - last);
            last = place(word);
        }
    }
    for (set, id) in symbols.ids.iter().filter(|(set, _)| set.len() == 1) {
        numbers[usize::from(*id)] = sets.len() + set.first().map_or(0, place);
    }
    numbers
}

fn write_rules(out: &mut Vec<u8>, rules: &[Rule]) {
    varint(out, rules.len());
    for rule in rules {
        text(out, &rule.id);
    }
    for rule in rules {
        out.push(rule.asks.len() as u8);
        out.extend(rule.asks.iter().map(|(category, direct)| category * 2 + direct));
        varint(out, usize::from(rule.slots));
        varint(out, usize::from(rule.kinds));
        out.push(rule.flags);
        varint(out, usize::from(rule.file));
    }
}

/// Patterns by rule and role, each as what it shares with the one before and what it adds.
fn write_patterns(out: &mut Vec<u8>, rules: usize, numbers: &[usize], patterns: &BTreeSet<Pattern>) {
    let mut groups: BTreeMap<(u16, u8), Vec<Vec<usize>>> = BTreeMap::new();
    for (rule, role, items) in patterns {
        // 0 to 9 gaps, 10 any, 11 start, 12 end, then symbols: twice the number, odd if it may be missing.
        let codes = items.iter().map(|item| match item {
            Item::Gap(words) => usize::from(*words),
            Item::Any => 10,
            Item::Start => 11,
            Item::End => 12,
            Item::Symbol(id, optional) => 13 + numbers[usize::from(*id)] * 2 + usize::from(*optional),
        });
        groups.entry((*rule, *role)).or_default().push(codes.collect());
    }
    varint(out, groups.len());
    let mut last = 0;
    for ((rule, role), group) in &groups {
        varint(out, usize::from(*rule - last) << 3 | usize::from(*role));
        varint(out, group.len());
        last = *rule;
    }
    debug_assert!(usize::from(last) < rules + 64);
    let (mut shapes, mut columns) = (Vec::new(), Vec::new());
    for group in groups.values_mut() {
        group.sort();
        let mut previous: &[usize] = &[];
        for codes in group.iter() {
            let shared = codes.iter().zip(previous).take_while(|(a, b)| a == b).count().min(7);
            shapes.push((shared << 5 | (codes.len() - shared)) as u8);
            codes[shared..].iter().for_each(|code| varint(&mut columns, *code));
            previous = codes;
        }
    }
    out.extend(shapes);
    out.extend(columns);
}

fn varint(out: &mut Vec<u8>, mut value: usize) {
    while value >= 0x80 {
        out.push(value as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}

fn text(out: &mut Vec<u8>, text: &str) {
    varint(out, text.len());
    out.extend_from_slice(text.as_bytes());
}
