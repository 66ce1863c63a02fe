//! The necessity record: what a form keeps asking, why, under which authority, who confirmed it and until when; what was
//! removed; what is open. For a person to print, sign and file.
//!
//! [`record`] makes a document of plain data from reports; [`html`] and [`markdown`] write it.

mod html;
mod markdown;
mod words;

use std::collections::HashSet;

pub use html::html;
pub use markdown::markdown;

use crate::{
    Config, Report,
    judge::{
        Asker, Audience, Locale, Verdict,
        policy::{DutyKind, Evidence},
    },
    report::{Finding, NeedReport, NeedState, PolicyRef},
};
use words::Words;

/// A document of headings, facts, tables and lists.
#[derive(Clone, Debug, PartialEq)]
pub struct Document {
    /// Its language.
    pub lang: &'static str,
    /// Its title.
    pub title: String,
    /// Names and values at its head.
    pub facts: Vec<(String, String)>,
    /// Its parts.
    pub parts: Vec<Part>,
    /// Lines to sign on.
    pub signatures: Vec<String>,
}

/// A part of a document.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Part {
    /// Its heading.
    pub heading: String,
    /// What it says first.
    pub intro: String,
    /// The heads of its table's columns; none if it has no table.
    pub heads: Vec<String>,
    /// The rows of its table.
    pub rows: Vec<Vec<String>>,
    /// Its list.
    pub items: Vec<String>,
}

/// The record of a form: `report` judges it as it is; `before`, if there is one, as it was, for what was removed.
pub fn record(report: &Report, before: Option<&Report>, config: &Config) -> Document {
    let words = words::of(config.locale);
    let name = report.service.as_ref().map_or(&*report.file, |service| match service.title.is_empty() {
        true => &service.id,
        false => &service.title,
    });
    let mut parts = vec![kept(report, config.locale, words), open(report, config.locale, words)];
    parts.extend(needs(report, config.locale, words));
    parts.push(removed(report, before, config.locale, words));
    parts.extend(statistics(config, words));
    parts.extend(duties(report, config, words));
    parts.extend(list(words.not_read, words.not_read_intro, report.limits.clone()));
    let readings = report.assumptions.iter().map(|it| match it.value.is_empty() {
        true => it.text.to_string(),
        false => format!("{} ({} = {})", it.text, it.id, it.value),
    });
    parts.extend(list(words.readings, words.readings_intro, readings.collect()));
    Document {
        lang: words.lang,
        title: format!("{}: {name}", words.title),
        facts: facts(report, config, words),
        parts,
        signatures: words.signatures.iter().map(|line| (*line).to_owned()).collect(),
    }
}

fn facts(report: &Report, config: &Config, words: &Words) -> Vec<(String, String)> {
    let mut facts = vec![(words.form, report.file.clone())];
    if let Some(service) = &report.service {
        facts.push((words.service, format!("{} ({})", service.title, service.id)));
        facts.push((words.agency, service.agency.to_string()));
        let who = config.policies.iter().flat_map(|policy| policy.audiences.iter());
        let who = who.filter(|it| it.audience == service.audience).map(|it| format!(": {}", it.who)).next();
        facts.push((words.audience, service.audience.id().to_owned() + &who.unwrap_or_default()));
        if service.run_by != Asker::City {
            facts.push((words.run_by, service.run_by.id().to_owned()));
        }
        if service.external_form {
            facts.push((words.external, words.external_text.to_owned()));
        }
    }
    facts.extend(report.policies.iter().map(|policy| (words.law, law(policy))));
    facts.push((words.day, report.today.to_string()));
    let counts = &report.counts;
    let asked = format!("{} ({} {})", counts.questions, counts.passed, words.ask_nothing);
    facts.push((words.questions, asked));
    facts.push((words.read, if report.complete { words.all_read } else { words.not_all_read }.to_owned()));
    facts.push((words.made_by, format!("askless {}", report.version)));
    let facts = facts.into_iter().filter(|(_, value)| !value.is_empty());
    facts.map(|(name, value)| (name.to_owned(), value)).collect()
}

fn law(policy: &PolicyRef) -> String {
    let mut out = format!("{}: {}", policy.citation, policy.title);
    if !policy.status.is_empty() {
        out.push_str(&format!(" ({})", policy.status));
    }
    if policy.evidence != Evidence::TextSeen {
        out.push_str(&format!(" [{}]", policy.evidence.id()));
    }
    out
}

fn kept(report: &Report, locale: Locale, words: &Words) -> Part {
    let permitted = report.all().filter(|finding| finding.verdict == Verdict::Permitted);
    let rows: Vec<Vec<String>> = permitted
        .map(|finding| {
            let need = finding.need.and_then(|at| report.needs.get(at));
            let field = |of: fn(&NeedReport) -> String| need.map_or(String::new(), of);
            vec![
                label(finding, words),
                locale.category_name(finding.category).to_owned(),
                section(report, finding, words),
                field(ground),
                field(|need| need.reviewed_by.to_string()),
                field(|need| need.as_of.map_or(String::new(), |day| day.to_string())),
                field(|need| need.review_by.map_or(String::new(), |day| day.to_string())),
            ]
        })
        .collect();
    let necessary = report.needs.iter().find(|need| !need.test.is_empty() && !need.questions.is_empty());
    let intro = match (rows.is_empty(), necessary) {
        (true, _) => words.kept_none.to_owned(),
        (false, Some(need)) => format!("{} {}", words.kept_intro, need.test),
        (false, None) => words.kept_intro.to_owned(),
    };
    table(words.kept, intro, words.kept_heads, rows)
}

