//! Suppressions: findings that somebody has looked at and that are not asks, with the reason, by whom and when.

use std::{fs, path::Path};

use askless::{
    Report,
    judge::{
        Date, Verdict,
        check::Problem,
        load::{self, ConfigError, place},
    },
    report::Suppressed,
};
use serde::Deserialize;

use super::{Fallible, baseline::plain, config::name};

/// One finding that is not to be shown, as a file has it.
#[derive(Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct Suppression {
    /// Of the finding.
    fingerprint: String,
    /// Why it is none.
    reason: String,
    /// Who says so.
    author: String,
    /// When.
    date: Date,
    /// In this file only.
    file: Option<String>,
    /// The last day on which it holds.
    until: Option<Date>,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct File {
    suppress: Vec<Suppression>,
}

/// The suppressions of a run, and which of them were of use.
pub struct Suppressions {
    file: String,
    all: Vec<(Suppression, bool)>,
    today: Date,
}

impl Suppressions {
    pub fn read(file: &Path, today: Date) -> Fallible<Suppressions> {
        let text = fs::read_to_string(file).map_err(|error| {
            format!(
                "{}: cannot read the suppressions: {error}\n  each is a block [[suppress]] with fingerprint, reason, author and date",
                file.display()
            )
        })?;
        let name = name(file);
        let read: File = load::data(&name, &text).map_err(|error| error.to_string())?;
        for (at, one) in read.suppress.iter().enumerate() {
            let key = |key: &str| format!("suppress[{at}].{key}");
            let wrong = |key: String, message: &str, remedy: &str| -> ConfigError {
                place(&name, &text, Problem { key, message: message.to_owned(), remedy: remedy.to_owned() })
            };
            for (field, value) in
                [("fingerprint", &one.fingerprint), ("reason", &one.reason), ("author", &one.author)]
            {
                if value.trim().is_empty() {
                    return Err(wrong(key(field), "it is empty", "say it: others must be able to see why")
                        .to_string());
                }
            }
            if one.date > today {
                let remedy = "write the day on which somebody looked at it";
                return Err(wrong(key("date"), "this day has not come yet", remedy).to_string());
            }
        }
        Ok(Suppressions {
            file: name,
            all: read.suppress.into_iter().map(|one| (one, false)).collect(),
            today,
        })
    }

    /// Moves what is suppressed out of a report's findings.
    pub fn apply(&mut self, report: &mut Report) {
        let file = plain(&report.file);
        for findings in [&mut report.form_findings, &mut report.findings] {
            let mut left = Vec::new();
            for finding in std::mem::take(findings) {
                let one = self.all.iter_mut().find(|(one, _)| {
                    one.fingerprint == finding.fingerprint
                        && one.file.as_ref().is_none_or(|known| plain(known) == file)
                        && one.until.is_none_or(|until| until >= self.today)
                });
                let Some((one, used)) = one.filter(|_| finding.verdict > Verdict::Permitted) else {
                    left.push(finding);
                    continue;
                };
                *used = true;
                let (reason, author, date) = (one.reason.clone(), one.author.clone(), one.date);
                report.suppressed.push(Suppressed { finding, reason, author, date });
            }
            *findings = left;
        }
        report.recount();
    }

    /// What to say of those that suppressed nothing, a line each.
    pub fn unused(&self) -> Vec<String> {
        let unused = self.all.iter().filter(|(_, used)| !used);
        let told = unused.map(|(one, _)| {
            let why = match one.until {
                Some(until) if until < self.today => {
                    format!("it held until {until}: look at the finding again")
                }
                _ => "no finding has this fingerprint: take it out".to_owned(),
            };
            format!("{}: {} ({}, {}): unused: {why}", self.file, one.fingerprint, one.author, one.date)
        });
        told.collect()
    }
}
