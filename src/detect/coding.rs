//! Numbers as symbols, of which each context learns from those before it how likely they are: what compiled lexicons are
//! packed with, a quarter smaller than gzip packs them, and unpacked a symbol at a time rather than bit by bit, since a page
//! waits for it.
//!
//! The range coder is LZMA's, for symbols in place of bits. Writer (`build/lexicon/encode.rs`) and reader go through the
//! same calls, so that they cannot disagree: a reader passes values that are ignored and gets those that were written.

/// Where symbols go to or come from: each takes a part of a range of numbers.
pub trait Shares {
    /// Whether symbols are written.
    const WRITES: bool;

    /// Divides the range into so many shares, at most 65,536. Gives how long each is, and, when reading, where in the
    /// range the number is that was written.
    fn share(&mut self, total: u32) -> (u32, u32);

    /// Takes the part of a symbol: so many of the shares, and where they begin in the range.
    fn take(&mut self, start: u32, count: u32);
}

/// What a symbol is about: each learns by itself. Contexts are numbered; these are where those of each begin.
pub mod context {
    /// Letters, after each letter; and all of them.
    pub const LETTER: usize = 0;
    pub const LETTERS: usize = LETTER + 256;
    /// The kinds of items, after each kind.
    pub const KIND: usize = LETTERS + 1;
    /// The roles of groups.
    pub const ROLE: usize = KIND + 32;
    /// How many items a pattern shares with the one before, and how many more it has.
    pub const SHARED: usize = ROLE + 1;
    pub const LENGTH: usize = SHARED + 1;
    /// How many letters a word drops of the one before.
    pub const DROPPED: usize = LENGTH + 3;
    /// Whether a rule is a file's own, and what it says.
    pub const FILE: usize = DROPPED + 13;
    pub const ASK: usize = FILE + 1;
    pub const SLOTS: usize = ASK + 1;
    pub const KINDS: usize = SLOTS + 1;
    pub const FLAGS: usize = KINDS + 1;
    /// Whether a set has a word of another one, after whether it has the word before.
    pub const KEPT: usize = FLAGS + 1;
    /// Numbers, of which each has `NUMBER` contexts.
    pub const COUNT: usize = KEPT + 2;
    /// How far back another set is that a set is like, and how many words it has besides.
    pub const BACK: usize = COUNT + NUMBER;
    pub const SIZE: usize = BACK + NUMBER;
    pub const FIRST: usize = SIZE + 2 * NUMBER;
    pub const STEP: usize = FIRST + NUMBER;
    pub const ASKS: usize = STEP + NUMBER;
    pub const RULE: usize = ASKS + NUMBER;
    pub const GROUP: usize = RULE + NUMBER;
    /// Places: of sets that are known, and of words.
    pub const SET: usize = GROUP + NUMBER;
    pub const WORD: usize = SET + 1 + (1 << (16 - LOW));
    /// How many of a place's bits are a symbol of their own, after those above them.
    pub const LOW: u32 = 6;
    /// How many contexts a number has.
    pub const NUMBER: usize = 16;
}

/// How much a symbol's count grows each time, what those that did not come yet have together, and the sum of counts from
/// which on older ones count half.
const SEEN: u32 = 8;
const NEW: u32 = 32;
const MOST: u32 = 4096;

/// The symbols of a context, those that came most first.
#[derive(Default)]
struct Known {
    sum: u32,
    /// Each with its count in the upper half.
    symbols: Vec<u32>,
}

// These loops are functions of their own: in few variables they run fast, compiled well or not.

/// The sum of the counts of symbols that are not below `least`.
#[inline(never)]
fn possible(symbols: &[u32], least: u32) -> u32 {
    let mut sum = 0;
    for known in symbols {
        if known & 0xFFFF >= least {
            sum += known >> 16;
        }
    }
    sum
}

/// The place of a symbol and where its part of the range begins: of the one that is `wanted`, or, when reading,
/// in whose part that is.
#[inline(never)]
fn find<const WRITES: bool>(symbols: &[u32], least: u32, share: u32, wanted: u32) -> (usize, u32) {
    let mut start = 0;
    for (place, known) in symbols.iter().enumerate() {
        if known & 0xFFFF >= least {
            let end = start + (known >> 16) * share;
            if if WRITES { known & 0xFFFF == wanted } else { wanted < end } {
                return (place, start);
            }
            start = end;
        }
    }
    (usize::MAX, start)
}

