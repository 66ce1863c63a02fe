//! Planning: which nodes go when questions are stripped, the same for a live page and for source.
//!
//! # What goes
//! - What belongs to a question alone: [`Question::nodes`](crate::form::Question::nodes), and its controls.
//!   If something in there belongs to a question that stays, only what is beside that goes; if it is in a
//!   control, the question stays too.
//! - A label of a control that goes, and a `datalist` that only controls that go refer to.
//! - A wrapper ([`WRAPPERS`]) that held something of these and now holds nothing that can be seen: no text
//!   but white space, no control, no image. A fieldset goes with its legend, and a section with its headings,
//!   if nothing else is left in it and these are no questions themselves. A table cell never goes without its
//!   row, because the cells after it would move: a cell is emptied instead.
//! - References to the ids that go, in the attributes of what stays ([`REFERENCES`]): the id, or the
//!   attribute when no id is left in it.
//! - Show-if rules of what stays ([`OPENED_IF`]) that name a control that goes, and what hid their element (`hidden`, an inline
//!   `display: none`): nothing stays hidden for good.
//!
//! Nothing else goes; where it is doubtful whether something can be seen, it stays.

use crate::form::Form;
use crate::gather::Gather;
use crate::letters::is_listed;
use crate::order::{sort_by_number, sorted_texts};
use crate::read::conditions::{OPENED_IF, is_show_if, words};
use crate::tree::{NodeData, NodeId, Tree};

/// Elements that go when they are left empty.
pub const WRAPPERS: &str = "b center dd div dl dt em fieldset font i label li ol p section small span strong table tbody \
    tfoot thead tr u ul";

/// Elements that cannot be seen when they are empty, but do not go by themselves.
const BLANK: &str = "br col colgroup td th wbr";

/// Attributes whose value is a list of ids.
pub const REFERENCES: &[&str] = &[
    "aria-controls",
    "aria-describedby",
    "aria-details",
    "aria-errormessage",
    "aria-flowto",
    "aria-labelledby",
    "aria-owns",
    "for",
    "form",
    "headers",
    "list",
];

/// What to do.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Plan {
    /// The questions that were to go: indexes in [`Form::questions`], in ascending order.
    pub questions: Vec<usize>,
    /// What each of them owns, in document order. Nothing, if it cannot go without another question.
    pub seeds: Vec<(NodeId, usize)>,
    /// The nodes that must not go by themselves: those of the questions that stay, and the holders.
    pub solid: Vec<NodeId>,
    /// The nodes to remove: in document order, none inside of another.
    pub remove: Vec<NodeId>,
    /// The attributes to change in what stays, in document order.
    pub edits: Vec<Edit>,
}

/// A change of one attribute.
#[derive(Clone, Debug, PartialEq)]
pub struct Edit {
    /// The element.
    pub node: NodeId,
    /// The attribute: one of [`REFERENCES`], of [`OPENED_IF`], `hidden` or `style`.
    pub attr: &'static str,
    /// Its new value; `None` to take the attribute away.
    pub value: Option<String>,
}

/// Plans to strip the questions with these indexes (of [`Form::questions`]) from the tree that the form was
/// read from. `holders` are the nodes, in document order, that hold something that the tree does not show, such as a script.
/// Of a question's nodes they stay, with that alone in them, unless `is_hidden`: what is not taken out may hold it.
pub fn plan(tree: &Tree, form: &Form, strip: &[usize], holders: &[NodeId], is_hidden: bool) -> Plan {
    let mut questions: Vec<usize> = strip.iter().copied().filter(|&n| n < form.questions.len()).gather();
    sort_by_number(&mut questions, |&n| n as u64);
    questions.dedup();
    let seeds = seeds(tree, form, &questions, if is_hidden { &[] } else { holders });
    let nodes: Vec<NodeId> = seeds.iter().map(|(node, _)| *node).gather();
    let stay = form.questions.iter().enumerate().filter(|(n, _)| questions.binary_search(n).is_err());
    let keep = stay.flat_map(|(_, question)| question.nodes.iter().chain(&question.controls)).copied();
    let solid: Vec<NodeId> = keep.chain(holders.iter().copied()).gather();
    let (remove, edits) = grow(tree, &nodes, &solid);
    Plan { questions, seeds, solid, remove, edits }
}

