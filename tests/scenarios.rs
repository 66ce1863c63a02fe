//! The law as cases: each file of `tests/scenarios` holds forms, services and what the judge must say of them.
//! `docs/scenarios.md` is made from them: `UPDATE_GOLDEN=1 cargo test --test scenarios` writes it.

use std::{collections::BTreeMap, fs, path::Path, sync::LazyLock};

use askless::{
    Config, Date, Locale, Report, Service, detect,
    judge::{library, load, switches::settle},
    page::Page,
    read::plain::{self, PlainForm, PlainQuestion},
};
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    provision: String,
    about: String,
    case: Vec<Case>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    #[serde(default)]
    policies: Vec<String>,
    #[serde(default)]
    switches: BTreeMap<String, String>,
    #[serde(default)]
    locale: Option<String>,
    #[serde(default)]
    title: String,
    #[serde(default)]
    asks: Vec<PlainQuestion>,
    #[serde(default)]
    html: String,
    service: Option<toml::Table>,
    #[serde(default)]
    needs: Vec<toml::Table>,
    expect: Vec<Expected>,
    #[serde(default)]
    states: Vec<String>,
    #[serde(default)]
    says: Vec<String>,
}

#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Expected {
    verdict: String,
    section: String,
    category: String,
    /// Of several policies the one that decides; the first if not given.
    #[serde(default)]
    policy: String,
}

const TODAY: &str = "2026-11-22";

fn files() -> Vec<(String, File)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/scenarios");
    let mut paths: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|end| end == "toml"));
    paths.sort();
    let read = |path: std::path::PathBuf| {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let text = fs::read_to_string(&path).unwrap();
        let file = toml::from_str(&text).unwrap_or_else(|error| panic!("{name}: {error}"));
        (name, file)
    };
    paths.into_iter().map(read).collect()
}

/// The service of a case, read as a service file is.
fn service(case: &Case) -> Option<Service> {
    let mut table = case.service.clone()?;
    table.entry("id").or_insert("scenario".into());
    let mut needs = Vec::new();
    for need in &case.needs {
        let mut need = need.clone();
        need.entry("reviewed-by").or_insert("Corporation Counsel".into());
        need.entry("as-of").or_insert("2026-01-15".into());
        need.entry("review-by").or_insert("2027-01-14".into());
        needs.push(toml::Value::Table(need));
    }
    table.insert("needs".into(), needs.into());
    let text = toml::to_string(&table).unwrap();
    Some(load::service("service.toml", &text).unwrap_or_else(|error| panic!("{}: {error}", case.name)))
}

fn report(case: &Case) -> Report {
    let names = if case.policies.is_empty() { vec!["hartford".to_owned()] } else { case.policies.clone() };
    let switches: Vec<(String, String)> = case.switches.clone().into_iter().collect();
    let policies = names.iter().map(|name| {
        let policy = library::parse(name).unwrap_or_else(|| panic!("{}: no policy {name}", case.name));
        settle(policy.unwrap(), &switches).unwrap_or_else(|problem| panic!("{}: {problem:?}", case.name))
    });
    let config = Config {
        policies: policies.collect(),
        service: service(case),
        today: Date::parse(TODAY).unwrap(),
        locale: case.locale.as_deref().map_or(Locale::En, |tag| Locale::from_tag(tag).unwrap()),
    };
    static LEXICONS: LazyLock<Vec<detect::Lexicon>> = LazyLock::new(detect::builtin);
    let lexicons = &*LEXICONS;
    if case.html.is_empty() {
        let (title, lang) = (case.title.clone(), case.locale.clone().unwrap_or_else(|| "en".into()));
        let form = plain::form(PlainForm { title, lang, questions: case.asks.clone() });
        askless::lint(&form, lexicons, &config)
    } else {
        Page::read(case.html.clone()).lint(lexicons, &config)
    }
}

/// What is wrong with a case; nothing if it is as it should be.
fn wrong(case: &Case) -> Option<String> {
    let report = report(case);
    let findings = report.all().filter(|finding| !finding.rule.starts_with("need/"));
    let several = case.policies.len() > 1;
    let found: Vec<Expected> = findings
        .map(|finding| Expected {
            verdict: finding.verdict.id().to_owned(),
            section: finding.citation.section.to_string(),
            category: finding.category.id().to_owned(),
            policy: if several { finding.policy.to_string() } else { String::new() },
        })
        .collect();
    let states: Vec<&str> = report.needs.iter().map(|need| need.state.id()).collect();
    let said: Vec<&str> = report
        .all()
        .map(|finding| finding.message.as_str())
        .chain(report.needs.iter().map(|need| need.message.as_str()))
        .chain(report.assumptions.iter().map(|it| &*it.text))
        .collect();
    let unsaid: Vec<&String> =
        case.says.iter().filter(|words| !said.iter().any(|text| text.contains(&***words))).collect();
    let states_fit = case.states.is_empty() || case.states == states;
    if found == case.expect && states_fit && unsaid.is_empty() {
        return None;
    }
    Some(format!("{}\n  found {found:?}\n  states {states:?}\n  not said {unsaid:?}", case.name))
}

#[test]
fn every_case_is_decided_as_it_says() {
    let mut wrongs = Vec::new();
    let mut count = 0;
    for (file, File { case, .. }) in files() {
        count += case.len();
        wrongs.extend(case.iter().filter_map(wrong).map(|wrong| format!("{file}: {wrong}")));
    }
    assert!(wrongs.is_empty(), "{} of {count}:\n{}", wrongs.len(), wrongs.join("\n"));
    assert!(count >= 80, "{count} cases");
}

