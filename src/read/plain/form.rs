//! A form of plain questions.

use super::{PlainQuestion, question::read};
use crate::{
    form::{Form, FormElement},
    read::{conditions, follow, note_cut},
};
use serde::{
    Deserialize, Deserializer,
    de::{IgnoredAny, MapAccess, SeqAccess, Visitor},
};
use std::fmt;

/// A form as plain data: a list of questions, or an object with `questions` and, if wanted, `title` and `lang`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PlainForm {
    /// Its title, for questions without one of their own.
    pub title: String,
    /// Its language, for questions without one of their own.
    pub lang: String,
    /// Its questions.
    pub questions: Vec<PlainQuestion>,
}

impl<'de> Deserialize<'de> for PlainForm {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(PlainFormVisitor)
    }
}

struct PlainFormVisitor;

impl<'de> Visitor<'de> for PlainFormVisitor {
    type Value = PlainForm;

    fn expecting(&self, to: &mut fmt::Formatter) -> fmt::Result {
        to.write_str("a list of questions, or an object with `questions`")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<PlainForm, A::Error> {
        let mut form = PlainForm::default();
        while let Some(question) = list.next_element()? {
            form.questions.push(question);
        }
        Ok(form)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<PlainForm, A::Error> {
        let mut form = PlainForm::default();
        let mut questions = None;
        while let Some(key) = map.next_key::<String>()? {
            match key.as_str() {
                "questions" => questions = Some(map.next_value()?),
                "title" => form.title = map.next_value::<Option<String>>()?.unwrap_or_default(),
                "lang" => form.lang = map.next_value::<Option<String>>()?.unwrap_or_default(),
                _ => drop(map.next_value::<IgnoredAny>()?),
            }
        }
        form.questions = questions.ok_or_else(|| serde::de::Error::missing_field("questions"))?;
        Ok(form)
    }
}

/// The form that a plain one describes: one form element, with the given questions. How it is sent is not known.
pub fn form(plain: PlainForm) -> Form {
    let PlainForm { title, lang, questions } = plain;
    let mut form = Form { lang, ..Form::default() };
    let mut cut = 0;
    for (number, mut plain) in questions.into_iter().enumerate() {
        if plain.form.is_none() && !title.is_empty() {
            plain.form = Some(title.clone());
        }
        let (mut question, is_cut) = read(plain);
        cut += u32::from(is_cut);
        if question.lang.is_empty() {
            question.lang.clone_from(&form.lang);
        }
        if question.id.is_empty() {
            question.id = ["q", &(number + 1).to_string()].concat();
        }
        question.form = Some(0);
        form.questions.push(question);
    }
    if form.lang.is_empty() {
        form.lang = form.questions.first().map_or_else(String::new, |first| first.lang.clone());
    }
    note_cut(&mut form, cut);
    form.sections.push(FormElement { title, ..FormElement::default() });
    follow::follow(&mut form);
    conditions::in_order(&mut form);
    form
}
