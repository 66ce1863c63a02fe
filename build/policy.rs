//! Compiles the built-in policy to JSON and the judge's messages to Rust constants, so that the guard needs no parser for TOML.
//!
//! The policy is read with the schema that the crate itself uses: a wrong file fails the build.

use std::{collections::BTreeMap, env, fmt::Write, fs, path::Path};

#[path = "../src/judge/date.rs"]
#[allow(dead_code)]
mod date;
#[path = "../src/judge/policy.rs"]
#[allow(dead_code)]
mod schema;
#[path = "../src/judge/words.rs"]
#[allow(dead_code)]
mod words;

#[allow(unused_imports)]
use crate::category::{Category, How, Sense};
use date::Date;
use schema::Policy;
use serde_json::Value;

const POLICY: &str = "src/judge/policy/hartford.toml";
const LOCALES: [(&str, &str); 2] =
    [("EN", "src/judge/messages/en.toml"), ("ES", "src/judge/messages/es.toml")];

/// Writes `hartford.json` and `messages.rs` to the build's output folder.
pub fn compile() {
    let policy: Policy = read(POLICY);
    let policy = serde_json::to_value(policy).expect("a policy is plain data");
    write("hartford.json", &lean(for_guard(policy)).to_string());
    let mut out = String::new();
    for (name, file) in LOCALES {
        messages(&mut out, name, &read(file));
    }
    write("messages.rs", &out);
    // What the guard does not say, as data.
    let remedies: Value = read("src/judge/messages/remedies.toml");
    write("remedies.json", &remedies.to_string());
    for source in ["judge/date.rs", "judge/policy.rs", "judge/words.rs"] {
        println!("cargo::rerun-if-changed=src/{source}");
    }
}

fn write(file: &str, text: &str) {
    let folder = env::var("OUT_DIR").expect("cargo sets OUT_DIR");
    fs::write(Path::new(&folder).join(file), text).expect("the output folder can be written");
}

/// A TOML file, deserialized.
fn read<T: serde::de::DeserializeOwned>(file: &str) -> T {
    println!("cargo::rerun-if-changed={file}");
    let text = fs::read_to_string(file).unwrap_or_else(|error| panic!("{file}: {error}"));
    toml::from_str(&text).unwrap_or_else(|error| panic!("{file}: {error}"))
}

/// Without what is only for people, as `judge::switches` does it: the switches stand as they are written.
fn for_guard(mut policy: Value) -> Value {
    let mut drop = |pointer: &str, keys: &[&str]| {
        let Some(part) = policy.pointer_mut(pointer) else { return };
        let parts = match part {
            Value::Array(list) => list.iter_mut().collect(),
            part => vec![part],
        };
        for map in parts.into_iter().filter_map(Value::as_object_mut) {
            keys.iter().for_each(|key| drop_key(map, key));
        }
    };
    drop("", &["categories", "audiences", "duties", "preempted-by"]);
    drop("/law", &["adopted", "source"]);
    drop("/sections", &["evidence"]);
    drop("/readings", &["choices"]);
    for reading in policy.pointer_mut("/readings").and_then(Value::as_array_mut).into_iter().flatten() {
        let Some(default) = reading.as_object_mut().and_then(|reading| reading.remove("default")) else {
            continue;
        };
        assert!(reading.get("value").is_none(), "the built-in policy keeps to its defaults");
        reading["value"] = default;
    }
    policy
}

fn drop_key(map: &mut serde_json::Map<String, Value>, key: &str) {
    map.remove(key);
}

/// Without what may be missing: nothing, no, empty texts, lists and blocks.
fn lean(value: Value) -> Value {
    let says = |value: &Value| match value {
        Value::Null | Value::Bool(false) => false,
        Value::String(text) => !text.is_empty(),
        Value::Array(list) => !list.is_empty(),
        Value::Object(map) => !map.is_empty(),
        _ => true,
    };
    match value {
        Value::Object(map) => map
            .into_iter()
            .map(|(name, value)| (name, lean(value)))
            .filter(|(_, value)| says(value))
            .collect(),
        Value::Array(list) => list.into_iter().map(lean).collect(),
        value => value,
    }
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
