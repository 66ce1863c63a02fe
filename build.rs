//! Compiles the built-in policy, the lexicons and the look-alikes into the crate: of lexicons one file of bytes a language,
//! read by `src/detect/decode.rs`. A rule that fails its own examples fails the build, which detects with the crate's own modules.

#[path = "build/alike.rs"]
mod alike;
#[path = "src/category.rs"]
#[allow(dead_code)]
mod category;
#[path = "src/codes.rs"]
#[allow(dead_code)]
mod codes;
#[path = "build/codes.rs"]
mod codes_of_vocabularies;
#[path = "build/lexicon/mod.rs"]
mod compiler;
#[path = "src/form.rs"]
#[allow(dead_code)]
mod form;
#[path = "src/gather.rs"]
mod gather;
#[path = "src/letters.rs"]
#[allow(dead_code)]
mod letters;
#[path = "build/notes.rs"]
mod notes;
#[path = "src/order.rs"]
#[allow(dead_code)]
mod order;
#[path = "build/policy.rs"]
mod policy;
#[path = "src/tree.rs"]
#[allow(dead_code)]
mod tree;

/// Of the codes none are known here: no rule rests on them.
mod codes_table {
    pub static CODES: &[u32] = &[];
}

/// Detection, but for the lexicons and look-alikes that are compiled in.
#[path = "src/detect"]
#[allow(dead_code)]
mod detect {
    pub mod alike;
    mod ask;
    pub mod coding;
    mod decide;
    mod decode;
    pub mod fold;
    #[cfg(feature = "cli")]
    mod held;
    mod lexicon;
    mod matching;
    mod sentences;
    mod undisguise;
    mod view;
    mod views;
    mod weigh;

    /// No example rests on a look-alike.
    mod languages {
        pub fn alike() -> super::alike::Alike {
            Vec::new()
        }
    }

    pub use ask::{Ask, Evidence, Hold, Senses};
    pub use decide::detect_one;
    pub use decode::decode;
    #[cfg(feature = "cli")]
    pub use held::held;
    pub use lexicon::Lexicon;
}

/// Reading, as far as plain questions need it: examples are.
#[path = "src/read"]
#[allow(dead_code)]
mod read {
    mod collapse;
    #[path = "plain/question.rs"]
    pub mod plain;
    mod slots;
}

/// The examples of rules.
#[path = "src/rules"]
mod rules {
    mod example;

    pub use example::Example;
}

use std::{
    env, fs,
    path::{Path, PathBuf},
};

fn main() {
    policy::compile();
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    // Modules of the crate are part of this program: a change to them makes another program, which runs anyhow.
    for path in ["build", "src/lexicon"] {
        println!("cargo::rerun-if-changed={path}");
    }
    let codes = codes_of_vocabularies::table()
        .and_then(|table| fs::write(out.join("codes.rs"), table).map_err(|error| error.to_string()));
    let alike = alike::pack(include_str!("src/detect/alike.txt"))
        .and_then(|table| fs::write(out.join("table.alike"), table).map_err(|error| error.to_string()));
    if let Err(message) = codes.and(alike).and_then(|()| lexicons(Path::new("src/lexicon"), &out)) {
        for line in message.lines() {
            println!("cargo::error={line}"); // This alone fails the build; to exit with an error would repeat it all.
        }
    }
}

/// The languages of every build of the engine; each further folder is a pack.
const BUILTIN: [&str; 2] = ["en", "es"];

/// Most failed examples that are told at once.
const TOLD: usize = 20;

/// Writes `<lang>.lexicon` for each language; `packs.rs`, the list of those that are not built in; `notes.rs`, what the
/// guard says to residents in each; and `rules.json`, the rules of all of them as people read them.
fn lexicons(folder: &Path, out: &Path) -> Result<(), String> {
    let write =
        |name: &str, bytes: &[u8]| fs::write(out.join(name), bytes).map_err(|error| error.to_string());
    let mut languages = folders(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    languages.sort_by_key(|lang| (!BUILTIN.contains(&lang.as_str()), lang.clone()));
    let mut texts = Vec::new();
    let mut packs = String::new();
    let mut said = Vec::new();
    let mut compiled = Vec::new();
    for lang in &languages {
        let source = compiler::read(&folder.join(lang))?;
        let bytes = compiler::compile(&source)?;
        write(&format!("{lang}.lexicon"), &bytes)?;
        texts.extend(compiler::texts(&source));
        said.extend(notes::read(&folder.join(lang))?);
        if !BUILTIN.contains(&lang.as_str()) {
            packs +=
                &format!("({lang:?}, include_bytes!(concat!(env!(\"OUT_DIR\"), \"/{lang}.lexicon\"))),\n");
        }
        compiled.push((source, detect::decode(lang, &bytes)));
    }
    check(compiled)?;
    write("packs.rs", format!("&[{packs}]").as_bytes())?;
    write("notes.rs", format!("&{said:?}").as_bytes())?;
    write("rules.json", serde_json::Value::from(texts).to_string().as_bytes())
}

/// Holds every rule to its examples, read as they are where the language is loaded: beside those of every build.
fn check(compiled: Vec<(compiler::Source, detect::Lexicon)>) -> Result<(), String> {
    let mut failures = Vec::new();
    let (sources, lexicons): (Vec<_>, Vec<_>) = compiled.into_iter().unzip();
    let mut lexicons = lexicons.into_iter();
    let mut loaded: Vec<_> = lexicons.by_ref().take(BUILTIN.len()).collect();
    for (number, source) in sources.iter().enumerate() {
        if number >= BUILTIN.len() {
            loaded.truncate(BUILTIN.len());
            loaded.extend(lexicons.next());
        }
        failures.extend(compiler::failures(source, &loaded));
    }
    if failures.is_empty() {
        return Ok(());
    }
    let more = failures.len().saturating_sub(TOLD);
    failures.truncate(TOLD);
    failures.extend((more > 0).then(|| format!("{more} more examples fail")));
    Err(failures.join("\n"))
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
