//! Why a question that looks as if it asked does not: what holds a phrase back.

use askless::{
    Category,
    detect::{Hold, Senses, builtin, detect, held},
    read::plain::question,
};
use serde_json::{Value, json};

/// The words that are held back in a question, with what holds them.
fn holds(fields: Value, category: Category) -> Vec<(String, Hold)> {
    let question = question(serde_json::from_value(fields).unwrap());
    let lexicons = builtin();
    let asks = detect(&lexicons, &question);
    assert!(asks.iter().all(|ask| ask.category != category), "it asks: {asks:?}");
    held(&lexicons, &question, Senses::default())
        .into_iter()
        .filter(|held| held.categories.contains(&category))
        .map(|held| {
            let slot = &question.slots[held.evidence.slot];
            (slot.text[held.evidence.start..held.evidence.end].to_string(), held.hold)
        })
        .collect()
}

#[test]
fn each_hold_is_told_with_its_words() {
    let rows = [
        (json!({ "label": "Are you a senior citizen?" }), "senior citizen", Hold::Spared),
        (
            json!({ "label": "We do not ask about immigration status" }),
            "immigration status",
            Hold::Disclaimed,
        ),
        (
            json!({ "label": "Our office serves every U.S. citizen", "kind": "statement" }),
            "U.S. citizen",
            Hold::States,
        ),
        (json!({ "label": "Favorite color", "name": "visa_type" }), "visa", Hold::Named),
    ];
    for (fields, words, hold) in rows {
        let found = holds(fields.clone(), Category::ImmigrationStatus);
        assert!(
            found.iter().any(|(text, why)| text.contains(words) && *why == hold),
            "{fields}: {found:?}, not {hold:?}"
        );
    }
}

#[test]
fn what_does_not_stand_there_is_not_held() {
    assert_eq!(holds(json!({ "label": "Full name" }), Category::ImmigrationStatus), []);
}
