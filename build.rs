//! Compiles the built-in policy and the lexicons into the crate: of these one file of bytes a language, read by `src/detect/lexicon.rs`.

#[path = "src/detect/fold.rs"]
#[allow(dead_code)]
mod fold;
#[path = "build/lexicon.rs"]
mod lexicon;
#[path = "build/policy.rs"]
mod policy;

use std::{env, fs, path::PathBuf, process::exit};

fn main() {
    policy::compile();
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    for path in ["build", "src/lexicon", "src/detect/fold.rs"] {
        println!("cargo::rerun-if-changed={path}");
    }
    for lang in ["en", "es"] {
        let compiled = lexicon::compile(&root.join("src/lexicon").join(lang)).and_then(|bytes| {
            fs::write(out.join(format!("{lang}.lexicon")), bytes).map_err(|error| error.to_string())
        });
        if let Err(message) = compiled {
            for line in message.lines() {
                println!("cargo::error={line}");
            }
            exit(1);
        }
    }
}