/// What a need rests on.
fn ground(need: &NeedReport) -> String {
    let level = need.level.map_or(String::new(), |level| format!(" ({})", level.id()));
    let mut out = format!("{}{level}", need.basis.id());
    for text in [&need.authority, &need.offense, &need.reason] {
        if !text.is_empty() {
            out.push_str(&format!("; {}", text.trim_end_matches('.')));
        }
    }
    if !need.counsel_ruling.is_empty() {
        out.push_str(&format!("; {}", need.counsel_ruling));
    }
    out
}

fn open(report: &Report, locale: Locale, words: &Words) -> Part {
    let mut findings: Vec<&Finding> =
        report.all().filter(|it| it.verdict > Verdict::Permitted && !it.rule.starts_with("need/")).collect();
    findings.sort_by_key(|finding| std::cmp::Reverse(finding.verdict));
    let rows: Vec<Vec<String>> = findings
        .into_iter()
        .map(|finding| {
            vec![
                label(finding, words),
                locale.category_name(finding.category).to_owned(),
                words.verdict(finding.verdict).to_owned(),
                section(report, finding, words),
                finding.message.clone(),
                finding.remedy.text.clone(),
            ]
        })
        .collect();
    let intro = if rows.is_empty() { words.open_none } else { words.open_intro };
    table(words.open, intro.to_owned(), words.open_heads, rows)
}

fn needs(report: &Report, locale: Locale, words: &Words) -> Option<Part> {
    let doubtful =
        report.needs.iter().filter(|need| need.state != NeedState::Valid || !need.message.is_empty());
    let rows: Vec<Vec<String>> = doubtful
        .map(|need| {
            let category = locale.category_name(need.category).to_owned();
            vec![category, ground(need), need.state.id().to_owned(), need.message.clone()]
        })
        .collect();
    (!rows.is_empty()).then(|| table(words.needs, words.needs_intro.to_owned(), words.needs_heads, rows))
}

/// What the form as it was asked, and the form as it is does not any more.
fn removed(report: &Report, before: Option<&Report>, locale: Locale, words: &Words) -> Part {
    let Some(before) = before else {
        return Part {
            heading: words.removed.to_owned(),
            intro: words.removed_unknown.to_owned(),
            ..Part::default()
        };
    };
    let still: HashSet<&str> = report.all().map(|finding| finding.fingerprint.as_str()).collect();
    let gone = before.all().filter(|finding| {
        finding.verdict > Verdict::Permitted
            && finding.question.is_some()
            && !still.contains(finding.fingerprint.as_str())
    });
    let rows: Vec<Vec<String>> = gone
        .map(|finding| {
            vec![
                label(finding, words),
                locale.category_name(finding.category).to_owned(),
                words.verdict(finding.verdict).to_owned(),
                section(before, finding, words),
            ]
        })
        .collect();
    let intro = match rows.is_empty() {
        true => format!("{} {}.", words.removed_none, before.file),
        false => format!("{} {}.", words.removed_intro, before.file),
    };
    table(words.removed, intro, words.removed_heads, rows)
}

fn statistics(config: &Config, words: &Words) -> Option<Part> {
    let service = config.service.as_ref()?;
    let fields = service.statistics.iter().map(|field| field.to_string()).collect();
    list(words.statistics, words.statistics_intro, fields)
}

/// What the laws make the agency do, and when the needs are to be reviewed next.
fn duties(report: &Report, config: &Config, words: &Words) -> Option<Part> {
    let mut items = Vec::new();
    let used = report.needs.iter().filter(|need| matches!(need.state, NeedState::Valid | NeedState::Blanket));
    if let Some(next) = used.filter_map(|need| need.review_by).min() {
        items.push(format!("{} {next}.", words.next_review));
    }
    for policy in &config.policies {
        let police = report.service.as_ref().is_some_and(|service| {
            matches!(service.audience, Audience::PolicePublic | Audience::PoliceInvestigation)
        });
        // Training is the police's.
        for duty in policy.duties.iter().filter(|duty| police || duty.kind != DutyKind::Train) {
            let text = match config.locale {
                Locale::Es if !duty.text.es.is_empty() => &duty.text.es,
                _ => &duty.text.en,
            };
            let seen = if duty.evidence.is_text_seen() {
                String::new()
            } else {
                format!(" [{}]", duty.evidence.id())
            };
            items.push(format!("{text} ({}, {} {}){seen}", policy.law.citation, words.section, duty.section));
        }
    }
    list(words.duties, "", items)
}

fn label(finding: &Finding, words: &Words) -> String {
    let label = finding.question.as_ref().map_or(words.whole_form, |question| &question.label);
    match &finding.question {
        Some(question) if !question.id.is_empty() => format!("{label} [{}]", question.id),
        _ => label.to_owned(),
    }
}

fn section(report: &Report, finding: &Finding, words: &Words) -> String {
    let number = format!("{} {}", words.section, finding.citation.section);
    if report.policies.len() > 1 { format!("{} {number}", finding.policy) } else { number }
}

fn table(heading: &str, intro: String, heads: &[&str], rows: Vec<Vec<String>>) -> Part {
    let heads =
        if rows.is_empty() { Vec::new() } else { heads.iter().map(|head| (*head).to_owned()).collect() };
    Part { heading: heading.to_owned(), intro, heads, rows, items: Vec::new() }
}

fn list(heading: &str, intro: &str, items: Vec<String>) -> Option<Part> {
    if items.is_empty() {
        return None;
    }
    Some(Part { heading: heading.to_owned(), intro: intro.to_owned(), items, ..Part::default() })
}
