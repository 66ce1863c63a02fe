//! Reads the bytes that `build/encode.rs` wrote, column by column. What was not written by it reads as something, never as
//! an error.

use super::{
    coding::{Coder, Shares, context, width},
    lexicon::{ChoiceWeight, Item, Lexicon, Node, Pattern, ROLES, Rule, cue},
};
use crate::category::{Category, How};

/// Reads a compiled lexicon.
pub fn decode(lang: &str, bytes: &[u8]) -> Lexicon {
    let mut coder = Coder::new(Reader::new(bytes));
    let mut lexicon = Lexicon { lang: lang.into(), ..Lexicon::default() };
    read_words(&mut coder, &mut lexicon);
    read_sets(&mut coder, &mut lexicon);
    read_rules(&mut coder, &mut lexicon);
    read_patterns(&mut coder, &mut lexicon);
    anchor(&mut lexicon);
    lexicon
}

/// The reading end of a range coder; past the end it reads zeros.
pub(super) struct Reader<'a> {
    bytes: &'a [u8],
    range: u32,
    code: u32,
}

impl<'a> Reader<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        let mut reader = Reader { bytes, range: u32::MAX, code: 0 };
        (0..4).for_each(|_| reader.shift());
        reader
    }

    fn shift(&mut self) {
        let (byte, rest) = self.bytes.split_first().unwrap_or((&0, &[]));
        self.code = self.code << 8 | u32::from(*byte);
        self.bytes = rest;
    }
}

impl Shares for Reader<'_> {
    const WRITES: bool = false;

    #[inline(always)] // Called a hundred thousand times, while a page waits.
    fn share(&mut self, total: u32) -> (u32, u32) {
        self.range /= total;
        (self.range, self.code)
    }

    #[inline(always)]
    fn take(&mut self, start: u32, count: u32) {
        self.code = self.code.wrapping_sub(start);
        self.range *= count;
        while self.range < 1 << 24 {
            self.range <<= 8;
            self.shift();
        }
    }
}

type Coded<'a> = Coder<Reader<'a>>;

fn number(coder: &mut Coded, context: usize) -> usize {
    coder.number(context, 0)
}

fn text(coder: &mut Coded) -> String {
    let mut out = Vec::new();
    let mut last = coder.letter(0, 0, 0);
    while last > 0 && out.len() < 256 {
        out.push(last);
        last = coder.letter(last, 0, 0);
    }
    String::from_utf8(out).unwrap_or_default()
}

/// Reads the words into a tree of their letters.
fn read_words(coder: &mut Coded, lexicon: &mut Lexicon) {
    let count = number(coder, context::COUNT);
    lexicon.word_count = count as u16;
    let empty = Node { byte: 0, inner: false, whole: false, beginning: false, place: 0, next: 0 };
    lexicon.nodes.push(empty);
    lexicon.roots = vec![0; 256];
    // The nodes of the word before, letter by letter.
    let mut path: Vec<usize> = Vec::new();
    for place in 0..count as u16 {
        let dropped = coder.symbol(context::DROPPED + path.len().min(12), 8, 0);
        let kept = path.len().saturating_sub(dropped);
        // The first letter that differs stands beside the one in its place, and comes after it in the alphabet.
        let mut beside = path.get(kept).copied();
        let mut least =
            beside.and_then(|at| lexicon.nodes.get(at)).map_or(1, |beside| u32::from(beside.byte) + 1);
        path.truncate(kept);
        let end = loop {
            let node = lexicon.nodes.len();
            let parent = path.last().and_then(|at| lexicon.nodes.get_mut(*at));
            let last = parent.as_ref().map_or(0, |parent| parent.byte);
            let byte = coder.letter(last, least, 0);
            least = 0;
            if byte <= 1 || path.len() > 255 {
                break byte;
            }
            match parent {
                Some(parent) => parent.inner = true,
                None => lexicon.roots[usize::from(byte)] = node as u32,
            }
            if let Some(sibling) = beside.take().and_then(|at| lexicon.nodes.get_mut(at)) {
                sibling.next = node as u32;
            }
            path.push(node);
            lexicon.nodes.push(Node { byte, place, ..empty });
        };
        if let Some(last) = path.last().and_then(|at| lexicon.nodes.get_mut(*at)) {
            // A beginning that is written like a whole word follows it and shares its node.
            if end == 1 {
                last.beginning = true;
            } else {
                last.whole = true;
            }
            if !(last.whole && last.beginning) {
                last.place = place;
            }
        }
    }
}

