//! Compiles the built-in policy and the lexicons into the crate: of these one file of bytes a language, read by `src/detect/lexicon.rs`.

#[path = "build/encode.rs"]
mod encode;
#[path = "src/detect/fold.rs"]
#[allow(dead_code)]
mod fold;
#[path = "src/letters.rs"]
#[allow(dead_code)]
mod letters;
#[path = "build/lexicon.rs"]
mod lexicon;
#[path = "build/policy.rs"]
mod policy;

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::exit,
};

fn main() {
    policy::compile();
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    for path in ["build", "src/lexicon", "src/detect/fold.rs", "src/letters.rs"] {
        println!("cargo::rerun-if-changed={path}");
    }
    if let Err(message) = lexicons(&root.join("src/lexicon"), &out) {
        for line in message.lines() {
            println!("cargo::error={line}");
        }
        exit(1);
    }
}

/// Writes `<lang>.lexicon` for each language, and `rules.json`, the rules of all of them as people read them.
fn lexicons(folder: &Path, out: &Path) -> Result<(), String> {
    let mut texts = Vec::new();
    for lang in ["en", "es"] {
        let bytes = lexicon::compile(&folder.join(lang))?;
        fs::write(out.join(format!("{lang}.lexicon")), bytes).map_err(|error| error.to_string())?;
        texts.extend(lexicon::texts(&folder.join(lang))?);
    }
    fs::write(out.join("rules.json"), serde_json::Value::from(texts).to_string())
        .map_err(|error| error.to_string())
}
