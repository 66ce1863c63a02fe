//! Numbers as bits, of which each learns from those before it in the same context how likely it is: what compiled lexicons
//! are packed with, a quarter smaller than gzip packs them.
//!
//! The binary arithmetic coder is LZMA's. Writer (`build/encode.rs`) and reader go through the same calls, so that they
//! cannot disagree: a reader passes values that are ignored and gets those that were written.

/// Where bits go to or come from.
pub trait Bits {
    /// Writes or reads a bit that is 1 with this likelihood, in 4,096ths; gives it.
    fn bit(&mut self, likelihood: u32, bit: bool) -> bool;
}

/// What a number or a tree is about: each adapts by itself. Contexts are numbered; these are where those of each begin.
pub mod context {
    /// Letters, after each letter.
    pub const LETTER: usize = 0;
    /// The kinds of items, after each kind.
    pub const KIND: usize = LETTER + 256 * 256;
    /// The roles of groups.
    pub const ROLE: usize = KIND + 32 * 32;
    /// How many items a pattern shares with the one before, and how many more it has.
    pub const SHARED: usize = ROLE + 8;
    pub const LENGTH: usize = SHARED + 8;
    /// Whether a rule is a file's own.
    pub const FILE: usize = LENGTH + 32 * 3;
    /// Numbers, of which each has `NUMBER` contexts.
    pub const COUNT: usize = FILE + 1;
    pub const DROPPED: usize = COUNT + NUMBER;
    pub const SIZE: usize = DROPPED + 13 * NUMBER;
    pub const FIRST: usize = SIZE + NUMBER;
    pub const STEP: usize = FIRST + NUMBER;
    pub const ASKS: usize = STEP + NUMBER;
    pub const ASK: usize = ASKS + NUMBER;
    pub const SLOTS: usize = ASK + NUMBER;
    pub const KINDS: usize = SLOTS + NUMBER;
    pub const FLAGS: usize = KINDS + NUMBER;
    pub const RULE: usize = FLAGS + NUMBER;
    pub const GROUP: usize = RULE + NUMBER;
    /// Sets that are known, and words.
    pub const SET: usize = GROUP + NUMBER;
    pub const WORD: usize = SET + (1 << 16);
    /// How many contexts a number has.
    pub const NUMBER: usize = 16 + 16 * 8 + 16 * 16;
}

/// After how many bits a context learns how much of the next: four bits each, as the power of two that it is divided by.
const RATES: u64 = 0x5554_4444_3333_2221;

/// Codes numbers as bits.
pub struct Coder<B> {
    /// Where the bits go to or come from.
    pub bits: B,
    /// For each context how likely a 1 is, in 4,096ths, times 16, and how many bits it has learned from, up to 15.
    odds: Vec<u16>,
}

impl<B: Bits> Coder<B> {
    /// A coder that knows nothing yet.
    pub fn new(bits: B) -> Self {
        Coder { bits, odds: Vec::new() }
    }

    /// One bit.
    pub fn bit(&mut self, context: usize, bit: bool) -> bool {
        if context >= self.odds.len() {
            self.odds.resize(context + 1, 0x8000);
        }
        let odds = &mut self.odds[context];
        let (likelihood, seen) = (u32::from(*odds >> 4), *odds & 15);
        let bit = self.bits.bit(likelihood, bit);
        // The first bits teach most.
        let rate = RATES >> (seen * 4) & 15;
        let learned =
            if bit { likelihood + ((4096 - likelihood) >> rate) } else { likelihood - (likelihood >> rate) };
        *odds = (learned.clamp(32, 4064) << 4) as u16 | (seen + 1).min(15);
        bit
    }

    /// A number of this many bits, of which each is coded after those above it.
    pub fn tree(&mut self, context: usize, width: u32, value: usize) -> usize {
        let mut path = 1;
        for place in (0..width).rev() {
            path = path << 1 | usize::from(self.bit(context + path, value >> place & 1 == 1));
        }
        path - (1 << width)
    }

    /// A number below 65,535, mostly small.
    pub fn number(&mut self, context: usize, value: usize) -> usize {
        let value = value + 1;
        let length = self.tree(context, 4, value.ilog2() as usize);
        let mut path = 1;
        for place in (0..length).rev() {
            let context = if path < 8 {
                context + 16 + length * 8 + path
            } else {
                context + 16 + 16 * 8 + length * 16 + place
            };
            path = path << 1 | usize::from(self.bit(context, value >> place & 1 == 1));
        }
        path - 1
    }
}

/// How many bits a number below `count` has.
pub fn width(count: usize) -> u32 {
    usize::BITS - count.leading_zeros()
}
