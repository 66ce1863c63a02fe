//! HTML text in place of a live page: entry `askless/html`.

use serde::Serialize;

use super::{LEXICONS, text_of};
use crate::{Config, Report, page::Page, utf16};

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