/// What the questions own, in document order.
fn seeds(tree: &Tree, form: &Form, questions: &[usize], holders: &[NodeId]) -> Vec<(NodeId, usize)> {
    let inside = |ids: &[NodeId]| -> Vec<NodeId> {
        ids.iter().copied().filter(|&id| id != 0 && id < tree.len()).gather()
    };
    let mut is_kept = vec![false; tree.len() as usize];
    for (n, question) in form.questions.iter().enumerate() {
        if questions.binary_search(&n).is_err() {
            let own = inside(&question.nodes).into_iter().chain(inside(&question.controls));
            own.for_each(|id| is_kept[id as usize] = true);
        }
    }
    let kept = counts(tree, |id| is_kept[id as usize]);
    let held = counts(tree, |id| holders.binary_search(&id).is_ok());
    let mut out = Vec::new();
    for &n in questions {
        let Some(question) = form.questions.get(n) else { continue };
        let mut wanted = inside(&question.controls);
        // A cell is never taken out of its row, so that one that is a control would stay.
        let is_bound = |&control: &NodeId| is_cell(tree, control) || within(tree, &kept, control) > 0;
        if wanted.iter().any(is_bound) {
            continue;
        }
        wanted.extend(inside(&question.nodes));
        sort_by_number(&mut wanted, |&id| u64::from(id));
        let mut end = 0;
        for node in wanted {
            let (mut id, last) = (node.max(end), tree.node(node).end);
            while id < last {
                let name = tree.name(id);
                let is_whole = || name.contains('-') || name == "svg" || question.controls.contains(&id);
                let is_free = within(tree, &kept, id) == 0 && (within(tree, &held, id) == 0 || is_whole());
                if is_free {
                    out.push((id, n));
                }
                // What a question that stays owns too is left whole; what only holds such a thing, or something that the
                // tree does not show, is looked into.
                id = if is_free || is_kept[id as usize] { tree.node(id).end } else { id + 1 };
            }
            end = end.max(last);
        }
    }
    sort_by_number(&mut out, |&(id, n)| u64::from(id) << 32 | n as u64);
    out
}

/// From what questions own (in document order) to all that goes with it. `solid` are nodes that must not go
/// by themselves: they belong to questions that stay, or hold something that the tree does not show, such as
/// a script.
pub fn grow(tree: &Tree, seeds: &[NodeId], solid: &[NodeId]) -> (Vec<NodeId>, Vec<Edit>) {
    if seeds.is_empty() {
        return (Vec::new(), Vec::new());
    }
    let mut gone = vec![false; tree.len() as usize];
    seeds.iter().for_each(|&id| mark(tree, &mut gone, id));
    for id in dependents(tree, &gone, solid) {
        mark(tree, &mut gone, id);
    }
    empty_wrappers(tree, &mut gone, solid);
    let mut remove = Vec::new();
    let mut id = 1;
    while id < tree.len() {
        if !gone[id as usize] {
            id += 1;
            continue;
        }
        // A cell whose row stays is emptied.
        if is_cell(tree, id) {
            gone[id as usize] = false;
            remove.extend(tree.children(id));
        } else {
            remove.push(id);
        }
        id = tree.node(id).end;
    }
    let edits = dead_references(tree, &gone);
    (remove, edits)
}

fn mark(tree: &Tree, gone: &mut [bool], id: NodeId) {
    if let Some(own) = gone.get_mut(id as usize..tree.node(id).end as usize)
        && own.first() == Some(&false)
    {
        own.fill(true);
    }
}

