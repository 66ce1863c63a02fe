//! Every rule of the lexicons against its own examples, and the promises that `src/lexicon/README.md` makes.

use askless::{
    Category,
    detect::{Lexicon, detect, packs, with_packs},
    read::plain::question,
    rules::{Example, RuleText, rules},
};

fn categories(rule: &RuleText) -> Vec<Category> {
    rule.asks.iter().filter_map(|ask| Category::from_id(ask.split(' ').next().unwrap_or(""))).collect()
}

#[test]
fn every_rule_finds_its_hits_and_leaves_its_misses() {
    let mut wrong = Vec::new();
    let rules = rules();
    for rules in rules.chunk_by(|a, b| a.lang == b.lang) {
        let lexicons = with_packs(rules.iter().map(|rule| rule.lang.as_str()).take(1));
        wrong.extend(rules.iter().flat_map(|rule| failures(rule, &lexicons)));
    }
    assert!(wrong.is_empty(), "{} examples fail:\n{}", wrong.len(), wrong.join("\n"));
}

/// The examples that a rule gets wrong.
fn failures(rule: &RuleText, lexicons: &[Lexicon]) -> Vec<String> {
    let asked = |example: &Example| {
        let asks = detect(lexicons, &question(example.question()));
        categories(rule).iter().any(|category| asks.iter().any(|ask| ask.category == *category))
    };
    let wrong = |examples: &[Example], expected: bool| {
        let verb = if expected { "does not find" } else { "finds" };
        let wrong = examples.iter().filter(|example| asked(example) != expected);
        wrong.map(|example| format!("{} {verb}: {}", rule.id, example.text())).collect::<Vec<_>>()
    };
    [wrong(&rule.hit, true), wrong(&rule.miss, false)].concat()
}

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
