//! Plain data of any shape: what JavaScript hands in, before it is read as a policy, a service or a question.
//!
//! Reading in two steps keeps the guard small, refuses fields that a type does not know, and names the place of an
//! error. Nothing returns early: what cannot be read is noted, a blank stands in for it, and the whole is thrown away
//! in the end. (Derived reading by serde does the same with eight times the code: 45 kB of wasm.)

use std::borrow::Cow;

use crate::{
    Category, Date, How, Policy, Service,
    judge::{
        Act, Audience, Basis, Level, Need, Remedy, Verdict, When,
        policy::{Authority, Citation, Cover, Law, List, Localized, Reading, Rule, Section, Text},
    },
    read::plain::{PlainForm, PlainQuestion},
};

/// Plain data.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Nothing.
    Null,
    /// Yes or no.
    Bool(bool),
    /// A number: no schema of ours has any, so its value does not matter.
    Number,
    /// A text.
    Text(String),
    /// A list.
    List(Vec<Value>),
    /// Names and values.
    Map(Vec<(String, Value)>),
}

impl Value {
    /// Reads the data as a `T`, or says in a sentence what is wrong first, and where.
    pub fn read<T: Plain>(self) -> Result<T, String> {
        let mut reading = Reader::default();
        let value = T::plain(self, &mut reading);
        match reading.wrong {
            None => Ok(value),
            Some(wrong) => Err(wrong),
        }
    }
}

/// Where the reading is, and what was wrong first.
#[derive(Default)]
pub struct Reader {
    path: Vec<String>,
    wrong: Option<String>,
}

impl Reader {
    fn wrong(&mut self, parts: &[&str]) {
        if self.wrong.is_some() {
            return;
        }
        let mut sentence = String::new();
        for place in &self.path {
            if !sentence.is_empty() && !place.starts_with('[') {
                sentence.push('.');
            }
            sentence.push_str(place);
        }
        if !sentence.is_empty() {
            sentence.push_str(": ");
        }
        parts.iter().for_each(|part| sentence.push_str(part));
        self.wrong = Some(sentence);
    }

    fn text(&mut self, value: Value) -> String {
        if let Value::Text(text) = value {
            return text;
        }
        self.wrong(&["this must be a text"]);
        String::new()
    }

    fn list(&mut self, value: Value) -> Vec<Value> {
        if let Value::List(list) = value {
            return list;
        }
        self.wrong(&["this must be a list"]);
        Vec::new()
    }

    fn map(&mut self, value: Value, known: &[&str]) -> Vec<(String, Value)> {
        if let Value::Map(map) = value {
            return map;
        }
        self.wrong(&["this must be an object with the fields ", &listed(known)]);
        Vec::new()
    }

    /// Which of these words the value is; the first, if it is none.
    fn word(&mut self, value: Value, words: &[&str]) -> usize {
        let text = self.text(value);
        words.iter().position(|word| *word == text).unwrap_or_else(|| {
            self.wrong(&["\"", &text, "\" is none of ", &words.join(", ")]);
            0
        })
    }

    /// Takes a field out of an object.
    fn field<T: Plain>(&mut self, map: &mut Vec<(String, Value)>, name: &str, default: Option<T>) -> T {
        match map.iter().position(|(other, _)| is_name(name, other)) {
            Some(at) => {
                let (name, value) = map.swap_remove(at);
                self.path.push(name);
                let read = T::plain(value, self);
                self.path.pop();
                read
            }
            None => default.or_else(T::missing).unwrap_or_else(|| {
                self.wrong(&["the field \"", &file_name(name), "\" is missing"]);
                T::plain(Value::Null, self)
            }),
        }
    }

    fn end(&mut self, map: &[(String, Value)], known: &[&str]) {
        if let Some((name, _)) = map.first() {
            self.wrong(&["there is no field \"", name, "\" here, only ", &listed(known)]);
        }
    }
}

/// Files write `as-of` for the field `as_of`.
fn is_name(field: &str, name: &str) -> bool {
    field.len() == name.len() && field.bytes().map(dashed).eq(name.bytes())
}

fn dashed(byte: u8) -> u8 {
    if byte == b'_' { b'-' } else { byte }
}

fn file_name(field: &str) -> String {
    field.replace('_', "-")
}

