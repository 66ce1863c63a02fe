//! A table of named cases: one markup habit each, and the questions that it must read as.

mod around;
mod names;
#[path = "../support/mod.rs"]
mod support;
mod units;

use askless::form::{Question, SlotKind};
use askless::read::read;

/// A question on one line: `id kind | slot: text | …`, without title and machine names.
fn line(question: &Question) -> String {
    let mut line = format!("{} {}", question.id, question.kind.id());
    for slot in question.slots.iter().filter(|s| !matches!(s.kind, SlotKind::Title | SlotKind::Machine)) {
        line += &format!(" | {}: {}", slot.kind.id(), slot.text);
    }
    line
}

type Case = (&'static str, &'static str, &'static [&'static str]);

fn run(cases: &[Case]) {
    let mut wrong = String::new();
    for (name, html, expected) in cases {
        let form = read(&support::tree(html));
        let lines: Vec<String> = form.questions.iter().map(line).collect();
        if lines != *expected {
            wrong += &format!("{name}\n  want {expected:#?}\n  got  {lines:#?}\n");
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

#[test]
fn a_wall_of_text_hides_no_question() {
    let wall = "<p>Everyone who lives in the city may apply.</p>".repeat(10_500);
    let page = format!("<form>{wall}<label>Citizen? <input id=late></label></form>");
    let form = read(&support::tree(&page));
    assert!(form.questions.iter().any(|question| question.id == "late"));
    assert!(form.questions.len() <= askless::read::QUESTIONS);
    assert!(!form.limits.is_empty(), "what was left out is said");
}
