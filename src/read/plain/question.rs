//! One plain question.

use crate::{
    form::{Kind, Question, Slot, SlotKind},
    read::{
        collapse::Collapsed,
        slots::{SLOT_TEXT, trim},
    },
};
use serde::Deserialize;

/// A question as plain data. Every field may be absent or null; unknown fields are ignored.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default)]
pub struct PlainQuestion {
    /// Its id.
    pub id: Option<String>,
    /// The form's title.
    pub form: Option<String>,
    /// Its language.
    pub lang: Option<String>,
    /// What kind of answer it takes: an id of [`Kind`].
    pub kind: Option<String>,
    /// The heading above it.
    pub section: Option<String>,
    /// What it asks.
    pub label: Option<String>,
    /// Its help text.
    pub help: Option<String>,
    /// Its placeholder.
    pub placeholder: Option<String>,
    /// Its choices.
    pub options: Option<Vec<String>>,
    /// Its field name.
    pub name: Option<String>,
    /// Whether it must be answered.
    pub required: Option<bool>,
}

/// The question that a plain one describes. An unknown kind is [`Kind::Other`], an absent one [`Kind::Text`].
pub fn question(plain: PlainQuestion) -> Question {
    read(plain).0
}

/// The question that a plain one describes, and whether it has more text than is read.
pub fn read(plain: PlainQuestion) -> (Question, bool) {
    let mut slots = Vec::new();
    let mut cut = false;
    let mut add = |kind, text: &str| {
        let mut collapsed = Collapsed::default();
        cut |= !collapsed.push(text, SLOT_TEXT);
        let text = collapsed.finish();
        if !text.is_empty() {
            slots.push(Slot { kind, text, node: None });
        }
    };
    let texts = [
        (SlotKind::Title, plain.form),
        (SlotKind::Section, plain.section),
        (SlotKind::Name, plain.label),
        (SlotKind::Help, plain.help),
        (SlotKind::Placeholder, plain.placeholder),
    ];
    for (kind, text) in texts {
        add(kind, text.as_deref().unwrap_or(""));
    }
    for option in plain.options.unwrap_or_default() {
        add(SlotKind::Choice, &option);
    }
    add(SlotKind::Machine, plain.name.as_deref().unwrap_or(""));
    cut |= trim(&mut slots);
    let question = Question {
        id: plain.id.unwrap_or_default(),
        lang: plain.lang.unwrap_or_default(),
        kind: plain.kind.as_deref().map_or(Kind::Text, Kind::from_id),
        slots,
        required: plain.required.unwrap_or(false),
        ..Question::default()
    };
    (question, cut)
}
