//! Look-alikes: the Latin letter or digit that a character of another script or style can be read as.
//!
//! The table, `alike.txt`, is made from Unicode's data by `tests/alike.rs`: confusables of Unicode Technical Standard 39 and
//! compatibility forms (NFKD).

use super::coding::{Coder, Shares, context};

/// What characters look like, sorted by code point: `a` to `z` are 0 to 25, digits follow, and [`EITHER`].
pub(crate) type Alike = Vec<(u32, u8)>;

/// Looks like `l` and like `I`.
pub(crate) const EITHER: u8 = 36;

/// Writes or reads a table; see [`Coder`]. A reader passes an empty one.
pub(crate) fn code<S: Shares>(coder: &mut Coder<S>, table: &[(u32, u8)]) -> Alike {
    const LETTER: usize = 3 * context::NUMBER;
    const COUNT: usize = LETTER + 3;
    let mut out = Vec::new();
    let (mut char, mut letter) = (0, 0);
    // How regular the alphabet is that the last character stands in.
    let mut run = 0;
    for at in 0..coder.number(COUNT, table.len()) {
        let next = table.get(at).copied().unwrap_or_default();
        let step = coder.number(run * context::NUMBER, next.0.wrapping_sub(char) as usize);
        char += step as u32;
        // In most alphabets one letter follows another.
        let context = LETTER + if step == 1 { 1 + run / 2 } else { 0 };
        let turn = coder.symbol(context, 6, usize::from((next.1 + EITHER + 1 - letter) % (EITHER + 1)));
        letter = (letter + turn as u8) % (EITHER + 1);
        run = if step == 1 { 1 + usize::from(turn == 1) } else { 0 };
        out.push((char, letter));
    }
    out
}

/// The letters or digits, in ASCII, that a character looks like: one, or two of which the second may be 0.
pub(crate) fn letters(table: &[(u32, u8)], char: char) -> Option<[u8; 2]> {
    let at = table.partition_point(|known| known.0 < u32::from(char));
    let (_, letter) = table.get(at).filter(|known| known.0 == u32::from(char))?;
    Some(match letter {
        0..=25 => [b'a' + letter, 0],
        26..=35 => [b'0' + letter - 26, 0],
        _ => *b"li",
    })
}
