//! The JSON Schemas for editors know the keys and words that the loader knows, no more and no fewer.

use std::{fmt, fs, path::Path};

use askless::{
    Category, How, Policy, Service,
    category::Sense,
    judge::{self, policy},
};
use serde::de::{self, Deserialize, Deserializer, Visitor};
use serde_json::Value;

/// A deserializer that only notes what fields or variants a type asks for.
struct Spy<'a>(&'a mut Vec<&'static str>);

#[derive(Debug)]
struct Stop;

impl fmt::Display for Stop {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("stop")
    }
}

impl std::error::Error for Stop {}

impl de::Error for Stop {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Stop
    }
}

impl<'de> Deserializer<'de> for Spy<'_> {
    type Error = Stop;

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Stop> {
        Err(Stop)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        fields: &'static [&'static str],
        _: V,
    ) -> Result<V::Value, Stop> {
        self.0.extend(fields);
        Err(Stop)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        variants: &'static [&'static str],
        _: V,
    ) -> Result<V::Value, Stop> {
        self.0.extend(variants);
        Err(Stop)
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct
        newtype_struct seq tuple tuple_struct map identifier ignored_any
    }
}

fn known<T: Deserialize<'static>>() -> Vec<&'static str> {
    let mut found = Vec::new();
    let _ = T::deserialize(Spy(&mut found));
    found.sort_unstable();
    found
}

fn schema(file: &str) -> Value {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs").join(file);
    serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap()
}

/// The keys of an object, or the words of a list of words.
fn words(schema: &Value, pointer: &str) -> Vec<String> {
    let part = schema.pointer(pointer).unwrap_or_else(|| panic!("the schema has no {pointer}"));
    let mut words: Vec<String> = match (part.get("properties"), part.get("enum")) {
        (Some(Value::Object(map)), _) => map.keys().cloned().collect(),
        (_, Some(Value::Array(list))) => list.iter().map(|word| word.as_str().unwrap().to_owned()).collect(),
        _ => panic!("{pointer}: neither an object nor a list of words"),
    };
    words.sort_unstable();
    words
}

#[test]
fn the_schemas_know_what_the_loader_knows() {
    let (of_policy, of_service) = (schema("policy.schema.json"), schema("service.schema.json"));
    let mut count = 0;
    let mut check = |schema: &Value, pointer: &str, known: Vec<&str>| {
        assert!(!known.is_empty(), "{pointer}");
        assert_eq!(words(schema, pointer), known, "{pointer}");
        count += 1;
    };
    check(&of_policy, "", known::<Policy>());
    check(&of_service, "", known::<Service>());
    check(&of_service, "/$defs/Need", known::<judge::Need>());
    macro_rules! each {
        ($($schema:ident $name:literal $type:ty,)*) => {
            $(check(&$schema, concat!("/$defs/", $name), known::<$type>());)*
        };
    }
    each! {
        of_policy "Law" policy::Law,
        of_policy "Section" policy::Section,
        of_policy "Rule" policy::Rule,
        of_policy "Localized" policy::Localized,
        of_policy "Citation" policy::Citation,
        of_policy "Cover" policy::Cover,
        of_policy "Authority" policy::Authority,
        of_policy "Reading" policy::Reading,
        of_policy "Choice" policy::Choice,
        of_policy "BasisKeys" policy::BasisKeys,
        of_policy "MustAsk" policy::MustAsk,
        of_policy "Named" policy::Named,
        of_policy "Addressed" policy::Addressed,
        of_policy "Duty" policy::Duty,
        of_policy "Preemption" policy::Preemption,
        of_policy "Category" Category,
        of_policy "How" How,
        of_policy "Sense" Sense,
        of_policy "Act" policy::Act,
        of_policy "Asker" policy::Asker,
        of_policy "When" policy::When,
        of_policy "Verdict" policy::Verdict,
        of_policy "Audience" policy::Audience,
        of_policy "Basis" policy::Basis,
        of_policy "Level" policy::Level,
        of_policy "Remedy" policy::Remedy,
        of_policy "Evidence" policy::Evidence,
        of_policy "NeedKey" policy::NeedKey,
        of_policy "DutyKind" policy::DutyKind,
        of_service "Category" Category,
        of_service "Asker" policy::Asker,
        of_service "Audience" policy::Audience,
        of_service "Basis" policy::Basis,
        of_service "Level" policy::Level,
    }
    // Nothing is defined that was not compared; days are texts.
    let defined =
        |schema: &Value| schema["$defs"].as_object().unwrap().keys().filter(|name| *name != "Date").count();
    assert_eq!(defined(&of_policy) + defined(&of_service) + 2, count);
}

#[test]
fn required_keys_are_those_without_which_nothing_loads() {
    let schema = schema("service.schema.json");
    assert_eq!(schema["required"], serde_json::json!(["id"]));
    assert_eq!(schema["$defs"]["Need"]["required"], serde_json::json!(["category", "basis"]));
    for (key, list) in [
        ("", &["id", "law", "sections"][..]),
        ("Rule", &["id", "section", "act", "categories", "verdict", "why", "remedy"]),
    ] {
        let file = self::schema("policy.schema.json");
        let part = if key.is_empty() { &file } else { &file["$defs"][key] };
        assert_eq!(part["required"], serde_json::json!(list), "{key}");
    }
}
