//! The rules as people read them: the texts of the lexicon files, for rule pages, `askless rules` and the tests.
//!
//! Native only: the guard carries the compiled lexicons, not their explanations (npm entry `askless/rules`).

mod example;

use serde::{Deserialize, Serialize};

pub use example::Example;

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
    #[serde(default)]
    pub phrases: Vec<String>,
    /// Its phrases for choices alone.
    #[serde(default)]
    pub choices: Vec<String>,
    /// What it spares.
    #[serde(default)]
    pub spare: Vec<String>,
    /// Why it matters, for a form designer.
    pub why: String,
    /// What to ask instead, in the language of the rule, where a better question exists.
    pub instead: Option<String>,
    /// The sense of its asks, where laws may read them otherwise: `applied-for`,
    /// `stalking-and-trafficking`, `income-amounts` or `social-insurance`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sense: Option<String>,
    /// Where the knowledge comes from.
    pub source: String,
    /// Questions that it must find.
    pub hit: Vec<Example>,
    /// Questions that it must not find.
    pub miss: Vec<Example>,
}

/// All rules, of the compiled-in languages and then of the packs, in the order of the files.
pub fn rules() -> Vec<RuleText> {
    // The build wrote it with this same shape, so it reads; an empty list would fail every test.
    serde_json::from_str(include_str!(concat!(env!("OUT_DIR"), "/rules.json"))).unwrap_or_default()
}

/// The rules that rest on no words of a language: codes of vocabularies, and texts built to dodge.
pub fn wordless() -> Vec<RuleText> {
    #[derive(Deserialize)]
    struct File {
        rule: Vec<RuleText>,
    }
    // The file is part of the crate and read by a test: it parses.
    toml::from_str::<File>(include_str!("rules/wordless.toml")).map(|file| file.rule).unwrap_or_default()
}

/// Every rule that a report may name.
pub fn all() -> Vec<RuleText> {
    [rules(), wordless()].concat()
}
