//! Writes a compiled lexicon as few bytes: front-coded words, sets told by others, shared beginnings, and symbols
//! whose odds adapt (`src/detect/coding.rs`).
//!
//! The guard's download is mostly lexicons, so their size decides the guard's. `src/detect/decode.rs` is the reader and
//! goes through the columns in the same order.

use crate::detect::coding::{Coder, Shares, context, width};
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
    /// Words with their short forms.
    short: BTreeMap<String, Vec<String>>,
}

impl Symbols {
    /// Symbols of a language in which the characters of a group are one, as 国 and 國, and words have short forms.
    pub fn new(groups: &str, short: &BTreeMap<String, Vec<String>>) -> Symbols {
        let group = |group: &str| group.chars().map(|char| (char, group.to_string())).collect::<Vec<_>>();
        let variants = groups.split_whitespace().flat_map(group).collect();
        Symbols { variants, short: short.clone(), ..Symbols::default() }
    }

    /// The symbol of a set of words; the same set has the same symbol. A word of one character stands for its variants too,
    /// and a word for its short forms.
    pub fn id(&mut self, words: BTreeSet<Word>) -> u16 {
        let mut all = words.clone();
        for (word, prefix) in words {
            let mut chars = word.chars();
            if let (Some(char), None) = (chars.next(), chars.next()) {
                let group = self.variants.get(&char).map(String::as_str).unwrap_or_default();
                all.extend(group.chars().map(|variant| (variant.to_string(), prefix)));
            }
            let shortened =
                self.short.iter().filter(|(long, _)| **long == word || prefix && long.starts_with(&word));
            all.extend(shortened.flat_map(|(_, short)| short.iter().map(|short| (short.clone(), false))));
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
    let words: BTreeSet<&Word> = symbols.ids.keys().flatten().collect();
    let words: Vec<&Word> = words.into_iter().collect();
    let groups = groups(patterns);
    let sets = sets(symbols, &groups);
    let mut out = Coder::new(Writer::default());
    write_words(&mut out, &words);
    write_sets(&mut out, &sets, &words);
    out.number(context::COUNT, categories.len());
    categories.iter().for_each(|category| write_text(&mut out, category));
    write_rules(&mut out, rules);
    write_patterns(&mut out, &groups, &numbers(symbols, &sets, &words), (sets.len(), words.len()));
    out.shares.end()
}

/// Words in order, each as what it drops of the one before and what it adds, which begins with a letter that comes later
/// in the alphabet. A 0 ends a word, a 1 a beginning.
fn write_words(out: &mut Coder<Writer>, words: &[&Word]) {
    out.number(context::COUNT, words.len());
    let mut previous = "";
    for (word, prefix) in words {
        let shared = word.bytes().zip(previous.bytes()).take_while(|(a, b)| a == b).count();
        let length = previous.len();
        out.symbol(context::DROPPED + length.min(12), 8, length - shared);
        let mut last = shared.checked_sub(1).map_or(0, |at| word.as_bytes()[at]);
        let mut least = previous.as_bytes().get(shared).map_or(1, |byte| u32::from(*byte) + 1);
        for byte in word.bytes().skip(shared).chain([u8::from(*prefix)]) {
            out.letter(last, least, byte);
            (last, least) = (byte, 0);
        }
        previous = word;
    }
}

/// A text, ended by a 0.
fn write_text(out: &mut Coder<Writer>, text: &str) {
    let mut last = 0;
    for byte in text.bytes().chain([0]) {
        out.letter(last, 0, byte);
        last = byte;
    }
}

/// The patterns by rule and role, in an order in which each shares much with the one before.
type Groups<'a> = BTreeMap<(u16, u8), Vec<&'a [Item]>>;

fn groups(patterns: &BTreeSet<Pattern>) -> Groups<'_> {
    let mut uses: BTreeMap<u16, usize> = BTreeMap::new();
    let mut groups: Groups = BTreeMap::new();
    for (rule, role, items) in patterns {
        groups.entry((*rule, *role)).or_default().push(items);
        for item in items {
            if let Item::Symbol(id, _) = item {
                *uses.entry(*id).or_default() += 1;
            }
        }
    }
    // Symbols by how often they are used, so that beginnings that are often shared stand together.
    let rank = |item: &Item| match item {
        Item::Symbol(id, optional) => (usize::MAX - uses[id], *id, *optional),
        Item::Gap(words) => (usize::from(*words), 0, false),
        Item::Any => (10, 0, false),
        Item::Start => (11, 0, false),
        Item::End => (12, 0, false),
    };
    for group in groups.values_mut() {
        group.sort_by_cached_key(|items| items.iter().map(rank).collect::<Vec<_>>());
    }
    groups
}

/// The sets of several words in the order of their first use, with their symbols. A set of one word is not written: its
/// symbol is the word's place after the sets.
fn sets<'a>(symbols: &'a Symbols, groups: &Groups) -> Vec<(&'a BTreeSet<Word>, u16)> {
    let mut known: BTreeMap<u16, &BTreeSet<Word>> =
        symbols.ids.iter().filter(|(set, _)| set.len() > 1).map(|(set, id)| (*id, set)).collect();
    let mut sets = Vec::new();
    for item in groups.values().flatten().copied().flatten() {
        if let Item::Symbol(id, _) = item
            && let Some(set) = known.remove(id)
        {
            sets.push((set, *id));
        }
    }
    sets
}