fn listed(fields: &[&str]) -> String {
    file_name(&fields.join(", "))
}

/// A type that can be read from plain data.
pub trait Plain: Sized {
    /// Reads it; what is wrong is noted, and a blank is given.
    fn plain(value: Value, reading: &mut Reader) -> Self;

    /// What a missing field means, if it may be missing.
    fn missing() -> Option<Self> {
        None
    }
}

impl Plain for bool {
    fn plain(value: Value, reading: &mut Reader) -> bool {
        if !matches!(value, Value::Bool(_)) {
            reading.wrong(&["this must be true or false"]);
        }
        value == Value::Bool(true)
    }
}

impl Plain for String {
    fn plain(value: Value, reading: &mut Reader) -> String {
        reading.text(value)
    }
}

impl Plain for Text {
    fn plain(value: Value, reading: &mut Reader) -> Text {
        Cow::Owned(reading.text(value))
    }
}

impl<T: Plain> Plain for Option<T> {
    fn plain(value: Value, reading: &mut Reader) -> Option<T> {
        (value != Value::Null).then(|| T::plain(value, reading))
    }

    fn missing() -> Option<Option<T>> {
        Some(None)
    }
}

impl<T: Plain> Plain for Vec<T> {
    fn plain(value: Value, reading: &mut Reader) -> Vec<T> {
        let mut read = Vec::new();
        for item in reading.list(value) {
            reading.path.push(["[", &read.len().to_string(), "]"].concat());
            read.push(T::plain(item, reading));
            reading.path.pop();
        }
        read
    }
}

impl<T: Plain + Clone> Plain for List<T> {
    fn plain(value: Value, reading: &mut Reader) -> List<T> {
        Cow::Owned(Vec::plain(value, reading))
    }
}

// As the derived reading does: unknown fields are no error.
impl Plain for PlainQuestion {
    fn plain(value: Value, reading: &mut Reader) -> PlainQuestion {
        let mut map = reading.map(value, &["id", "kind", "label", "options"]);
        PlainQuestion {
            id: reading.field(&mut map, "id", None),
            form: reading.field(&mut map, "form", None),
            lang: reading.field(&mut map, "lang", None),
            kind: reading.field(&mut map, "kind", None),
            section: reading.field(&mut map, "section", None),
            label: reading.field(&mut map, "label", None),
            help: reading.field(&mut map, "help", None),
            placeholder: reading.field(&mut map, "placeholder", None),
            options: reading.field(&mut map, "options", None),
            name: reading.field(&mut map, "name", None),
        }
    }
}

impl Plain for PlainForm {
    fn plain(value: Value, reading: &mut Reader) -> PlainForm {
        if let Value::List(_) = value {
            return PlainForm { questions: Vec::plain(value, reading), ..PlainForm::default() };
        }
        let mut map = reading.map(value, &["title", "lang", "questions"]);
        let text = |text: Option<String>| text.unwrap_or_default();
        PlainForm {
            title: text(reading.field(&mut map, "title", None)),
            lang: text(reading.field(&mut map, "lang", None)),
            questions: reading.field(&mut map, "questions", None),
        }
    }
}

impl Plain for Date {
    fn plain(value: Value, reading: &mut Reader) -> Date {
        const BLANK: Date = Date::new(1, 1, 1).unwrap();
        let text = reading.text(value);
        Date::parse(&text).unwrap_or_else(|| {
            reading.wrong(&["\"", &text, "\" is not a day; write it as 2026-11-22"]);
            BLANK
        })
    }
}

macro_rules! objects {
    ($($name:ident { $($field:ident $(= $default:expr)?),* })*) => {$(
        impl Plain for $name {
            fn plain(value: Value, reading: &mut Reader) -> $name {
                const KNOWN: &[&str] = &[$(stringify!($field)),*];
                let mut map = reading.map(value, KNOWN);
                let read = $name {
                    $($field: reading.field(&mut map, stringify!($field), None $(.or(Some($default)))?),)*
                };
                reading.end(&map, KNOWN);
                read
            }
        }
    )*};
}

fn none<T: Default>() -> T {
    T::default()
}

fn empty<T: Clone + 'static>() -> List<T> {
    Cow::Borrowed(&[])
}

