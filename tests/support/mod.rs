//! What several tests share.
#![allow(dead_code)] // each test file uses a part

use askless::form::{Form, Question, SlotKind};
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