fn place(words: &[&Word], word: &Word) -> usize {
    words.binary_search(&word).unwrap_or(0)
}

/// Each symbol's number as the reader counts.
fn numbers(symbols: &Symbols, sets: &[(&BTreeSet<Word>, u16)], words: &[&Word]) -> Vec<usize> {
    let mut numbers = vec![0; symbols.ids.len()];
    for (number, (_, id)) in sets.iter().enumerate() {
        numbers[usize::from(*id)] = number;
    }
    for (set, id) in symbols.ids.iter().filter(|(set, _)| set.len() == 1) {
        numbers[usize::from(*id)] = sets.len() + set.first().map_or(0, |word| place(words, word));
    }
    numbers
}

/// Sets, each as the words that it has of one before it, if there is one that it is like, and those that it has besides.
fn write_sets(out: &mut Coder<Writer>, sets: &[(&BTreeSet<Word>, u16)], words: &[&Word]) {
    let sets: Vec<Vec<usize>> =
        sets.iter().map(|(set, _)| set.iter().map(|word| place(words, word)).collect()).collect();
    out.number(context::COUNT, sets.len());
    for (at, set) in sets.iter().enumerate() {
        let back = like(&sets[..at], set);
        out.number(context::BACK, back);
        let known = if back == 0 { &[][..] } else { &sets[at - back] };
        let mut kept = 0;
        for word in known {
            kept = out.symbol(context::KEPT + kept, 1, usize::from(set.contains(word)));
        }
        let besides: Vec<usize> = set.iter().filter(|word| !known.contains(word)).copied().collect();
        out.number(context::SIZE + context::NUMBER * usize::from(back > 0), besides.len());
        let mut last = None;
        for place in besides {
            match last {
                None => out.number(context::FIRST, place),
                Some(last) => out.number(context::STEP, place - last),
            };
            last = Some(place);
        }
    }
}

/// How far back the set is with which this one takes the fewest bits, about; 0 for none.
fn like(before: &[Vec<usize>], set: &[usize]) -> usize {
    const WORD: usize = 8;
    let cost = |back: usize| {
        let known = &before[before.len() - back];
        let besides = set.iter().filter(|word| !known.contains(word)).count();
        1 + back.ilog2() as usize + known.len() + besides * WORD
    };
    let best = (1..=before.len()).map(|back| (cost(back), back)).min();
    best.filter(|(cost, _)| *cost < set.len() * WORD).map_or(0, |(_, back)| back)
}

