//! The context of a question: its form, title, sections, groups and language.

use super::{
    classify::What,
    collapse::{Collapsed, collapse},
    flow::{ItemKind, Owner},
    index::{Heading, Index},
    text::{Pick, range_text},
    work::Work,
};
use crate::gather::Gather;
use crate::{
    form::{FormElement, Slot, SlotKind},
    tree::NodeId,
};

/// Adds to each form where its buttons send it instead.
fn with_buttons(index: &Index, mut forms: Vec<FormElement>) -> Vec<FormElement> {
    for id in 1..index.tree.len() {
        if index.fact(id).what != What::Button || !matches!(index.tree.name(id), "button" | "input") {
            continue;
        }
        let (action, sends) = (attribute(index, id, "formaction"), attribute(index, id, "formmethod"));
        if action.is_none() && sends.is_none() {
            continue;
        }
        let other = attribute(index, id, "form").and_then(|form| index.by_id(id, &form));
        let form = other.unwrap_or(index.fact(id).form);
        let Ok(at) = forms.binary_search_by_key(&form, |element| element.node) else { continue };
        let Some(element) = forms.get_mut(at) else { continue };
        let sends = sends.map_or(element.method.clone(), |sends| method(&sends).to_string());
        element.buttons.push((action.unwrap_or_else(|| element.action.clone()), sends));
    }
    forms
}

fn attribute(index: &Index, id: NodeId, name: &str) -> Option<String> {
    index.tree.attr(id, name).map(|value| value.trim().to_string())
}

/// The method that HTML makes of what is written: GET unless it says otherwise.
fn method(written: &str) -> &'static str {
    ["post", "dialog"].into_iter().find(|known| written.eq_ignore_ascii_case(known)).unwrap_or("get")
}

/// A title and where it stands; node 0 if there is none.
#[derive(Clone, Debug, Default)]
pub(super) struct Title {
    pub text: String,
    pub node: NodeId,
}

/// Titles of the forms and of the page, and the texts of headings.
pub(super) struct Context {
    /// In the order of [`Index::forms`].
    pub forms: Vec<FormElement>,
    titles: Vec<Title>,
    page: Title,
    headings: Vec<String>,
    /// Headings that are one question's name, and so nobody's section; in order.
    taken: Vec<NodeId>,
}

impl Context {
    /// Reads titles and headings once.
    pub(super) fn new(index: &Index) -> Context {
        let heading_text = |heading: &Heading| {
            range_text(index, heading.node, index.end(heading.node), Pick::Label, super::CONTEXT_TEXT)
        };
        let headings: Vec<String> = index.headings.iter().map(heading_text).gather();
        let page = page_title(index);
        let titles: Vec<Title> =
            index.forms.iter().map(|&form| title(index, &headings, &page, form)).gather();
        let forms = index.forms.iter().zip(&titles);
        let forms = forms
            .map(|(&node, title)| FormElement {
                node,
                title: if title.text.is_empty() {
                    first_heading(index, &headings, node)
                } else {
                    title.text.clone()
                },
                action: attribute(index, node, "action").unwrap_or_default(),
                method: method(&attribute(index, node, "method").unwrap_or_default()).to_string(),
                buttons: Vec::new(),
            })
            .gather();
        let forms = with_buttons(index, forms);
        Context { forms, titles, page, headings, taken: Vec::new() }
    }

    /// Notes the headings that units took as their names.
    pub(super) fn take_names(&mut self, work: &Work) {
        let taken = work.flow.items.iter().filter(|item| matches!(item.owner, Owner::Unit(_)));
        let headings = taken.filter(|item| item.kind == ItemKind::Heading);
        self.taken = headings.map(|item| work.index.fact(item.start).in_heading).gather();
    }

    /// The index of a node's form.
    pub(super) fn form(&self, index: &Index, id: NodeId) -> Option<u32> {
        let form = index.fact(id).form;
        self.forms.binary_search_by_key(&form, |element| element.node).ok().map(|found| found as u32)
    }

