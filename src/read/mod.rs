//! Reading: from a neutral [`Tree`] to a [`Form`], the same for the live DOM and for HTML source.
//!
//! The steps, each in a file of its own, each linear in the size of the tree:
//!
//! 1. `index`: one pass that notes for every node what it is and what is around it (`classify` says what is what, `words`
//!    what classes and ids say); `links`: labels, groups and ids.
//! 2. `flow`: the page as pieces of text and controls, in order.
//! 3. `units`: which controls make one question together (`sets`: checkboxes; `parts`: dates and split numbers; `buttons`).
//! 4. `names`: what the markup says outright: accessible names, descriptions, machine names; `options`: lists.
//! 5. `infer`, with `table` and `choices`: names and choices as a reader's eye finds them.
//! 6. `around`: hints and remarks; `statements`: text that nobody took; `context`: titles, sections, groups.
//! 7. `nodes`: what belongs to each question alone.
//! 8. `conditions`: what answers decide, as markup says it; `follow`: as texts say it.
//!
//! Choices that are not evident: a text is never read for its class alone where markup says otherwise; every explicit name is
//! kept, not only the one that wins (the visible label may ask what `aria-label` hides); hidden fields ask nobody, their
//! names go to the question whose wrapper they share; text in a wrapper of one question is its help or neighbor unless it is
//! a sentence in a block of its own, which stays a statement.

mod around;
mod buttons;
mod choices;
mod classify;
mod collapse;
pub mod conditions;
mod context;
mod flow;
pub mod follow;
#[cfg(feature = "html")]
pub mod html;
mod index;
mod infer;
mod links;
mod names;
mod nodes;
mod options;
mod parts;
pub mod plain;
mod sets;
mod slots;
pub mod snapshot;
mod statements;
mod table;
mod text;
mod units;
mod words;
mod work;

use crate::gather::Gather;
use crate::{
    form::{Form, Kind, Question, Slot, SlotKind},
    order::order,
    tree::{NodeId, Tree},
};
use context::Context;
use index::Index;
pub use slots::{QUESTION_TEXT, SLOT_TEXT};
use slots::{in_order, trim};
use work::{Draft, Work};

/// Most questions read from one page; what is beyond is noted in [`Form::limits`].
pub const QUESTIONS: usize = 10_000;
/// Most bytes of a title, a section heading or a group's name.
pub const CONTEXT_TEXT: usize = 1024;
/// Most ids followed from one attribute such as `aria-labelledby`.
const REFERENCES: usize = 32;
/// How far up from a control its wrapper is looked for.
const CLIMB: usize = 128;
/// Most groups, and most headings, around one question.
const GROUPS: usize = 6;
/// How many texts before a form are read as statements.
const TEXTS_BEFORE: usize = 40;
/// How many texts after a form are read as statements.
const TEXTS_AFTER: usize = 12;
/// Longest heading that is a section's title, in bytes.
const HEADING: usize = 250;
/// How often all nodes together may be read as text.
const READINGS: usize = 64;
/// Most columns that one table cell covers.
const COLUMNS: usize = 64;

