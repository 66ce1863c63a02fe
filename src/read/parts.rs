//! Parts of a date: which one a box takes, from its names and words.

use super::{
    index::Index,
    text::{Pick, name_words, range_text},
};
use crate::tree::NodeId;

/// A part of a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Day,
    Month,
    Year,
}

const PARTS: &[(&str, Part)] = &[
    ("day", Part::Day),
    ("dd", Part::Day),
    ("d", Part::Day),
    ("día", Part::Day),
    ("dia", Part::Day),
    ("jour", Part::Day),
    ("tag", Part::Day),
    ("3i", Part::Day),
    ("month", Part::Month),
    ("mm", Part::Month),
    ("mon", Part::Month),
    ("m", Part::Month),
    ("mes", Part::Month),
    ("mês", Part::Month),
    ("mois", Part::Month),
    ("monat", Part::Month),
    ("2i", Part::Month),
    ("year", Part::Year),
    ("yyyy", Part::Year),
    ("yy", Part::Year),
    ("y", Part::Year),
    ("año", Part::Year),
    ("ano", Part::Year),
    ("anio", Part::Year),
    ("année", Part::Year),
    ("jahr", Part::Year),
    ("1i", Part::Year),
];

fn part_word(word: &str) -> Option<Part> {
    PARTS.iter().find(|(known, _)| known.eq_ignore_ascii_case(word)).map(|(_, part)| *part)
}

/// The part that a control takes, and the other words of its name.
pub(super) fn part_of<'t>(index: &Index<'t>, id: NodeId) -> Option<(Part, Vec<&'t str>)> {
    let tree = index.tree;
    for attribute in ["name", "id"] {
        let name = tree.attr(id, attribute).unwrap_or("");
        // Rails names the parts of a date `date(1i)`, `date(2i)`, `date(3i)`.
        if let Some((stem, part)) = name.strip_suffix(')').and_then(|name| name.rsplit_once('('))
            && let Some(part) = part_word(part)
        {
            return Some((part, vec![stem]));
        }
        let mut part = None;
        let mut rest = Vec::new();
        for word in name_words(name).take(16) {
            match part_word(word).filter(|_| part.is_none()) {
                Some(found) => part = Some(found),
                None => rest.push(word),
            }
        }
        if let Some(part) = part {
            return Some((part, rest));
        }
    }
    // Else a label or placeholder that says nothing but the part.
    let label =
        index.labels_of(id).next().map(|label| range_text(index, label, index.end(label), Pick::Label, 60));
    let texts = [label.as_deref(), tree.attr(id, "aria-label"), tree.attr(id, "placeholder")];
    texts.into_iter().flatten().find_map(|text| Some((only_part(text)?, Vec::new())))
}

/// The part that a text names if it says nothing else: "Day", "Month (MM)", "YYYY".
pub(super) fn only_part(text: &str) -> Option<Part> {
    let mut found = None;
    for word in name_words(text).take(4) {
        let part = part_word(word)?;
        if found.is_some_and(|found| found != part) {
            return None;
        }
        found = Some(part);
    }
    found
}
