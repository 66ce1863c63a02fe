//! The generator of `src/detect/alike.txt`, and the proof that it was run.

use std::{collections::BTreeMap, fs, path::Path};

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};
use unicode_security::{UNICODE_VERSION, confusable_detection::skeleton};

/// Letters written as small capitals are not confusable with their letter for Unicode, and read as it.
const SMALL_CAPITALS: &str = "ᴀa ʙb ᴄc ᴅd ᴇe ꜰf ɢg ʜh ɪi ᴊj ᴋk ʟl ᴍm ɴn ᴏo ᴘp ʀr ꜱs ᴛt ᴜu ᴠv ᴡw ʏy ᴢz";

/// Letters that read as a Latin one in a word of Latin letters, which Unicode does not call confusable.
const OWN: &str = "βb εe нh мm тt κk ոn вb";

/// Squared letters, which Unicode gives no compatibility form that is a letter.
const SQUARED: [u32; 3] = [0x1F130, 0x1F150, 0x1F170];

fn unmarked(chars: impl Iterator<Item = char>) -> String {
    chars.filter(|char| !is_combining_mark(*char)).collect()
}

/// What each character looks like: a Latin letter, a digit, or `li`.
fn alike() -> BTreeMap<char, String> {
    let look = |char: char| unmarked(skeleton(&char.to_string()));
    let mut letters: BTreeMap<String, String> = BTreeMap::new();
    for letter in ('a'..='z').chain('A'..='Z') {
        let known = letters.entry(look(letter)).or_default();
        let letter = letter.to_ascii_lowercase();
        if !known.contains(letter) {
            known.push(letter);
        }
    }
    let pairs = |list: &'static str| {
        list.split(' ').filter_map(|pair| Some((pair.chars().next()?, pair.chars().nth(1)?.to_string())))
    };
    for (small, letter) in pairs(SMALL_CAPITALS) {
        letters.entry(look(small)).or_insert(letter);
    }
    let of = |char: char| {
        let plain = unmarked(char.to_string().nfkd()).to_ascii_lowercase();
        if plain.len() == 1 && plain.as_bytes()[0].is_ascii_alphanumeric() {
            return Some(plain);
        }
        letters.get(&look(char)).cloned()
    };
    let mut out: BTreeMap<char, String> = pairs(OWN).chain(pairs(SMALL_CAPITALS)).collect();
    for first in SQUARED {
        let squared = (first..first + 26).filter_map(char::from_u32).zip('a'..='z');
        out.extend(squared.map(|(char, letter)| (char, letter.to_string())));
    }
    // The signs of Latin-1 ("Nº", "m²") are ordinary writing.
    for char in ('\u{100}'..=char::MAX).filter(|char| char.is_alphanumeric()) {
        if let Some(letter) = of(char) {
            out.entry(char).or_insert(letter);
        }
    }
    out
}

/// The table: a line for each letter.
fn table() -> String {
    let mut lines: BTreeMap<String, String> = BTreeMap::new();
    for (char, letter) in alike() {
        lines.entry(letter).or_default().push(char);
    }
    let (major, minor, _) = UNICODE_VERSION;
    let mut out = format!(
        "# Latin letter or digit, characters that look like it. Unicode {major}.{minor}. Written by tests/alike.rs.\n"
    );
    for (letter, chars) in lines {
        out += &format!("{letter} {chars}\n");
    }
    out
}

/// `ASKLESS_ALIKE=write` writes it anew.
#[test]
fn the_table_is_what_unicode_says() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/detect/alike.txt");
    if std::env::var("ASKLESS_ALIKE").is_ok_and(|value| value == "write") {
        fs::write(&path, table()).unwrap();
    }
    let held = fs::read_to_string(&path).unwrap_or_default();
    assert!(held == table(), "to write it anew: ASKLESS_ALIKE=write cargo test --test alike");
}

#[test]
fn letters_read_as_people_read_them() {
    let table = alike();
    for (chars, word) in [
        ("сіtіzеn", "citizen"),
        ("СІТІZЕΝ", "C{li}T{li}ZEN"),
        ("𝗰𝒊𝓽𝔦𝕫𝖾𝚗", "citizen"),
        ("ⒸⓘⓉⓘⓏⓔⓃ", "citizen"),
        ("ᴄɪᴛɪᴢᴇɴ", "citizen"),
        ("🅲🄸🅃🅸🅉🄴🄽", "citizen"),
        ("ṿıṣạ", "visa"),
        ("𝟏①⁹", "119"),
        ("Ꮯit", "cit"),
        ("гражданин", "rpa\u{436}\u{434}ah\u{438}h"),
    ] {
        let read: String = chars
            .chars()
            .map(|char| match table.get(&char).map(String::as_str) {
                Some("li") => "{li}".to_string(),
                Some(letter) => letter.to_string(),
                None => char.to_string(),
            })
            .collect();
        assert_eq!(read.to_lowercase(), word.to_lowercase(), "{chars}");
    }
}
