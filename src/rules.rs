//! The rules as people read them: the texts of the lexicon files, for rule pages, `askless rules` and the tests.
//!
//! Native only: the guard carries the compiled lexicons, not their explanations (npm entry `askless/rules`).

use serde::{Deserialize, Serialize};

use crate::read::plain::PlainQuestion;

/// One rule of a lexicon, as written.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct RuleText {
    /// Its id as reports name it, e.g. `en/immigration.citizenship`.
    pub id: String,
    /// Its language.
    pub lang: String,
    /// What it finds: each a category and `direct` or `proxy`.
    pub asks: Vec<String>,
    /// Its phrases, in the notation of `src/lexicon/README.md`.
    pub phrases: Vec<String>,
    /// Its phrases for choices alone.
    pub choices: Vec<String>,
    /// What it spares.
    pub spare: Vec<String>,
    /// Why it matters, for a form designer.
    pub why: String,
    /// What to ask instead, in the language of the rule, where a better question exists.
    pub instead: Option<String>,
    /// Where the knowledge comes from.
    pub source: String,
    /// Questions that it must find.
    pub hit: Vec<Example>,
    /// Questions that it must not find.
    pub miss: Vec<Example>,
}

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
                let around: Vec<String> = ["form", "section", "help", "placeholder"]
                    .iter()
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

/// All rules, of the compiled-in languages and then of the packs, in the order of the files.
pub fn rules() -> Vec<RuleText> {
    // The build wrote it with this same shape, so it reads; an empty list would fail every test.
    serde_json::from_str(include_str!(concat!(env!("OUT_DIR"), "/rules.json"))).unwrap_or_default()
}
