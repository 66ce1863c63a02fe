//! Deciding: which rule of the policy applies to an ask, and with what verdict.

use std::ops::Range;

use super::{
    Act, Asker, Audience, Config, Policy, Service, Verdict, When, cues,
    need::{Assessed, carries_denial, is_named},
    policy::Rule,
};
use crate::{
    category::Category,
    detect::Ask,
    form::{Condition, Effect, Form, Kind, Question},
    letters::find,
};

/// What was decided about one ask under one policy.
pub(super) struct Decision<'a> {
    /// The policy.
    pub policy: &'a Policy,
    /// The rule that decides.
    pub rule: &'a Rule,
    pub verdict: Verdict,
    /// The place of the need that covers it, or that was declared for it and does not.
    pub need: Option<usize>,
    /// It is lower because the service lists the question as its own statistics.
    pub statistics: bool,
}

/// An ask and what is around it.
pub(super) struct Case<'a> {
    /// The place of its question.
    pub at: usize,
    pub question: &'a Question,
    pub ask: &'a Ask,
    pub form: &'a Form,
    /// What all questions of the form ask for.
    pub asks: &'a [Vec<Ask>],
    pub audience: Audience,
}

/// Decides one ask under one policy; `None` if none of its rules speaks of it. Notes in `needs` what each is used for.
pub(super) fn decide<'a>(
    case: &Case,
    policy: &'a Policy,
    config: &'a Config,
    needs: &mut [Assessed<'a>],
) -> Option<Decision<'a>> {
    let Case { question, ask, .. } = case;
    let rules = policy.rules.iter();
    let rule = rules.filter(|rule| applies(rule, case)).min_by_key(|rule| rule.rank())?;
    let mut declared = None;
    let mut cleared = None;
    let mut wants_ruling = false;
    for (place, assessed) in needs.iter_mut().enumerate() {
        let matches = match rule.act {
            Act::Disclose => false, // a need to ask clears no disclosure
            Act::Deter => carries_denial(assessed.need) && !is_threat(ask),
            _ => assessed.matches(question, ask, case.audience, policy),
        };
        if !matches {
            continue;
        }
        declared = declared.or(Some(place));
        let accepted = !rule.absolute && assessed.is_accepted_by(rule);
        if assessed.counts() && accepted && assessed.lacks_ruling(rule) {
            assessed.unruled = true;
            wants_ruling = true;
        } else if assessed.counts() && accepted {
            cleared = cleared.or(Some(place));
            if rule.act == Act::Deter {
                assessed.clears_statement = true;
            } else {
                assessed.covers.push(case.at);
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
    let asks = |asker: Asker| {
        let service = config.service.as_ref();
        let theirs = |it: &Service| it.run_by == asker || it.external_form && asker == Asker::OtherGovernment;
        service.is_some_and(theirs)
    };
    let verdict = match verdict {
        Verdict::Violation if rule.review_for.iter().any(|asker| asks(*asker)) => Verdict::Review,
        verdict => verdict,
    };
    let statistics = cleared.is_none() && lowered.is_some();
    Some(Decision { policy, rule, verdict, need: cleared.or(declared), statistics })
}

fn applies(rule: &Rule, case: &Case) -> bool {
    let Case { question, ask, audience, .. } = case;
    rule.categories.contains(&ask.category)
        && (rule.how.is_empty() || rule.how.contains(&ask.how))
        && (rule.audiences.is_empty() || rule.audiences.contains(audience))
        && !(rule.optional_cures && !question.required && question.kind != Kind::Statement)
        && (rule.when.is_empty() || rule.when.iter().any(|when| holds(*when, case)))
}

/// Whether a condition holds of a question.
fn holds(when: When, case: &Case) -> bool {
    let Case { question, ask, .. } = case;
    match when {
        // Where any of several documents will do, nobody is stopped for want of one.
        When::Required => question.required && !cues::is_any_of(question, ask.how),
        When::EndsForm => conditions(case).any(|it| it.effect == Effect::Ends),
        When::Branches => conditions(case).any(|it| match it.effect {
            Effect::Opens => !follows_up(&it.about, case),
            Effect::Leads => true,
            Effect::Ends => false,
        }),
        When::Routes => rule_speaks_of(ask, "route"),
        When::Document => question.kind == Kind::File,
        When::AnyOf => cues::is_any_of(question, ask.how),
        When::WhichDocument => cues::is_which_document(question),
        When::NoNotice => question.kind != Kind::Statement && !cues::has_notice(case.at, question, case.form),
    }
}

/// The conditions that name the question of a case.
fn conditions<'a>(case: &Case<'a>) -> impl Iterator<Item = &'a Condition> {
    let all = &case.form.conditions;
    let first = all.partition_point(|it| (it.on as usize) < case.at);
    let at = case.at;
    all.iter().skip(first).take_while(move |it| it.on as usize == at)
}

/// Most follow-ups of one condition that are looked at; what opens more is no mere follow-up.
const FOLLOW_UPS: u32 = 32;

/// Whether what an answer opens asks for more of the same only.
fn follows_up(about: &Range<u32>, case: &Case) -> bool {
    let asks_same = |at: u32| {
        let asks = case.asks.get(at as usize).map_or(&[][..], |asks| asks);
        let is_statement = case.form.questions.get(at as usize).is_some_and(|it| it.kind == Kind::Statement);
        is_statement || asks.iter().any(|ask| ask.category == case.ask.category)
    };
    !about.is_empty() && about.len() as u32 <= FOLLOW_UPS && about.clone().all(asks_same)
}

/// A threat to report people, as against a statement of who may apply.
fn is_threat(ask: &Ask) -> bool {
    rule_speaks_of(ask, "threat")
}

/// Whether the detector's rule names this in its id (`en/deterrent.threat-report`).
fn rule_speaks_of(ask: &Ask, word: &str) -> bool {
    ask.category == Category::DeterrentStatement && find(&ask.rule, word).is_some()
}

fn is_statistics(question: &Question, config: &Config) -> bool {
    let service = config.service.as_ref();
    service.is_some_and(|service| service.statistics.iter().any(|name| is_named(question, name)))
}