    /// Title, sections and groups of a node; `own` is the group whose name is the question's own.
    pub(super) fn slots(&self, index: &Index, id: NodeId, own: NodeId) -> Vec<Slot> {
        let mut slots = Vec::new();
        let mut add = |kind, text: &str, node| {
            if !text.is_empty() {
                slots.push(Slot { kind, text: text.to_string(), node: Some(node) });
            }
        };
        let title = self.form(index, id).and_then(|form| self.titles.get(form as usize));
        let mut title = title.cloned().unwrap_or_default();
        let chain = || {
            let heading = |number: u32| index.headings.get((number as usize).checked_sub(1)?).copied();
            let start = index.fact(id).heading;
            std::iter::successors(Some(start), move |&number| heading(number).map(|heading| heading.outer))
                .take_while(|&number| number > 0)
                .take(super::GROUPS)
                .filter_map(move |number| Some((number, heading(number)?)))
        };
        if title.text.is_empty() {
            // Outside of forms: the outermost heading above, else the page's title.
            title = self.page.clone();
            if let Some((number, heading)) = chain().filter(|(_, heading)| heading.level == 1).last() {
                title = Title { text: self.heading(number), node: heading.node };
            }
        }
        add(SlotKind::Title, &title.text, title.node);
        for (number, heading) in chain() {
            let text = self.heading(number);
            if self.taken.binary_search(&heading.node).is_err()
                && text.len() <= super::HEADING
                && heading.node != title.node
                && !index.tree.contains(heading.node, id)
            {
                add(SlotKind::Section, &text, heading.node);
            }
        }
        let mut group = index.fact(id).group;
        for _ in 0..super::GROUPS {
            if group == 0 {
                break;
            }
            if group != own
                && let Some(name) = index.group_name_of(group)
                && !index.tree.contains(name.node, id)
            {
                add(SlotKind::Group, &name.text, name.node);
            }
            group = index.fact(index.parent(group)).group;
        }
        slots
    }

    fn heading(&self, number: u32) -> String {
        (number as usize).checked_sub(1).and_then(|at| self.headings.get(at)).cloned().unwrap_or_default()
    }
}

/// The language of a node: the nearest `lang`, `""` if there is none.
pub(super) fn lang(index: &Index, id: NodeId) -> String {
    let node = index.fact(id).lang;
    index.tree.attr(node, "lang").unwrap_or("").trim().to_string()
}

fn page_title(index: &Index) -> Title {
    let tree = index.tree;
    // The document's own title: in its head, not in a drawing.
    let found = (0..tree.len()).find(|&id| tree.name(id) == "title" && tree.name(index.parent(id)) != "svg");
    found.map_or_else(Title::default, |node| {
        let mut text = Collapsed::default();
        tree.descendants(node).take(16).filter_map(|id| tree.text(id)).for_each(|part| {
            text.push(part, super::CONTEXT_TEXT);
        });
        Title { text: text.finish(), node }
    })
}

/// The first heading in a form without any title: its title for a list of forms, a section to its questions.
fn first_heading(index: &Index, headings: &[String], form: NodeId) -> String {
    let first = index.headings.partition_point(|heading| heading.node < form);
    let inside = index.headings.get(first).is_some_and(|heading| heading.node < index.end(form));
    headings.get(first).filter(|_| inside).cloned().unwrap_or_default()
}

/// A form's title: its own name, its first-level heading, the one above it, the page's, or any heading above.
fn title(index: &Index, headings: &[String], page: &Title, form: NodeId) -> Title {
    let tree = index.tree;
    let label = collapse(tree.attr(form, "aria-label").unwrap_or(""));
    if !label.is_empty() {
        return Title { text: label.chars().take(super::CONTEXT_TEXT).collect(), node: form };
    }
    if let Some(&node) = index.referenced(form, "aria-labelledby").first() {
        let text = range_text(index, node, index.end(node), Pick::Label, super::CONTEXT_TEXT);
        if !text.is_empty() {
            return Title { text, node };
        }
    }
    let title = |at: usize| {
        let (heading, text) = index.headings.get(at).zip(headings.get(at))?;
        (!text.is_empty()).then(|| Title { text: text.clone(), node: heading.node })
    };
    let first = index.headings.partition_point(|heading| heading.node < form);
    let inside = (first..index.headings.partition_point(|heading| heading.node < index.end(form)))
        .take(super::REFERENCES);
    let first_level = |at: &usize| index.headings.get(*at).is_some_and(|heading| heading.level == 1);
    if let Some(title) = inside.clone().find(first_level).and_then(title) {
        return title;
    }
    // Above: outwards from the heading in force where the form begins.
    let outer = |at: &usize| (index.headings.get(*at)?.outer as usize).checked_sub(1);
    let start = (index.fact(form).heading as usize).checked_sub(1);
    let above: Vec<usize> = std::iter::successors(start, outer).take(super::GROUPS).gather();
    let found = above.iter().copied().filter(first_level).find_map(title);
    found
        .or_else(|| (!page.text.is_empty()).then(|| page.clone()))
        .or_else(|| above.into_iter().find_map(title))
        .unwrap_or_default()
}
