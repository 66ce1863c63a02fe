//! The edge to JavaScript: plain data in, JSON text out, one call for a whole page.
//!
//! `src/wasm/pkg/` holds the scripts of the npm package: they walk the page, hand the walk over as a snapshot
//! ([`crate::read::snapshot`]), and change the page. What is thrown is a text that says what is wrong with
//! the configuration or the plain data; nothing else fails.

mod config;
#[cfg(feature = "dump")]
mod dump;
#[cfg(feature = "html")]
mod source;
mod strip;

use std::cell::RefCell;

use serde::Serialize;
use wasm_bindgen::prelude::*;

use crate::{
    Category, Form, How, Report, detect, json,
    judge::{Config, judge},
    read::{plain, read, snapshot},
    report::{EvidenceText, Finding, evidence},
    tree::NodeId,
    utf16,
};

/// A report of a page, with where each of `form_findings`, `findings` and `stripped`, in this order, stands in it.
#[derive(Serialize)]
struct Found<'a> {
    report: &'a Report,
    places: Vec<Option<Place<'a>>>,
}

/// Where a question stands: ids of nodes of the snapshot.
#[derive(Serialize)]
struct Place<'a> {
    controls: &'a [NodeId],
    nodes: &'a [NodeId],
}

/// Keeps a configuration and gives its number; the same configuration again gives the same number.
///
/// In JSON, `policy` is null (Hartford's), the name of a built-in policy or a policy, and `service` is null or a service;
/// `locale` is a language tag, `today` a day such as `2026-11-22`.
#[wasm_bindgen]
pub fn configure(policy: &str, service: &str, locale: &str, today: &str) -> Result<u32, JsValue> {
    config::keep(policy, service, locale, today).map_err(JsValue::from)
}

/// Adds the language of a pack; again the same language changes nothing. Gives its primary subtag, e.g. `vi`.
#[wasm_bindgen]
pub fn load_language(pack: &[u8]) -> Result<String, JsValue> {
    let lexicon = detect::open(pack).map_err(JsValue::from)?;
    let lang = lexicon.lang.to_string();
    LEXICONS.with_borrow_mut(|lexicons| {
        if lexicons.iter().all(|it| it.lang != lexicon.lang) {
            lexicons.push(lexicon);
        }
    });
    Ok(lang)
}

/// Lints a snapshot of a page: `{report, places}`.
#[wasm_bindgen]
pub fn lint(config: u32, text: &str, marks: &[u32]) -> Result<String, JsValue> {
    let form = read(&snapshot::decode(text, marks));
    config::with(config, |config| {
        let mut report = judged(&form, config);
        utf16::recount(&mut report, &form, "");
        let places = places(&form, &report);
        text_of(&Found { report: &report, places })
    })
}

/// Lints a form that is plain data, as JSON: the report.
#[wasm_bindgen]
pub fn lint_plain(config: u32, form: &str) -> Result<String, JsValue> {
    let form = plain::form(config::plain("form", json::parse(form))?);
    config::with(config, |config| {
        let mut report = judged(&form, config);
        utf16::recount(&mut report, &form, "");
        text_of(&report)
    })
}

/// What a plain question asks for.
#[derive(Serialize)]
struct Checked<'a> {
    id: &'a str,
    asks: Vec<Asked<'a>>,
    findings: Vec<&'a Finding>,
}

#[derive(Serialize)]
struct Asked<'a> {
    category: Category,
    how: How,
    rule: &'a str,
    evidence: Vec<EvidenceText>,
}

/// Checks one plain question, as JSON: `{id, asks, findings}`.
#[wasm_bindgen]
pub fn check(config: u32, question: &str) -> Result<String, JsValue> {
    let question = plain::question(config::plain("question", json::parse(question))?);
    let asks = LEXICONS.with_borrow(|lexicons| detect::detect(lexicons, &question));
    let shown = asks.iter().map(|ask| Asked {
        category: ask.category,
        how: ask.how,
        rule: &ask.rule,
        evidence: utf16::evidence(&question, evidence(&question, ask)),
    });
    let (id, shown) = (question.id.clone(), shown.collect());
    let form = Form { lang: question.lang.clone(), questions: vec![question], ..Form::default() };
    config::with(config, |config| {
        let mut report = LEXICONS.with_borrow(|lexicons| {
            let languages: Vec<&str> = lexicons.iter().map(|it| &*it.lang).collect();
            judge(&form, std::slice::from_ref(&asks), &languages, config)
        });
        utf16::recount(&mut report, &form, "");
        // What is said of needs is no finding of a question.
        let findings = report.all().filter(|finding| finding.question.is_some()).collect();
        text_of(&Checked { id: &id, asks: shown, findings })
    })
}

fn judged(form: &Form, config: &Config) -> Report {
    LEXICONS.with_borrow(|lexicons| crate::lint(form, lexicons, config))
}

thread_local! {
    /// The languages that are loaded, in the order in which they came.
    static LEXICONS: RefCell<Vec<detect::Lexicon>> = RefCell::new(detect::builtin());
}

fn places<'a>(form: &'a Form, report: &Report) -> Vec<Option<Place<'a>>> {
    let place = |index: usize| {
        let question = form.questions.get(index)?;
        Some(Place { controls: &question.controls, nodes: &question.nodes })
    };
    let findings = report.all().map(|finding| finding.question.as_ref());
    let stripped = report.stripped.iter().map(|stripped| Some(&stripped.question));
    findings.chain(stripped).map(|question| place(question?.index)).collect()
}

fn text_of(value: &impl Serialize) -> Result<String, JsValue> {
    json::to_json(value).map_err(|_| JsValue::from("the report could not be written"))
}
