//! The options of lists, and which of them are only prompts.

use super::{
    names::attribute_text,
    text::{Pick, name_words, range_text},
    units::Bond,
    work::Work,
};
use crate::{
    form::SlotKind,
    letters::{is_listed, lowercase},
    tree::NodeId,
};

/// The options of a select, of its datalist or of the listbox that it opens.
pub(super) fn options(work: &mut Work, number: u32, control: NodeId, bond: Bond) {
    let tree = work.index.tree;
    let mut lists = vec![control];
    for attribute in ["list", "aria-controls", "aria-owns"] {
        lists.extend(work.index.referenced(control, attribute));
    }
    let mut budget = super::QUESTION_TEXT;
    let mut first = true;
    for list in lists {
        // Many controls may name one long list: looking at eight nodes costs about as much as reading one.
        let cost = (work.index.end(list) - list) as usize / 8;
        let allowance = work.index.allowance.get();
        work.index.allowance.set(allowance.saturating_sub(cost));
        if cost > allowance {
            return;
        }
        for id in tree.descendants(list) {
            let is_option = matches!(tree.name(id), "option")
                || tree.attr(id, "role") == Some("option")
                || (tree.name(id).contains('-')
                    && ["-option", "-item", "-radio", "-radio-button"]
                        .iter()
                        .any(|end| tree.name(id).ends_with(end)));
            if tree.name(id) == "optgroup" {
                let text = attribute_text(&work.index, id, "label");
                work.add(number, SlotKind::Choice, text, id);
            }
            if !is_option {
                continue;
            }
            let mut text = range_text(&work.index, id, work.index.end(id), Pick::Content, super::SLOT_TEXT);
            for attribute in ["label", "aria-label", "value"] {
                if text.is_empty() {
                    text = attribute_text(&work.index, id, attribute);
                }
            }
            let empty_value = tree.attr(id, "value").is_some_and(|value| value.trim().is_empty());
            let prompt = std::mem::take(&mut first) && (empty_value || tree.has_attr(id, "disabled"));
            if is_rule(&text) || (bond == Bond::Parts && text.bytes().all(|b| b.is_ascii_digit())) {
                continue;
            }
            if budget < text.len() {
                if let Some(draft) = work.drafts.get_mut(number as usize) {
                    draft.cut = true;
                }
                return;
            }
            budget -= text.len();
            match (prompt, prompt && is_generic_prompt(&text)) {
                (true, true) => {}
                (true, false) => work.add(number, SlotKind::Placeholder, text, id),
                _ => work.add(number, SlotKind::Choice, text, id),
            }
        }
    }
}

/// "--", "____": a line in a list.
fn is_rule(text: &str) -> bool {
    text.chars().all(|c| matches!(c, '-' | '–' | '—' | '_' | '=' | '*' | '.' | '·' | '•' | ' '))
}

/// "Select", "Choose an option": says nothing of the question.
fn is_generic_prompt(text: &str) -> bool {
    const WORDS: &str = "select choose pick please one an a option from list the answer your click here to below \
        seleccione seleccionar elija escoja una un uno opción opcion selecciona choisir choisissez selecione escolha \
        uma opção";
    name_words(text).all(|word| is_listed(&lowercase(word), WORDS))
}
