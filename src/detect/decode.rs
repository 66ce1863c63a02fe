//! Reads the bytes that `build/encode.rs` wrote, column by column.

use super::lexicon::{ChoiceWeight, Item, Lexicon, Pattern, ROLES, Rule};
use crate::{
    category::{Category, How},
    order::sort_by_number,
};

/// The languages that are compiled in. Takes a moment; keep the result.
pub fn builtin() -> Vec<Lexicon> {
    vec![
        decode("en", include_bytes!(concat!(env!("OUT_DIR"), "/en.lexicon"))),
        decode("es", include_bytes!(concat!(env!("OUT_DIR"), "/es.lexicon"))),
    ]
}

/// The languages of packs, those beyond the compiled-in ones: lower-case primary subtags, sorted.
#[cfg(feature = "cli")]
pub fn packs() -> impl Iterator<Item = &'static str> {
    PACKS.iter().map(|(lang, _)| *lang)
}

/// The compiled-in languages, and the packs of `langs`: language tags, of which those without a pack are left out.
#[cfg(feature = "cli")]
pub fn with_packs<'a>(langs: impl IntoIterator<Item = &'a str>) -> Vec<Lexicon> {
    let wanted: Vec<String> = langs.into_iter().map(crate::form::primary_language).collect();
    let packs = PACKS.iter().filter(|(lang, _)| wanted.iter().any(|wanted| wanted == lang));
    builtin().into_iter().chain(packs.map(|(lang, bytes)| decode(lang, bytes))).collect()
}

#[cfg(feature = "cli")]
pub(super) static PACKS: &[(&str, &[u8])] = include!(concat!(env!("OUT_DIR"), "/packs.rs"));

/// Reads a compiled lexicon.
pub(super) fn decode(lang: &str, bytes: &[u8]) -> Lexicon {
    let mut bytes = Bytes(bytes);
    let mut lexicon = Lexicon { lang: lang.into(), ..Lexicon::default() };
    read_words(&mut bytes, &mut lexicon);
    read_sets(&mut bytes, &mut lexicon);
    read_rules(&mut bytes, &mut lexicon);
    read_patterns(&mut bytes, &mut lexicon);
    anchor(&mut lexicon);
    lexicon
}

/// A reader over the bytes; past the end it reads zeros, so that it cannot fail.
struct Bytes<'a>(&'a [u8]);

impl<'a> Bytes<'a> {
    fn take(&mut self, length: usize) -> &'a [u8] {
        let (taken, rest) = self.0.split_at(length.min(self.0.len()));
        self.0 = rest;
        taken
    }

    fn byte(&mut self) -> u8 {
        self.take(1).first().copied().unwrap_or(0)
    }

    /// A LEB128 number of at most 28 bits.
    fn number(&mut self) -> usize {
        let (mut value, mut shift) = (0, 0);
        loop {
            let byte = self.byte();
            value |= usize::from(byte & 0x7F) << shift;
            shift += 7;
            if byte < 0x80 || shift >= 28 {
                return value;
            }
        }
    }

    fn numbers(&mut self, count: usize) -> Vec<usize> {
        (0..count).map(|_| self.number()).collect()
    }

    fn text(&mut self) -> &'a str {
        let length = self.number();
        std::str::from_utf8(self.take(length)).unwrap_or("")
    }
}

fn read_words(bytes: &mut Bytes, lexicon: &mut Lexicon) {
    let count = bytes.number();
    let (shared, lengths) = (bytes.take(count), bytes.take(count));
    let total = bytes.number();
    let mut suffixes = Bytes(bytes.take(total));
    let mut word: Vec<u8> = Vec::new();
    for (shared, length) in shared.iter().zip(lengths) {
        word.truncate(usize::from(*shared));
        word.extend_from_slice(suffixes.take(usize::from(length >> 1)));
        let start = lexicon.text.len() as u32;
        lexicon.text.push_str(std::str::from_utf8(&word).unwrap_or(""));
        lexicon.words.push((start..lexicon.text.len() as u32, length & 1 == 1));
    }
}

fn read_sets(bytes: &mut Bytes, lexicon: &mut Lexicon) {
    let count = bytes.number();
    let sizes = bytes.numbers(count);
    let mut members: Vec<(usize, u16)> = Vec::new();
    for (set, size) in sizes.into_iter().enumerate() {
        let mut word = 0;
        for _ in 0..size {
            word += bytes.number();
            members.push((word, set as u16));
        }
    }
    sort_by_number(&mut members, |(word, set)| (*word as u64) << 16 | u64::from(*set));
    lexicon.set_count = count as u16;
    lexicon.in_sets = ranges(lexicon.words.len(), members.iter().map(|(word, _)| *word));
    lexicon.sets = members.into_iter().map(|(_, set)| set).collect();
}

