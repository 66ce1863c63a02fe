//! Deciding: which rule of the policy applies to an ask, and with what verdict.

use super::{
    Act, Audience, Config, Verdict, When,
    need::{Assessed, carries_denial, is_named},
    policy::Rule,
};
use crate::{category::Category, detect::Ask, form::Question};

/// What was decided about one ask.
pub(super) struct Decision<'a> {
    /// The rule that decides.
    pub rule: &'a Rule,
    pub verdict: Verdict,
    /// The place of the need that covers it, or that was declared for it and does not.
    pub need: Option<usize>,
    /// It is lower because the service lists the question as its own statistics.
    pub statistics: bool,
}

/// Decides one ask; `None` if no rule of the policy speaks of it. Notes in `needs` what each is used for.
pub(super) fn decide<'a>(
    at: usize,
    question: &Question,
    ask: &Ask,
    audience: Audience,
    config: &'a Config,
    needs: &mut [Assessed<'a>],
) -> Option<Decision<'a>> {
    let rules = config.policy.rules.iter();
    let rule = rules.filter(|rule| applies(rule, question, ask, audience)).min_by_key(|rule| rule.rank())?;
    let mut declared = None;
    let mut cleared = None;
    let mut wants_ruling = false;
    for (place, assessed) in needs.iter_mut().enumerate() {
        let matches = match rule.act {
            Act::Disclose => false, // a need to ask clears no disclosure
            Act::Deter => carries_denial(assessed.need) && !is_threat(ask),
            _ => assessed.matches(question, ask, audience, &config.policy),
        };
        if !matches {
            continue;
        }
        declared = declared.or(Some(place));
        let accepted = !rule.absolute && assessed.is_accepted_by(rule);
        if assessed.counts() && accepted {
            cleared = cleared.or(Some(place));
            if rule.act == Act::Deter {
                assessed.clears_statement = true;
            } else {
                assessed.covers.push(at);
            }
        } else if assessed.counts() {
            assessed.overridden = Some(rule);
        } else {
            wants_ruling |= assessed.wants_ruling && accepted;
        }
    }
    let monitoring = !question.required && is_statistics(question, config);
    let lowered = rule.statistics.filter(|lower| monitoring && *lower < rule.verdict);
    let verdict = match (cleared, lowered) {
        (Some(_), _) if rule.verdict != Verdict::Passed => Verdict::Permitted,
        (None, Some(lower)) => lower,
        (None, None) if wants_ruling => rule.verdict.min(Verdict::Review),
        _ => rule.verdict,
    };
    let statistics = cleared.is_none() && lowered.is_some();
    Some(Decision { rule, verdict, need: cleared.or(declared), statistics })
}

fn applies(rule: &Rule, question: &Question, ask: &Ask, audience: Audience) -> bool {
    rule.categories.contains(&ask.category)
        && (rule.how.is_empty() || rule.how.contains(&ask.how))
        && (rule.audiences.is_empty() || rule.audiences.contains(&audience))
        && (rule.when.is_empty() || rule.when.iter().any(|when| holds(*when, question, ask)))
}

/// Whether a condition holds. Of conditions a form states only `required` so far; the report says so.
fn holds(when: When, question: &Question, ask: &Ask) -> bool {
    match when {
        When::Required => question.required,
        When::Routes => rule_speaks_of(ask, "route"),
        When::EndsForm | When::Branches => false,
    }
}

/// A threat to report people, as against a statement of who may apply.
fn is_threat(ask: &Ask) -> bool {
    rule_speaks_of(ask, "threat")
}

/// Whether the detector's rule names this in its id (`en/deterrent.threat-report`).
fn rule_speaks_of(ask: &Ask, word: &str) -> bool {
    ask.category == Category::DeterrentStatement && ask.rule.contains(word)
}

fn is_statistics(question: &Question, config: &Config) -> bool {
    let service = config.service.as_ref();
    service.is_some_and(|service| service.statistics.iter().any(|name| is_named(question, name)))
}
