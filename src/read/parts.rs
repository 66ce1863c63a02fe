//! Answers in parts: day, month and year, and the boxes of one number.

use super::{
    classify::Control,
    flow::Flow,
    index::Index,
    sets::stem,
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
    // None of them is longer, and this is asked of every word of every name.
    let is_short = word.len() <= 6;
    PARTS
        .iter()
        .filter(|_| is_short)
        .find(|(known, _)| known.eq_ignore_ascii_case(word))
        .map(|(_, part)| *part)
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

/// The controls that, from `at` on, are the parts of one answer; empty if it is one by itself.
pub(super) fn parts_from(
    index: &Index,
    flow: &Flow,
    controls: &[(NodeId, Control)],
    at: usize,
) -> Vec<NodeId> {
    let Some(&(first, control)) = controls.get(at) else { return Vec::new() };
    if !control.is_line() && !control.is_select() {
        return Vec::new();
    }
    let dates = date_parts(index, controls, at);
    if dates.len() > 1 {
        return dates;
    }
    // Boxes of one number: a short box, then others with nothing but marks between.
    if !is_short_box(index, first) {
        return Vec::new();
    }
    let mut boxes = vec![first];
    for &(id, control) in controls.iter().skip(at + 1).take(8) {
        let before = boxes.last().copied().unwrap_or(0);
        let same_form = index.fact(id).form == index.fact(first).form;
        if !control.is_line() || !same_form || !is_short_box(index, id) || !continues(index, flow, before, id)
        {
            break;
        }
        boxes.push(id);
    }
    boxes
}

fn is_short_box(index: &Index, id: NodeId) -> bool {
    index
        .tree
        .attr(id, "maxlength")
        .and_then(|max| max.trim().parse::<u32>().ok())
        .is_some_and(|max| max <= 4)
}

/// Whether nothing stands between two controls, and the second one has no label of its own.
fn continues(index: &Index, flow: &Flow, before: NodeId, id: NodeId) -> bool {
    let place = flow.at(id);
    let adjacent =
        place.checked_sub(1).and_then(|k| flow.items.get(k)).is_some_and(|item| item.start == before);
    let name = |id| index.tree.attr(id, "name").or_else(|| index.tree.attr(id, "id")).unwrap_or("");
    let same_stem = stem(name(before)) == stem(name(id));
    adjacent
        && index.labels_of(id).next().is_none()
        && (same_stem || index.parent(before) == index.parent(id))
}

/// Day, month and year that follow each other, with names that differ in the part alone.
fn date_parts(index: &Index, controls: &[(NodeId, Control)], at: usize) -> Vec<NodeId> {
    let mut found: Vec<NodeId> = Vec::new();
    let mut parts: Vec<Part> = Vec::new();
    let mut stem: Option<Vec<&str>> = None;
    for &(id, control) in controls.iter().skip(at).take(3) {
        let Some((part, rest)) = part_of(index, id).filter(|_| control.is_line() || control.is_select())
        else {
            break;
        };
        let first = found.first().copied().unwrap_or(id);
        let same_stem = stem.as_ref().is_none_or(|stem| *stem == rest);
        if parts.contains(&part) || index.fact(first).form != index.fact(id).form || !same_stem {
            break;
        }
        stem.get_or_insert(rest);
        parts.push(part);
        found.push(id);
    }
    if parts.contains(&Part::Month) { found } else { Vec::new() }
}

/// Whether all of them are parts of a date.
pub(super) fn is_date(index: &Index, parts: &[NodeId]) -> bool {
    parts.iter().all(|&id| part_of(index, id).is_some())
}
