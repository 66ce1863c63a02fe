//! Judging: asks under a policy and a service, to a report.
//!
//! A policy is data: of its rules that apply to an ask the one of the strictest kind decides (absolute ones,
//! gates and branches, asks, deterrents, disclosures), and a need clears it only if that rule accepts it.
//! Nothing here fails: what cannot be decided is for review, what was not read is in the report's limits.

mod builtin;
pub mod check;
mod cite;
mod cues;
mod date;
mod decide;
mod disclose;
mod fingerprint;
#[cfg(feature = "cli")]
pub mod library;
#[cfg(feature = "cli")]
pub mod load;
mod messages;
pub mod need;
pub mod policy;
#[cfg(feature = "html")]
pub mod remedies;
pub mod service;
#[cfg(feature = "cli")]
pub mod switches;
mod whole;
mod words;

use std::borrow::Cow;

pub use date::Date;
pub use messages::Locale;
pub use policy::{Act, Asker, Audience, Basis, Level, Policy, Remedy, Verdict, When};
pub use service::{Need, Service};
pub(crate) use whole::CONFLICT;

use crate::{
    category::{Category, How, Sense},
    detect::{Ask, Senses},
    form::{Form, Kind, Question, primary_language},
    order::order,
    report::{
        AlsoRef, Assumption, CitationRef, Counts, Finding, NeedReport, NeedState, PolicyRef, QuestionRef,
        RemedyText, Report, ServiceRef,
    },
};
use decide::{Case, Decision, decide};
use fingerprint::Fingerprints;
use messages::fill;
use need::Assessed;
use policy::Text;

/// What a form is judged by. Nothing else has a say: same form, same configuration, same report.
#[derive(Clone, Debug, PartialEq)]
pub struct Config {
    /// The laws, each with a say of its own: the strictest verdict wins, among equals the first. At least one.
    pub policies: Vec<Policy>,
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
        Config { policies: vec![Policy::hartford()], service: None, today, locale: Locale::En }
    }

    /// Which senses of words the policies count as asks: of those that speak of a sense's categories the strictest reading.
    pub fn senses(&self) -> Senses {
        let mut senses = Senses::default();
        for sense in Sense::ALL {
            let (mut speak, mut ignore, mut direct) = (0, 0, false);
            for policy in &self.policies {
                if policy.speaks_of(sense.categories()) {
                    speak += 1;
                    ignore += usize::from(policy.senses_ignored.contains(sense));
                    direct |= policy.senses_direct.contains(sense);
                }
            }
            if direct {
                senses.direct |= sense.bit();
                senses.ignored &= !sense.bit();
            } else if speak > 0 && ignore == speak {
                senses.ignored |= sense.bit();
            }
        }
        senses
    }
}

impl Policy {
    /// The built-in policy: Hartford Municipal Code secs. 2-925 to 2-929, as in the amended text of July 23, 2008.
    pub fn hartford() -> Policy {
        builtin::hartford()
    }

    /// Whether a rule is for one of these categories.
    fn speaks_of(&self, categories: &[Category]) -> bool {
        for rule in &self.rules {
            for category in &rule.categories {
                if categories.contains(category) {
                    return true;
                }
            }
        }
        false
    }
}

