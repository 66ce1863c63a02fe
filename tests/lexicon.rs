//! The promises that `src/lexicon/README.md` makes of every rule. That a rule keeps to its examples, the build sees to.

use askless::{
    Category,
    detect::{builtin, detect, packs},
    read::plain::question,
    rules::{rules, wordless},
    vocabularies::{Match, mappings, vocabularies},
};
use std::collections::BTreeSet;

#[test]
fn a_pack_has_sixty_hits_and_forty_misses() {
    let rules = rules();
    for lang in packs() {
        let own = || rules.iter().filter(|rule| rule.lang == lang);
        let (hits, misses): (usize, usize) =
            (own().map(|rule| rule.hit.len()).sum(), own().map(|rule| rule.miss.len()).sum());
        assert!(hits >= 60 && misses >= 40, "{lang}: {hits} hits, {misses} misses");
    }
}

#[test]
fn every_rule_has_its_examples_and_reasons() {
    let rules = rules();
    assert!(!rules.is_empty());
    let thin: Vec<String> = rules
        .iter()
        .filter(|rule| {
            rule.hit.len() < 3 || rule.miss.len() < 2 || rule.why.len() < 20 || rule.source.is_empty()
        })
        .map(|rule| {
            format!("{}: {} hits, {} misses, why {:?}", rule.id, rule.hit.len(), rule.miss.len(), rule.why)
        })
        .collect();
    assert!(thin.is_empty(), "{} rules are thin:\n{}", thin.len(), thin.join("\n"));
}

#[test]
fn the_rules_without_words_keep_to_their_examples() {
    let lexicons = builtin();
    let rules = wordless();
    assert_eq!(rules.len(), 2);
    for rule in rules {
        for (examples, expected) in [(&rule.hit, true), (&rule.miss, false)] {
            for example in examples {
                let question = question(example.question());
                let asks = detect(&lexicons, &question);
                let found = asks.iter().any(|ask| ask.rule == rule.id);
                assert_eq!(found, expected, "{}: {}: {asks:?}", rule.id, example.text());
            }
        }
    }
}

#[test]
fn the_codes_are_of_the_categories_that_their_rule_names() {
    let vocabularies = vocabularies();
    let mut known = BTreeSet::new();
    for (category, mappings) in mappings() {
        let fits = |fit| mappings.iter().any(|m| m.fit == fit && vocabularies[&m.vocabulary].on_forms);
        let how = if fits(Match::Exact) { "direct" } else { "proxy" };
        if fits(Match::Exact) || fits(Match::Close) {
            known.insert(format!("{} {how}", category.id()));
        }
    }
    let rule = wordless().swap_remove(0);
    assert_eq!(rule.asks.iter().cloned().collect::<BTreeSet<_>>(), known);
    assert!(rule.asks.iter().all(|ask| Category::from_id(ask.split(' ').next().unwrap()).is_some()));
}
