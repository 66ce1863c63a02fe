//! What the markup itself says of a unit: names, help, choices, machine names.

use super::{
    buttons::caption,
    classify::Control,
    collapse::{Collapsed, collapse},
    index::Index,
    nodes::hidden_field,
    options::options,
    parts::only_part,
    text::{Pick, range_text},
    units::{Bond, Unit},
    words::is_human,
    work::{Only, Work},
};
use crate::gather::Gather;
use crate::{codes::has_code, form::SlotKind, order::sorted, tree::NodeId};

/// Fills the slots that the markup gives outright, for every unit.
pub(super) fn explicit(work: &mut Work) {
    for number in 0..work.units.len() as u32 {
        let unit = work.unit(number);
        group_name(work, number);
        match unit.bond {
            Bond::Choices => choices(work, number, &unit),
            Bond::Single | Bond::Parts => single_names(work, number, &unit),
        }
        labels_of_wrapper(work, number);
        for &control in &unit.controls {
            help(work, number, control);
            placeholders(work, number, control);
            if work.index.fact(control).control.is_some_and(Control::is_select)
                || work.index.tree.has_attr(control, "list")
                || work.index.tree.attr(control, "role") == Some("combobox")
            {
                options(work, number, control, unit.bond);
            }
        }
        machine(work, number, &unit);
    }
    share_legends(work);
    hidden_names(work);
}

/// The names of hidden fields in a unit's own wrapper: what a custom control sends.
fn hidden_names(work: &mut Work) {
    for id in 0..work.index.tree.len() {
        if work.index.fact(id).control == Some(Control::Hidden)
            && let Some(unit) = hidden_field(work, id)
        {
            let name = attribute_text(&work.index, id, "name");
            if is_human(&name) {
                work.add(unit, SlotKind::Machine, name, id);
            }
        }
    }
}

/// Legends that are no unit's own are the context of all that they are around.
fn share_legends(work: &mut Work) {
    let legends = work
        .index
        .group_names
        .iter()
        .filter(|(group, name)| name.node != *group && work.index.has_control(*group));
    let legends: Vec<NodeId> = legends.map(|(_, name)| name.node).gather();
    for legend in legends {
        work.flow.share(legend, work.index.end(legend));
    }
}

/// The unit's own group: its name for choices and parts, else what stands above it.
fn group_name(work: &mut Work, number: u32) {
    let Some(group) = work.drafts.get(number as usize).map(|draft| draft.group).filter(|&group| group > 0)
    else {
        return;
    };
    let Some(name) = work.index.group_name_of(group).cloned() else { return };
    let unit = work.unit(number);
    let explicit = unit.bond == Bond::Single && has_explicit_name(&work.index, unit.first());
    let kind = if explicit { SlotKind::Group } else { SlotKind::Name };
    // A name is given whole, context only in its beginning.
    let text =
        if kind == SlotKind::Name && name.node != group { work.label_text(name.node) } else { name.text };
    work.add(number, kind, text, name.node);
    if name.node != group {
        work.claim(name.node, number);
    }
    help(work, number, group);
}

fn has_explicit_name(index: &Index, control: NodeId) -> bool {
    index.labels_of(control).next().is_some()
        || ["aria-label", "aria-labelledby", "label"].iter().any(|name| index.tree.has_attr(control, name))
}

fn single_names(work: &mut Work, number: u32, unit: &Unit) {
    for &control in &unit.controls {
        let mut names: Vec<(String, NodeId)> = Vec::new();
        let references = work.index.referenced(control, "aria-labelledby");
        for &node in &references {
            let text = reference_text(work, node, control);
            if names.last().is_none_or(|last| last.0 != text) {
                names.push((text, node));
            }
            // A heading named together with a label of the control's own is the section's.
            if references.len() == 1 || work.index.fact(node).in_heading == 0 {
                work.claim(node, number);
            }
        }
        if names.len() > 1 {
            let place = names.first().map_or(control, |name| name.1);
            let joined = names.iter().map(|name| name.0.as_str()).gather().join(" ");
            names = vec![(collapse(&joined), place)];
        }
        for attribute in ["aria-label", "label"] {
            names.push((attribute_text(&work.index, control, attribute), control));
        }
        let labels: Vec<_> = work.index.labels_of(control).gather();
        for label in labels.into_iter().filter(|label| !references.contains(label)) {
            names.push((label_text(work, label, control), label));
            work.claim(label, number);
        }
        if names.iter().all(|name| name.0.is_empty()) && is_named_by_content(&work.index, control) {
            names.push((content(work, control), control));
        }
        for (text, node) in names {
            // "Day", "Month", "Year" name the box, not the question.
            let part = unit.bond == Bond::Parts && (only_part(&text).is_some() || control != unit.first());
            work.add(number, if part { SlotKind::Neighbor } else { SlotKind::Name }, text, node);
        }
    }
}

/// A label's text without its own control's; what stands after another control in it is not its own.
fn label_text(work: &Work, label: NodeId, control: NodeId) -> String {
    let index = &work.index;
    let tail_control = (!matches!(work.only(label), Only::Unit(_) | Only::Nobody))
        .then(|| {
            let first = work.flow.at(label);
            let inside = work.flow.items.iter().skip(first).take_while(|item| item.start < index.end(label));
            inside
                .filter(|item| index.fact(item.start).control.is_some())
                .map(|item| item.start)
                .find(|&other| other != control)
        })
        .flatten();
    range_text(index, label, tail_control.unwrap_or(index.end(label)), Pick::Label, super::SLOT_TEXT)
}

