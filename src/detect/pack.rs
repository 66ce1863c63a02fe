//! Language packs: a compiled lexicon in a file of its own, which the page loads when a form is written in its language.
//!
//! A pack begins with a line `askless-lexicon <version> <lang> <bytes>`, where `bytes` is the length of what follows.

use super::{decode::decode, lexicon::Lexicon};

const MAGIC: &str = "askless-lexicon";
const VERSION: &str = env!("CARGO_PKG_VERSION");

/// Reads a pack. The error says what is wrong with the file and what to do.
///
/// What is inside is trusted as the engine's own bytes are: a pack of this version comes from the same build.
pub fn open(pack: &[u8]) -> Result<Lexicon, String> {
    let line = pack.iter().position(|byte| *byte == b'\n').unwrap_or(0);
    let (head, body) = pack.split_at(line);
    let mut words = std::str::from_utf8(head).unwrap_or("").split(' ');
    if words.next() != Some(MAGIC) {
        return Err("this file is no language pack: take the .lexicon files of the package".to_owned());
    }
    let version = words.next().unwrap_or("");
    if version != VERSION {
        let told = ["this language pack is of version ", version, ", the engine of ", VERSION];
        return Err([&told.concat(), ": take both from the same package"].concat());
    }
    let (lang, length) = (words.next().unwrap_or(""), words.next().and_then(|length| length.parse().ok()));
    let body = body.get(1..).unwrap_or(&[]);
    if length != Some(body.len()) {
        return Err("this language pack is cut short or changed: load it again, byte for byte".to_owned());
    }
    Ok(decode(lang, body))
}

/// The pack of a language, if there is one, as [`open`] reads it.
#[cfg(feature = "cli")]
pub fn pack(lang: &str) -> Option<Vec<u8>> {
    let (lang, bytes) = super::languages::PACKS.iter().find(|(known, _)| *known == lang)?;
    let head = format!("{MAGIC} {VERSION} {lang} {}\n", bytes.len());
    Some([head.as_bytes(), bytes].concat())
}

#[cfg(all(test, feature = "cli"))]
mod tests {
    use super::*;

    #[test]
    fn opens_what_was_packed_and_nothing_else() {
        let Some(lang) = super::super::packs().next() else { return };
        let whole = pack(lang).unwrap();
        assert_eq!(&*open(&whole).unwrap().lang, lang);
        assert!(pack("en").is_none(), "a built-in language is no pack");
        let old = format!("{MAGIC} 0.0.1 {lang} 0\n").into_bytes();
        for (name, bytes, told) in [
            ("empty", &b""[..], "no language pack"),
            ("a page", b"<!doctype html>\n", "no language pack"),
            ("cut short", &whole[..whole.len() - 1], "cut short"),
            ("another version", &old, "version 0.0.1"),
        ] {
            let error = open(bytes).expect_err(name);
            assert!(error.contains(told), "{name}: {error}");
        }
    }
}
