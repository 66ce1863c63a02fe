//! Loading policies and services from files in TOML or JSON, with errors that say where and what to do.

use std::fmt;

use serde::de::DeserializeOwned;

use super::{
    Policy, Service,
    check::{Problem, key, nearest, problem},
};

/// Why a configuration file was not taken.
#[derive(Clone, Debug, PartialEq)]
pub struct ConfigError {
    /// The file, as it was named.
    pub file: String,
    /// The line, from 1; 0 if none is known.
    pub line: usize,
    /// What is wrong, and under which key.
    pub problem: Problem,
}

impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Problem { key, message, remedy } = &self.problem;
        f.write_str(&self.file)?;
        if self.line > 0 {
            write!(f, ":{}", self.line)?;
        }
        if !key.is_empty() {
            write!(f, ": {key}")?;
        }
        write!(f, ": {message}")?;
        if !remedy.is_empty() {
            write!(f, "\n  {remedy}")?;
        }
        Ok(())
    }
}

impl std::error::Error for ConfigError {}

/// Reads a policy from the text of a file; in JSON or TOML as its name says ([`is_json`]).
///
/// # Errors
/// The first thing that is wrong, with its line, its key and a remedy.
pub fn policy(file: &str, text: &str) -> Result<Policy, ConfigError> {
    let policy: Policy = parse(file, text)?;
    policy.check().and_then(|()| for_people(&policy)).map_err(|problem| place(file, text, problem))?;
    Ok(policy)
}

/// Whether the parts of a policy that only people read agree with its rules.
fn for_people(policy: &Policy) -> Result<(), Problem> {
    for (at, named) in policy.categories.iter().enumerate() {
        policy.check_section(&key("categories", at, "section"), &named.section)?;
    }
    for (at, duty) in policy.duties.iter().enumerate() {
        policy.check_section(&key("duties", at, "section"), &duty.section)?;
    }
    for (at, reading) in policy.readings.iter().enumerate() {
        if policy.readings.iter().take(at).any(|other| other.id == reading.id) {
            let message = format!("two readings are called `{}`", reading.id);
            return problem(&key("readings", at, "id"), &message, "give each reading a name of its own");
        }
        let rules = reading.choices.iter().flat_map(|choice| choice.rules.iter());
        let known: Vec<&str> = policy.rules.iter().map(|rule| &*rule.id).collect();
        for rule in rules {
            if !known.contains(&&**rule) {
                let hint = nearest(rule, &known).map_or_else(
                    || format!("rules of this policy: {}", known.join(", ")),
                    |near| format!("did you mean `{near}`?"),
                );
                let message = format!("the switch `{}` names a rule `{rule}` that is none", reading.id);
                return problem(&key("readings", at, "choices"), &message, &hint);
            }
        }
        if !reading.choices.is_empty() && reading.default.is_empty() {
            let message = format!("the switch `{}` does not say what its rules are written for", reading.id);
            return problem(&key("readings", at, "default"), &message, "add a line `default = …`");
        }
    }
    Ok(())
}

/// Reads a service from the text of a file; in JSON or TOML as its name says ([`is_json`]).
///
/// # Errors
/// The first thing that is wrong, with its line, its key and a remedy.
pub fn service(file: &str, text: &str) -> Result<Service, ConfigError> {
    let service: Service = parse(file, text)?;
    service.check().map_err(|problem| place(file, text, problem))?;
    Ok(service)
}

/// Reads data of another shape from the text of a file, with the same errors.
///
/// # Errors
/// The first thing that is wrong, with its line, its key and a remedy.
pub fn data<T: DeserializeOwned>(file: &str, text: &str) -> Result<T, ConfigError> {
    parse(file, text)
}

fn parse<T: DeserializeOwned>(file: &str, text: &str) -> Result<T, ConfigError> {
    let error = |line, problem| ConfigError { file: file.to_owned(), line, problem };
    if is_json(file) {
        // A byte order mark, as some editors write, is no part of the data.
        let text = text.trim_start_matches('\u{FEFF}');
        return serde_json::from_str(text).map_err(|found| {
            let told = found.to_string();
            let told = told.rsplit_once(" at line ").map_or(told.as_str(), |(told, _)| told);
            let line = text.lines().nth(found.line().saturating_sub(1)).unwrap_or_default();
            let key = json_key(line, found.column());
            error(found.line(), explain(told, key))
        });
    }
    toml::from_str(text).map_err(|found| {
        let at = found.span().map_or(0, |span| span.start.min(text.len()));
        let before = text.as_bytes().get(..at).unwrap_or_default();
        let line = found.span().map_or(0, |_| 1 + before.iter().filter(|byte| **byte == b'\n').count());
        error(line, explain(found.message(), toml_key(text, line)))
    })
}

/// Whether a file is JSON, by its name.
pub fn is_json(file: &str) -> bool {
    file.get(file.len().saturating_sub(5)..).is_some_and(|end| end.eq_ignore_ascii_case(".json"))
}

