//! Every rule of the lexicons against its own examples, and the promises that `src/lexicon/README.md` makes.

use askless::{
    Category,
    detect::{builtin, detect},
    read::plain::question,
    rules::{Example, RuleText, rules},
};

fn categories(rule: &RuleText) -> Vec<Category> {
    rule.asks.iter().filter_map(|ask| Category::from_id(ask.split(' ').next().unwrap_or(""))).collect()
}

#[test]
fn every_rule_finds_its_hits_and_leaves_its_misses() {
    let lexicons = builtin();
    let mut wrong = Vec::new();
    for rule in rules() {
        let asked = |example: &Example| {
            let asks = detect(&lexicons, &question(example.question()));
            categories(&rule).iter().any(|category| asks.iter().any(|ask| ask.category == *category))
        };
        for (examples, expected) in [(&rule.hit, true), (&rule.miss, false)] {
            for example in examples.iter().filter(|example| asked(example) != expected) {
                let verb = if expected { "does not find" } else { "finds" };
                wrong.push(format!("{} {verb}: {}", rule.id, example.text()));
            }
        }
    }
    assert!(wrong.is_empty(), "{} examples fail:\n{}", wrong.len(), wrong.join("\n"));
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