/// Reads the sets, each from what it keeps of one before it and what it has besides.
fn read_sets(coder: &mut Coded, lexicon: &mut Lexicon) {
    for set in 0..number(coder, context::COUNT) {
        let start = lexicon.members.len();
        let back = number(coder, context::BACK);
        // Going back 0, it is not there yet.
        let known = lexicon.words(set.saturating_sub(back) as u16).0.to_vec();
        let mut kept = 0;
        for word in known {
            kept = coder.symbol(context::KEPT + kept, 1, 0);
            if kept > 0 {
                lexicon.members.push(word);
            }
        }
        let mut word = 0;
        for at in 0..number(coder, context::SIZE + context::NUMBER * usize::from(back > 0)) {
            word += number(coder, if at == 0 { context::FIRST } else { context::STEP });
            let place = lexicon.members[start..].partition_point(|known| *known < word as u16);
            lexicon.members.insert(start + place, word as u16);
        }
        lexicon.sets.push(lexicon.members.len() as u32);
    }
}

fn read_rules(coder: &mut Coded, lexicon: &mut Lexicon) {
    let count = number(coder, context::COUNT);
    let categories: Vec<Option<Category>> = (0..count).map(|_| Category::from_id(&text(coder))).collect();
    let count = number(coder, context::COUNT);
    let (mut stem, mut file) = (String::new(), 0);
    for rule in 0..count as u16 {
        let id = text(coder);
        let is_file = coder.symbol(context::FILE, 1, 0) == 1;
        let mut asks = Vec::new();
        for _ in 0..number(coder, context::ASKS) {
            let ask = coder.symbol(context::ASK, 8, 0);
            let how = if ask & 1 == 1 { How::Direct } else { How::Proxy };
            if let Some(Some(category)) = categories.get(ask >> 1) {
                asks.push((*category, how));
            }
        }
        let (slots, kinds) = (coder.symbol(context::SLOTS, 16, 0), coder.symbol(context::KINDS, 16, 0));
        let flags = coder.symbol(context::FLAGS, 8, 0);
        let choice = [ChoiceWeight::Vote, ChoiceWeight::Direct, ChoiceWeight::Proxy][(flags & 3) % 3];
        lexicon.rules.push(Rule {
            id: [&lexicon.lang, "/", &stem, ".", &id].concat(),
            asks,
            slots: slots as u16,
            kinds: kinds as u16,
            choice,
            statement: flags & 4 != 0,
            own_choices: flags & 8 != 0,
            needs_with: flags & 16 != 0,
            sense: (1 << (flags >> 5 & 7) >> 1) as u8,
            file: if is_file { rule + cue::COUNT } else { file },
        });
        if is_file {
            (stem, file) = (id, rule + cue::COUNT);
        }
    }
}

fn read_patterns(coder: &mut Coded, lexicon: &mut Lexicon) {
    let (sets, words) = (lexicon.sets.len(), usize::from(lexicon.word_count));
    let (mut rule, mut known) = (0u16, 0);
    for _ in 0..number(coder, context::COUNT) {
        rule = rule.wrapping_add(number(coder, context::RULE) as u16);
        let role = ROLES[coder.symbol(context::ROLE, 3, 0) % ROLES.len()];
        let mut previous = 0;
        for _ in 0..number(coder, context::GROUP) {
            let start = lexicon.items.len();
            let shared = coder.symbol(context::SHARED, 3, 0);
            let more = coder.symbol(context::LENGTH + shared.min(2), 5, 0);
            lexicon.items.extend_from_within(previous..(previous + shared).min(start));
            let mut kind = 19;
            for _ in 0..more {
                kind = coder.symbol(context::KIND + kind, 5, 0);
                let id = match kind {
                    13 | 14 => {
                        known += 1;
                        known - 1
                    }
                    15 | 16 => coder.place(context::SET, width(sets), 0),
                    17.. => coder.place(context::WORD, width(words), 0) + sets,
                    _ => 0,
                };
                lexicon.items.push(match kind {
                    0..=9 => Item::Gap(kind as u8),
                    10 => Item::Any,
                    11 => Item::Start,
                    12 => Item::End,
                    _ => Item::Symbol { id: id as u16, optional: kind % 2 == 0 },
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
