//! Words in classes, ids and roles that say what an element is for.

use super::text::{has_word, name_words};
use crate::tree::{NodeId, Tree};

/// Whether its class or id calls it help, or an error message.
pub(super) fn is_hint(tree: &Tree, id: NodeId) -> bool {
    const WORDS: &[&str] = &[
        "hint",
        "hints",
        "help",
        "helper",
        "helptext",
        "description",
        "desc",
        "descr",
        "describedby",
        "error",
        "errors",
        "invalid",
        "feedback",
        "tooltip",
        "tip",
        "note",
        "notes",
        "instruction",
        "instructions",
        "info",
        "explanation",
        "assistive",
        "subtext",
        "sublabel",
        "example",
        "muted",
        "ayuda",
    ];
    tree.name(id) == "small"
        || matches!(tree.attr(id, "role"), Some("alert" | "note" | "tooltip"))
        || ["class", "id"].iter().any(|name| tree.attr(id, name).is_some_and(|value| has_word(value, WORDS)))
}

/// Whether its class calls it a label.
pub(super) fn is_labelish(tree: &Tree, id: NodeId) -> bool {
    tree.attr(id, "class")
        .is_some_and(|class| has_word(class, &["label", "lbl", "question", "prompt", "fieldlabel", "legend"]))
}

/// Whether its class calls it the wrapper of one field.
pub(super) fn is_field(tree: &Tree, id: NodeId) -> bool {
    const WORDS: &[&str] =
        &["field", "question", "control", "formgroup", "formitem", "fieldset", "entry", "formfield"];
    matches!(
        tree.name(id),
        "fieldset" | "label" | "td" | "tr" | "th" | "table" | "tbody" | "dl" | "dd" | "li" | "p"
    ) || tree.attr(id, "class").is_some_and(|class| {
        has_word(class, WORDS)
            || (has_word(class, &["form", "input"])
                && has_word(class, &["group", "item", "row", "wrapper", "line"]))
    })
}

/// Whether a name was written by a person: mostly letters, not a number or a hash.
pub(super) fn is_human(name: &str) -> bool {
    let letters = name.chars().filter(|c| c.is_alphabetic()).count();
    let digits = name.chars().filter(char::is_ascii_digit).count();
    letters >= 2 && digits <= letters && name_words(name).count() <= 24 && name.len() <= 200
}

/// Whether its class calls it the title of a section.
pub(super) fn is_section_title(tree: &Tree, id: NodeId) -> bool {
    tree.attr(id, "class").is_some_and(|class| {
        has_word(class, &["heading", "subheading", "subhead"])
            || (has_word(class, &["section", "group"])
                && has_word(class, &["title", "header", "head", "name"]))
    })
}
