//! Reads what the guard says to residents, `notes.toml` in a language's folder, beside it one for another script of the
//! language (`notes.hant.toml`).

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::Path;

/// The notes of a language; `{section}` stands for the section of the law, `{count}` for a number of questions.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Notes {
    /// Beside a question that may not be asked.
    violation: String,
    /// Beside a question that needs a person's decision.
    review: String,
    /// Where the form stays hidden because the guard could not work.
    failed: String,
    /// To a screen reader, after questions were stripped: by plural category (Unicode CLDR).
    gone: BTreeMap<String, String>,
}

const CATEGORIES: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];

/// The notes in the folder of a language, as JSON by language tag (`zh`, `zh-hant`); none where it has no such file.
pub fn read(folder: &Path) -> Result<Vec<(String, String)>, String> {
    let lang = folder.file_name().and_then(|name| name.to_str()).unwrap_or("");
    let mut found = Vec::new();
    for (tag, name) in [(lang.to_owned(), "notes.toml"), (format!("{lang}-hant"), "notes.hant.toml")] {
        let path = folder.join(name);
        if !path.exists() {
            continue;
        }
        let at = |error: String| format!("{}: {error}", path.display());
        let text = std::fs::read_to_string(&path).map_err(|error| at(error.to_string()))?;
        let notes: Notes = toml::from_str(&text).map_err(|error| at(error.to_string()))?;
        check(&notes).map_err(at)?;
        found.push((tag, serde_json::to_string(&notes).map_err(|error| at(error.to_string()))?));
    }
    Ok(found)
}

fn check(notes: &Notes) -> Result<(), String> {
    for (name, text) in [("violation", &notes.violation), ("review", &notes.review)] {
        if !text.contains("{section}") {
            return Err(format!("{name}: say which section, with {{section}}"));
        }
    }
    if !notes.gone.get("other").is_some_and(|text| text.contains("{count}")) {
        return Err("gone: write `other`, with {count}".to_owned());
    }
    match notes.gone.keys().find(|key| !CATEGORIES.contains(&key.as_str())) {
        Some(key) => Err(format!("gone: there is no plural category {key:?}; known are {CATEGORIES:?}")),
        None => Ok(()),
    }
}
