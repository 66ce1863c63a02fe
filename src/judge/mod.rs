//! Judging: asks under a policy and a service, to a report.
//!
//! A policy is data: of its rules that apply to an ask the one of the strictest kind decides (absolute ones,
//! gates and branches, asks, deterrents, disclosures), and a need clears it only if that rule accepts it.
//! Nothing here fails: what cannot be decided is for review, what was not read is in the report's limits.

mod builtin;
pub mod check;
mod cite;
mod date;
mod decide;
mod disclose;
mod fingerprint;
#[cfg(feature = "cli")]
pub mod load;
mod messages;
mod need;
pub mod policy;
pub mod service;

use std::borrow::Cow;

pub use date::Date;
pub use messages::Locale;
pub use policy::{Act, Audience, Basis, Level, Policy, Remedy, Verdict, When};
pub use service::{Need, Service};

use crate::{
    category::{Category, How},
    detect::Ask,
    form::{Form, Kind, Question, primary_language},
    order::order,
    report::{
        Assumption, CitationRef, Counts, Finding, NeedReport, NeedState, PolicyRef, QuestionRef, RemedyText,
        Report, ServiceRef,
    },
};
use decide::{Decision, decide};
use fingerprint::Fingerprints;
use messages::fill;
use policy::{Rule, Text};

/// What a form is judged by. Nothing else has a say: same form, same configuration, same report.
#[derive(Clone, Debug, PartialEq)]
pub struct Config {
    /// The law.
    pub policy: Policy,
    /// What the form is for; without one it is judged as a service that has declared no needs.
    pub service: Option<Service>,
    /// The day to judge on: needs expire.
    pub today: Date,
    /// The language of the report.
    pub locale: Locale,
}

impl Config {
    /// Hartford's policy, no service, English.
    pub fn new(today: Date) -> Config {
        Config { policy: Policy::hartford(), service: None, today, locale: Locale::En }
    }
}

impl Policy {
    /// The built-in policy: Hartford Municipal Code secs. 2-925 to 2-929, as in the amended text of July 23, 2008.
    pub fn hartford() -> Policy {
        builtin::hartford()
    }
}

/// Judges a form: `asks` holds what each of its questions asks for, in their order, as far as lexicons of `languages`
/// (`en`, …) could tell.
pub fn judge(form: &Form, asks: &[Vec<Ask>], languages: &[&str], config: &Config) -> Report {
    let service = config.service.as_ref();
    let audience = service.map_or(Audience::General, |service| service.audience);
    let mut needs = need::assess(config, audience);
    let mut prints = Fingerprints::default();
    let mut decided = Vec::new();
    for (at, (question, asks)) in form.questions.iter().zip(asks).enumerate() {
        for ask in asks {
            let decision = decide(at, question, ask, audience, config, &mut needs);
            decided.extend(
                decision
                    .filter(|it| it.verdict > Verdict::Passed)
                    .map(|decision| (at, question, ask, decision)),
            );
        }
    }
    let limits = limits(form, languages, config);
    let complete = limits.is_empty();
    let needs = need::report(needs, form, complete, config);

    let (mut form_findings, mut findings) = (Vec::new(), Vec::new());
    for (at, question, ask, decision) in decided {
        let fingerprint = prints.of_question(ask.category, question);
        let found = finding(at, question, ask, &decision, &needs, fingerprint, config);
        // A statement has no control that could be taken out.
        if question.kind == Kind::Statement { form_findings.push(found) } else { findings.push(found) }
    }
    disclosures(form, asks, config, &mut prints, &mut form_findings);
    need_findings(&needs, config, &mut prints, &mut form_findings);

    let counts = counts(form, &form_findings, &findings);
    let law = &config.policy.law;
    Report {
        file: String::new(),
        version: env!("CARGO_PKG_VERSION"),
        policy: PolicyRef {
            id: config.policy.id.clone(),
            title: law.title.clone(),
            citation: law.citation.clone(),
            as_of: law.as_of,
            status: law.status.clone(),
        },
        service: service.map(|service| ServiceRef {
            id: service.id.clone(),
            title: service.title.clone(),
            agency: service.agency.clone(),
            audience: service.audience,
            external_form: service.external_form,
        }),
        complete,
        today: config.today,
        assumptions: assumptions(config),
        counts,
        form_findings,
        findings,
        needs,
        stripped: Vec::new(),
        limits,
    }
}

