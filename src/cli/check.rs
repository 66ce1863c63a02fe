//! `askless check`: plain questions in, a result a line out.

use std::{
    collections::HashMap,
    io::{BufRead, BufReader, Write},
    path::{Path, PathBuf},
};

use askless::{
    Category, Config, Form,
    detect::{Ask, Evidence, Lexicon, Senses, detect_one, held},
    form::Question,
    judge::judge,
    read::plain::{PlainQuestion, read},
    report::{Finding, evidence},
    rules::{RuleText, all},
};
use serde_json::{Value, json};

use super::{
    Fallible, Outcome,
    args::{Common, Own, choice},
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
    let mut explain = Explain::default();
    while let Some(own) = common.next(&mut parser, &["explain", "why-not"])? {
        match own {
            Own::Help => return output::print(help::CHECK),
            Own::File(file) => files.push(file.into()),
            Own::Option(name) if name == "explain" => {
                explain.rules = all().into_iter().map(|rule| (rule.id.clone(), rule)).collect()
            }
            Own::Option(_) => {
                let categories: Vec<_> =
                    Category::ALL.iter().map(|category| (category.id(), *category)).collect();
                explain.why_not = Some(choice(&mut parser, "why-not", &categories)?);
            }
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
        Box::new(BufReader::new(open.map_err(|error| unreadable(&name, "it", &error))?))
    };
    let out = std::io::BufWriter::new(std::io::stdout().lock());
    lines(input, out, &name, &config, &explain)
}

fn lines(
    mut input: Box<dyn BufRead>,
    mut out: impl Write,
    file: &Path,
    config: &Config,
    explain: &Explain,
) -> Fallible<Outcome> {
    let name = file.display();
    let mut outcome = Outcome::Clean;
    let mut languages = Languages::default();
    let mut line = Vec::new();
    for number in 1.. {
        line.clear();
        let mut limited = std::io::Read::take(&mut input, MAX_LINE as u64);
        let read = limited.read_until(b'\n', &mut line).map_err(|error| unreadable(file, "it", &error))?;
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
            Ok(plain) => result(plain, &mut languages, config, explain),
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

fn result(plain: PlainQuestion, languages: &mut Languages, config: &Config, explain: &Explain) -> Value {
    let (question, is_cut) = read(plain);
    let form = Form { lang: question.lang.clone(), questions: vec![question], ..Form::default() };
    let lexicons = languages.of(&form);
    let question = &form.questions[0];
    let senses = config.senses();
    let asks = detect_one(lexicons, question, senses);
    let shown: Vec<Value> = asks
        .iter()
        .map(|ask| {
            let mut shown = json!({
                "category": ask.category, "how": ask.how, "rule": ask.rule, "evidence": evidence(question, ask),
            });
            if let Some(rule) = explain.rules.get(&ask.rule) {
                shown["explain"] = json!({ "why": rule.why, "instead": rule.instead, "source": rule.source });
            }
            shown
        })
        .collect();
    let why_not = explain.why_not.map(|category| why_not((lexicons, senses), question, category, &asks));
    let languages: Vec<&str> = lexicons.iter().map(|lexicon| &*lexicon.lang).collect();
    let report = judge(&form, &[asks], &languages, config);
    // What is said of needs is no finding of a question.
    let findings: Vec<&Finding> = report.all().filter(|finding| finding.question.is_some()).collect();
    let mut result = json!({ "id": question.id, "asks": shown, "findings": findings });
    if is_cut {
        result["limits"] = json!(["The question has more text than was read."]);
    }
    if let Some(why_not) = why_not {
        result["why_not"] = why_not;
    }
    result
}

/// What to say of a question beyond its result.
#[derive(Default)]
struct Explain {
    /// The rules by id, where each ask is explained.
    rules: HashMap<String, RuleText>,
    /// The category of which to say what held it back.
    why_not: Option<Category>,
}

/// What held the rules of a category back, one object a phrase that stands in the question.
fn why_not(
    (lexicons, senses): (&[Lexicon], Senses),
    question: &Question,
    category: Category,
    asks: &[Ask],
) -> Value {
    let reasons: Vec<Value> = held(lexicons, question, senses)
        .into_iter()
        .filter(|held| held.categories.contains(&category))
        .filter_map(|held| {
            let Evidence { slot, start, end } = held.evidence;
            let slot = question.slots.get(slot)?;
            let words = slot.text.get(start..end)?;
            Some(json!({ "rule": held.rule, "slot": slot.kind.id(), "text": words, "held_by": held.hold.reason() }))
        })
        .collect();
    let summary = match (asks.iter().find(|ask| ask.category == category), reasons.is_empty()) {
        (Some(ask), _) => format!("it asks: {} found it", ask.rule),
        (None, false) => "phrases of its rules stand here, and each is held back".to_owned(),
        (None, true) => "no phrase of its rules stands in this question".to_owned(),
    };
    json!({ "category": category, "summary": summary, "held": reasons })
}
