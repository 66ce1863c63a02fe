//! `askless diff`: what changed between two reports.

use std::{collections::BTreeMap, fs, path::PathBuf};

use askless::report::text::{clean, counted, paint};
use serde::Deserialize;
use serde_json::{Value, json};

use super::{
    Fallible, Outcome,
    args::{Common, Own, choice},
    help,
    input::unreadable,
    output,
};

/// What a report says of a finding, as far as it is compared.
#[derive(Clone, Debug, PartialEq, Deserialize)]
struct Found {
    fingerprint: String,
    verdict: String,
    category: String,
    citation: Citation,
    question: Option<Question>,
}

#[derive(Clone, Debug, PartialEq, Deserialize)]
struct Citation {
    section: String,
}

#[derive(Clone, Debug, PartialEq, Deserialize)]
struct Question {
    label: String,
}

#[derive(Deserialize)]
struct Reports {
    reports: Vec<OneReport>,
}

#[derive(Deserialize)]
struct OneReport {
    file: String,
    form_findings: Vec<Found>,
    findings: Vec<Found>,
}

/// File and fingerprint, with the finding.
type Findings = BTreeMap<(String, String), Found>;

/// A finding before and after; none where it is not.
struct Change<'a> {
    file: &'a str,
    before: Option<&'a Found>,
    after: Option<&'a Found>,
}

pub fn run(mut parser: lexopt::Parser) -> Fallible<Outcome> {
    let mut common = Common::default();
    let mut as_json = false;
    let mut files: Vec<PathBuf> = Vec::new();
    while let Some(own) = common.next(&mut parser, &["format"])? {
        match own {
            Own::Help => return output::print(help::DIFF),
            Own::File(file) => files.push(file.into()),
            Own::Option(_) => as_json = choice(&mut parser, "format", &[("text", false), ("json", true)])?,
        }
    }
    let [before, after] = files.as_slice() else {
        return Err("name two reports\n  askless diff BEFORE.json AFTER.json, both written by askless lint --format json".to_owned());
    };
    let (mut before, mut after) = (read(before)?, read(after)?);
    // One form under two names is still one form.
    if let ([one], [other]) = (before.reports.as_mut_slice(), after.reports.as_mut_slice()) {
        one.file.clone_from(&other.file);
    }
    let (before, after) = (findings(before), findings(after));
    let changes = changes(&before, &after);
    let is_worse = |change: &&Change| {
        change.after.is_some_and(|after| after.verdict == "violation")
            && change.before.is_none_or(|before| before.verdict != "violation")
    };
    let worse = changes.iter().filter(is_worse).count();
    let same = after.len() - changes.iter().filter(|change| change.after.is_some()).count();
    if as_json {
        let list: Vec<Value> = changes.iter().map(shown).collect();
        output::print(&format!("{:#}\n", json!({ "changes": list, "unchanged": same })))?;
    } else {
        output::print(&text(&changes, same, worse, &common))?;
    }
    Ok(if worse > 0 { Outcome::Found } else { Outcome::Clean })
}

fn read(file: &PathBuf) -> Fallible<Reports> {
    let bytes = fs::read(file).map_err(|error| unreadable(file, "it", &error))?;
    serde_json::from_slice(&bytes).map_err(|error| {
        format!(
            "{}: this is no report: {error}\n  write one: askless lint FORM --format json > {0}",
            file.display()
        )
    })
}

fn findings(reports: Reports) -> Findings {
    let mut out = Findings::new();
    for report in reports.reports {
        for found in report.form_findings.into_iter().chain(report.findings) {
            out.insert((report.file.clone(), found.fingerprint.clone()), found);
        }
    }
    out
}

fn changes<'a>(before: &'a Findings, after: &'a Findings) -> Vec<Change<'a>> {
    let mut keys: Vec<_> = before.keys().chain(after.keys()).collect();
    keys.sort_unstable();
    keys.dedup();
    let change = |key: &'a (String, String)| {
        let (before, after) = (before.get(key), after.get(key));
        let differs =
            before.map(|it| (&it.verdict, &it.citation)) != after.map(|it| (&it.verdict, &it.citation));
        differs.then_some(Change { file: &key.0, before, after })
    };
    keys.into_iter().filter_map(change).collect()
}

fn shown(change: &Change) -> Value {
    let either = change.after.or(change.before);
    let part = |found: Option<&Found>| {
        found.map(|found| json!({ "verdict": found.verdict, "section": found.citation.section }))
    };
    json!({
        "file": change.file,
        "fingerprint": either.map(|found| &found.fingerprint),
        "category": either.map(|found| &found.category),
        "label": either.and_then(|found| found.question.as_ref()).map(|question| &question.label),
        "before": part(change.before),
        "after": part(change.after),
    })
}

fn text(changes: &[Change], same: usize, worse: usize, common: &Common) -> String {
    let style = output::style(common, false);
    let mut out = String::new();
    for change in changes {
        let Some(found) = change.after.or(change.before) else { continue };
        let words = |found: &Found| format!("{} (sec. {})", found.verdict, found.citation.section);
        let (color, what) = match (change.before, change.after) {
            (None, Some(after)) => ("1;31", format!("new {}", words(after))),
            (Some(before), None) => ("1;32", format!("gone {}", words(before))),
            (Some(before), Some(after)) => ("1;33", format!("{} is now {}", words(before), words(after))),
            (None, None) => continue,
        };
        let label = found.question.as_ref().map_or("", |question| &question.label);
        out.push_str(&format!(
            "{}: {} · {} · {}\n",
            paint(&style, color, &what),
            found.category,
            clean(label),
            clean(change.file)
        ));
    }
    let count = |is: fn(&Change) -> bool| changes.iter().filter(|change| is(change)).count();
    out.push_str(&format!(
        "{}: {} new, {} gone, {} changed; {same} as before\n",
        counted(worse, ("more violation", "more violations")),
        count(|it| it.before.is_none()),
        count(|it| it.after.is_none()),
        count(|it| it.before.is_some() && it.after.is_some()),
    ));
    out
}