/// Puts a symbol before those that came less.
#[inline(never)]
fn rise(symbols: &mut [u32], mut place: usize, counted: u32) {
    while let Some(before) = place.checked_sub(1)
        && let Some(known) = symbols.get(before).copied()
        && known >> 16 < counted >> 16
    {
        symbols[place] = known;
        place = before;
    }
    symbols[place] = counted;
}

/// Codes numbers as symbols.
pub struct Coder<S> {
    /// Where the symbols go to or come from.
    pub shares: S,
    contexts: Vec<Known>,
}

impl<S: Shares> Coder<S> {
    /// A coder that knows nothing yet.
    pub fn new(shares: S) -> Self {
        Coder { shares, contexts: Vec::new() }
    }

    /// A number of this many bits, at most 16.
    fn plain(&mut self, width: u32, value: usize) -> usize {
        let (share, read) = self.shares.share(1 << width);
        let value = if S::WRITES { value as u32 } else { (read / share).min((1 << width) - 1) };
        self.shares.take(value * share, 1);
        value as usize
    }

    /// A symbol, if it came before in this context; it counts for more from now on. It is not below `least`.
    fn known(&mut self, context: usize, least: u32, value: usize) -> Option<usize> {
        if context >= self.contexts.len() {
            self.contexts.resize_with(context + 1, Known::default);
        }
        let Known { sum, symbols } = &mut self.contexts[context];
        let possible = if least == 0 { *sum } else { possible(symbols, least) };
        let (share, read) = self.shares.share(possible + NEW);
        let (place, start) = if S::WRITES {
            find::<true>(symbols, least, share, value as u32)
        } else {
            find::<false>(symbols, least, share, read)
        };
        let Some(known) = symbols.get(place).copied() else {
            self.shares.take(start, NEW);
            return None;
        };
        self.shares.take(start, known >> 16);
        *sum += SEEN;
        rise(symbols, place, known + (SEEN << 16));
        if *sum > MOST {
            *sum = 0;
            for known in symbols {
                let count = *known >> 16;
                *known -= (count / 2) << 16;
                *sum += *known >> 16;
            }
        }
        Some((known & 0xFFFF) as usize)
    }

    /// Adds a symbol to those of a context.
    fn learn(&mut self, context: usize, value: usize) {
        let known = &mut self.contexts[context];
        known.symbols.push(SEEN << 16 | value as u32);
        known.sum += SEEN;
    }

    /// A symbol of this many bits, at most 16.
    pub fn symbol(&mut self, context: usize, width: u32, value: usize) -> usize {
        self.at_least(context, 0, width, value)
    }

    fn at_least(&mut self, context: usize, least: u32, width: u32, value: usize) -> usize {
        self.known(context, least, value).unwrap_or_else(|| {
            let value = self.plain(width, value);
            self.learn(context, value);
            value
        })
    }

    /// The letter after `last`, not below `least`. One that never followed it is mostly one that followed others.
    pub fn letter(&mut self, last: u8, least: u32, value: u8) -> u8 {
        let context = context::LETTER + usize::from(last);
        let letter = self.known(context, least, value.into()).unwrap_or_else(|| {
            let letter = self.at_least(context::LETTERS, least, 8, value.into());
            self.learn(context, letter);
            letter
        });
        letter as u8
    }

    /// A number below 65,535, mostly small: how many bits it has, the first few of them, the others as they are.
    pub fn number(&mut self, context: usize, value: usize) -> usize {
        let value = value + 1;
        let length = self.symbol(context, 4, value.ilog2() as usize) as u32;
        let first = length.min(3);
        let rest = length - first;
        let mut read = 1;
        if first > 0 {
            let value = value >> rest & ((1 << first) - 1);
            read = read << first | self.symbol(context + length as usize, first, value);
        }
        if rest > 0 {
            read = read << rest | self.plain(rest, value & ((1 << rest) - 1));
        }
        read - 1
    }

    /// A place among things that are told in this many bits; those near each other are used alike.
    pub fn place(&mut self, context: usize, width: u32, value: usize) -> usize {
        let high = self.symbol(context, width.saturating_sub(context::LOW), value >> context::LOW);
        let low = self.symbol(context + 1 + high, context::LOW, value & ((1 << context::LOW) - 1));
        high << context::LOW | low
    }
}

/// How many bits a number below `count` has.
pub fn width(count: usize) -> u32 {
    usize::BITS - count.leading_zeros()
}