// The fields of judge's types; those with a value may be missing.
objects! {
    Policy {
        id, law, sections, hosts = empty(), rules, citations = empty(), covers = empty(), authorities = empty(),
        no_offenses = empty(), necessity_test = none(), readings = empty()
    }
    Law { title, citation, as_of, status = none(), url }
    Section { number, title, url }
    Rule {
        id, section, act, categories, how = empty(), audiences = empty(), when = empty(), verdict, statistics,
        absolute = false, accepts = empty(), levels = empty(), why, remedy, fix = none(), note = none()
    }
    Localized { en, es = none() }
    Citation { cites, with_ruling = false, why }
    Cover { need, authority, category, how, audiences = empty() }
    Authority { level, marks, needed = false }
    Reading { id, text }
    Service {
        id, title = none(), agency = none(), audience = Audience::General, external_form = false, statistics = none(),
        needs = none()
    }
    Need {
        category, basis, level, authority = none(), reason = none(), offense = none(), scope = none(),
        reviewed_by = none(), as_of, review_by, counsel_ruling = none()
    }
}

macro_rules! words {
    ($($name:ident)*) => {$(
        impl Plain for $name {
            fn plain(value: Value, reading: &mut Reader) -> $name {
                let words: Vec<&str> = $name::ALL.iter().map(|word| word.id()).collect();
                $name::ALL[reading.word(value, &words)]
            }
        }
    )*};
}

words! { Category Act When Verdict Audience Basis Level Remedy }

impl Plain for How {
    fn plain(value: Value, reading: &mut Reader) -> How {
        [How::Proxy, How::Direct][reading.word(value, &["proxy", "direct"])]
    }
}

#[cfg(all(test, feature = "cli"))]
mod tests {
    use super::*;

    fn value(text: &str) -> Value {
        crate::json::parse(text).unwrap()
    }

    #[test]
    fn reads_what_serde_reads() {
        let policy = Policy::hartford();
        let json = serde_json::to_string(&policy).unwrap();
        assert_eq!(value(&json).read::<Policy>().unwrap(), policy);
    }

    #[test]
    fn reads_questions_as_serde_does() {
        let rows = [
            r#"[]"#,
            r#"[{"id":"a","kind":"radio","label":"L","options":["x","y"],"name":null,"more":7}]"#,
            r#"{"questions":[{"form":"F","lang":"es","section":"S","help":"H","placeholder":"P"}],"title":"T","x":[]}"#,
            r#"{"lang":"en"}"#,
            r#"{"questions":[{"options":"x"}]}"#,
            r#"{"questions":{}}"#,
            r#""x""#,
        ];
        for json in rows {
            let expected: Result<PlainForm, _> = serde_json::from_str(json);
            assert_eq!(value(json).read::<PlainForm>().ok(), expected.ok(), "{json}");
        }
    }

    #[test]
    fn says_what_is_wrong_and_where() {
        let rows = [
            (r#"{"id":"x"}"#, None),
            (r#"{"id":"x","needs":[]}"#, None),
            ("[]", Some("this must be an object with the fields id, title")),
            (r#"{}"#, Some("the field \"id\" is missing")),
            (r#"{"id":7}"#, Some("id: this must be a text")),
            (r#"{"id":"x","external_form":true}"#, Some("there is no field \"external_form\" here")),
            (r#"{"id":"x","audience":"all"}"#, Some("audience: \"all\" is none of general, referral")),
            (r#"{"id":"x","neds":[]}"#, Some("there is no field \"neds\" here, only id, title")),
            (
                r#"{"id":"x","needs":[{"category":"religion","basis":"necessary"},{"category":"religion","basis":"hunch"}]}"#,
                Some("needs[1].basis: \"hunch\" is none of required-by-law"),
            ),
            (
                r#"{"id":"x","needs":[{"category":"religion","basis":"necessary","as-of":"2026-02-30"}]}"#,
                Some("needs[0].as-of: \"2026-02-30\" is not a day"),
            ),
        ];
        for (json, expected) in rows {
            let found = value(json).read::<Service>();
            match expected {
                None => assert!(found.is_ok(), "{json}: {found:?}"),
                Some(start) => {
                    let message = found.expect_err(json);
                    assert!(message.starts_with(start), "{json}: {message}");
                }
            }
        }
    }
}