fn finding(
    at: usize,
    question: &Question,
    ask: &Ask,
    decision: &Decision,
    needs: &[NeedReport],
    fingerprint: String,
    config: &Config,
) -> Finding {
    let rule = decision.rule;
    let need = decision.need.and_then(|place| needs.get(place));
    Finding {
        rule: Cow::Owned(ask.rule.clone()),
        category: ask.category,
        how: ask.how,
        verdict: decision.verdict,
        provision: rule.id.clone(),
        citation: citation(rule, &config.policy),
        message: message(ask, decision, need, config.locale),
        remedy: remedy(ask, decision, config.locale),
        evidence: crate::report::evidence(question, ask),
        question: Some(QuestionRef {
            id: question.id.clone(),
            label: question.label().to_owned(),
            selector: None,
            span: None,
            index: at,
        }),
        need: decision.need,
        fingerprint,
    }
}

fn citation(rule: &Rule, policy: &Policy) -> CitationRef {
    let url =
        policy.sections.iter().find(|section| section.number == rule.section).and_then(|it| it.url.clone());
    CitationRef { section: rule.section.clone(), url }
}

fn message(ask: &Ask, decision: &Decision, need: Option<&NeedReport>, locale: Locale) -> String {
    let (say, texts) = (&locale.messages().say, locale.messages().of(ask.category));
    let mut sentences = vec![if ask.how == How::Direct { texts.asks } else { texts.hints }];
    let about_need;
    match (decision.verdict, need) {
        (Verdict::Permitted, Some(need)) => {
            let ground = [&need.authority, &need.offense, &need.reason]
                .into_iter()
                .find(|text| !text.trim().is_empty());
            about_need = fill(say.permitted, &[ground.map_or("", |text| text.trim().trim_end_matches('.'))]);
            sentences.push(&about_need);
            sentences.push(locale.pick(&decision.rule.note));
        }
        (_, need) => {
            sentences.push(locale.pick(&decision.rule.why));
            if let Some(need) = need {
                let why = match need.state {
                    NeedState::Valid | NeedState::Blanket | NeedState::Unused => {
                        fill(say.need_overridden, &[&decision.rule.id, &decision.rule.section])
                    }
                    _ => need.message.clone(),
                };
                about_need = fill(say.need_does_not_help, &[&why]);
                sentences.push(&about_need);
            }
        }
    }
    sentences.retain(|sentence| !sentence.is_empty());
    sentences.join(" ")
}

fn remedy(ask: &Ask, decision: &Decision, locale: Locale) -> RemedyText {
    let (say, texts) = (&locale.messages().say, locale.messages().of(ask.category));
    if decision.verdict == Verdict::Permitted {
        return RemedyText { kind: Remedy::Keep, text: String::new() };
    }
    if decision.statistics {
        return RemedyText { kind: Remedy::Move, text: say.statistics.to_owned() };
    }
    let mut text = String::from(if ask.how == How::Direct { texts.instead } else { texts.proxy });
    let fix = locale.pick(&decision.rule.fix);
    if !fix.is_empty() {
        text.push(' ');
        text.push_str(fix);
    }
    RemedyText { kind: decision.rule.remedy, text }
}

/// Form elements that send asks in the address or to third parties.
fn disclosures(
    form: &Form,
    asks: &[Vec<Ask>],
    config: &Config,
    prints: &mut Fingerprints,
    out: &mut Vec<Finding>,
) {
    let rules = config.policy.rules.iter().filter(|rule| rule.categories.contains(&Category::Disclosure));
    let Some(rule) = rules.min_by_key(|rule| rule.rank()) else { return };
    let mut holds_ask = vec![false; form.sections.len()];
    for (question, asks) in form.questions.iter().zip(asks) {
        let holds = !asks.is_empty() && question.kind != Kind::Statement;
        if let Some(held) = question.form.and_then(|at| holds_ask.get_mut(at as usize)) {
            *held |= holds;
        }
    }
    let say = &config.locale.messages().say;
    for (element, _) in form.sections.iter().zip(holds_ask).filter(|(_, holds)| *holds) {
        let third =
            disclose::host(&element.action).filter(|host| !disclose::is_own(host, &config.policy.hosts));
        let host = third.as_deref().unwrap_or("");
        let rows = [
            ("form/get", element.method == "get", say.get_form.to_owned(), say.get_fix),
            ("form/third-party", third.is_some(), fill(say.host_form, &[host]), say.host_fix),
        ];
        for (id, _, message, fix) in rows.into_iter().filter(|row| row.1) {
            let fingerprint = prints.of_words(Category::Disclosure, &[id, host, &element.title]);
            let message = [message.as_str(), config.locale.pick(&rule.why)].join(" ");
            let remedy = RemedyText { kind: rule.remedy, text: fix.to_owned() };
            out.push(about_form(
                id,
                Category::Disclosure,
                rule.verdict,
                rule,
                config,
                message,
                remedy,
                fingerprint,
            ));
        }
    }
}

