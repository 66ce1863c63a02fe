//! The terms of `src/vocabularies.toml` against the shared table that they were carried over from.

mod support;

use askless::{
    Category,
    category::How,
    detect::{builtin, detect},
    read::{
        plain::{PlainQuestion, question},
        read,
    },
    vocabularies::{Match, mappings, vocabularies},
};
use std::collections::HashSet;

#[test]
fn every_term_stands_in_the_shared_table() {
    let Some(table) = support::shared("vocabularies.md") else { return };
    let table = std::fs::read_to_string(table).unwrap();
    // The table shortens prefixes that repeat, so that the last part of a term is what can be looked up.
    let words: HashSet<&str> =
        table.split(|c: char| !c.is_alphanumeric() && !matches!(c, '_' | '-')).collect();
    for (category, own) in mappings() {
        // The table has the columns of HMIS, not the numbers of its elements.
        for mapping in own.iter().filter(|m| m.fit != Match::None && m.vocabulary != "hmis-element") {
            let term = mapping.term.as_deref().unwrap_or_default();
            let last = term.rsplit([':', '.']).next().unwrap_or(term);
            // HMIS renamed the column, which the table writes as "was …Victim"; NIEM's two names stand as "Code/Text".
            let shortened = ["DomesticViolenceVictim", "PersonGenderIdentityText"].contains(&last);
            assert!(shortened || words.contains(last), "{}: {term}", category.id());
        }
    }
}

/// The terms that stand on the questions of forms, with how well they fit.
fn codes() -> Vec<(Category, String, String)> {
    let vocabularies = vocabularies();
    let mut out = Vec::new();
    for (category, own) in mappings() {
        for mapping in own {
            let fits = matches!(mapping.fit, Match::Exact | Match::Close);
            if fits && vocabularies[&mapping.vocabulary].on_forms {
                out.extend(mapping.term.map(|term| (category, mapping.vocabulary, term)));
            }
        }
    }
    out
}

fn plain(label: &str, name: &str) -> PlainQuestion {
    PlainQuestion { label: Some(label.to_owned()), name: Some(name.to_owned()), ..PlainQuestion::default() }
}

/// Under a label that says something else.
#[test]
fn a_code_on_a_question_is_evidence_in_itself() {
    let lexicons = builtin();
    let codes = codes();
    assert!(codes.len() > 50, "{}", codes.len());
    for (category, vocabulary, term) in codes {
        let name = format!("{vocabulary}:{term}").replace("-element", "");
        let asks = detect(&lexicons, &question(plain("What is your favorite color?", &name)));
        let ask =
            asks.iter().find(|ask| ask.category == category).unwrap_or_else(|| panic!("{name}: {asks:?}"));
        assert_eq!(ask.how, How::Proxy, "a name alone is a proxy: {name}");
    }
}

#[test]
fn a_code_is_read_from_the_attributes_of_a_control() {
    use Category::*;
    let lexicons = builtin();
    let rows: &[(&str, &[Category])] = &[
        ("<input name=q1 id='/93043-8/76690-7'>", &[SexualOrientation]),
        ("<input name=q1 data-code='http://loinc.org|76690-7'>", &[SexualOrientation]),
        ("<input name=q1 linkid='LN 93027-1'>", &[ImmigrationStatus]),
        ("<select name=q1 data-code='HMIS 4.11'><option>Yes<option>No</select>", &[DomesticViolenceVictim]),
        ("<input name=q1 data-field='j:Witness'>", &[CrimeWitness]),
        ("<input name='nc:PersonCitizenship'>", &[ImmigrationStatus]),
        ("<input name=q1 autocomplete='off' data-code='860-76690-7' data-field='item-4.11'>", &[]),
        ("<input name=q1 data-code='2024-05-06' data-linkid='1-76690-7' id='76690-70'>", &[]),
        ("<input name=witness data-code='GA' data-field='ga'>", &[]),
        // What a person typed or a server filled in is nothing that was asked.
        ("<input name=q1 value='76690-7'>", &[]),
    ];
    for (control, expected) in rows {
        let tree =
            support::tree(&format!("<form><label>What is your favorite color? {control}</label></form>"));
        let form = read(&tree);
        let asks = detect(&lexicons, &form.questions[0]);
        let found: Vec<Category> = asks.iter().map(|ask| ask.category).collect();
        assert_eq!(found, *expected, "{control}");
    }
}

/// In words for people a code is a number that stands by itself.
#[test]
fn a_code_in_a_label_is_told_from_other_numbers() {
    use Category::*;
    let lexicons = builtin();
    let rows: &[(&str, Option<(Category, How)>)] = &[
        ("Item 76690-7", Some((SexualOrientation, How::Direct))),
        ("LN 93026-3", Some((DomesticViolenceVictim, How::Proxy))),
        ("HMIS 4.11", Some((DomesticViolenceVictim, How::Direct))),
        ("Section 4.11", None),
        ("Telephone 860-76690-7", None),
        ("ZIP code 76690-7000", None),
        ("Permit of 2024-05-06", None),
        ("Witness J: name", None),
    ];
    for (label, expected) in rows {
        let asks = detect(&lexicons, &question(plain(label, "")));
        let found = asks.first().map(|ask| (ask.category, ask.how));
        assert_eq!(found, *expected, "{label}");
    }
}
