//! Statements: text that no question took, one per block.

use super::{
    flow::{Item, ItemKind, Owner},
    text::{is_sentence, last_mark, words},
    work::{Draft, Work},
};
use crate::{form::SlotKind, tree::NodeId};

/// A block of text that asks nothing by itself.
pub(super) struct Statement {
    /// Where it begins.
    pub start: NodeId,
    /// Its block's id, `""` if it has none.
    pub id: String,
    pub draft: Draft,
    /// The items that are its own, by index.
    pub items: Vec<usize>,
}

/// Collects the statements: from forms, and from the content of a page that has controls.
pub(super) fn statements(work: &Work) -> Vec<Statement> {
    let mut found: Vec<Statement> = Vec::new();
    let mut block: NodeId = 0;
    let mut list: NodeId = 0; // The list that the last statement leads, or goes on with.
    let mut previous_place = usize::MAX;
    let near = near_controls(work);
    for (place, item) in work.flow.items.iter().enumerate() {
        let fact = work.index.fact(item.start);
        let heading = item.kind == ItemKind::Heading;
        let free = item.owner == Owner::Free && (heading || item.kind == ItemKind::Text);
        let page_text = fact.form > 0 || near.get(place).copied().unwrap_or(false);
        if !free || fact.hidden > 0 && !is_shown_with_controls(work, fact.hidden) || !page_text {
            continue;
        }
        let text = work.flow.text(&work.index, item);
        let follows = previous_place.wrapping_add(1) == place;
        // Help that stands directly after a statement is its help.
        if fact.hint > 0
            && follows
            && let Some(statement) = found.last_mut()
            && work.index.tree.contains(work.index.parent(fact.hint), statement.start)
        {
            statement.draft.add(SlotKind::Help, text, item.start);
            statement.items.push(place);
            previous_place = place;
            continue;
        }
        let own_list = list_of(work, fact.block);
        if follows
            && let Some(statement) = found.last_mut()
            && let Some(slot) =
                statement.draft.slots.iter_mut().rev().find(|slot| slot.kind == SlotKind::Name)
            && (fact.block == block || own_list > 0 && (own_list == list || slot.text.ends_with(':')))
        {
            if slot.text.len() + text.len() < super::QUESTION_TEXT {
                slot.text.push(' ');
                slot.text.push_str(&text);
            } else {
                statement.draft.cut = true;
            }
            statement.items.push(place);
            previous_place = place;
            (block, list) = (fact.block, own_list);
            continue;
        }
        if !is_worth_reading(&text, fact.form > 0, fact.link, heading) {
            (block, list) = (0, 0);
            continue;
        }
        (block, list) = (fact.block, 0);
        previous_place = place;
        let mut draft = Draft::default();
        draft.add(SlotKind::Name, text, if heading { fact.in_heading } else { own_node(work, item) });
        found.push(Statement { start: item.start, id: id(work, item), draft, items: vec![place] });
    }
    found
}

/// The list that a block is an item of, or stands in an item of; 0 if there is none. It goes on with the statement that leads
/// to it: "Please attach copies of the following:".
fn list_of(work: &Work, block: NodeId) -> NodeId {
    let parent = work.index.parent(block);
    [block, parent]
        .into_iter()
        .find(|node| work.index.tree.name(*node) == "li")
        .map_or(0, |item| work.index.parent(item))
}

/// Hidden text is a statement only where controls are hidden with it: a later page of the form.
fn is_shown_with_controls(work: &Work, hidden: NodeId) -> bool {
    work.index.has_control(hidden)
}

fn is_worth_reading(text: &str, in_form: bool, link: bool, heading: bool) -> bool {
    let count = words(text);
    if heading {
        return count >= 6 || is_sentence(text) || matches!(last_mark(text), Some('.' | '!' | '?'));
    }
    // Scripts without spaces have few "words".
    let long = text.chars().nth(11).is_some() && !text.is_ascii();
    match (in_form, link) {
        (true, true) => count >= 4,
        (true, false) => true,
        (false, true) => count >= 8,
        (false, false) => count >= 3 || long,
    }
}

/// For each item, whether it is text outside of forms that is near enough to controls to belong to them.
fn near_controls(work: &Work) -> Vec<bool> {
    let chrome = |item: &Item| work.index.fact(item.start).chrome;
    let anchors = |item: &Item| {
        let fact = work.index.fact(item.start);
        fact.form > 0 || matches!(item.kind, ItemKind::Control(_)) && !fact.chrome
    };
    let items = &work.flow.items;
    let mut near = vec![false; items.len()];
    let mut mark = |places: &mut dyn Iterator<Item = (usize, &Item)>, reach: usize| {
        let mut left = 0;
        for (place, item) in places {
            if anchors(item) {
                left = reach;
            } else if !chrome(item) && left > 0 {
                left -= 1;
                if let Some(near) = near.get_mut(place) {
                    *near = true;
                }
            }
        }
    };
    mark(&mut items.iter().enumerate(), super::TEXTS_AFTER);
    mark(&mut items.iter().enumerate().rev(), super::TEXTS_BEFORE);
    near
}

/// The block if all of its text is the item's, else the item's first node.
fn own_node(work: &Work, item: &Item) -> NodeId {
    let block = work.index.fact(item.start).block;
    let end = work.index.end(block);
    let inside = work.flow.at(block)..work.flow.at(end);
    if block > 0 && !work.index.has_control(block) && inside.len() == 1 { block } else { item.start }
}

fn id(work: &Work, item: &Item) -> String {
    let block = work.index.fact(item.start).block;
    let parent = work.index.parent(item.start);
    let id = |node: NodeId| work.index.tree.attr(node, "id").filter(|_| !work.index.has_control(node));
    id(block).or_else(|| id(parent)).unwrap_or("").trim().to_string()
}