/// For each key below `count`, where it stands in the sorted list of keys.
fn ranges(count: usize, keys: impl Iterator<Item = usize>) -> Vec<std::ops::Range<u32>> {
    let mut out = vec![0..0; count];
    for (at, key) in keys.enumerate() {
        if let Some(range) = out.get_mut(key) {
            if range.end == 0 {
                range.start = at as u32;
            }
            range.end = at as u32 + 1;
        }
    }
    out
}

fn read_rules(bytes: &mut Bytes, lexicon: &mut Lexicon) {
    let count = bytes.number();
    let categories: Vec<Option<Category>> = (0..count).map(|_| Category::from_id(bytes.text())).collect();
    let count = bytes.number();
    let ids: Vec<&str> = (0..count).map(|_| bytes.text()).collect();
    let mut stem = "";
    for (number, id) in ids.into_iter().enumerate() {
        let asks = bytes.byte();
        let asks = bytes
            .take(usize::from(asks))
            .iter()
            .filter_map(|ask| {
                let how = if ask & 1 == 1 { How::Direct } else { How::Proxy };
                categories.get(usize::from(ask >> 1)).copied().flatten().map(|category| (category, how))
            })
            .collect();
        let (slots, kinds) = (bytes.number() as u16, bytes.number() as u16);
        let flags = bytes.byte();
        let file = bytes.number() as u16;
        if usize::from(file) == number + usize::from(super::lexicon::cue::COUNT) {
            stem = id;
        }
        let choice =
            [ChoiceWeight::Vote, ChoiceWeight::Direct, ChoiceWeight::Proxy][usize::from(flags & 3) % 3];
        lexicon.rules.push(Rule {
            id: [&lexicon.lang, "/", stem, ".", id].concat(),
            asks,
            slots,
            kinds,
            choice,
            statement: flags & 4 != 0,
            own_choices: flags & 8 != 0,
            needs_with: flags & 16 != 0,
            file,
        });
    }
}

fn read_patterns(bytes: &mut Bytes, lexicon: &mut Lexicon) {
    let groups = bytes.number();
    let groups: Vec<(usize, usize)> = (0..groups).map(|_| (bytes.number(), bytes.number())).collect();
    let total = groups.iter().map(|(_, count)| count).sum();
    let mut shapes = bytes.take(total).iter();
    let mut rule = 0;
    for (head, count) in groups {
        rule += (head >> 3) as u16;
        let role = ROLES[(head & 7) % ROLES.len()];
        let mut previous = 0;
        for shape in shapes.by_ref().take(count) {
            let start = lexicon.items.len();
            let shared = previous..previous + usize::from(shape >> 5);
            lexicon.items.extend_from_within(shared.start.min(start)..shared.end.min(start));
            for _ in 0..shape & 31 {
                lexicon.items.push(match bytes.number() {
                    gap @ 0..=9 => Item::Gap(gap as u8),
                    10 => Item::Any,
                    11 => Item::Start,
                    12 => Item::End,
                    code => Item::Symbol { id: ((code - 13) / 2) as u16, optional: (code - 13) % 2 == 1 },
                });
            }
            previous = start;
            let items = (start as u32, lexicon.items.len() as u32);
            lexicon.patterns.push(Pattern { rule, role, anchor: 0, items });
        }
    }
}

/// Files each pattern under its rarest word, so that common words ("are you …") cost nothing.
fn anchor(lexicon: &mut Lexicon) {
    let mut uses = vec![0u32; usize::from(lexicon.set_count) + lexicon.words.len()];
    for item in &lexicon.items {
        if let Item::Symbol { id, optional: false } = item
            && let Some(count) = uses.get_mut(usize::from(*id))
        {
            *count += 1;
        }
    }
    let mut filed: Vec<(usize, u32)> = Vec::new();
    for (number, pattern) in lexicon.patterns.iter_mut().enumerate() {
        let items = lexicon.items.get(pattern.items.0 as usize..pattern.items.1 as usize).unwrap_or(&[]);
        let rarest = items
            .iter()
            .enumerate()
            .filter_map(|(at, item)| match item {
                Item::Symbol { id, optional: false } => Some((uses.get(usize::from(*id))?, at, *id)),
                _ => None,
            })
            .min();
        if let Some((_, at, id)) = rarest {
            pattern.anchor = at as u8;
            filed.push((usize::from(id), number as u32));
        }
    }
    sort_by_number(&mut filed, |(symbol, pattern)| (*symbol as u64) << 32 | u64::from(*pattern));
    lexicon.anchors = ranges(uses.len(), filed.iter().map(|(symbol, _)| *symbol));
    lexicon.anchored = filed.into_iter().map(|(_, pattern)| pattern).collect();
}
