//! Words that mix Latin letters with Cyrillic or Greek ones that look the same: what the guard knows of `undisguise`.

use super::Folded;

impl Folded {
    /// Writes the word that begins here in Latin, if it mixes Latin letters with look-alikes alone.
    pub(super) fn unmix(&mut self, from: usize) {
        let word = self.buffer.get(from..).unwrap_or(&[]);
        if word.is_ascii() || !word.iter().any(u8::is_ascii_alphabetic) {
            return;
        }
        let mut latin = Vec::new();
        for char in std::str::from_utf8(word).unwrap_or("").chars() {
            let Some(letter) = look_alike(char) else { return };
            latin.push(letter);
        }
        self.buffer.truncate(from);
        self.buffer.append(&mut latin);
        self.mixed = true;
    }
}

/// The Latin letter that a Cyrillic or Greek letter looks like; an ASCII character is itself.
fn look_alike(char: char) -> Option<u8> {
    Some(match char {
        '\0'..='\u{7F}' => char as u8,
        'а' | 'α' => b'a',
        'в' | 'β' => b'b',
        'с' | 'ϲ' => b'c',
        'ԁ' => b'd',
        'е' | 'ε' => b'e',
        'һ' | 'н' => b'h',
        'і' | 'ι' | 'ї' => b'i',
        'ј' => b'j',
        'к' | 'κ' => b'k',
        'ӏ' => b'l',
        'м' => b'm',
        'ո' => b'n',
        'о' | 'ο' => b'o',
        'р' | 'ρ' => b'p',
        'ѕ' => b's',
        'т' | 'τ' => b't',
        'υ' => b'u',
        'ν' | 'ѵ' => b'v',
        'ѡ' => b'w',
        'х' | 'χ' => b'x',
        'у' | 'γ' => b'y',
        _ => return None,
    })
}