fn write_rules(out: &mut Coder<Writer>, rules: &[Rule]) {
    out.number(context::COUNT, rules.len());
    let first = rules.first().map_or(0, |rule| rule.file); // The first rule is a file's own.
    for (number, rule) in (first..).zip(rules) {
        write_text(out, &rule.id);
        out.symbol(context::FILE, 1, usize::from(rule.file == number));
        out.number(context::ASKS, rule.asks.len());
        for (category, direct) in &rule.asks {
            out.symbol(context::ASK, 8, usize::from(category * 2 + direct));
        }
        out.symbol(context::SLOTS, 16, usize::from(rule.slots));
        out.symbol(context::KINDS, 16, usize::from(rule.kinds));
        out.symbol(context::FLAGS, 8, usize::from(rule.flags));
    }
}

/// Patterns by rule and role, each as what it shares with the one before and what it adds.
fn write_patterns(
    out: &mut Coder<Writer>,
    groups: &Groups,
    numbers: &[usize],
    (sets, words): (usize, usize),
) {
    out.number(context::COUNT, groups.len());
    let (mut last_rule, mut known) = (0, 0);
    for ((rule, role), group) in groups {
        out.number(context::RULE, usize::from(*rule - last_rule));
        out.symbol(context::ROLE, 3, usize::from(*role));
        out.number(context::GROUP, group.len());
        last_rule = *rule;
        let mut previous: &[Item] = &[];
        for items in group {
            let shared = items.iter().zip(previous).take_while(|(a, b)| a == b).count().min(7);
            out.symbol(context::SHARED, 3, shared);
            out.symbol(context::LENGTH + shared.min(2), 5, items.len() - shared);
            let mut last = 19;
            for item in &items[shared..] {
                let (kind, number) = match item {
                    Item::Gap(words) => (usize::from(*words), 0),
                    Item::Any => (10, 0),
                    Item::Start => (11, 0),
                    Item::End => (12, 0),
                    // A set that is new, one that was used before, a word; each even if it may be missing.
                    Item::Symbol(id, optional) => {
                        let number = numbers[usize::from(*id)];
                        let kind = if number >= sets { 17 } else { 13 + 2 * usize::from(number < known) };
                        (kind + usize::from(*optional), number)
                    }
                };
                out.symbol(context::KIND + last, 5, kind);
                match kind {
                    13 | 14 => known += 1,
                    15 | 16 => _ = out.place(context::SET, width(sets), number),
                    17.. => _ = out.place(context::WORD, width(words), number - sets),
                    _ => {}
                }
                last = kind;
            }
            previous = items;
        }
    }
}

/// The writing end of a range coder.
pub struct Writer {
    out: Vec<u8>,
    low: u64,
    range: u32,
    /// The byte that a carry may still change, and how many bytes 255 follow it.
    cache: u8,
    pending: usize,
}

impl Default for Writer {
    fn default() -> Self {
        Writer { out: Vec::new(), low: 0, range: u32::MAX, cache: 0, pending: 0 }
    }
}

impl Shares for Writer {
    const WRITES: bool = true;

    fn share(&mut self, total: u32) -> (u32, u32) {
        self.range /= total;
        (self.range, 0)
    }

    fn take(&mut self, start: u32, count: u32) {
        self.low += u64::from(start);
        self.range *= count;
        while self.range < 1 << 24 {
            self.range <<= 8;
            self.shift();
        }
    }
}

impl Writer {
    fn shift(&mut self) {
        if self.low < 0xFF00_0000 || self.low > u64::from(u32::MAX) {
            let carry = (self.low >> 32) as u8;
            self.out.push(self.cache.wrapping_add(carry));
            self.out.extend(std::iter::repeat_n(0xFFu8.wrapping_add(carry), self.pending));
            self.pending = 0;
            self.cache = (self.low >> 24) as u8;
        } else {
            self.pending += 1;
        }
        self.low = (self.low & 0x00FF_FFFF) << 8;
    }

    /// All bytes. The first is always 0, and zeros at the end say nothing, as the reader reads zeros past it.
    pub fn end(mut self) -> Vec<u8> {
        (0..5).for_each(|_| self.shift());
        while self.out.last() == Some(&0) {
            self.out.pop();
        }
        self.out.drain(..1.min(self.out.len()));
        self.out
    }
}
