//! Reads the bytes that `build/encode.rs` wrote, column by column.

use super::lexicon::{ChoiceWeight, Item, Lexicon, Node, Pattern, ROLES, Rule};
use crate::category::{Category, How};

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

/// Reads the words into a tree of their letters.
fn read_words(bytes: &mut Bytes, lexicon: &mut Lexicon) {
    let count = bytes.number();
    let (shared, lengths) = (bytes.take(count), bytes.take(count));
    let total = bytes.number();
    let mut suffixes = Bytes(bytes.take(total));
    let empty = Node { byte: 0, inner: false, whole: false, beginning: false, place: 0, next: 0 };
    lexicon.nodes.reserve(total + 1);
    lexicon.nodes.push(empty);
    lexicon.roots = vec![0; 256];
    // The nodes of the word before, letter by letter.
    let mut path: Vec<usize> = Vec::new();
    for (place, (shared, length)) in shared.iter().zip(lengths).enumerate() {
        let shared = usize::from(*shared);
        for (more, byte) in suffixes.take(usize::from(length >> 1)).iter().enumerate() {
            let (depth, node) = (shared + more, lexicon.nodes.len());
            if more == 0
                && let Some(sibling) = path.get(depth).and_then(|at| lexicon.nodes.get_mut(*at))
            {
                sibling.next = node as u32;
            }
            path.truncate(depth);
            match path.last().and_then(|at| lexicon.nodes.get_mut(*at)) {
                Some(parent) => parent.inner = true,
                None => lexicon.roots[usize::from(*byte)] = node as u32,
            }
            path.push(node);
            lexicon.nodes.push(Node { byte: *byte, place: place as u16, ..empty });
        }
        // A word that is a part of the one before cannot follow it, but for a beginning that is written alike.
        if let Some(last) = path.last().and_then(|at| lexicon.nodes.get_mut(*at)) {
            if length & 1 == 1 {
                last.beginning = true;
            } else {
                last.whole = true;
            }
            if !(last.whole && last.beginning) {
                last.place = place as u16;
            }
        }
    }
    lexicon.word_count = count as u16;
}

fn read_sets(bytes: &mut Bytes, lexicon: &mut Lexicon) {
    let count = bytes.number();
    for size in bytes.numbers(count) {
        let end = lexicon.sets.last().copied().unwrap_or(0) + size as u32;
        lexicon.sets.push(end);
    }
    for set in 0..count {
        let size = lexicon.sets[set] - if set == 0 { 0 } else { lexicon.sets[set - 1] };
        let mut word = 0;
        for _ in 0..size {
            word += bytes.number();
            lexicon.members.push(word as u16);
        }
    }
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
            lexicon.patterns.push(Pattern { needs: 0, items, rule, role, anchor: 0 });
        }
    }
}

/// A set with a word that is in more sets than this has no mark: nearly every sentence would have it.
const COMMON: u8 = 8;

/// Marks the symbols, and files each pattern under the words of its rarest symbol, so that common words ("are you …")
/// cost nothing.
fn anchor(lexicon: &mut Lexicon) {
    let words = usize::from(lexicon.word_count);
    let symbols = lexicon.sets.len() + words;
    let mut uses = vec![0u32; symbols];
    for item in &lexicon.items {
        if let Item::Symbol { id, optional: false } = item
            && let Some(count) = uses.get_mut(usize::from(*id))
        {
            *count += 1;
        }
    }
    let marks = mark(lexicon, &uses);
    // For each word the patterns it may anchor: first how many, then which.
    let mut anchors = vec![0u32; words];
    let mut patterns = std::mem::take(&mut lexicon.patterns);
    let mut rarest: Vec<u16> = Vec::with_capacity(patterns.len());
    for pattern in &mut patterns {
        let (mut symbol, mut fewest) = (u16::MAX, u32::MAX);
        for (at, item) in lexicon.pattern_items(pattern).iter().enumerate() {
            if let Item::Symbol { id, optional: false } = item {
                pattern.needs |= marks.get(usize::from(*id)).copied().unwrap_or(0);
                let count = uses.get(usize::from(*id)).copied().unwrap_or(u32::MAX);
                if count < fewest {
                    (symbol, fewest) = (*id, count);
                    pattern.anchor = at as u8;
                }
            }
        }
        rarest.push(symbol);
        each_word(lexicon, symbol, &mut |word| anchors[word] += 1);
    }
    let mut sum = 0;
    for end in &mut anchors {
        sum += std::mem::replace(end, sum);
    }
    let mut anchored = vec![0; sum as usize];
    for (number, symbol) in rarest.iter().enumerate() {
        each_word(lexicon, *symbol, &mut |word| {
            if let Some(slot) = anchored.get_mut(anchors[word] as usize) {
                *slot = number as u16;
            }
            anchors[word] += 1;
        });
    }
    (lexicon.patterns, lexicon.anchors, lexicon.anchored) = (patterns, anchors, anchored);
}

/// The marks of all symbols that patterns need: of each one bit of 64, so that a set of symbols is a number that tells
/// what is surely missing. Gives each word those of its symbols.
fn mark(lexicon: &mut Lexicon, uses: &[u32]) -> Vec<u64> {
    let mut common = vec![0u8; usize::from(lexicon.word_count)];
    for word in &lexicon.members {
        if let Some(count) = common.get_mut(usize::from(*word)) {
            *count = count.saturating_add(1);
        }
    }
    let mut marks = vec![0; uses.len()];
    let mut of_words = vec![0; common.len()];
    for symbol in 0..marks.len() {
        let mut rare = uses[symbol] > 0;
        let single = symbol >= lexicon.sets.len();
        each_word(lexicon, symbol as u16, &mut |word| rare &= single || common[word] <= COMMON);
        if rare {
            marks[symbol] = 1 << (symbol & 63);
            each_word(lexicon, symbol as u16, &mut |word| of_words[word] |= marks[symbol]);
        }
    }
    lexicon.marks = of_words;
    marks
}

/// Calls `visit` with the place of each word of a symbol that the lexicon has.
fn each_word(lexicon: &Lexicon, symbol: u16, visit: &mut dyn FnMut(usize)) {
    let (set, single) = lexicon.words(symbol);
    for word in set.iter().copied().chain(single) {
        if word < lexicon.word_count {
            visit(usize::from(word));
        }
    }
}
