//! The promises that `src/lexicon/README.md` makes of every rule. That a rule keeps to its examples, the build sees to.

use askless::{detect::packs, rules::rules};

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