/// The labels and lists of choices that are of no use any more.
fn dependents(tree: &Tree, gone: &[bool], solid: &[NodeId]) -> Vec<NodeId> {
    let dead = DeadIds::new(tree, gone, "id");
    let lists = DeadIds::new(tree, gone, "list");
    let controls = counts(tree, |id| is_control(tree, id));
    let firm = firm(tree, gone, solid);
    let mut out = Vec::new();
    for id in 1..tree.len() {
        if !gone[id as usize] && tree.name(id) == "label" {
            let is_dead = match tree.attr(id, "for") {
                Some(target) => dead.contains(target),
                None => within(tree, &controls, id) > 0,
            };
            if is_dead && within(tree, &firm, id) == 0 {
                out.push(id);
            }
        }
    }
    out.extend((1..tree.len()).filter(|&id| {
        tree.name(id) == "datalist"
            && within(tree, &firm, id) == 0
            && tree.attr(id, "id").is_some_and(|own| lists.contains(own))
    }));
    out
}

fn is_cell(tree: &Tree, id: NodeId) -> bool {
    matches!(tree.name(id), "td" | "th")
}

fn is_control(tree: &Tree, id: NodeId) -> bool {
    matches!(tree.name(id), "input" | "select" | "textarea" | "button" | "output" | "meter" | "progress")
}

/// For each node and one more, how many nodes that `filter` takes come before it.
pub(crate) fn counts(tree: &Tree, filter: impl Fn(NodeId) -> bool) -> Vec<u32> {
    let mut count = 0;
    let mut out = vec![0];
    for id in 0..tree.len() {
        count += u32::from(filter(id));
        out.push(count);
    }
    out
}

/// The counts of the controls and other nodes that must stay: what holds them is more than a label or a title.
fn firm(tree: &Tree, gone: &[bool], solid: &[NodeId]) -> Vec<u32> {
    let mut firm: Vec<bool> = (0..tree.len()).map(|id| is_control(tree, id) && !gone[id as usize]).gather();
    for &id in solid {
        if let Some(firm) = firm.get_mut(id as usize) {
            *firm = true;
        }
    }
    counts(tree, |id| firm[id as usize])
}

/// How many of the counted nodes are in a node.
pub(crate) fn within(tree: &Tree, counts: &[u32], id: NodeId) -> u32 {
    counts[tree.node(id).end as usize] - counts[id as usize]
}

/// Marks the wrappers that are left empty.
fn empty_wrappers(tree: &Tree, gone: &mut [bool], solid: &[NodeId]) {
    let len = tree.len() as usize;
    // Whether something in a node can be seen, not counting a legend of a fieldset or a heading of a section;
    // whether one of these can be seen; and whether something in it goes.
    let (mut seen, mut titled, mut touched) = (vec![false; len], vec![false; len], vec![false; len]);
    for &id in solid {
        if let Some(seen) = seen.get_mut(id as usize) {
            *seen = true;
        }
    }
    let firm = firm(tree, gone, solid);
    // Children come after their parents, so that walking backwards each node is complete when its turn comes.
    for id in (1..tree.len()).rev() {
        let at = id as usize;
        let Some(parent) = tree.node(id).parent else { continue };
        let up = parent as usize;
        if gone[at] {
            touched[up] = true;
            continue;
        }
        let name = tree.name(id);
        match tree.node(id).data {
            NodeData::Text(_) => seen[at] |= tree.text(id).is_some_and(|text| !text.trim().is_empty()),
            NodeData::Element { .. } => {
                // Who holds only a title keeps it, unless all that it was the title of goes.
                let holds_title = matches!(name, "fieldset" | "section") && touched[at];
                seen[at] |= titled[at] && !holds_title;
                let is_wrapper = is_listed(name, WRAPPERS);
                if is_wrapper && touched[at] && !seen[at] {
                    gone[at] = true;
                    touched[up] = true;
                    continue;
                }
                if is_title(name, tree.name(parent)) && within(tree, &firm, id) == 0 {
                    titled[up] = true;
                    touched[up] |= touched[at];
                    continue;
                }
                seen[at] |= !is_wrapper && !is_listed(name, BLANK);
            }
            _ => seen[at] = true,
        }
        seen[up] |= seen[at];
        touched[up] |= touched[at];
    }
}

