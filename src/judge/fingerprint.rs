//! Fingerprints: the same for the same question, wherever in whichever form it stands.

use crate::{
    category::Category,
    form::{Question, SlotKind},
    letters::lower,
};

/// Gives each finding its fingerprint; repetitions are numbered in the order they come.
#[derive(Default)]
pub(super) struct Fingerprints {
    seen: Seen,
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
        let count = self.seen.count(hash.0);
        let mut out = String::with_capacity(19);
        for shift in (0..16).rev() {
            let digit = (hash.0 >> (shift * 4)) as u32 & 15;
            out.push(char::from_digit(digit, 16).unwrap_or('0'));
        }
        if count > 1 {
            out.push('-');
            out.push_str(&count.to_string());
        }
        out
    }
}

/// How often each hash came: a table with a free place for every taken one. (The standard maps are compiled anew for
/// each type, which the guard cannot afford.)
#[derive(Default)]
struct Seen {
    /// A hash and its count, which is 0 in a free place; as many as a power of two.
    places: Vec<(u64, usize)>,
    taken: usize,
}

impl Seen {
    /// Counts a hash; how often it came so far.
    fn count(&mut self, hash: u64) -> usize {
        if self.taken * 2 >= self.places.len() {
            let size = (self.places.len() * 2).max(16);
            let known = std::mem::replace(&mut self.places, vec![(0, 0); size]);
            for (hash, count) in known.into_iter().filter(|known| known.1 > 0) {
                if let Some(place) = self.place(hash) {
                    *place = (hash, count);
                }
            }
        }
        let Some(place) = self.place(hash) else { return 1 };
        place.0 = hash;
        place.1 += 1;
        let count = place.1;
        self.taken += usize::from(count == 1);
        count
    }

    /// The place of a hash, or the free one that it would take.
    fn place(&mut self, hash: u64) -> Option<&mut (u64, usize)> {
        let mask = self.places.len().wrapping_sub(1);
        // The upper half is mixed in: the lower bits alone are not well spread.
        let first = (hash ^ (hash >> 32)) as usize;
        let at = (0..self.places.len())
            .map(|step| first.wrapping_add(step) & mask)
            .find(|at| self.places.get(*at).is_some_and(|(known, count)| *count == 0 || *known == hash))?;
        self.places.get_mut(at)
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

#[cfg(test)]
mod tests {
    use super::Seen;

    #[test]
    fn counts_each_hash_by_itself() {
        let mut seen = Seen::default();
        // The first 64 want the same place.
        let hashes = (0..64).map(|at| at << 32 | at).chain(0..1000);
        for round in 1..=3 {
            for hash in hashes.clone() {
                assert!((round..=2 * round).contains(&seen.count(hash)), "{hash}");
            }
        }
        assert_eq!(seen.count(5 << 32 | 5), 4);
        assert_eq!(seen.count(999), 4);
        assert_eq!(seen.count(0), 7, "it is in both lists");
    }
}
