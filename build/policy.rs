//! Compiles the built-in policy and the judge's messages to Rust constants, so that the guard needs no parser for them.
//!
//! The policy is read with the schema that the crate itself uses: a wrong file fails the build.

use std::{collections::BTreeMap, env, fmt::Write, fs, path::Path};

#[path = "../src/category.rs"]
#[allow(dead_code)]
mod category;
#[path = "../src/judge/date.rs"]
#[allow(dead_code)]
mod date;
#[path = "../src/judge/policy.rs"]
#[allow(dead_code)]
mod schema;

use category::{Category, How};
use date::Date;
use schema::{Localized, Policy, Text};

const POLICY: &str = "src/judge/policy/hartford.toml";
const LOCALES: [(&str, &str); 2] =
    [("EN", "src/judge/messages/en.toml"), ("ES", "src/judge/messages/es.toml")];

/// Writes `policy.rs` to the build's output folder.
pub fn compile() {
    let mut out = policy(&read(POLICY));
    for (name, file) in LOCALES {
        messages(&mut out, name, &read(file));
    }
    let folder = env::var("OUT_DIR").expect("cargo sets OUT_DIR");
    fs::write(Path::new(&folder).join("policy.rs"), out).expect("the output folder can be written");
    for source in ["category.rs", "judge/date.rs", "judge/policy.rs"] {
        println!("cargo::rerun-if-changed=src/{source}");
    }
}

/// A TOML file, deserialized.
fn read<T: serde::de::DeserializeOwned>(file: &str) -> T {
    println!("cargo::rerun-if-changed={file}");
    let text = fs::read_to_string(file).unwrap_or_else(|error| panic!("{file}: {error}"));
    toml::from_str(&text).unwrap_or_else(|error| panic!("{file}: {error}"))
}

fn policy(policy: &Policy) -> String {
    let law = &policy.law;
    let (year, month, day) = law.as_of.parts();
    let mut out = String::from("/// The built-in policy.\npub static HARTFORD: Policy = Policy {\n");
    let mut field =
        |name: &str, value: String| writeln!(out, "    {name}: {value},").expect("a string takes it all");
    field("id", text(&policy.id));
    field(
        "law",
        format!(
            "Law {{ title: {}, citation: {}, as_of: Date::new({year}, {month}, {day}).unwrap(), status: {}, url: {} }}",
            text(&law.title),
            text(&law.citation),
            text(&law.status),
            url(&law.url)
        ),
    );
    field(
        "sections",
        list(&policy.sections, |it| {
            format!(
                "Section {{ number: {}, title: {}, url: {} }}",
                text(&it.number),
                text(&it.title),
                url(&it.url)
            )
        }),
    );
    field("hosts", list(&policy.hosts, text));
    field("rules", list(&policy.rules, rule));
    field(
        "citations",
        list(&policy.citations, |it| {
            let (cites, why) = (list(&it.cites, text), localized(&it.why));
            format!("Citation {{ cites: {cites}, with_ruling: {}, why: {why} }}", it.with_ruling)
        }),
    );
    field(
        "covers",
        list(&policy.covers, |it| {
            format!(
                "Cover {{ need: Category::{:?}, authority: {}, category: Category::{:?}, how: How::{:?}, audiences: {} }}",
                it.need,
                list(&it.authority, text),
                it.category,
                it.how,
                words("Audience", &it.audiences)
            )
        }),
    );
    field(
        "authorities",
        list(&policy.authorities, |it| {
            let marks = list(&it.marks, text);
            format!("Authority {{ level: Level::{:?}, marks: {marks}, needed: {} }}", it.level, it.needed)
        }),
    );
    field("no_offenses", list(&policy.no_offenses, text));
    field("necessity_test", localized(&policy.necessity_test));
    field(
        "readings",
        list(&policy.readings, |it| {
            format!("Reading {{ id: {}, text: {} }}", text(&it.id), localized(&it.text))
        }),
    );
    out.push_str("};\n");
    out
}

fn rule(rule: &schema::Rule) -> String {
    let statistics = match rule.statistics {
        Some(verdict) => format!("Some(Verdict::{verdict:?})"),
        None => "None".to_owned(),
    };
    format!(
        "Rule {{ id: {}, section: {}, act: Act::{:?}, categories: {}, how: {}, audiences: {}, when: {}, \
         verdict: Verdict::{:?}, statistics: {statistics}, absolute: {}, accepts: {}, levels: {}, why: {}, \
         remedy: Remedy::{:?}, fix: {}, note: {} }}",
        text(&rule.id),
        text(&rule.section),
        rule.act,
        words("Category", &rule.categories),
        words("How", &rule.how),
        words("Audience", &rule.audiences),
        words("When", &rule.when),
        rule.verdict,
        rule.absolute,
        words("Basis", &rule.accepts),
        words("Level", &rule.levels),
        localized(&rule.why),
        rule.remedy,
        localized(&rule.fix),
        localized(&rule.note),
    )
}

fn text(text: &Text) -> String {
    format!("Cow::Borrowed({text:?})")
}

fn url(url: &Option<Text>) -> String {
    url.as_ref().map_or("None".to_owned(), |url| format!("Some({})", text(url)))
}

fn localized(it: &Localized) -> String {
    format!("Localized {{ en: {}, es: {} }}", text(&it.en), text(&it.es))
}

fn list<T>(items: &[T], one: impl Fn(&T) -> String) -> String {
    let items: Vec<String> = items.iter().map(one).collect();
    format!("Cow::Borrowed(&[{}])", items.join(", "))
}

fn words<T: std::fmt::Debug>(kind: &str, items: &[T]) -> String {
    list(items, |item| format!("{kind}::{item:?}"))
}

/// The judge's messages in one language: `[say]` with the fields of `Say`, `[category.<id>]` with those of `CategoryText`.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Messages {
    say: BTreeMap<String, String>,
    category: BTreeMap<Category, BTreeMap<String, String>>,
}

fn messages(out: &mut String, name: &str, messages: &Messages) {
    let fields = |map: &BTreeMap<String, String>| {
        map.iter().map(|(key, value)| format!("{}: {value:?}, ", key.replace('-', "_"))).collect::<String>()
    };
    let categories: String = Category::ALL
        .iter()
        .map(|category| {
            let texts = messages.category.get(category);
            let texts = texts.unwrap_or_else(|| panic!("{name}: no messages for {}", category.id()));
            format!("        CategoryText {{ {} }},\n", fields(texts))
        })
        .collect();
    write!(
        out,
        "/// The judge's messages.\nstatic {name}: Messages = Messages {{\n    say: Say {{ {} }},\n    categories: &[\n{categories}    ],\n}};\n",
        fields(&messages.say)
    )
    .expect("a string takes it all");
}
