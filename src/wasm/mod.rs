//! The edge to JavaScript: plain data in, JSON text out, one call for a whole page.
//!
//! `src/wasm/pkg/` holds the scripts of the npm package: they walk the page, hand the walk over as a snapshot
//! ([`crate::read::snapshot`]), and change the page. Nothing is thrown: an answer
//! says what is wrong with the configuration or the plain data, and nothing else fails.

mod config;
#[cfg(feature = "dump")]
mod dump;
mod memory;
#[cfg(feature = "html")]
mod source;
mod strip;

use crate::gather::Gather;
use std::cell::RefCell;

use serde::Serialize;
use wasm_bindgen::prelude::*;

use crate::{
    Category, Form, How, Report,
    detect::{self, Ask},
    json,
    judge::{Config, judge},
    read::plain,
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

/// Does what is called for, and answers in JSON. An answer that is a text says what is wrong with what was handed in.
///
/// - `configure`: keeps the configuration in `text` and gives its number (see `config`).
/// - `read`: reads the snapshot of a page ahead, so that the next call for it need not: nothing.
/// - `lint`: lints the snapshot of a page in `text` and `marks`: `{report, places}`.
/// - `strip`: plans to strip it: `{report, places, plan: {remove, edits: [{node, attribute, value}]}}`. `holders` are
///   the ids of nodes that hold something that the snapshot left out, such as a script; questions with a control among
///   `spared` stay.
/// - `hide`: the same, where nothing is taken out, so that a holder may go with the rest.
/// - `lint_plain`, `strip_plain`: the same for a form that is plain data, as JSON: the report; `{report, remove}`, where
///   `remove` has the places of the questions that go.
/// - `check`: checks one plain question, as JSON: `{id, asks, findings}`.
/// - `lint_source`, `strip_source`, with the feature `html`: the same for HTML text: the report; `{html, report}`.
/// - `record_source`, with the feature `html`: the necessity record of the HTML text in a list of its name and itself: `{record}`.
///
/// One function, since each that JavaScript sees has much code around it.
#[wasm_bindgen]
pub fn call(what: &str, config: u32, text: &str, marks: &[u32], holders: &[u32], spared: &[u32]) -> String {
    let answer = match what {
        "configure" => config::keep(text),
        "read" => {
            memory::read_ahead(text, marks);
            Ok(String::new())
        }
        "check" => config::with(config, &|config| check(config, text)),
        "lint" => config::with(config, &|config| lint(config, text, marks)),
        "lint_plain" => config::with(config, &|config| lint_plain(config, text)),
        "strip" | "hide" => {
            config::with(config, &|config| strip::strip(config, text, marks, holders, spared, what == "hide"))
        }
        "strip_plain" => config::with(config, &|config| strip::strip_plain(config, text)),
        #[cfg(feature = "html")]
        "lint_source" => config::with(config, &|config| Ok(source::lint(config, text))),
        #[cfg(feature = "html")]
        "strip_source" => config::with(config, &|config| Ok(source::strip(config, text))),
        #[cfg(feature = "html")]
        "record_source" => config::with(config, &|config| source::record(config, text)),
        _ => Err("no such call".to_owned()),
    };
    answer.unwrap_or_else(|wrong| text_of(&wrong))
}

/// Adds the language of a pack; again the same language changes nothing. Says what is wrong with it, or nothing.
#[wasm_bindgen]
pub fn load_language(pack: &[u8]) -> String {
    let lexicon = match detect::open(pack) {
        Ok(lexicon) => lexicon,
        Err(wrong) => return wrong,
    };
    LEXICONS.with_borrow_mut(|lexicons| {
        if lexicons.iter().all(|it| it.lang != lexicon.lang) {
            lexicons.push(lexicon);
        }
    });
    String::new()
}

fn lint(config: &Config, text: &str, marks: &[u32]) -> Result<String, String> {
    let (_, form) = memory::read_page(text, marks);
    let (report, asks) = judged(&form, config);
    let places = places(&form, &report);
    let found = text_of(&Found { report: &report, places });
    memory::keep(form, asks);
    Ok(found)
}

fn lint_plain(config: &Config, text: &str) -> Result<String, String> {
    let form = plain::form(config::plain("form", json::parse(text))?);
    let (report, asks) = judged(&form, config);
    memory::keep(form, asks);
    Ok(text_of(&report))
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

fn check(config: &Config, text: &str) -> Result<String, String> {
    let question = plain::question(config::plain("question", json::parse(text))?);
    let asks = LEXICONS.with_borrow(|lexicons| detect::detect_one(lexicons, &question, config.senses()));
    let shown = asks.iter().map(|ask| Asked {
        category: ask.category,
        how: ask.how,
        rule: &ask.rule,
        evidence: utf16::evidence(&question, evidence(&question, ask)),
    });
    let (id, shown) = (question.id.clone(), shown.gather());
    let form = Form { lang: question.lang.clone(), questions: vec![question], ..Form::default() };
    let mut report = LEXICONS.with_borrow(|lexicons| {
        let languages: Vec<&str> = lexicons.iter().map(|it| &*it.lang).gather();
        judge(&form, std::slice::from_ref(&asks), &languages, config)
    });
    utf16::recount(&mut report, &form, "");
    // What is said of needs is no finding of a question.
    let findings = report.all().filter(|finding| finding.question.is_some()).gather();
    Ok(text_of(&Checked { id: &id, asks: shown, findings }))
}

/// The report of a form, and what each of its questions asks for, for the memory.
fn judged(form: &Form, config: &Config) -> (Report, Vec<Vec<Ask>>) {
    let (mut report, asks) = LEXICONS.with_borrow(|lexicons| {
        let languages: Vec<&str> = lexicons.iter().map(|lexicon| &*lexicon.lang).collect();
        let asks = memory::detect(lexicons, form, config.senses());
        (judge(form, &asks, &languages, config), asks)
    });
    utf16::recount(&mut report, form, "");
    (report, asks)
}

#[global_allocator]
static MEMORY: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();

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
    findings.chain(stripped).map(|question| place(question?.index)).gather()
}

fn text_of(value: &(impl Serialize + ?Sized)) -> String {
    json::to_json(value).unwrap_or_default()
}
