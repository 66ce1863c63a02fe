//! `askless strip`

use std::path::PathBuf;

use askless::{
    Category, Config, Report,
    judge::Verdict,
    page::Page,
    report::{
        Stripped,
        text::{Style, clean, paint, render},
    },
};

use serde_json::{Value, json};

use super::{
    Fallible, Outcome,
    args::{Common, Own, choice, value},
    config::config,
    help,
    input::{Input, bytes, page},
    languages::Languages,
    lint::last_line,
    output,
};

pub fn run(mut parser: lexopt::Parser) -> Fallible<Outcome> {
    let mut common = Common::default();
    let (mut in_place, mut as_json, mut target) = (false, false, None::<PathBuf>);
    let mut names = None::<PathBuf>;
    let mut files: Vec<PathBuf> = Vec::new();
    while let Some(own) = common.next(&mut parser, &["in-place", "i", "output", "o", "format", "names"])? {
        match own {
            Own::Help => return output::print(help::STRIP),
            Own::File(file) => files.push(file.into()),
            Own::Option(name) => match name.as_str() {
                "in-place" | "i" => in_place = true,
                "names" => names = Some(value(&mut parser, "names")?.into()),
                "format" => as_json = choice(&mut parser, "format", &[("text", false), ("json", true)])?,
                _ => target = Some(value(&mut parser, "output")?.into()),
            },
        }
    }
    let [file] = files.as_slice() else {
        return Err("name one file\n  askless strip FILE, or - for standard input".to_owned());
    };
    if in_place && target.is_some() {
        return Err("--in-place and --output exclude each other\n  take one of them out".to_owned());
    }
    let input = if file.as_os_str() == "-" { Input::Stdin } else { Input::File(file.clone()) };
    if in_place && input == Input::Stdin {
        return Err("standard input cannot be replaced\n  name a file, or take out --in-place".to_owned());
    }
    let config = config(&common)?;
    let (name, source) = bytes(&input)?;
    let page = page(&name, &source);
    check(&name, &source, &page)?;

    let (mut rounds, html) = rounds(page, &name, &config);
    match (in_place, target) {
        (true, _) if html.as_bytes() == source => {}
        (true, _) => output::replace(file, &html)?,
        (false, Some(target)) => output::replace(&target, &html)?,
        (false, None) => drop(output::print(&html)?),
    }
    let reports: Vec<&Report> = rounds.iter().map(|(_, report)| report).collect();
    if let Some(file) = names {
        output::replace(&file, &format!("{:#}\n", names_of(&reports)))?;
    }
    let style = output::style(&common, true);
    let mut told: String = reports.iter().map(|report| gone(report, &style)).collect();
    if as_json {
        told = format!("{:#}", json!({ "version": env!("CARGO_PKG_VERSION"), "reports": reports }));
    }
    let Some((page, last)) = rounds.pop() else { return Ok(Outcome::Clean) };
    let left = left(last);
    if !as_json {
        told.push_str(if told.is_empty() { "" } else { "\n" });
        told.push_str(&format!("{}\n", render(&left, &page, &style).trim_end()));
        told.push_str(&last_line(std::slice::from_ref(&left), 0, false));
    }
    output::tell(&told);
    Ok(if left.counts.violations > 0 { Outcome::Found } else { Outcome::Clean })
}

/// Most rounds of one strip.
const MAX_ROUNDS: usize = 8;

/// Strips a page until nothing more goes, since a text that stood between two questions may read as the name of the one
/// that is left: the page before each round with the report of it, and the source in the end.
fn rounds(mut page: Page, name: &str, config: &Config) -> (Vec<(Page, Report)>, String) {
    let mut languages = Languages::default();
    let mut rounds = Vec::new();
    loop {
        let mut report = page.lint(languages.of(&page.form), config);
        report.file = name.to_owned();
        let (html, report) = page.strip(report);
        let goes_on = !report.stripped.is_empty() && rounds.len() + 1 < MAX_ROUNDS;
        if !report.stripped.is_empty() || rounds.is_empty() {
            rounds.push((page, report));
        }
        if !goes_on {
            return (rounds, html);
        }
        page = Page::read(html);
    }
}

/// The fields that went, for the server that must stop accepting them.
fn names_of(reports: &[&Report]) -> Value {
    let mut fields = Vec::new();
    for report in reports {
        for stripped in &report.stripped {
            let categories: Vec<&str> = asked(report, stripped).map(Category::id).collect();
            let label = &stripped.question.label;
            let field = |name| json!({ "name": name, "label": label, "categories": categories });
            fields.extend(stripped.names.iter().map(field));
        }
    }
    let first = reports.first();
    json!({
        "file": first.map(|report| &report.file),
        "service": first.and_then(|report| report.service.as_ref()).map(|service| &service.id),
        "today": first.map(|report| report.today),
        "fields": fields,
    })
}

/// The categories that a question was taken out for.
fn asked(report: &Report, stripped: &Stripped) -> impl Iterator<Item = Category> {
    let at = stripped.question.index;
    let own = report.findings.iter().filter(move |it| it.question.as_ref().is_some_and(|it| it.index == at));
    own.filter(|finding| finding.verdict == Verdict::Violation).map(|finding| finding.category)
}

/// Refuses what would not come out as it went in.
fn check(name: &str, bytes: &[u8], page: &Page) -> Fallible<()> {
    let refuse = |why: &str, remedy: &str| Err(format!("{name}: {why}\n  {remedy}"));
    if page.source.is_empty() {
        let why = page.form.limits.first().map_or("there is nothing to strip", |limit| limit);
        return refuse(why, "strip takes HTML");
    }
    if page.source.as_bytes() != bytes {
        return refuse(
            "the file is not UTF-8: stripped, other bytes of it would change",
            "save it as UTF-8 first",
        );
    }
    Ok(())
}

/// The report without what was taken out.
fn left(mut report: Report) -> Report {
    let gone: Vec<usize> = report.stripped.iter().map(|stripped| stripped.question.index).collect();
    report.findings.retain(|it| it.question.as_ref().is_none_or(|it| gone.binary_search(&it.index).is_err()));
    report.counts.questions = report.counts.questions.saturating_sub(gone.len());
    report.recount();
    report
}

/// What was taken out, and what that leaves dangling.
fn gone(report: &Report, style: &Style) -> String {
    let mut out = String::new();
    let mut names = Vec::new();
    for stripped in &report.stripped {
        let categories: Vec<&str> =
            asked(report, stripped).map(|category| style.locale.category_name(category)).collect();
        let line = stripped.question.span.map_or(String::new(), |span| format!(" (line {})", span.line));
        let label = clean(&stripped.question.label);
        out.push_str(&format!(
            "{}{line}: {label} · {}\n",
            paint(style, "1;32", "stripped"),
            categories.join(", ")
        ));
        names.extend(stripped.names.iter().map(String::as_str));
    }
    if !names.is_empty() {
        let names = clean(&names.join(", "));
        out.push_str(&format!(
            "The server that takes this form must stop accepting these fields too: {names}\n"
        ));
    }
    for dangling in &report.dangling {
        let span = dangling.question.as_ref().and_then(|question| question.span);
        let line = span.map_or(String::new(), |span| format!(" (line {} of the form as it was)", span.line));
        let (text, advice) = (clean(&dangling.text), dangling.kind.advice());
        out.push_str(&format!("{}{line}: {text} · {advice}\n", paint(style, "1;33", "left dangling")));
    }
    out
}