/// Judges a form: `asks` holds what each of its questions asks for, in their order, as far as lexicons of `languages`
/// (`en`, …) could tell.
pub fn judge(form: &Form, asks: &[Vec<Ask>], languages: &[&str], config: &Config) -> Report {
    let service = config.service.as_ref();
    let audience = service.map_or(Audience::General, |service| service.audience);
    let mut needs: Vec<Vec<Assessed>> =
        config.policies.iter().map(|policy| need::assess(policy, config, audience)).collect();
    let mut prints = Fingerprints::default();
    let mut decided: Vec<(usize, &Question, &Ask, Decision, Vec<AlsoRef>)> = Vec::new();
    for (at, (question, own)) in form.questions.iter().zip(asks).enumerate() {
        for ask in own {
            // "We may share this with immigration authorities" gives away and keeps away: the strictest is said.
            let deters = |last: &(usize, _, &Ask, Decision, _)| {
                last.0 == at
                    && last.2.category == Category::DeterrentStatement
                    && last.3.verdict > Verdict::Permitted
            };
            if ask.category == Category::Disclosure && decided.last().is_some_and(deters) {
                continue;
            }
            let case = Case { at, question, ask, form, asks, audience };
            let mut strictest: Option<Decision> = None;
            let mut also = Vec::new();
            for (policy, needs) in config.policies.iter().zip(&mut needs) {
                let decision = decide(&case, policy, config, needs).filter(|it| it.verdict > Verdict::Passed);
                let Some(mut milder) = decision else { continue };
                if strictest.as_ref().is_none_or(|known| known.verdict < milder.verdict) {
                    match strictest.replace(milder) {
                        Some(known) => milder = known,
                        None => continue,
                    }
                }
                also.push(AlsoRef {
                    policy: milder.policy.id.clone(),
                    section: milder.rule.section.clone(),
                    verdict: milder.verdict,
                });
            }
            decided.extend(strictest.map(|decision| (at, question, ask, decision, also)));
        }
    }
    let limits = limits(form, languages, config);
    let complete = limits.is_empty();
    let needs = need::report(needs, form, complete, config);

    let (mut form_findings, mut findings) = (Vec::new(), Vec::new());
    for (at, question, ask, decision, also) in decided {
        let fingerprint = prints.of_question(ask.category, question);
        let mut found = finding(at, question, ask, &decision, &needs, fingerprint, config);
        found.also = also;
        // A statement has no control that could be taken out.
        if question.kind == Kind::Statement { form_findings.push(found) } else { findings.push(found) }
    }
    whole::conflicts(&findings, audience, config, &mut prints, &mut form_findings);
    whole::disclosures(form, asks, config, &mut prints, &mut form_findings);
    whole::needs(&needs, config, &mut prints, &mut form_findings);

    let counts = counts(form, &form_findings, &findings);
    let mut policies = config.policies.iter().map(policy_ref);
    Report {
        file: String::new(),
        version: env!("CARGO_PKG_VERSION"),
        policy: policies.next().unwrap_or_else(|| policy_ref(&Policy::hartford())),
        policies: config.policies.iter().map(policy_ref).collect(),
        service: service.map(|service| ServiceRef {
            id: service.id.clone(),
            title: service.title.clone(),
            agency: service.agency.clone(),
            audience: service.audience,
            external_form: service.external_form,
            run_by: service.run_by,
        }),
        complete,
        today: config.today,
        assumptions: assumptions(config),
        counts,
        form_findings,
        findings,
        needs,
        stripped: Vec::new(),
        #[cfg(feature = "html")]
        dangling: Vec::new(),
        #[cfg(feature = "cli")]
        suppressed: Vec::new(),
        limits,
    }
}

fn policy_ref(policy: &Policy) -> PolicyRef {
    let law = &policy.law;
    PolicyRef {
        id: policy.id.clone(),
        title: law.title.clone(),
        citation: law.citation.clone(),
        as_of: law.as_of,
        status: law.status.clone(),
        evidence: law.evidence,
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
        policy: decision.policy.id.clone(),
        provision: rule.id.clone(),
        citation: citation(&rule.section, decision.policy),
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
        #[cfg(feature = "html")]
        remedies: {
            let audience = config.service.as_ref().map_or(Audience::General, |service| service.audience);
            remedies::remedies((ask.category, ask.how), decision.verdict, rule, audience, config.locale)
        },
        need: decision.need,
        also: Vec::new(),
        fingerprint,
    }
}

fn citation(number: &Text, policy: &Policy) -> CitationRef {
    let url = policy.sections.iter().find(|section| section.number == *number).and_then(|it| it.url.clone());
    CitationRef { section: number.clone(), url }
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
    let fix = locale.pick(&decision.rule.fix);
    let mut text = String::new();
    // A rule that has words of its own to put in place knows better than its category.
    if decision.rule.remedy != Remedy::Reword || fix.is_empty() {
        text.push_str(if ask.how == How::Direct { texts.instead } else { texts.proxy });
        if !fix.is_empty() {
            text.push(' ');
        }
    }
    text.push_str(fix);
    RemedyText { kind: decision.rule.remedy, text }
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
            let (policy, value) = (Cow::Borrowed(""), Cow::Borrowed(""));
            out.push(Assumption { policy, id: Cow::Borrowed(id), value, text: Cow::Borrowed(text) });
        }
    };
    say_if(service.is_none(), "no-service", say.no_service);
    let stays = !config.policies.iter().any(|policy| policy.strips_external);
    say_if(service.is_some_and(|it| it.external_form && stays), "external-form", say.external_form);
    let has_conditions = |policy: &Policy| policy.rules.iter().any(|rule| !rule.when.is_empty());
    say_if(config.policies.iter().any(has_conditions), "conditions", say.conditions);
    for policy in &config.policies {
        for reading in policy.readings.iter() {
            let text: Text = config.locale.pick(&reading.text).to_owned().into();
            let (policy, id, value) = (policy.id.clone(), reading.id.clone(), reading.value.clone());
            out.push(Assumption { policy, id, value, text });
        }
    }
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
