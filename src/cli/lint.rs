//! `askless lint`

use std::path::PathBuf;

use askless::{
    Report,
    report::{
        Counts,
        sarif::sarif,
        text::{counted, paint, render},
    },
};

use super::{
    Fallible, Outcome,
    args::{Common, Own, choice, value},
    baseline::Baseline,
    config::config,
    help,
    input::{Named, inputs, read},
    languages::Languages,
    output, rules,
    suppressions::Suppressions,
};

#[derive(Clone, Copy, PartialEq, Eq)]
enum Format {
    Text,
    Json,
    Sarif,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum FailOn {
    Violation,
    /// Violations, and forms that were not wholly read.
    Unread,
    Review,
    /// All of these.
    Incomplete,
}

const OPTIONS: &[&str] = &[
    "format",
    "fail-on",
    "baseline",
    "write-baseline",
    "suppressions",
    "permitted",
    "assumptions",
    "remedies",
];

pub fn run(mut parser: lexopt::Parser) -> Fallible<Outcome> {
    let mut common = Common::default();
    let (mut format, mut fail_on, mut permitted) = (Format::Text, FailOn::Violation, false);
    let mut assumptions = false;
    let mut remedies = false;
    let (mut baseline, mut write_baseline, mut suppressions) = (None, None, None);
    let mut files: Vec<PathBuf> = Vec::new();
    while let Some(own) = common.next(&mut parser, OPTIONS)? {
        match own {
            Own::Help => return output::print(help::LINT),
            Own::File(file) => files.push(file.into()),
            Own::Option(name) => match name.as_str() {
                "format" => {
                    let formats = [("text", Format::Text), ("json", Format::Json), ("sarif", Format::Sarif)];
                    format = choice(&mut parser, "format", &formats)?;
                }
                "fail-on" => {
                    let choices = [
                        ("violation", FailOn::Violation),
                        ("unread", FailOn::Unread),
                        ("review", FailOn::Review),
                        ("incomplete", FailOn::Incomplete),
                    ];
                    fail_on = choice(&mut parser, "fail-on", &choices)?;
                }
                "baseline" => baseline = Some(PathBuf::from(value(&mut parser, "baseline")?)),
                "write-baseline" => {
                    write_baseline = Some(PathBuf::from(value(&mut parser, "write-baseline")?))
                }
                "suppressions" => suppressions = Some(PathBuf::from(value(&mut parser, "suppressions")?)),
                "permitted" => permitted = true,
                "remedies" => remedies = true,
                _ => assumptions = true,
            },
        }
    }
    if files.is_empty() {
        return Err("no file is named\n  askless lint FILE…, or - for standard input".to_owned());
    }
    let config = config(&common)?;
    let baseline = baseline.as_deref().map(Baseline::read).transpose()?;
    let mut languages = Languages::default();
    let mut style = output::style(&common, false);
    (style.permitted, style.assumptions, style.remedies) = (permitted, assumptions, remedies);
    let mut suppressions = suppressions.map(|file| Suppressions::read(&file, config.today)).transpose()?;

    let mut reports = Vec::new();
    let mut failed = false;
    let mut known = 0;
    for input in inputs(&files) {
        let Named { file, page } = match input.and_then(|input| read(&input)) {
            Ok(named) => named,
            Err(message) => {
                output::error(&message);
                failed = true;
                continue;
            }
        };
        let mut report = page.lint(languages.of(&page.form), &config);
        report.file = file;
        if let Some(suppressions) = &mut suppressions {
            suppressions.apply(&mut report);
        }
        if let Some(baseline) = &baseline {
            known += baseline.leave_out(&mut report);
        }
        if format == Format::Text {
            output::print(&render(&report, &page, &style))?;
        }
        reports.push(report);
    }
    if let Some(file) = &write_baseline {
        Baseline::write(file, &reports)?;
    }
    for unused in suppressions.iter().flat_map(Suppressions::unused) {
        output::tell(&format!("warning: {unused}"));
    }
    let last = last_line(&reports, known, failed);
    match format {
        Format::Text => {
            let violations = reports.iter().any(|report| report.counts.violations > 0);
            let open = failed || reports.iter().any(|report| report.counts.reviews > 0 || !report.complete);
            let color = if violations {
                "1;31"
            } else if open {
                "1;33"
            } else {
                "1;32"
            };
            let laws = config.policies.iter().map(|policy| &policy.law);
            let laws: Vec<String> = laws.map(|law| format!("{} ({})", law.citation, law.status)).collect();
            let how = if assumptions { "" } else { "; --assumptions shows how it is read" };
            let under = format!("judged under {} on {}{how}", laws.join(" and "), config.today);
            output::print(&format!("{}\n{}\n", paint(&style, "2", &under), paint(&style, color, &last)))?;
        }
        Format::Json => {
            let all = serde_json::json!({ "version": env!("CARGO_PKG_VERSION"), "reports": reports });
            output::print(&format!("{all:#}\n"))?;
            output::tell(&last);
        }
        Format::Sarif => {
            output::print(&format!("{:#}\n", sarif(&reports, &rules::describe())))?;
            output::tell(&last);
        }
    }
    let found = reports.iter().any(|report| {
        report.counts.violations > 0
            || matches!(fail_on, FailOn::Review | FailOn::Incomplete) && report.counts.reviews > 0
            || matches!(fail_on, FailOn::Unread | FailOn::Incomplete) && !report.complete
    });
    Ok(match (failed, found) {
        (true, _) => Outcome::Failed,
        (false, true) => Outcome::Found,
        (false, false) => Outcome::Clean,
    })
}

/// How many reviews are open, and whether everything was read.
pub fn last_line(reports: &[Report], known: usize, failed: bool) -> String {
    let sum = |of: fn(&Counts) -> usize| reports.iter().map(|report| of(&report.counts)).sum::<usize>();
    let mut line = format!(
        "{}: {}, {} open; ",
        counted(reports.len(), ("form", "forms")),
        counted(sum(|counts| counts.violations), ("violation", "violations")),
        counted(sum(|counts| counts.reviews), ("review", "reviews")),
    );
    let incomplete = reports.iter().filter(|report| !report.complete).count();
    line.push_str(&match (failed, incomplete) {
        (false, 0) => "everything was read".to_owned(),
        (true, 0) => "some files could not be read".to_owned(),
        (false, some) => format!("not everything was read ({})", counted(some, ("form", "forms"))),
        (true, some) => {
            format!("some files could not be read, {} not completely", counted(some, ("form", "forms")))
        }
    });
    let suppressed: usize = reports.iter().map(|report| report.suppressed.len()).sum();
    if suppressed > 0 {
        line.push_str(&format!("; {suppressed} suppressed"));
    }
    if known > 0 {
        line.push_str(&format!("; {known} known from the baseline left out"));
    }
    line
}
