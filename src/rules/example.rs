//! The examples that a rule carries.

use serde::{Deserialize, Serialize};

use crate::read::plain::PlainQuestion;

/// An example question: a label alone, or a whole plain question.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Example {
    /// Its label; it takes a typed answer.
    Label(String),
    /// All of it.
    Question(serde_json::Map<String, serde_json::Value>),
}

impl Example {
    /// The plain question that it stands for.
    pub fn question(&self) -> PlainQuestion {
        let fields = match self {
            Example::Label(label) => serde_json::json!({ "label": label, "kind": "text" }),
            Example::Question(fields) => fields.clone().into(),
        };
        serde_json::from_value(fields).unwrap_or_default()
    }

    /// The words of it that a rule page shows: label first, then what stands around it.
    pub fn text(&self) -> String {
        match self {
            Example::Label(label) => label.clone(),
            Example::Question(fields) => {
                let word = |key: &str| {
                    fields.get(key).and_then(|value| value.as_str()).filter(|text| !text.is_empty())
                };
                let mut text = word("label").or(word("name")).unwrap_or_default().to_string();
                // A name is what the example shows, or stands beside the label.
                let name = word("label").and(Some("name"));
                let around: Vec<String> = ["form", "section", "help", "placeholder"]
                    .into_iter()
                    .chain(name)
                    .filter_map(|key| word(key).map(|value| format!("{key}: {value}")))
                    .chain(fields.get("options").and_then(|value| value.as_array()).map(|options| {
                        let options: Vec<&str> =
                            options.iter().filter_map(|option| option.as_str()).collect();
                        format!("choices: {}", options.join(" / "))
                    }))
                    .collect();
                if !around.is_empty() {
                    text.push_str(&format!(" ({})", around.join("; ")));
                }
                text
            }
        }
    }
}
