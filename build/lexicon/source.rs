//! The files of one language as they are written, each part with its place for whoever has to mend it.

use crate::rules::Example;
use serde::{Deserialize, de::DeserializeOwned};
use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};
use toml::Spanned;

/// The files of a language.
pub struct Source {
    /// Its name, that of its folder.
    pub lang: String,
    pub sets: Sets,
    pub cues: Cues,
    /// The rule files, in the order of their names.
    pub files: Vec<File>,
}

/// One rule file.
pub struct File {
    /// As errors name it.
    pub path: PathBuf,
    /// Its name without an ending, with which the ids of its rules begin.
    pub stem: String,
    text: String,
    pub rules: RuleFile,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RuleFile {
    /// Spare contexts of every rule of the file.
    #[serde(default)]
    pub spare: Vec<Spanned<String>>,
    /// Contexts in which every rule of the file is silent.
    #[serde(default)]
    pub without: Vec<Spanned<String>>,
    /// Contexts in which every rule of the file is a proxy at most.
    #[serde(default)]
    pub weak: Vec<Spanned<String>>,
    /// What to ask instead, where a rule has no wording of its own.
    pub instead: Option<String>,
    #[serde(default)]
    pub rule: Vec<Rule>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Rule {
    pub id: Spanned<String>,
    pub asks: Vec<String>,
    #[serde(default)]
    pub phrases: Vec<Spanned<String>>,
    #[serde(default)]
    pub choices: Vec<Spanned<String>>,
    #[serde(default)]
    pub spare: Vec<Spanned<String>>,
    #[serde(default)]
    pub with: Vec<Spanned<String>>,
    #[serde(default)]
    pub without: Vec<Spanned<String>>,
    #[serde(default)]
    pub weak: Vec<Spanned<String>>,
    /// The sense of its asks, or what its `turns` turn asks of its categories into.
    pub sense: Option<String>,
    #[serde(default)]
    pub turns: Vec<Spanned<String>>,
    pub slots: Option<Vec<String>>,
    pub choice: Option<String>,
    #[serde(default)]
    pub kinds: Vec<String>,
    #[serde(default)]
    pub statement: bool,
    // For people, the rule pages and the check of the examples.
    pub why: String,
    /// What to ask instead, in the language of the rule.
    pub instead: Option<String>,
    pub source: String,
    #[serde(default)]
    pub hit: Vec<Spanned<Example>>,
    #[serde(default)]
    pub miss: Vec<Spanned<Example>>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
pub struct Sets {
    #[serde(default)]
    pub set: BTreeMap<String, Vec<String>>,
    /// Groups of characters that are one in every phrase, as Simplified and Traditional ones.
    #[serde(default)]
    pub variants: String,
    /// The short forms of words, which match wherever a phrase has the word.
    #[serde(default)]
    pub short: BTreeMap<String, Vec<String>>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
pub struct Cues {
    #[serde(default)]
    pub cue: BTreeMap<String, Vec<String>>,
}

impl File {
    /// A place in the file as errors name it: path and line.
    pub fn at<T>(&self, part: &Spanned<T>) -> String {
        place(&self.path, &self.text, part.span().start)
    }

    /// A rule and a place in it as errors name them.
    pub fn at_rule<T>(&self, rule: &Rule, part: &Spanned<T>) -> String {
        format!("{}: rule {}", self.at(part), rule.id.get_ref())
    }
}

/// Reads the folder of a language.
pub fn read(folder: &Path) -> Result<Source, String> {
    let entries = fs::read_dir(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let mut paths: Vec<_> = entries
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "toml"))
        .filter(|path| !matches!(stem(path), "sets" | "cues" | "notes" | "notes.hant"))
        .collect();
    paths.sort();
    let files = paths.into_iter().map(|path| {
        let text = text(&path)?;
        Ok(File { stem: stem(&path).to_owned(), rules: parse(&path, &text)?, path, text })
    });
    Ok(Source {
        lang: folder.file_name().and_then(|name| name.to_str()).unwrap_or("").to_owned(),
        sets: optional(&folder.join("sets.toml"))?,
        cues: optional(&folder.join("cues.toml"))?,
        files: files.collect::<Result<_, String>>()?,
    })
}

fn stem(path: &Path) -> &str {
    path.file_stem().and_then(|stem| stem.to_str()).unwrap_or("")
}

fn text(path: &Path) -> Result<String, String> {
    fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))
}

fn parse<T: DeserializeOwned>(path: &Path, text: &str) -> Result<T, String> {
    toml::from_str(text).map_err(|error| {
        let start = error.span().map_or(0, |span| span.start);
        format!("{}: {}", place(path, text, start), error.message())
    })
}

/// A byte of a file as errors name it: path and line.
fn place(path: &Path, text: &str, byte: usize) -> String {
    let before = text.as_bytes().get(..byte).unwrap_or_default();
    let line = 1 + before.iter().filter(|byte| **byte == b'\n').count();
    format!("{}:{line}", path.display())
}

fn optional<T: DeserializeOwned + Default>(path: &Path) -> Result<T, String> {
    if path.exists() { parse(path, &text(path)?) } else { Ok(T::default()) }
}