/// Needs that do not count, or that no question uses: each is for somebody to mend.
fn need_findings(needs: &[NeedReport], config: &Config, prints: &mut Fingerprints, out: &mut Vec<Finding>) {
    let say = &config.locale.messages().say;
    for (place, need) in needs.iter().enumerate() {
        let id = match need.state {
            NeedState::Incomplete => "need/incomplete",
            NeedState::Expired => "need/expired",
            NeedState::NotAcceptable => "need/not-acceptable",
            NeedState::Unused => "need/unused",
            // A name in its scope that no question has.
            NeedState::Valid if !need.message.is_empty() => "need/unused",
            NeedState::Valid | NeedState::Blanket => continue,
        };
        let rules = config.policy.rules.iter().filter(|rule| rule.categories.contains(&need.category));
        let Some(rule) = rules.max_by_key(|rule| rule.rank()) else { continue };
        let name = config.locale.category_name(need.category);
        let state = id.split('/').next_back().unwrap_or("");
        let message = [fill(say.need_finding, &[name, state]), need.message.clone()].join(" ");
        let remedy = RemedyText { kind: Remedy::MendNeed, text: say.need_fix.to_owned() };
        let fingerprint = prints.of_words(need.category, &[id, &need.authority, &need.reason]);
        let mut found =
            about_form(id, need.category, Verdict::Review, rule, config, message, remedy, fingerprint);
        found.need = Some(place);
        out.push(found);
    }
}

#[allow(clippy::too_many_arguments)] // it fills in what all findings without a question share
fn about_form(
    id: &'static str,
    category: Category,
    verdict: Verdict,
    rule: &Rule,
    config: &Config,
    message: String,
    remedy: RemedyText,
    fingerprint: String,
) -> Finding {
    Finding {
        rule: Cow::Borrowed(id),
        category,
        how: How::Direct,
        verdict,
        provision: rule.id.clone(),
        citation: citation(rule, &config.policy),
        message,
        remedy,
        evidence: Vec::new(),
        question: None,
        need: None,
        fingerprint,
    }
}

/// What was not read, and languages that no lexicon knows.
fn limits(form: &Form, languages: &[&str], config: &Config) -> Vec<String> {
    let mut limits = form.limits.clone();
    let mut unknown: Vec<String> = Vec::new();
    for question in &form.questions {
        let lang = if question.lang.is_empty() { &form.lang } else { &question.lang };
        let primary = primary_language(lang);
        if !primary.is_empty() && primary != "und" && !languages.contains(&primary.as_str()) {
            unknown.push(primary);
        }
    }
    let say = &config.locale.messages().say;
    let order = order(unknown.len(), &|a, b| unknown.get(a) <= unknown.get(b));
    let sorted: Vec<&String> = order.into_iter().filter_map(|place| unknown.get(place as usize)).collect();
    limits.extend(
        sorted
            .chunk_by(|a, b| a == b)
            .map(|same| fill(say.language, &[same.first().map_or("", |lang| lang), &same.len().to_string()])),
    );
    limits
}

fn assumptions(config: &Config) -> Vec<Assumption> {
    let say = &config.locale.messages().say;
    let service = config.service.as_ref();
    let mut out = Vec::new();
    let mut say_if = |holds: bool, id: &'static str, text: &'static str| {
        if holds {
            out.push(Assumption { id: Cow::Borrowed(id), text: Cow::Borrowed(text) });
        }
    };
    say_if(service.is_none(), "no-service", say.no_service);
    say_if(service.is_some_and(|service| service.external_form), "external-form", say.external_form);
    say_if(config.policy.rules.iter().any(|rule| !rule.when.is_empty()), "conditions", say.conditions);
    out.extend(config.policy.readings.iter().map(|reading| {
        let text: Text = config.locale.pick(&reading.text).to_owned().into();
        Assumption { id: reading.id.clone(), text }
    }));
    out
}

fn counts(form: &Form, form_findings: &[Finding], findings: &[Finding]) -> Counts {
    let of =
        |verdict| form_findings.iter().chain(findings).filter(|finding| finding.verdict == verdict).count();
    let questions = form.questions.iter().filter(|question| question.kind != Kind::Statement).count();
    let mut found: Vec<usize> =
        findings.iter().filter_map(|it| it.question.as_ref()).map(|it| it.index).collect();
    found.dedup();
    Counts {
        questions,
        violations: of(Verdict::Violation),
        reviews: of(Verdict::Review),
        permitted: of(Verdict::Permitted),
        passed: questions.saturating_sub(found.len()),
    }
}
