//! The terms of `src/vocabularies.toml` against the shared table that they were carried over from.

mod support;

use askless::vocabularies::{Match, mappings};
use std::collections::HashSet;

#[test]
fn every_term_stands_in_the_shared_table() {
    let Some(table) = support::shared("vocabularies.md") else { return };
    let table = std::fs::read_to_string(table).unwrap();
    // The table shortens prefixes that repeat, so that the last part of a term is what can be looked up.
    let words: HashSet<&str> =
        table.split(|c: char| !c.is_alphanumeric() && !matches!(c, '_' | '-')).collect();
    for (category, own) in mappings() {
        for mapping in own.iter().filter(|mapping| mapping.fit != Match::None) {
            let term = mapping.term.as_deref().unwrap_or_default();
            let last = term.rsplit([':', '.']).next().unwrap_or(term);
            // HMIS renamed the column, which the table writes as "was …Victim"; NIEM's two names stand as "Code/Text".
            let shortened = ["DomesticViolenceVictim", "PersonGenderIdentityText"].contains(&last);
            assert!(shortened || words.contains(last), "{}: {term}", category.id());
        }
    }
}
