//! Codes of public vocabularies in a text: LOINC, NIEM, HMIS. A question that carries the code of a category asks for it,
//! whatever its label says.
//!
//! The build makes the table ([`crate::codes_table`]) from the exact and close terms of `vocabularies.toml`, as hashes: the terms themselves would
//! be three times as large, and the guard carries them. A hash is of the term in lower case, without its namespace where it
//! has several words (`personcitizenship` of `nc:PersonCitizenship`). A single word says nothing by itself, and stands with
//! what has to stand before it (`j:witness`, `hmis:snap`, `hmis:4.11`).

use crate::{
    category::{Category, How},
    codes_table::CODES,
};

/// Calls `found` with each code in a text: its number, its first byte, and one past the last. Among words for people only
/// numbers are codes; a name written for `machine`s may be one as well.
pub(crate) fn codes(text: &str, machine: bool, found: &mut dyn FnMut(usize, usize, usize)) {
    if !machine && !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return;
    }
    let is_digit = |at: usize| text.as_bytes().get(at).is_some_and(u8::is_ascii_digit);
    let (mut start, mut own, mut joined, mut is_code) = (0, EMPTY, EMPTY, machine);
    for at in 0..=text.len() {
        let byte = text.as_bytes().get(at).copied().unwrap_or(b' ');
        // The stroke of "76690-7" and the point of "4.11" belong to a number: a date or a telephone number is one whole.
        let part = matches!(byte, b'-' | b'.') && at > start && is_digit(at - 1) && is_digit(at + 1);
        if part || byte.is_ascii_alphanumeric() || byte >= 0x80 {
            is_code |= part;
            own = add(own, byte);
            joined = add(joined, byte);
            continue;
        }
        if at > start {
            let known = if is_code { CODES } else { &[] };
            for (number, code) in known.iter().enumerate() {
                if code >> MEANING == own >> MEANING || code >> MEANING == joined >> MEANING {
                    found(number, start, at);
                }
            }
            joined = add(own, b':');
        }
        (start, own, is_code) = (at + 1, EMPTY, machine);
    }
}

/// Whether a name written for machines has a code.
pub(crate) fn has_code(text: &str) -> bool {
    let mut has = false;
    codes(text, true, &mut |_, _, _| has = true);
    has
}

/// What a code stands for: outright if the term is the same thing as the category; else by proxy.
pub(crate) fn meaning(number: usize) -> Option<(Category, How)> {
    let meaning = *CODES.get(number)? & ((1 << MEANING) - 1);
    let how = if meaning & 1 == 1 { How::Direct } else { How::Proxy };
    Some((*Category::ALL.get(meaning as usize >> 1)?, how))
}

/// As many low bits of a code are its category's number, doubled, and 1 for direct; the others are of its hash.
const MEANING: u32 = 6;

/// A code as the table has it.
pub(crate) const fn code(term: &str, category: Category, how: How) -> u32 {
    hash(term) >> MEANING << MEANING | (category as u32) << 1 | how as u32
}

/// The hash of nothing (FNV-1a).
const EMPTY: u32 = 0x811C_9DC5;

/// The hash of a text, of which all but the last byte have this hash; capitals count as small.
const fn add(hash: u32, byte: u8) -> u32 {
    (hash ^ byte.to_ascii_lowercase() as u32).wrapping_mul(0x0100_0193)
}

/// The hash of a term.
const fn hash(term: &str) -> u32 {
    let (mut hash, mut at) = (EMPTY, 0);
    while at < term.len() {
        hash = add(hash, term.as_bytes()[at]);
        at += 1;
    }
    hash
}

#[cfg(test)]
mod tests {
    use super::*;

    fn in_text(text: &str, machine: bool) -> Vec<(Category, &str)> {
        let mut out = Vec::new();
        codes(text, machine, &mut |number, start, end| {
            out.push((meaning(number).unwrap().0, &text[start..end]));
        });
        out
    }

    #[test]
    fn codes_are_found_whole_and_nothing_like_them() {
        use Category::*;
        let machine: &[(&str, &[Category])] = &[
            ("76690-7", &[SexualOrientation]),
            ("/93043-8/56051-6", &[RaceEthnicity]),
            ("loinc_76690-7", &[SexualOrientation]),
            ("item-76501-6.0", &[]),
            ("item.76501-6", &[DomesticViolenceVictim]),
            ("nc:PersonUSCitizenIndicator", &[ImmigrationStatus]),
            ("data.personCitizenship[0]", &[ImmigrationStatus]),
            ("j:Witness", &[CrimeWitness]),
            ("witness", &[]),
            ("DomesticViolenceSurvivor", &[DomesticViolenceVictim]),
            ("hmis_SNAP", &[PublicAssistance]),
            ("snap", &[]),
            ("ga", &[]),
            ("HMIS-4.11", &[DomesticViolenceVictim]),
            ("hmis R3", &[SexualOrientation]),
            ("section-4.11", &[]),
            ("r3", &[]),
            ("DomesticViolenceSurvivors", &[]),
        ];
        let people: &[(&str, &[Category])] = &[
            ("Sexual orientation (LOINC 76690-7)", &[SexualOrientation]),
            ("HMIS 4.11 Domestic violence", &[DomesticViolenceVictim]),
            ("HMIS element 3.16", &[]),
            ("860-76690-7", &[]),
            ("76690-7000", &[]),
            ("76690-7-2024", &[]),
            ("1.76690-7", &[]),
            ("(203) 555-0147", &[]),
            ("2024-05-01", &[]),
            ("4.11 Domestic violence", &[]),
            ("J: witness", &[]),
            ("é76690-7", &[]),
        ];
        for (rows, machine) in [(machine, true), (people, false)] {
            for (text, expected) in rows {
                let found: Vec<Category> =
                    in_text(text, machine).into_iter().map(|(category, _)| category).collect();
                assert_eq!(found, *expected, "{text}");
            }
        }
        let text = "LN 76690-7.";
        assert_eq!(in_text(text, false)[0].1, "76690-7");
    }
}