fn is_title(name: &str, parent: &str) -> bool {
    match parent {
        "fieldset" => name == "legend",
        "section" => matches!(name, "h1" | "h2" | "h3" | "h4" | "h5" | "h6"),
        _ => false,
    }
}

/// The changes of attributes that refer to ids that go.
fn dead_references(tree: &Tree, gone: &[bool]) -> Vec<Edit> {
    let dead = DeadIds::new(tree, gone, "id");
    let dead_names = DeadIds::new(tree, gone, "name");
    let mut edits = Vec::new();
    for id in (1..tree.len()).filter(|&id| !gone[id as usize]) {
        let opened = names_dead(tree, id, &dead, &dead_names);
        for (name, value) in tree.attrs(id) {
            if opened && let Some((attr, value)) = shown(name, value) {
                edits.push(Edit { node: id, attr, value });
                continue;
            }
            let Some(&attr) = REFERENCES.iter().find(|known| **known == name) else { continue };
            if !value.split_ascii_whitespace().any(|token| dead.contains(token)) {
                continue;
            }
            let mut left = String::new();
            for token in value.split_ascii_whitespace().filter(|token| !dead.contains(token)) {
                if !left.is_empty() {
                    left.push(' ');
                }
                left.push_str(token);
            }
            edits.push(Edit { node: id, attr, value: (!left.is_empty()).then_some(left) });
        }
    }
    edits
}

/// Whether a show-if rule of an element names a control that goes.
fn names_dead(tree: &Tree, id: NodeId, ids: &DeadIds, names: &DeadIds) -> bool {
    let mut rules = tree.attrs(id).filter(|(name, _)| is_show_if(name));
    rules.any(|(_, rule)| words(rule).any(|word| ids.contains(word) || names.contains(word)))
}

/// The new value of an attribute that lets its element be shown for good, if that is another one.
fn shown(name: &str, value: &str) -> Option<(&'static str, Option<String>)> {
    let rule = OPENED_IF.split(' ').find(|known| *known == name);
    if let Some(attr) = rule.or((name == "hidden").then_some("hidden")) {
        return Some((attr, None));
    }
    if name != "style" {
        return None;
    }
    let mut left = String::new();
    for part in value.split(';') {
        let (property, value) = part.split_once(':').unwrap_or_default();
        let hides = property.trim().eq_ignore_ascii_case("display")
            && value.trim().get(..4).is_some_and(|word| word.eq_ignore_ascii_case("none"));
        if !hides && !part.trim().is_empty() {
            left.push_str(part);
            left.push(';');
        }
    }
    let same = left.trim_end_matches(';') == value.trim_end_matches(';');
    (!same).then_some(("style", (!left.is_empty()).then_some(left)))
}

/// The ids that only nodes that go have, or refer to.
struct DeadIds<'a> {
    gone: Vec<&'a str>,
    left: Vec<&'a str>,
}

impl<'a> DeadIds<'a> {
    /// `attribute` is what the ids stand in.
    fn new(tree: &'a Tree, gone: &[bool], attribute: &str) -> Self {
        let mut ids = DeadIds { gone: Vec::new(), left: Vec::new() };
        for node in 1..tree.len() {
            if let Some(id) = tree.attr(node, attribute) {
                if gone[node as usize] { ids.gone.push(id) } else { ids.left.push(id) }
            }
        }
        DeadIds { gone: sorted_texts(&ids.gone), left: sorted_texts(&ids.left) }
    }

    fn contains(&self, id: &str) -> bool {
        self.gone.binary_search(&id).is_ok() && self.left.binary_search(&id).is_err()
    }
}
