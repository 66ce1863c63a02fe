//! Fingerprints: the same for the same question, wherever in whichever form it stands.

use std::collections::BTreeMap;

use crate::{
    category::Category,
    form::{Question, SlotKind},
    letters::lower,
};

/// Gives each finding its fingerprint; repetitions are numbered in the order they come.
#[derive(Default)]
pub(super) struct Fingerprints {
    seen: BTreeMap<u64, usize>,
}

impl Fingerprints {
    /// Of a question: its category, its words and its choices; its machine names only where it has no words.
    pub fn of_question(&mut self, category: Category, question: &Question) -> String {
        let mut hash = Hash::new(category);
        let mut worded = false;
        for kind in [SlotKind::Group, SlotKind::Name, SlotKind::Placeholder, SlotKind::Choice] {
            for text in question.texts(kind) {
                worded |= hash.words(text);
            }
        }
        if !worded {
            for text in question.texts(SlotKind::Help).chain(question.texts(SlotKind::Machine)) {
                hash.words(text);
            }
        }
        self.number(hash)
    }

    /// Of a form or a need: its category and what is said of it.
    pub fn of_words(&mut self, category: Category, words: &[&str]) -> String {
        let mut hash = Hash::new(category);
        for text in words {
            hash.words(text);
        }
        self.number(hash)
    }

    fn number(&mut self, hash: Hash) -> String {
        let count = self.seen.entry(hash.0).or_default();
        *count += 1;
        let mut out = String::with_capacity(19);
        for shift in (0..16).rev() {
            let digit = (hash.0 >> (shift * 4)) as u32 & 15;
            out.push(char::from_digit(digit, 16).unwrap_or('0'));
        }
        if *count > 1 {
            out.push('-');
            out.push_str(&count.to_string());
        }
        out
    }
}

/// FNV-1a, 64 bits: small, and fixed for ever, which the standard library's hasher is not.
struct Hash(u64);

impl Hash {
    fn new(category: Category) -> Hash {
        let mut hash = Hash(0xcbf2_9ce4_8422_2325);
        hash.bytes(category.id().as_bytes());
        hash
    }

    fn bytes(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }

    /// Adds the letters and digits of a text, in lower case, its words parted; whether it has any.
    fn words(&mut self, text: &str) -> bool {
        let mut any = false;
        self.bytes(&[0]);
        for word in text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
            any = true;
            for c in word.chars().flat_map(lower) {
                self.bytes(c.encode_utf8(&mut [0; 4]).as_bytes());
            }
            self.bytes(&[1]);
        }
        any
    }
}
