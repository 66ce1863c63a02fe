//! The judge against the provisions of secs. 2-927 to 2-929, as a table, with hand-made asks.

mod decisions;
mod needs;
mod reports;

use askless::{
    category::{Category, How},
    detect::{Ask, Evidence},
    form::{Form, FormElement, Kind, Question, Slot, SlotKind},
    judge::{Audience, Basis, Config, Date, Level, Locale, Need, Service, Verdict, judge},
    report::{NeedState, Report},
};
use {Audience::*, Category::*, How::*, Verdict::*};

fn day(text: &str) -> Date {
    Date::parse(text).unwrap()
}

fn question(name: &str, required: bool) -> Question {
    let slot = |kind, text: &str| Slot { kind, text: text.to_owned(), node: None };
    Question {
        id: name.to_owned(),
        required,
        slots: vec![slot(SlotKind::Name, &format!("About {name}?")), slot(SlotKind::Machine, name)],
        ..Question::default()
    }
}

fn ask(category: Category, how: How) -> Ask {
    Ask { category, how, rule: "en/test.rule".into(), evidence: vec![Evidence { slot: 0, start: 0, end: 5 }] }
}

fn need(category: Category, basis: Basis) -> Need {
    Need {
        category,
        basis,
        level: (basis == Basis::RequiredByLaw).then_some(Level::Federal),
        authority: if basis == Basis::RequiredByLaw { "42 U.S.C. 1436a" } else { "" }.into(),
        reason: "the law makes the City ask".into(),
        offense: if basis == Basis::CriminalInvestigation { "18 U.S.C. 1546" } else { "" }.into(),
        scope: vec!["q".into()],
        reviewed_by: "Corporation Counsel".into(),
        as_of: Some(day("2026-01-01")),
        review_by: Some(day("2026-12-31")),
        counsel_ruling: "".into(),
    }
}

fn by_law(category: Category, level: Level, authority: &'static str) -> Need {
    Need { level: Some(level), authority: authority.into(), ..need(category, Basis::RequiredByLaw) }
}

fn service(audience: Audience, needs: Vec<Need>) -> Service {
    Service { audience, needs, ..Service::without_needs("test") }
}

fn config(service: Option<Service>) -> Config {
    Config { service, ..Config::new(day("2026-11-22")) }
}

/// Judges one question, called `q`.
fn one(audience: Audience, required: bool, kind: Kind, ask: Ask, needs: Vec<Need>) -> Report {
    let question = Question { kind, ..question("q", required) };
    let form = Form { questions: vec![question], ..Form::default() };
    judge(&form, &[vec![ask]], &["en"], &config(Some(service(audience, needs))))
}

fn decision(report: &Report) -> Option<(Verdict, &str, &str)> {
    let finding = report.all().find(|finding| finding.question.is_some())?;
    Some((finding.verdict, &finding.provision, &finding.citation.section))
}
