//! What folding makes of a text.

/// A word of a folded text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// First byte in the original text.
    pub start: u32,
    /// One past the last byte in the original text.
    pub end: u32,
    /// The sentence it stands in, counted from 0.
    pub sentence: u16,
    /// Its folded form, as a range of [`Folded::buffer`].
    pub(super) word: (u32, u32),
}

/// A folded text.
#[derive(Clone, Debug, Default)]
pub struct Folded {
    pub(super) buffer: Vec<u8>,
    /// The words, in order.
    pub tokens: Vec<Token>,
    /// How many of them stand before a remark in brackets at the very end, "(optional)": a phrase's `$` stands there too.
    pub end: usize,
    /// For each sentence, whether it is written as a question (`?` at its end or `¿` in it).
    pub questions: Vec<bool>,
    /// Whether the text may hide a word: it has letters of another script, invisible characters, digits or signs next to
    /// letters, or single letters in a row.
    pub suspicious: bool,
}

impl Folded {
    /// The folded form of a token, in UTF-8.
    pub fn word(&self, token: &Token) -> &[u8] {
        self.buffer.get(token.word.0 as usize..token.word.1 as usize).unwrap_or(&[])
    }
}
