//! From a file's bytes to text.

use std::borrow::Cow;

/// How many bytes browsers look at for a declared encoding (HTML, "prescan a byte stream").
const PRESCAN: usize = 1024;

/// The text of a file, and a sentence for the report if the bytes were not plain UTF-8.
///
/// UTF-8 is taken as it is, a byte order mark stays. Otherwise: UTF-16 by its byte order mark; windows-1252,
/// which is what browsers mean by Latin-1, if the first 1024 bytes declare it, each byte then being one
/// character; else UTF-8 with a replacement character for each error.
pub fn decode(bytes: &[u8]) -> (Cow<'_, str>, Option<String>) {
    let declares_latin = declares_latin(bytes);
    if let Ok(text) = std::str::from_utf8(bytes) {
        let note = (declares_latin && !text.is_ascii()).then(|| {
            "The page declares another encoding than UTF-8, but was read as UTF-8, which it is.".into()
        });
        return (text.into(), note);
    }
    let utf16: Option<fn([u8; 2]) -> u16> = match bytes {
        [0xFF, 0xFE, ..] => Some(u16::from_le_bytes),
        [0xFE, 0xFF, ..] => Some(u16::from_be_bytes),
        _ => None,
    };
    if let Some(unit) = utf16 {
        let units = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]]));
        let text: String =
            char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect();
        return (text.into(), Some("The page was read as UTF-16; save it as UTF-8.".into()));
    }
    if declares_latin {
        let text: String = bytes.iter().map(|&byte| windows_1252(byte)).collect();
        return (text.into(), Some("The page was read as windows-1252 (Latin-1), as it declares.".into()));
    }
    let note = "The page is not valid UTF-8: what could not be read is shown as \u{FFFD}.";
    (String::from_utf8_lossy(bytes), Some(note.into()))
}

/// Whether a `charset=` near the start names Latin-1 (Encoding Standard, labels of windows-1252).
fn declares_latin(bytes: &[u8]) -> bool {
    let head = String::from_utf8_lossy(bytes.get(..PRESCAN).unwrap_or(bytes)).to_ascii_lowercase();
    head.split("charset").skip(1).any(|rest| {
        let rest = rest.trim_start().strip_prefix('=').unwrap_or_default();
        let label = rest.trim_start_matches([' ', '"', '\'']);
        let label = label.split(|c: char| !(c.is_ascii_alphanumeric() || "-_:".contains(c))).next();
        matches!(
            label.unwrap_or_default(),
            "windows-1252"
                | "cp1252"
                | "x-cp1252"
                | "iso-8859-1"
                | "iso8859-1"
                | "iso_8859-1"
                | "iso88591"
                | "latin1"
                | "l1"
                | "ascii"
                | "us-ascii"
        )
    })
}

/// The characters of the bytes 0x80 to 0x9F in windows-1252; the others are those of Latin-1.
const HIGH: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8D}', 'Ž', '\u{8F}', '\u{90}',
    '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9D}', 'ž', 'Ÿ',
];

fn windows_1252(byte: u8) -> char {
    match byte {
        0x80..=0x9F => HIGH[usize::from(byte - 0x80)],
        _ => char::from(byte),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decodes() {
        let rows: &[(&str, &[u8], &str, &str)] = &[
            ("empty", b"", "", ""),
            ("utf-8", "ñ".as_bytes(), "ñ", ""),
            ("byte order mark stays", b"\xEF\xBB\xBFa", "\u{FEFF}a", ""),
            ("broken", b"a\xFFb", "a\u{FFFD}b", "not valid UTF-8"),
            (
                "latin",
                b"<meta charset='ISO-8859-1'>\xF1\x80",
                "<meta charset='ISO-8859-1'>ñ€",
                "windows-1252",
            ),
            (
                "latin, long",
                b"<meta content='text/html; charset = latin1'>\xF1",
                "<meta content='text/html; charset = latin1'>ñ",
                "windows-1252",
            ),
            (
                "says latin, is not",
                "<meta charset=latin1>ñ".as_bytes(),
                "<meta charset=latin1>ñ",
                "another encoding",
            ),
            ("says latin, is ASCII", b"<meta charset=latin1>n", "<meta charset=latin1>n", ""),
            ("utf-16", b"\xFF\xFEa\0\xF1\0", "\u{FEFF}añ", "UTF-16"),
            ("utf-16, other way", b"\xFE\xFF\0a\0\xF1", "\u{FEFF}añ", "UTF-16"),
        ];
        for (name, bytes, text, note) in rows {
            let (given, limit) = decode(bytes);
            assert_eq!(given, *text, "{name}");
            let limit = limit.unwrap_or_default();
            assert!(limit.contains(note) && limit.is_empty() == note.is_empty(), "{name}: {limit}");
        }
    }
}
