//! Explaining: what stands in a question and yet makes no ask, for whoever writes rules.

use super::{
    Evidence, Hold, Senses,
    decide::Seen,
    lexicon::{Lexicon, Role, Rule},
    views::Views,
    weigh::sense,
};
use crate::{
    category::Category,
    form::{Question, SlotKind},
};

/// A phrase of a rule that stands in a question and makes no ask, with what holds it back.
#[derive(Clone, Debug, PartialEq)]
pub struct Held {
    /// What the rule is about.
    pub categories: Vec<Category>,
    /// The id of the rule.
    pub rule: String,
    /// Where the phrase stands.
    pub evidence: Evidence,
    /// Why it does not count.
    pub hold: Hold,
}

/// The phrases of rules that stand in a question and make no ask, in the order of its text.
pub fn held(lexicons: &[Lexicon], question: &Question, senses: Senses) -> Vec<Held> {
    let mut views = Views::new(question.slots.len());
    let places: Vec<usize> = question.slots.iter().map(|slot| views.place(lexicons, slot)).collect();
    let seen = Seen { lexicons, question, views: &views.all, places: &places, senses };
    let mut marks: Vec<Vec<u8>> = lexicons.iter().map(|lexicon| vec![0; lexicon.rules.len()]).collect();
    seen.mark(&mut marks);
    let about = seen.about();
    let turned = seen.turned(&marks);
    let ignored = |rule: &Rule| {
        rule.asks.iter().all(|(category, _)| sense(rule, turned, *category) & senses.ignored != 0)
    };
    let mut out: Vec<Held> = Vec::new();
    for (slot, (place, view)) in seen.slots().enumerate() {
        let early = view.held.iter().map(|(hit, hold)| (hit, Some(*hold)));
        for (hit, hold) in early.chain(view.hits.iter().map(|hit| (hit, None))) {
            let Some(rule) = lexicons.get(hit.lexicon).and_then(|it| it.rule(hit.rule)) else { continue };
            if hit.role == Role::Choice && place != SlotKind::Choice {
                continue; // It speaks of choices alone.
            }
            let late = || match seen.counts(rule, hit, (place, view), &marks, about) {
                Ok(_) => ignored(rule).then_some(Hold::Sense),
                Err(hold) => Some(hold),
            };
            if let Some(hold) = hold.or_else(late) {
                let evidence = Evidence { slot, start: hit.start, end: hit.end };
                let categories = rule.asks.iter().map(|(category, _)| *category).collect();
                let held = Held { categories, rule: rule.id.to_string(), evidence, hold };
                if !out.contains(&held) {
                    out.push(held);
                }
            }
        }
    }
    out
}
