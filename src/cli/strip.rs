//! `askless strip`

use std::path::PathBuf;

use askless::{
    Report,
    judge::Verdict,
    page::Page,
    report::{
        Finding,
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

    let mut report = page.lint(Languages::default().of(&page.form), &config);
    report.file = name;
    let (html, report) = page.strip(report);
    match (in_place, target) {
        (true, _) if html == page.source => {}
        (true, _) => output::replace(file, &html)?,
        (false, Some(target)) => output::replace(&target, &html)?,
        (false, None) => drop(output::print(&html)?),
    }
    if let Some(file) = names {
        output::replace(&file, &format!("{:#}\n", names_of(&report)))?;
    }
    let style = output::style(&common, true);
    if as_json {
        let all = json!({ "version": env!("CARGO_PKG_VERSION"), "reports": [&report] });
        output::tell(&format!("{all:#}"));
    } else {
        output::tell(&told(report.clone(), &page, &style));
    }
    let left = left(report);
    let found = left.counts.violations > 0;
    if !as_json {
        output::tell(&last_line(&[left], 0, false));
    }
    Ok(if found { Outcome::Found } else { Outcome::Clean })
}

/// The fields that went, for the server that must stop accepting them.
fn names_of(report: &Report) -> Value {
    let fields = report.stripped.iter().flat_map(|stripped| {
        let of_it = |finding: &&Finding| {
            stripped.fingerprints.contains(&finding.fingerprint) && finding.verdict == Verdict::Violation
        };
        let categories: Vec<&str> =
            report.findings.iter().filter(of_it).map(|finding| finding.category.id()).collect();
        let field = move |name: &String| {
            json!({ "name": name, "label": stripped.question.label, "categories": categories })
        };
        stripped.names.iter().map(field)
    });
    json!({
        "file": report.file,
        "service": report.service.as_ref().map(|service| &service.id),
        "today": report.today,
        "fields": fields.collect::<Vec<_>>(),
    })
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
    let gone = |finding: &Finding| {
        let at = finding.question.as_ref().map(|question| question.index);
        report.stripped.iter().any(|stripped| Some(stripped.question.index) == at)
    };
    report.findings =
        std::mem::take(&mut report.findings).into_iter().filter(|finding| !gone(finding)).collect();
    let of = |verdict| report.all().filter(|finding| finding.verdict == verdict).count();
    let (violations, reviews, permitted) =
        (of(Verdict::Violation), of(Verdict::Review), of(Verdict::Permitted));
    let counts = &mut report.counts;
    counts.questions = counts.questions.saturating_sub(report.stripped.len());
    (counts.violations, counts.reviews, counts.permitted) = (violations, reviews, permitted);
    report
}

/// What was taken out, then what is left.
fn told(report: Report, page: &Page, style: &Style) -> String {
    let mut out = String::new();
    let mut names = Vec::new();
    for stripped in &report.stripped {
        let categories: Vec<&str> = report
            .findings
            .iter()
            .filter(|finding| stripped.fingerprints.contains(&finding.fingerprint))
            .filter(|finding| finding.verdict == Verdict::Violation)
            .map(|finding| style.locale.category_name(finding.category))
            .collect();
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
    if !out.is_empty() {
        out.push('\n');
    }
    out.push_str(render(&left(report), page, style).trim_end());
    out
}
