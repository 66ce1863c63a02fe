//! HTML text in place of a live page: entry `askless/html`.

use serde::Serialize;
use wasm_bindgen::prelude::*;

use super::{LEXICONS, config, text_of};
use crate::{Report, page::Page, utf16};

/// Lints HTML text: the report.
#[wasm_bindgen]
pub fn lint_source(config: u32, html: String) -> Result<String, JsValue> {
    let page = Page::read(html);
    config::with(config, |config| {
        let mut report = LEXICONS.with_borrow(|lexicons| page.lint(lexicons, config));
        utf16::recount(&mut report, &page.form, &page.source);
        text_of(&report)
    })
}

/// What strip gives.
#[derive(Serialize)]
struct Stripped<'a> {
    html: &'a str,
    report: &'a Report,
}

/// Takes the questions out of HTML text that may not be asked: `{html, report}`.
#[wasm_bindgen]
pub fn strip_source(config: u32, html: String) -> Result<String, JsValue> {
    let page = Page::read(html);
    config::with(config, |config| {
        let (html, mut report) = LEXICONS.with_borrow(|lexicons| page.strip(page.lint(lexicons, config)));
        utf16::recount(&mut report, &page.form, &page.source);
        text_of(&Stripped { html: &html, report: &report })
    })
}
