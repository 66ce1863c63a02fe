//! Packs the table of look-alikes, `src/detect/alike.txt`, into bytes that `src/detect/alike.rs` reads.

use crate::{
    compiler::Writer,
    detect::{
        alike::{EITHER, code},
        coding::Coder,
        fold::chars::{Base, base},
    },
    letters::lower,
};

/// The table as bytes. The error names the line that is wrong.
pub fn pack(text: &str) -> Result<Vec<u8>, String> {
    let mut table = Vec::new();
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        let (letter, chars) = line.split_once(' ').unwrap_or_default();
        let letter = match letter.as_bytes() {
            [letter @ b'a'..=b'z'] => letter - b'a',
            [digit @ b'0'..=b'9'] => digit - b'0' + 26,
            b"li" => EITHER,
            _ => {
                return Err(format!(
                    "src/detect/alike.txt: {line:?}: write a letter or digit and characters"
                ));
            }
        };
        table.extend(chars.chars().filter(|char| !is_folded(*char)).map(|char| (u32::from(char), letter)));
    }
    table.sort_unstable();
    // A capital that looks like what its small letter looks like goes without saying.
    let known = table.clone();
    table.retain(|(char, letter)| {
        let char = char::from_u32(*char).unwrap_or(' ');
        lower(char).all(|small| small == char || !known.contains(&(u32::from(small), *letter)))
    });
    let mut coder = Coder::new(Writer::default());
    code(&mut coder, &table);
    Ok(coder.shares.end())
}

/// Whether folding gives the character's letter without the table.
fn is_folded(char: char) -> bool {
    lower(char).all(|small| match base(small) {
        Base::One(letter) => letter.is_ascii() || letter == '\u{307}',
        Base::Two(_) => true,
    })
}