fn is_named_by_content(index: &Index, control: NodeId) -> bool {
    matches!(index.fact(control).control, Some(Control::AriaRadio | Control::AriaCheckbox))
}

fn content(work: &Work, control: NodeId) -> String {
    range_text(&work.index, control, work.index.end(control), Pick::Content, super::SLOT_TEXT)
}

/// What a node says that `aria-labelledby` or `aria-describedby` names. It is not followed further: no cycles.
fn reference_text(work: &Work, node: NodeId, control: NodeId) -> String {
    let label = attribute_text(&work.index, node, "aria-label");
    if !label.is_empty() || node == control {
        return label;
    }
    if work
        .index
        .fact(node)
        .control
        .is_some_and(|control| !matches!(control, Control::AriaCheckbox | Control::AriaRadio))
    {
        return String::new();
    }
    work.label_text(node)
}

pub(super) fn attribute_text(index: &Index, node: NodeId, attribute: &str) -> String {
    let Some(value) = index.tree.attr(node, attribute) else { return String::new() };
    let mut text = Collapsed::default();
    text.push(value, super::SLOT_TEXT);
    text.finish()
}

/// A `label` for the element around the controls, as some form builders write it.
fn labels_of_wrapper(work: &mut Work, number: u32) {
    let Some((around, cell)) = work.drafts.get(number as usize).map(|draft| (draft.around, draft.cell))
    else {
        return;
    };
    if cell == 0 {
        return;
    }
    let mut id = around;
    for _ in 0..super::CLIMB {
        if work.index.fact(id).control.is_none() {
            let labels: Vec<_> = work.index.labels_of(id).gather();
            for label in labels {
                let text = work.label_text(label);
                work.add(number, SlotKind::Name, text, label);
                work.claim(label, number);
            }
        }
        if id == cell || id == 0 {
            break;
        }
        id = work.index.parent(id);
    }
}

/// Each control is a choice: its own names are choices, what several share is the question.
fn choices(work: &mut Work, number: u32, unit: &Unit) {
    let references = |&control: &NodeId| work.index.referenced(control, "aria-labelledby");
    let uses: Vec<NodeId> = sorted(&unit.controls.iter().flat_map(references).gather());
    let is_shared = |node: NodeId| {
        let first = uses.partition_point(|&used| used < node);
        uses.get(first + 1) == Some(&node)
    };
    for &control in &unit.controls {
        let mut labels: Vec<_> = work.index.labels_of(control).gather();
        let has_label = !labels.is_empty();
        let mut named = false;
        // A second label on the first control alone is the question's.
        if control == unit.first() && labels.len() > 1 && unit.controls.len() > 1 {
            let label = labels.remove(0);
            let text = work.label_text(label);
            work.add(number, SlotKind::Name, text, label);
            work.claim(label, number);
        }
        for label in labels {
            let text = label_text(work, label, control);
            named |= !text.is_empty();
            work.add(number, SlotKind::Choice, text, label);
            work.claim(label, number);
        }
        for node in work.index.referenced(control, "aria-labelledby") {
            let shared = has_label || is_shared(node);
            let text = reference_text(work, node, control);
            named |= !shared && !text.is_empty();
            work.add(number, if shared { SlotKind::Name } else { SlotKind::Choice }, text, node);
            work.claim(node, number);
        }
        for attribute in ["aria-label", "label"] {
            let label = attribute_text(&work.index, control, attribute);
            named |= !label.is_empty();
            work.add(number, SlotKind::Choice, label, control);
        }
        if !named {
            if is_named_by_content(&work.index, control) {
                let text = content(work, control);
                work.add(number, SlotKind::Choice, text, control);
            } else if work.index.fact(control).control.is_none() {
                let text = caption(&work.index, control);
                work.add(number, SlotKind::Choice, text, control);
            }
        }
    }
}

fn help(work: &mut Work, number: u32, control: NodeId) {
    for attribute in ["aria-describedby", "aria-errormessage", "aria-details"] {
        for node in work.index.referenced(control, attribute) {
            let text = reference_text(work, node, control);
            work.add(number, SlotKind::Help, text, node);
            work.claim(node, number);
        }
    }
    for attribute in ["aria-description", "help-text", "helper-text"] {
        let text = attribute_text(&work.index, control, attribute);
        work.add(number, SlotKind::Help, text, control);
    }
}

fn placeholders(work: &mut Work, number: u32, control: NodeId) {
    for attribute in ["placeholder", "title", "aria-placeholder", "data-placeholder"] {
        let text = attribute_text(&work.index, control, attribute);
        work.add(number, SlotKind::Placeholder, text, control);
    }
}

fn machine(work: &mut Work, number: u32, unit: &Unit) {
    let tree = work.index.tree;
    for &control in &unit.controls {
        for attribute in [
            "name",
            "id",
            "autocomplete",
            "itemprop",
            "formcontrolname",
            "ng-model",
            "v-model",
            "data-name",
            "data-field",
            "data-code",
            "data-linkid",
            "linkid",
        ] {
            let text = attribute_text(&work.index, control, attribute);
            let is_noise = match attribute {
                "autocomplete" => matches!(text.as_str(), "on" | "off" | "false" | "none" | "nope"),
                "name" => false,
                _ => !is_human(&text) && !has_code(&text),
            };
            if !is_noise {
                work.add(number, SlotKind::Machine, text, control);
            }
        }
    }
    if let Some(draft) = work.drafts.get(number as usize)
        && draft.group > 0
        && let Some(id) = tree.attr(draft.group, "id").filter(|id| is_human(id))
    {
        let (text, node) = (collapse(id), draft.group);
        work.add(number, SlotKind::Machine, text, node);
    }
}
