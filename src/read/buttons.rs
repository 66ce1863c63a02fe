//! Buttons that answer a question, as "Yes" and "No" do.

use super::{
    classify::What,
    collapse::collapse,
    flow::{Flow, ItemKind},
    index::Index,
    text::{Pick, name_words, range_text},
    units::{Bond, Unit},
};
use crate::{
    form::Kind,
    letters::{is_listed, lowercase},
    tree::NodeId,
};

/// Two or more buttons that answer a text, as "Yes" and "No" do: not wired to the flow of controls, found by their captions.
pub(super) fn button_answers(index: &Index, flow: &Flow) -> Vec<Unit> {
    const ANSWERS: &str = "yes no sí si true false agree disagree decline oui non ja nein";
    let mut units = Vec::new();
    let mut run: Vec<NodeId> = Vec::new();
    let mut answers = 0;
    let mut close = |run: &mut Vec<NodeId>, answers: &mut u32| {
        let controls = std::mem::take(run);
        if controls.len() > 1 && *answers > 0 {
            units.push(Unit { kind: Kind::Radio, bond: Bond::Choices, controls, popups: vec![] });
        }
        *answers = 0;
    };
    for item in &flow.items {
        let adjacent = run.last().is_some_and(|&last| index.parent(last) == index.parent(item.start));
        if item.kind != ItemKind::Button || !adjacent {
            close(&mut run, &mut answers);
        }
        if item.kind == ItemKind::Button && index.fact(item.start).what == What::Button {
            let caption = caption(index, item.start);
            let toggles = index.tree.has_attr(item.start, "aria-pressed")
                || index.tree.has_attr(item.start, "aria-checked");
            let answer =
                name_words(&caption).take(2).count() == 1 && is_listed(&lowercase(&caption), ANSWERS);
            answers += u32::from(answer || toggles);
            run.push(item.start);
        }
    }
    close(&mut run, &mut answers);
    units
}

/// What a button says.
pub(super) fn caption(index: &Index, id: NodeId) -> String {
    let content = range_text(index, id, index.end(id), Pick::Content, super::SLOT_TEXT);
    if content.is_empty() {
        collapse(index.tree.attr(id, "value").or_else(|| index.tree.attr(id, "aria-label")).unwrap_or(""))
    } else {
        content
    }
}