#[test]
fn a_case_can_fail() {
    for (_, File { mut case, .. }) in files() {
        let Some(case) = case.iter_mut().find(|case| !case.expect.is_empty()) else { continue };
        case.expect[0].section.push('x');
        assert!(wrong(case).is_some(), "{}", case.name);
    }
}

/// The rows of the table of provisions in the specification that decide something: each has cases of both kinds.
const PROVISIONS: &[&str] = &[
    "2-926 confidential information",
    "2-926 immigration status",
    "2-926 resident",
    "2-927(a)",
    "2-927(b)",
    "2-927(c)",
    "2-927(d), 2-928(f)",
    "2-928(a)",
    "2-928(b)",
    "2-929 inquire",
    "2-929 disclose",
];

#[test]
fn every_provision_has_cases_both_ways_and_every_policy_four() {
    let files = files();
    for provision in PROVISIONS {
        let own = files.iter().filter(|(_, file)| file.provision == *provision);
        let cases: Vec<&Case> = own.flat_map(|(_, file)| &file.case).collect();
        let holds = |verdict: &str| {
            cases.iter().any(|case| case.expect.iter().any(|expected| expected.verdict == verdict))
        };
        let found = holds("violation") || holds("review");
        let not = holds("permitted") || cases.iter().any(|case| case.expect.is_empty());
        assert!(found && not, "{provision}: {} cases", cases.len());
    }
    for name in library::names().filter(|name| *name != "hartford") {
        let count = files
            .iter()
            .flat_map(|(_, file)| &file.case)
            .filter(|case| case.policies.iter().any(|it| it == name))
            .count();
        assert!(count >= 4, "{name}: {count} cases");
    }
}

#[test]
fn every_value_of_every_switch_has_a_case() {
    let files = files();
    let policy = library::parse("hartford").unwrap().unwrap();
    let chosen = |id: &str, value: &str| {
        let mut cases = files.iter().flat_map(|(_, file)| &file.case);
        cases.any(|case| case.switches.get(id).is_some_and(|chosen| chosen == value))
    };
    let missing: Vec<String> = policy
        .readings
        .iter()
        .flat_map(|reading| reading.choices.iter().map(|choice| (&reading.id, &choice.value)))
        .filter(|(id, value)| !chosen(id, value))
        .map(|(id, value)| format!("{id} = {value}"))
        .collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn the_table_in_the_docs_is_made_from_them() {
    let mut out = String::from(
        "# Scenarios\n\nMade from `tests/scenarios` by `UPDATE_GOLDEN=1 cargo test --test scenarios`: what the judge says of small forms, provision by provision.\n",
    );
    let mut count = 0;
    for (_, file) in files() {
        out.push_str(&format!("\n## {}\n\n{}\n\n", file.provision, file.about));
        out.push_str("| case | form | service and needs | verdicts |\n|---|---|---|---|\n");
        for case in &file.case {
            count += 1;
            let row = [case.name.clone(), form_words(case), service_words(case), verdict_words(case)];
            out.push_str(&format!("| {} |\n", row.map(|cell| cell.replace('|', "/")).join(" | ")));
        }
    }
    out.push_str(&format!("\n{count} cases.\n"));
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/scenarios.md");
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        fs::write(&file, &out).unwrap();
    }
    let known = fs::read_to_string(&file).unwrap_or_default();
    assert!(
        known == out,
        "docs/scenarios.md is out of date: UPDATE_GOLDEN=1 cargo test --test scenarios writes it"
    );
}

fn form_words(case: &Case) -> String {
    if !case.html.is_empty() {
        return format!("`{}`", case.html.split_whitespace().collect::<Vec<_>>().join(" "));
    }
    let one = |question: &PlainQuestion| {
        let mut out = question.label.clone().unwrap_or_default();
        for text in [&question.help, &question.placeholder].into_iter().flatten() {
            out.push_str(&format!(" ({text})"));
        }
        if let Some(options) = &question.options {
            out.push_str(&format!(" [{}]", options.join(", ")));
        }
        if question.required == Some(true) {
            out.push_str(" *required*");
        }
        if question.kind.as_deref() == Some("statement") { format!("“{out}”") } else { out }
    };
    case.asks.iter().map(one).collect::<Vec<_>>().join(" · ")
}

fn service_words(case: &Case) -> String {
    let mut parts = Vec::new();
    match &case.service {
        None => parts.push("no service".to_owned()),
        Some(service) => {
            for (key, value) in service {
                parts.push(format!("{key}: {}", plain_value(value)));
            }
        }
    }
    for (at, need) in case.needs.iter().enumerate() {
        let words: Vec<String> = need
            .iter()
            .filter(|(key, _)| !matches!(key.as_str(), "reason" | "scope" | "category" | "basis"))
            .map(|(key, value)| format!("{key} {}", plain_value(value)))
            .collect();
        let tail = if words.is_empty() { String::new() } else { format!(" ({})", words.join(", ")) };
        let state = case.states.get(at).map_or(String::new(), |state| format!(" → *{state}*"));
        let field = |key| need.get(key).map_or(String::new(), plain_value);
        parts.push(format!("need {} {}{tail}{state}", field("category"), field("basis")));
    }
    for (id, value) in &case.switches {
        parts.push(format!("switch {id} = {value}"));
    }
    if !case.policies.is_empty() {
        parts.push(format!("policies: {}", case.policies.join(", ")));
    }
    parts.join("; ")
}

fn plain_value(value: &toml::Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

fn verdict_words(case: &Case) -> String {
    if case.expect.is_empty() {
        return "nothing to say".to_owned();
    }
    let one = |it: &Expected| {
        let policy = if it.policy.is_empty() { String::new() } else { format!("{} ", it.policy) };
        format!("**{}** {policy}{}: {}", it.verdict, it.section, it.category)
    };
    case.expect.iter().map(one).collect::<Vec<_>>().join("; ")
}
