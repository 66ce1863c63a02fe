//! Plain data of any shape: what JavaScript hands in, before it is read as a policy, a service or a question.
//!
//! Reading in two steps keeps the guard small, refuses fields that a type does not know, and names the place of an
//! error. Nothing returns early: what cannot be read is noted and stays blank, and the whole is thrown away in the
//! end. An object is read by one function for all types, which gets the fields as trait objects. (Derived reading by
//! serde does the same with ten times the code.)

use std::borrow::Cow;

use crate::{
    Category, Date, How, Policy, Service,
    category::Sense,
    judge::{
        Act, Asker, Audience, Basis, Level, Need, Remedy, Verdict, When,
        policy::{
            Authority, BasisKeys, Citation, Cover, Evidence, Law, Localized, MustAsk, NeedKey, Reading, Rule,
            Section, Text,
        },
    },
    read::plain::{PlainForm, PlainQuestion},
};

/// Plain data.
#[derive(Debug)]
#[cfg_attr(test, derive(Clone, PartialEq))]
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
        let mut read = T::blank();
        self.read_into(&mut read).map(|()| read)
    }

    fn read_into(self, read: &mut dyn Plain) -> Result<(), String> {
        let mut reading = Reader::default();
        read.fill(self, &mut reading);
        reading.wrong.map_or(Ok(()), Err)
    }
}

/// Where the reading is, and what was wrong first.
#[derive(Default)]
pub struct Reader {
    path: Vec<String>,
    wrong: Option<String>,
}

/// A field of an object: its name, where its value goes, and whether it may be missing and stays blank then.
struct Field<'a>(&'static str, &'a mut dyn Plain, bool);

/// Whether an object may have fields that are not known.
#[derive(PartialEq)]
enum More {
    Ignored,
    Refused,
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

    /// Hands on the items of a list.
    fn items(&mut self, value: Value, take: &mut dyn FnMut(Value, &mut Reader)) {
        let Value::List(list) = value else { return self.wrong(&["this must be a list"]) };
        for (at, item) in list.into_iter().enumerate() {
            self.path.push(["[", &at.to_string(), "]"].concat());
            take(item, self);
            self.path.pop();
        }
    }

    /// Which of these words the value is; the first, if it is none.
    fn word(&mut self, value: Value, words: &[&str]) -> usize {
        let text = self.text(value);
        words.iter().position(|word| *word == text).unwrap_or_else(|| {
            self.wrong(&["\"", &text, "\" is none of ", &words.join(", ")]);
            0
        })
    }

