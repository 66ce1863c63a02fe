//! Compiles the built-in policy and the lexicons into the crate: of these one file of bytes a language, read by `src/detect/lexicon.rs`.

#[path = "src/detect/coding.rs"]
mod coding;
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
    for path in ["build", "src/lexicon", "src/detect/coding.rs", "src/detect/fold.rs", "src/letters.rs"] {
        println!("cargo::rerun-if-changed={path}");
    }
    if let Err(message) = lexicons(&root.join("src/lexicon"), &out) {
        for line in message.lines() {
            println!("cargo::error={line}");
        }
        exit(1);
    }
}

/// The languages of every build of the engine; each further folder is a pack.
const BUILTIN: [&str; 2] = ["en", "es"];

/// Writes `<lang>.lexicon` for each language; `packs.rs`, the list of those that are not built in; and `rules.json`, the
/// rules of all of them as people read them.
fn lexicons(folder: &Path, out: &Path) -> Result<(), String> {
    let write =
        |name: &str, bytes: &[u8]| fs::write(out.join(name), bytes).map_err(|error| error.to_string());
    let mut languages = folders(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    languages.sort_by_key(|lang| (!BUILTIN.contains(&lang.as_str()), lang.clone()));
    let mut texts = Vec::new();
    let mut packs = String::new();
    for lang in &languages {
        write(&format!("{lang}.lexicon"), &lexicon::compile(&folder.join(lang))?)?;
        texts.extend(lexicon::texts(&folder.join(lang))?);
        if !BUILTIN.contains(&lang.as_str()) {
            packs +=
                &format!("({lang:?}, include_bytes!(concat!(env!(\"OUT_DIR\"), \"/{lang}.lexicon\"))),\n");
        }
    }
    write("packs.rs", format!("&[{packs}]").as_bytes())?;
    write("rules.json", serde_json::Value::from(texts).to_string().as_bytes())
}

/// The names of the folders in a folder.
fn folders(folder: &Path) -> std::io::Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            names.push(entry.file_name().to_string_lossy().into_owned());
        }
    }
    Ok(names)
}
