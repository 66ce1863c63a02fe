//! `askless check`: plain questions in, a result a line out.

use std::{
    io::{BufRead, BufReader, Write},
    path::PathBuf,
};

use askless::{
    Config, Form,
    detect::detect,
    judge::judge,
    read::plain::{PlainQuestion, question},
    report::{Finding, evidence},
};
use serde_json::{Value, json};

use super::{
    Fallible, Outcome,
    args::{Common, Own},
    config::config,
    help,
    input::unreadable,
    languages::Languages,
    output,
};

/// A longer line is no question; it is skipped without being kept.
const MAX_LINE: usize = 16 << 20;

pub fn run(mut parser: lexopt::Parser) -> Fallible<Outcome> {
    let mut common = Common::default();
    let mut files: Vec<PathBuf> = Vec::new();
    while let Some(own) = common.next(&mut parser, &[])? {
        match own {
            Own::Help => return output::print(help::CHECK),
            Own::File(file) => files.push(file.into()),
            Own::Option(_) => {}
        }
    }
    let name = match files.as_slice() {
        [] => PathBuf::from("-"),
        [file] => file.clone(),
        _ => {
            return Err(
                "more than one file is named\n  askless check FILE, or - for standard input".to_owned()
            );
        }
    };
    let config = config(&common)?;
    let input: Box<dyn BufRead> = if name.as_os_str() == "-" {
        Box::new(std::io::stdin().lock())
    } else {
        let open = std::fs::File::open(&name);
        Box::new(BufReader::new(open.map_err(|error| unreadable(&name, &error))?))
    };
    let out = std::io::BufWriter::new(std::io::stdout().lock());
    lines(input, out, &name.display().to_string(), &config)
}

fn lines(mut input: Box<dyn BufRead>, mut out: impl Write, name: &str, config: &Config) -> Fallible<Outcome> {
    let mut outcome = Outcome::Clean;
    let mut languages = Languages::default();
    let mut line = Vec::new();
    for number in 1.. {
        line.clear();
        let mut limited = std::io::Read::take(&mut input, MAX_LINE as u64);
        let read =
            limited.read_until(b'\n', &mut line).map_err(|error| format!("{name}:{number}: {error}"))?;
        if read == 0 {
            break;
        }
        if read == MAX_LINE && line.last() != Some(&b'\n') {
            return Err(format!(
                "{name}:{number}: the line is longer than 16 MB\n  write one question a line"
            ));
        }
        // A byte order mark, as some editors write.
        let text = line.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&line).trim_ascii();
        if text.is_empty() {
            continue;
        }
        let result = match serde_json::from_slice::<PlainQuestion>(text) {
            Ok(plain) => result(plain, &mut languages, config),
            Err(error) => {
                let told = error.to_string();
                let told = told.rsplit_once(" at line ").map_or(told.as_str(), |(told, _)| told);
                output::error(&format!(
                    "{name}:{number}: this is no question: {told} (column {})\n  each line is one JSON object, e.g. {{\"id\": \"q1\", \"label\": \"…\"}}",
                    error.column()
                ));
                outcome = Outcome::Failed;
                continue;
            }
        };
        match writeln!(out, "{result}") {
            Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => return Ok(outcome),
            Err(error) => return Err(format!("cannot write: {error}")),
            Ok(()) => {}
        }
    }
    match out.flush() {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => Err(format!("cannot write: {error}")),
        _ => Ok(outcome),
    }
}

fn result(plain: PlainQuestion, languages: &mut Languages, config: &Config) -> Value {
    let question = question(plain);
    let form = Form { lang: question.lang.clone(), questions: vec![question], ..Form::default() };
    let lexicons = languages.of(&form);
    let question = &form.questions[0];
    let asks = detect(lexicons, question);
    let shown: Vec<Value> = asks
        .iter()
        .map(|ask| {
            json!({
                "category": ask.category, "how": ask.how, "rule": ask.rule, "evidence": evidence(question, ask),
            })
        })
        .collect();
    let languages: Vec<&str> = lexicons.iter().map(|lexicon| &*lexicon.lang).collect();
    let report = judge(&form, &[asks], &languages, config);
    // What is said of needs is no finding of a question.
    let findings: Vec<&Finding> = report.all().filter(|finding| finding.question.is_some()).collect();
    json!({ "id": question.id, "asks": shown, "findings": findings })
}
