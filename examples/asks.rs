//! Asks of plain questions, one JSON object a line in and out; for tuning the lexicons.
use askless::{
    detect::{builtin, detect},
    form::{Kind, Question, Slot, SlotKind},
};
use serde_json::{Value, json};
use std::io::Write;

fn main() {
    let lexicons = builtin();
    let mut out = std::io::BufWriter::new(std::io::stdout());
    for path in std::env::args().skip(1) {
        for line in std::fs::read_to_string(&path).unwrap().lines().filter(|l| !l.trim().is_empty()) {
            let item: Value = serde_json::from_str(line).unwrap();
            let mut slots = Vec::new();
            for (kind, key) in [
                (SlotKind::Title, "form"),
                (SlotKind::Section, "section"),
                (SlotKind::Name, "label"),
                (SlotKind::Help, "help"),
                (SlotKind::Placeholder, "placeholder"),
            ] {
                if let Some(text) = item[key].as_str().filter(|t| !t.is_empty()) {
                    slots.push(Slot { kind, text: text.to_string(), node: None });
                }
            }
            for option in item["options"].as_array().into_iter().flatten() {
                slots.push(Slot {
                    kind: SlotKind::Choice,
                    text: option.as_str().unwrap_or("").to_string(),
                    node: None,
                });
            }
            if let Some(text) = item["name"].as_str().filter(|t| !t.is_empty()) {
                slots.push(Slot { kind: SlotKind::Machine, text: text.to_string(), node: None });
            }
            let question = Question {
                kind: Kind::from_id(item["kind"].as_str().unwrap_or("text")),
                slots,
                ..Question::default()
            };
            let asks: Vec<Value> = detect(&lexicons, &question).iter().map(|ask| json!({"category": ask.category, "how": ask.how, "rule": ask.rule,
                "evidence": ask.evidence.iter().map(|e| json!({"slot": question.slots[e.slot].kind.id(), "text": &question.slots[e.slot].text[e.start..e.end]})).collect::<Vec<_>>()})).collect();
            writeln!(out, "{}", json!({"id": item["id"], "asks": asks})).unwrap();
        }
    }
}
