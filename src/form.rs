//! The neutral form: questions, and for each the pieces of text that ask.

use std::ops::Range;

use crate::tree::NodeId;

/// What was read: all questions of a page or a file, in document order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Form {
    /// The page's language (`lang` of the root), `""` if unknown.
    pub lang: String,
    /// The `<form>` elements, in document order. Questions outside any form belong to none.
    pub sections: Vec<FormElement>,
    /// The questions, in document order. Statements that ask nothing are questions of kind [`Kind::Statement`].
    pub questions: Vec<Question>,
    /// What answers decide, as far as the source says; ordered by [`Condition::on`].
    pub conditions: Vec<Condition>,
    /// What was not read, cut or could not be understood, each a sentence; empty if everything was read.
    pub limits: Vec<String>,
}

/// Something that the answer to a question decides: a show-if or enable-if rule, a jump, the end of the form. Where it
/// was written does not matter: markup, an "if yes" in a text, the rules of a form builder.
#[derive(Clone, Debug, PartialEq)]
pub struct Condition {
    /// The question whose answer decides: its place in [`Form::questions`].
    pub on: u32,
    /// What the answer decides.
    pub effect: Effect,
    /// The questions that it decides about, as places in [`Form::questions`]; empty if it is not known which.
    pub about: Range<u32>,
}

/// What an answer decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Whether other questions are shown, enabled or must be answered.
    Opens,
    /// Where the form goes on: another page, question or form.
    Leads,
    /// Whether the form can go on at all.
    Ends,
}

/// One `<form>` element.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FormElement {
    /// Its node.
    pub node: NodeId,
    /// Its title: the heading in or above it, or the page's title.
    pub title: String,
    /// Its `action`, as written; `""` if none.
    pub action: String,
    /// Its `method` in lower case; `get` by default (HTML, form submission attributes).
    pub method: String,
    /// Where its buttons send it instead (`formaction`, `formmethod`): action and method of each.
    pub buttons: Vec<(String, String)>,
}

/// What a person answers: one control, or the radios, checkboxes or date parts that belong together.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Question {
    /// The id of its first control, else of its group, else its name, else `q<n>` in document order.
    /// For plain questions, the given id.
    pub id: String,
    /// The index in [`Form::sections`], if it is in a `<form>`.
    pub form: Option<u32>,
    /// Its language, `""` if unknown.
    pub lang: String,
    /// What kind of answer it takes.
    pub kind: Kind,
    /// Its texts, in the order of [`SlotKind`].
    pub slots: Vec<Slot>,
    /// Whether it must be answered (`required`, `aria-required`).
    pub required: bool,
    /// Its controls, in document order; empty for plain questions and statements.
    pub controls: Vec<NodeId>,
    /// Nodes that belong to this question alone and go with it when it is stripped: its controls, labels, help,
    /// and the smallest element around all of them that holds nothing of another question. Outermost nodes only.
    pub nodes: Vec<NodeId>,
}

impl Question {
    /// The texts of the slots of one kind, in order.
    pub fn texts(&self, kind: SlotKind) -> impl Iterator<Item = &str> {
        self.slots.iter().filter(move |slot| slot.kind == kind).map(|slot| slot.text.as_str())
    }

    /// The text that names the question to a person: its name, else its group, placeholder or section, else `""`.
    pub fn label(&self) -> &str {
        [SlotKind::Name, SlotKind::Group, SlotKind::Placeholder, SlotKind::Section]
            .into_iter()
            .find_map(|kind| self.texts(kind).find(|text| !text.is_empty()))
            .unwrap_or("")
    }
}

/// What kind of answer a question takes; the words of the label guide.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[allow(missing_docs)] // the names say it
pub enum Kind {
    #[default]
    Text,
    Textarea,
    Radio,
    Checkbox,
    Select,
    Date,
    Number,
    File,
    Signature,
    Statement,
    Other,
}

impl Kind {
    /// All kinds with their ids.
    pub const ALL: &'static [(Kind, &'static str)] = &[
        (Kind::Text, "text"),
        (Kind::Textarea, "textarea"),
        (Kind::Radio, "radio"),
        (Kind::Checkbox, "checkbox"),
        (Kind::Select, "select"),
        (Kind::Date, "date"),
        (Kind::Number, "number"),
        (Kind::File, "file"),
        (Kind::Signature, "signature"),
        (Kind::Statement, "statement"),
        (Kind::Other, "other"),
    ];

    /// The id, e.g. `textarea`.
    pub fn id(self) -> &'static str {
        Kind::ALL.iter().find(|(kind, _)| *kind == self).map_or("other", |(_, id)| id)
    }

    /// The kind with this id; `Other` for an unknown one.
    pub fn from_id(id: &str) -> Kind {
        Kind::ALL.iter().find(|(_, known)| *known == id).map_or(Kind::Other, |(kind, _)| *kind)
    }
}

/// The primary subtag of a language tag (BCP 47) in lower case, e.g. `zh` of `zh-Hant`; `""` of `""`. Filipino is read as
/// the Tagalog that it is based on, Cantonese and Mandarin as Chinese. `src/wasm/pkg/engine.js` reads tags alike.
pub fn primary_language(tag: &str) -> String {
    let primary = tag.trim().split(['-', '_']).next().unwrap_or("").to_ascii_lowercase();
    match primary.as_str() {
        "fil" => "tl".to_string(),
        "cmn" | "yue" => "zh".to_string(),
        _ => primary,
    }
}

/// One piece of a question's text, with its source.
#[derive(Clone, Debug, PartialEq)]
pub struct Slot {
    /// Where it stands.
    pub kind: SlotKind,
    /// The text, white space collapsed and trimmed.
    pub text: String,
    /// The node it was read from, for highlighting; `None` for plain questions.
    pub node: Option<NodeId>,
}

/// Where a piece of text stands in a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(u8)]
pub enum SlotKind {
    /// The form's title: context only.
    Title,
    /// The nearest heading above.
    Section,
    /// A legend or group label around the question that is not its own name.
    Group,
    /// The accessible name, or what a person reads as the label.
    Name,
    /// Description, hint, error message.
    Help,
    /// `placeholder`, or `title` where it is not the name.
    Placeholder,
    /// One choice of a list: an option, or a radio's or checkbox's label.
    Choice,
    /// Field name, id, autocomplete token: written for machines.
    Machine,
    /// Text near the control that may belong to it.
    Neighbor,
    /// Text in hidden nodes.
    Hidden,
}

impl SlotKind {
    /// All slot kinds with their ids, in the order of a question's text.
    pub const ALL: &'static [(SlotKind, &'static str)] = &[
        (SlotKind::Title, "title"),
        (SlotKind::Section, "section"),
        (SlotKind::Group, "group"),
        (SlotKind::Name, "name"),
        (SlotKind::Help, "help"),
        (SlotKind::Placeholder, "placeholder"),
        (SlotKind::Choice, "choice"),
        (SlotKind::Machine, "machine"),
        (SlotKind::Neighbor, "neighbor"),
        (SlotKind::Hidden, "hidden"),
    ];

    /// The id, e.g. `placeholder`.
    pub fn id(self) -> &'static str {
        SlotKind::ALL[self as usize].1
    }
}

#[cfg(test)]
mod tests {
    use super::primary_language;

    #[test]
    fn primary_language_of_a_tag() {
        for (tag, primary) in [("zh-Hant", "zh"), (" ES_us", "es"), ("fil-PH", "tl"), ("yue", "zh"), ("", "")]
        {
            assert_eq!(primary_language(tag), primary, "{tag}");
        }
    }
}
