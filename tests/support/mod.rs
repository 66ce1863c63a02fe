//! What several tests share.
#![allow(dead_code)] // each test file uses a part

use askless::form::{Form, Kind, Question, SlotKind};
use askless::read::read;
use askless::tree::Tree;
use std::path::PathBuf;

/// The tree of a page's source.
pub fn tree(html: &str) -> Tree {
    askless::read::html::parse(html).tree
}

/// A shared folder, if it is there.
pub fn shared(path: &str) -> Option<PathBuf> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    // Worktrees are one level deeper than a checkout.
    let found =
        ["../shared", "../../shared"].iter().map(|up| root.join(up).join(path)).find(|path| path.exists());
    if found.is_none() {
        println!("skipped: ../shared/{path} is absent");
    }
    found
}

/// A question's texts of one kind.
pub fn texts(question: &Question, kind: SlotKind) -> Vec<String> {
    question.texts(kind).map(String::from).collect()
}

/// A form as lines to read, for failing tests.
pub fn dump(form: &Form) -> String {
    let mut out = String::new();
    for question in &form.questions {
        out += &format!(
            "{} [{}] {:?} {:?}\n",
            question.id,
            question.kind.id(),
            question.controls,
            question.nodes
        );
        for slot in &question.slots {
            out += &format!("    {}: {}\n", slot.kind.id(), slot.text);
        }
    }
    out
}

/// What must hold for any form read from any tree.
pub fn check(page: &str, tree: &Tree, form: &Form) {
    let mut owners = vec![0u32; tree.len() as usize];
    for question in &form.questions {
        let id = &question.id;
        assert!(!id.is_empty(), "{page}: a question without an id");
        assert!(!question.slots.is_empty(), "{page}: {id} has no slots");
        assert!(question.slots.is_sorted_by_key(|slot| slot.kind), "{page}: {id} has its slots in disorder");
        assert!(
            question.slots.iter().all(|slot| !slot.text.is_empty() && slot.node.is_some()),
            "{page}: {id}"
        );
        assert_eq!(question.kind == Kind::Statement, question.controls.is_empty(), "{page}: {id}");
        assert!(question.nodes.is_sorted(), "{page}: {id} has its nodes in disorder");
        for &node in &question.nodes {
            assert_ne!(tree.name(node), "form", "{page}: {id} would take the form");
            // Every node below a question's node is that question's alone.
            for inner in node..tree.node(node).end {
                owners[inner as usize] += 1;
                assert_eq!(
                    owners[inner as usize], 1,
                    "{page}: node {inner} is in two questions, one is {id}"
                );
            }
        }
        for &control in &question.controls {
            let at = question.nodes.partition_point(|&node| node <= control);
            assert!(
                at > 0 && tree.contains(question.nodes[at - 1], control),
                "{page}: {id} leaves a control"
            );
        }
    }
    let mut uses = vec![0u32; tree.len() as usize];
    for &control in form.questions.iter().flat_map(|question| &question.controls) {
        uses[control as usize] += 1;
    }
    for id in 0..tree.len() {
        let kind = tree.attr(id, "type").unwrap_or("").to_lowercase();
        let is_control = matches!(tree.name(id), "select" | "textarea")
            || (tree.name(id) == "input"
                && !["hidden", "submit", "button", "reset", "image"].contains(&kind.as_str()));
        if is_control {
            let of = uses[id as usize];
            let in_editor = tree.attr(id, "aria-hidden") == Some("true")
                || tree.ancestors(id).any(|up| tree.has_attr(up, "contenteditable"));
            assert!(
                of == 1 || in_editor,
                "{page}: control {id} ({:?}) is in {of} questions",
                tree.attr(id, "name")
            );
        }
    }
    for section in &form.sections {
        assert_eq!(tree.name(section.node), "form", "{page}");
    }
    // Reading again gives the same.
    assert_eq!(*form, read(tree), "{page}");
}
