//! A baseline: the findings of forms that a city already has, so that only new ones show.

use std::{collections::HashSet, fs, path::Path};

use askless::{Report, judge::Verdict};

use super::{Fallible, output};

const HEAD: &str =
    "# askless baseline: findings that are known, one a line: fingerprint, file, what was asked.\n";

/// Known findings: file and fingerprint.
pub struct Baseline(HashSet<(String, String)>);

impl Baseline {
    pub fn read(file: &Path) -> Fallible<Baseline> {
        let text = fs::read_to_string(file).map_err(|error| {
            format!(
                "{}: cannot read the baseline: {error}\n  make one: askless lint FILE… --write-baseline {0}",
                file.display()
            )
        })?;
        let mut known = HashSet::new();
        for (number, line) in text.lines().enumerate() {
            if line.trim().is_empty() || line.starts_with('#') {
                continue;
            }
            let mut fields = line.split('\t');
            let (Some(print), Some(form)) = (fields.next(), fields.next()) else {
                return Err(format!(
                    "{}:{}: this is no line of a baseline\n  each line is a fingerprint, a tab and a file: write the baseline anew",
                    file.display(),
                    number + 1
                ));
            };
            known.insert((form.to_owned(), print.to_owned()));
        }
        Ok(Baseline(known))
    }

    pub fn write(file: &Path, reports: &[Report]) -> Fallible<()> {
        let mut text = HEAD.to_owned();
        for report in reports {
            for finding in report.all().filter(|finding| finding.verdict > Verdict::Permitted) {
                let label = finding.question.as_ref().map_or("", |question| &question.label);
                let label: String = label.split_whitespace().collect::<Vec<_>>().join(" ");
                text.push_str(&format!(
                    "{}\t{}\t{}: {label}\n",
                    finding.fingerprint,
                    plain(&report.file),
                    finding.category.id()
                ));
            }
        }
        output::replace(file, &text)
    }

    /// Takes what is known out of a report; how many findings that were.
    pub fn leave_out(&self, report: &mut Report) -> usize {
        let file = plain(&report.file);
        let before = report.all().count();
        for findings in [&mut report.form_findings, &mut report.findings] {
            findings.retain(|finding| {
                finding.verdict == Verdict::Permitted
                    || !self.0.contains(&(file.clone(), finding.fingerprint.clone()))
            });
        }
        report.recount();
        before - report.all().count()
    }
}

/// A file's name without what differs between shells and systems.
pub fn plain(file: &str) -> String {
    file.replace('\\', "/").trim_start_matches("./").replace(['\t', '\n'], " ")
}