/// The key that a line of TOML is about, with the block that it stands in: `needs[1].category`.
fn toml_key(text: &str, line: usize) -> String {
    let mut block = String::new();
    let mut headers: Vec<&str> = Vec::new();
    let mut key = "";
    for text in text.lines().take(line) {
        let text = text.trim();
        key = "";
        if let Some(name) = text.strip_prefix("[[").and_then(|rest| rest.split("]]").next()) {
            block = format!("{name}[{}]", headers.iter().filter(|header| **header == name).count());
            headers.push(name);
        } else if let Some(name) = text.strip_prefix('[').and_then(|rest| rest.split(']').next()) {
            // `[rules.why]` is a part of the last `[[rules]]`.
            let (list, part) = name.split_once('.').unwrap_or((name, ""));
            let count = headers.iter().filter(|header| **header == list).count();
            block = if count > 0 { format!("{list}[{}].{part}", count - 1) } else { name.to_owned() };
        } else if let Some((name, _)) = text.split_once('=').filter(|_| !text.starts_with('#')) {
            key = name.trim();
        }
    }
    match (block.is_empty(), key.is_empty()) {
        (true, _) => key.to_owned(),
        (false, true) => block,
        (false, false) => format!("{block}.{key}"),
    }
}

/// The key that stands last before a column (from 1) of a line of JSON.
fn json_key(line: &str, column: usize) -> String {
    let before: String = line.chars().take(column).collect();
    let key = before.rsplit_once("\":").or_else(|| before.rsplit_once("\" :")).map_or("", |(head, _)| head);
    key.rsplit('"').next().unwrap_or("").to_owned()
}

/// Says in plain words what a parser says in its own.
fn explain(told: &str, key: String) -> Problem {
    let told = told.trim();
    let quoted: Vec<&str> = told.split('`').skip(1).step_by(2).collect();
    let (said, known) = quoted.split_first().map_or(("", &[][..]), |(said, known)| (*said, known));
    let allowed = || format!("allowed here: {}", known.join(", "));
    let choose = || match old_name(said)
        .or_else(|| nearest(said, known).map(|near| format!("did you mean `{near}`?")))
    {
        Some(hint) if known.len() > 8 => hint,
        Some(hint) => format!("{hint} ({})", allowed()),
        None => allowed(),
    };
    let (message, remedy) = if told.starts_with("unknown field") {
        (format!("unknown key `{said}`"), choose())
    } else if told.starts_with("unknown variant") {
        let what = if known.contains(&"immigration-status") { "category" } else { "value" };
        (format!("unknown {what} `{said}`"), choose())
    } else if told.starts_with("missing field") {
        (format!("the key `{said}` is missing"), format!("add a line `{said} = …` to this block"))
    } else if told.starts_with("invalid value") && told.contains("a date such as") {
        let date = told.split('"').nth(1).unwrap_or(said);
        (format!("`{date}` is no day of the calendar"), "write year-month-day, e.g. 2026-11-22".to_owned())
    } else if let Some((found, expected)) =
        told.strip_prefix("invalid type: ").and_then(|rest| rest.split_once(", expected "))
    {
        (
            format!("wrong type: this is {}, but should be {}", plain(found), plain(expected)),
            example(found, expected, &key),
        )
    } else if told.contains("invalid date") {
        (
            told.replace("invalid date", "no day of the calendar"),
            "write year-month-day, e.g. 2026-11-22".to_owned(),
        )
    } else if told.starts_with("EOF") {
        ("the file ends too early".to_owned(), "close the brackets and quotes that are open".to_owned())
    } else if told.starts_with("invalid length") {
        ("this is a list, but should be a block of keys".to_owned(), "begin with { and a key".to_owned())
    } else {
        (
            told.replace('\n', "; "),
            "see what the line says: quotes, brackets and commas must be in pairs".to_owned(),
        )
    };
    Problem { key, message, remedy }
}

/// What other files call it.
fn old_name(said: &str) -> Option<String> {
    let now = match said {
        "income" => "income-tax-records",
        "inherent" | "necessity" => "necessary",
        "federal_law" | "state_law" | "local_law" | "treaty" | "court_order" => "required-by-law",
        "external_form" => "external-form",
        _ => return None,
    };
    Some(format!("write `{now}`"))
}

/// The parser's word for a type, in plain words.
fn plain(kind: &str) -> String {
    let (word, value) = kind.split_once(' ').map_or((kind, ""), |(word, value)| (word, value));
    let name = match word {
        "string" => "a text",
        "integer" | "floating" => "a number",
        "boolean" => "yes or no",
        "sequence" => "a list",
        "map" => "a block",
        "a" | "an" => {
            return match value {
                "string" | "string or table" => "a text".into(),
                "boolean" => "true or false".into(),
                "sequence" => "a list".into(),
                _ => kind.to_owned(),
            };
        }
        _ if kind.starts_with("struct ") => return "a block of keys".into(),
        _ => return kind.to_owned(),
    };
    if value.is_empty() { name.to_owned() } else { format!("{name} ({})", value.trim_matches('`')) }
}

fn example(found: &str, expected: &str, key: &str) -> String {
    match expected {
        "a sequence" if found == "map" => return format!("write [[{key}]] with two brackets"),
        "a string" | "string or table" => "write it in quotes: \"…\"",
        "a boolean" => "write true or false, without quotes",
        "a sequence" => "write it in brackets: [\"…\", \"…\"]",
        _ if expected.contains("date") => "write year-month-day, e.g. 2026-11-22",
        _ => "",
    }
    .to_owned()
}

/// A problem with the line that its key stands in.
pub fn place(file: &str, text: &str, problem: Problem) -> ConfigError {
    let lines = text.lines().count();
    let exact = (1..=lines).find(|line| toml_key(text, *line) == problem.key);
    let block = problem.key.rsplit_once('.').map_or("", |(block, _)| block);
    let line = exact.or_else(|| (1..=lines).find(|line| toml_key(text, *line) == block)).unwrap_or(0);
    ConfigError { file: file.to_owned(), line, problem }
}