/// Reads all questions of a tree, in document order. Never fails: what was not read is in [`Form::limits`].
pub fn read(tree: &Tree) -> Form {
    let index = Index::new(tree);
    let mut context = Context::new(&index);
    let mut form = Form { lang: page_lang(&index), limits: tree.limits.clone(), ..Form::default() };
    if index.iframes > 0 {
        form.limits.push(count_note(index.iframes, "embedded document (iframe) was not read"));
    }
    let mut work = Work::new(index);
    names::explicit(&mut work);
    infer::infer(&mut work);
    around::around(&mut work);
    context.take_names(&work);
    let statements = statements::statements(&work);
    if work.index.allowance.get() == 0 {
        form.limits.push("Too many references to long texts: some texts were not read.".into());
    }
    let mut nodes = nodes::nodes(&work, &statements).into_iter();

    let mut found: Vec<(NodeId, Question)> = Vec::new();
    let drafts = std::mem::take(&mut work.drafts);
    for (unit, draft) in work.units.iter().zip(drafts) {
        let first = unit.first();
        let mut question = question(&work.index, &context, first, draft);
        if question.slots.is_empty() {
            question.slots.push(Slot {
                kind: SlotKind::Machine,
                text: bare_name(tree, first),
                node: Some(first),
            });
        }
        question.kind = if is_signature(&question, unit.kind) { Kind::Signature } else { unit.kind };
        question.required = unit.controls.iter().any(|&control| is_required(tree, control))
            || is_required(tree, work.index.fact(first).group);
        question.controls = unit.controls.clone();
        question.nodes = nodes.next().unwrap_or_default();
        question.id = unit_id(tree, &question.id, unit);
        let start = question.nodes.first().copied().unwrap_or(first).min(first);
        found.push((start, question));
    }
    for statement in statements {
        let mut question = question(&work.index, &context, statement.start, statement.draft);
        question.kind = Kind::Statement;
        question.id = statement.id;
        question.nodes = nodes.next().unwrap_or_default();
        found.push((statement.start, question));
    }
    if found.len() > QUESTIONS {
        form.limits.push(count_note(
            (found.len() - QUESTIONS) as u32,
            "question beyond the first 10,000 was not read",
        ));
        // Statements stand last here, so that they go first: no wall of text hides a question.
        found.truncate(QUESTIONS);
    }
    let fits = |a: usize, b: usize| found.get(a).map(|one| one.0) <= found.get(b).map(|one| one.0);
    let places = order(found.len(), &fits);
    let questions =
        places.into_iter().filter_map(|place| Some(std::mem::take(&mut found.get_mut(place as usize)?.1)));
    form.questions = questions.gather();
    let mut cut = 0;
    for (number, question) in form.questions.iter_mut().enumerate() {
        if question.id.is_empty() {
            question.id = ["q", &(number + 1).to_string()].concat();
        }
        cut += u32::from(trim(&mut question.slots));
    }
    note_cut(&mut form, cut);
    form.sections = context.forms;
    conditions::conditions(&work.index, &mut form);
    follow::follow(&mut form);
    conditions::in_order(&mut form);
    form
}

fn question(index: &Index, context: &Context, node: NodeId, draft: Draft) -> Question {
    let mut slots = context.slots(index, node, draft.group);
    // A heading or legend that is the question's own name is not its context.
    slots.retain(|slot| slot.kind == SlotKind::Title || !draft.slots.iter().any(|own| own.node == slot.node));
    slots.extend(draft.slots);
    let mut slots = in_order(slots);
    // A mark for `trim`: the text is over the limit already.
    if draft.cut {
        slots.push(Slot { kind: SlotKind::Hidden, text: String::new(), node: None });
    }
    Question {
        id: group_id(index.tree, draft.group),
        form: context.form(index, node),
        lang: context::lang(index, node),
        slots,
        ..Question::default()
    }
}

/// The first control's id, else its group's, else its name.
fn unit_id(tree: &Tree, group: &str, unit: &units::Unit) -> String {
    let attr = |name| tree.attr(unit.first(), name).map(str::trim).filter(|text| !text.is_empty());
    let group = Some(group).filter(|id| !id.is_empty());
    attr("id").or(group).or_else(|| attr("name")).unwrap_or("").to_string()
}

/// What there is of a control that nothing names: its id, or what element it is.
fn bare_name(tree: &Tree, control: NodeId) -> String {
    let id = collapse::collapse(tree.attr(control, "id").unwrap_or(""));
    if id.is_empty() { tree.name(control).to_string() } else { id }
}

fn group_id(tree: &Tree, group: NodeId) -> String {
    if group == 0 { String::new() } else { tree.attr(group, "id").unwrap_or("").trim().to_string() }
}

fn is_required(tree: &Tree, id: NodeId) -> bool {
    id > 0 && (tree.has_attr(id, "required") || tree.attr(id, "aria-required") == Some("true"))
}

/// A line to sign on: a short label that says so.
fn is_signature(question: &Question, kind: Kind) -> bool {
    kind == Kind::Text
        && question
            .texts(SlotKind::Name)
            .next()
            .is_some_and(|name| text::words(name) <= 4 && text::has_word(name, &["signature", "firma"]))
}

fn page_lang(index: &Index) -> String {
    let tree = index.tree;
    let root = tree.children(0).find(|&id| !tree.name(id).is_empty()).unwrap_or(0);
    context::lang(index, root)
}

/// Notes that the text of so many questions was cut.
fn note_cut(form: &mut Form, count: u32) {
    if count > 0 {
        form.limits.push(count_note(count, "question has more text than was read"));
    }
}

fn count_note(count: u32, what: &str) -> String {
    [&count.to_string(), " × ", what].concat()
}
