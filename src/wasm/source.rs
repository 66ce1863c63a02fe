//! HTML text in place of a live page: entry `askless/html`.

use serde::Serialize;

use super::{LEXICONS, text_of};
use crate::{
    Config, Report, json,
    page::Page,
    record::{html, record as document},
    utf16,
    value::Value,
};

/// Lints HTML text: the report.
pub(super) fn lint(config: &Config, html: &str) -> String {
    let page = Page::read(html.to_owned());
    let mut report = LEXICONS.with_borrow(|lexicons| page.lint(lexicons, config));
    utf16::recount(&mut report, &page.form, &page.source);
    text_of(&report)
}

/// What strip gives.
#[derive(Serialize)]
struct Stripped<'a> {
    html: &'a str,
    report: &'a Report,
}

/// Takes the questions out of HTML text that may not be asked.
pub(super) fn strip(config: &Config, html: &str) -> String {
    let page = Page::read(html.to_owned());
    let (html, mut report) = LEXICONS.with_borrow(|lexicons| page.strip(page.lint(lexicons, config)));
    utf16::recount(&mut report, &page.form, &page.source);
    text_of(&Stripped { html: &html, report: &report })
}

/// The necessity record of a form, as a page to print. `text` is a JSON list of the form's name and its HTML text.
pub(super) fn record(config: &Config, text: &str) -> Result<String, String> {
    let parts = match json::parse(text) {
        Some(Value::List(parts)) => <[Value; 2]>::try_from(parts).ok(),
        _ => None,
    };
    let Some([Value::Text(name), Value::Text(source)]) = parts else {
        return Err("a record is of a name and HTML text".to_owned());
    };
    let page = Page::read(source);
    let mut report = LEXICONS.with_borrow(|lexicons| page.lint(lexicons, config));
    report.file = name;
    Ok(text_of(&Record { record: html(&document(&report, None, config)) }))
}

/// What `record` gives: a page. Texts alone say what is wrong.
#[derive(Serialize)]
struct Record {
    record: String,
}