    /// Fills the fields from an object.
    fn object(&mut self, value: Value, fields: &mut [Field], more: More) {
        let Value::Map(mut map) = value else {
            return self.wrong(&["this must be an object with the fields ", &listed(fields)]);
        };
        for Field(name, field, optional) in &mut *fields {
            if let Some(at) = map.iter().position(|(other, _)| is_name(name, other)) {
                let (name, value) = map.swap_remove(at);
                self.path.push(name);
                field.fill(value, self);
                self.path.pop();
            } else if !*optional {
                self.wrong(&["the field \"", &file_name(name), "\" is missing"]);
            }
        }
        if let Some((name, _)) = map.first().filter(|_| more == More::Refused) {
            self.wrong(&["there is no field \"", name, "\" here, only ", &listed(fields)]);
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

fn listed(fields: &[Field]) -> String {
    let names: Vec<&str> = fields.iter().map(|field| field.0).collect();
    file_name(&names.join(", "))
}

/// A type that can be read from plain data.
pub trait Plain {
    /// What stands where nothing was read.
    fn blank() -> Self
    where
        Self: Sized;

    /// Reads the value; what is wrong is noted.
    fn fill(&mut self, value: Value, reading: &mut Reader);
}

impl Plain for bool {
    fn blank() -> bool {
        false
    }

    fn fill(&mut self, value: Value, reading: &mut Reader) {
        match value {
            Value::Bool(yes) => *self = yes,
            _ => reading.wrong(&["this must be true or false"]),
        }
    }
}

impl Plain for String {
    fn blank() -> String {
        String::new()
    }

    fn fill(&mut self, value: Value, reading: &mut Reader) {
        *self = reading.text(value);
    }
}

impl Plain for Text {
    fn blank() -> Text {
        Cow::Borrowed("")
    }

    fn fill(&mut self, value: Value, reading: &mut Reader) {
        *self = Cow::Owned(reading.text(value));
    }
}

impl<T: Plain> Plain for Option<T> {
    fn blank() -> Option<T> {
        None
    }

    fn fill(&mut self, value: Value, reading: &mut Reader) {
        if !matches!(value, Value::Null) {
            self.insert(T::blank()).fill(value, reading);
        }
    }
}

impl<T: Plain> Plain for Vec<T> {
    fn blank() -> Vec<T> {
        Vec::new()
    }

    fn fill(&mut self, value: Value, reading: &mut Reader) {
        reading.items(value, &mut |item, reading| {
            self.push(T::blank());
            if let Some(last) = self.last_mut() {
                last.fill(item, reading);
            }
        });
    }
}

impl Plain for PlainForm {
    fn blank() -> PlainForm {
        PlainForm::default()
    }

    fn fill(&mut self, value: Value, reading: &mut Reader) {
        if let Value::List(_) = value {
            return self.questions.fill(value, reading);
        }
        let (mut title, mut lang) = (None, None);
        let fields = &mut [
            Field("title", &mut title, true),
            Field("lang", &mut lang, true),
            Field("questions", &mut self.questions, false),
        ];
        reading.object(value, fields, More::Ignored);
        self.title = title.unwrap_or_default();
        self.lang = lang.unwrap_or_default();
    }
}

impl Plain for Date {
    fn blank() -> Date {
        const BLANK: Date = Date::new(1, 1, 1).unwrap();
        BLANK
    }

    fn fill(&mut self, value: Value, reading: &mut Reader) {
        let text = reading.text(value);
        match Date::parse(&text) {
            Some(date) => *self = date,
            None => reading.wrong(&["\"", &text, "\" is not a day; write it as 2026-11-22"]),
        }
    }
}

macro_rules! objects {
    ($($name:ident $more:ident { $($needed:ident),* ; $($optional:ident),* $(; $($other:ident),*)? })*) => {$(
        impl Plain for $name {
            fn blank() -> $name {
                $name {
                    $($needed: Plain::blank(),)*
                    $($optional: Plain::blank(),)*
                    $($($other: Default::default(),)*)?
                }
            }

            fn fill(&mut self, value: Value, reading: &mut Reader) {
                let fields = &mut [
                    $(Field(stringify!($needed), &mut self.$needed, false),)*
                    $(Field(stringify!($optional), &mut self.$optional, true),)*
                ];
                reading.object(value, fields, More::$more);
            }
        }
    )*};
}

// The fields of each type: those that it must have; those that may be missing; those that only files for people have,
// which `askless policy build` leaves out.
objects! {
    Policy Refused {
        id, law, sections;
        rules, hosts, citations, covers, authorities, no_offenses, necessity_test, readings, bases, must_ask,
        senses_ignored, senses_direct, strips_external;
        categories, audiences, duties, preempted_by
    }
    Law Refused { title, citation, as_of; status, url, evidence; adopted, source }
    Section Refused { number, title; url, evidence }
    Rule Refused {
        id, section, act, categories, verdict, why, remedy;
        how, audiences, when, statistics, absolute, optional_cures, accepts, levels, without_ruling,
        review_for, fix, note
    }
    BasisKeys Refused { basis, requires; }
    MustAsk Refused { section, categories, why; audiences, services }
    Localized Refused { en; es }
    Citation Refused { cites, why; with_ruling }
    Cover Refused { need, authority, category, how; audiences }
    Authority Refused { level, marks; needed }
    Reading Refused { id, text; value; default, choices }
    Service Refused { id; title, agency, audience, external_form, run_by, statistics, needs }
    Need Refused {
        category, basis;
        level, authority, reason, offense, scope, reviewed_by, as_of, review_by, counsel_ruling
    }
    // As the derived reading does: unknown fields are no error.
    PlainQuestion Ignored { ; id, form, lang, kind, section, label, help, placeholder, options, name, required }
}

// The first word of a type is its blank: what a missing optional field means, as `general` of audiences.
macro_rules! words {
    ($($name:ident)*) => {$(
        impl Plain for $name {
            fn blank() -> $name {
                $name::ALL[0]
            }

            fn fill(&mut self, value: Value, reading: &mut Reader) {
                *self = $name::ALL[reading.word(value, $name::IDS)];
            }
        }
    )*};
}

words! { Category Act Asker When Verdict Audience Basis Level Remedy Evidence NeedKey Sense }

impl Plain for How {
    fn blank() -> How {
        How::Proxy
    }

    fn fill(&mut self, value: Value, reading: &mut Reader) {
        *self = [How::Proxy, How::Direct][reading.word(value, &["proxy", "direct"])];
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
