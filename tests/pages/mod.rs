//! The shared pages and forms, read where they lie; tests that need them skip where they are absent.
#![allow(dead_code)]

use std::path::{Path, PathBuf};
use std::process::Command;

fn shared() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus")
}

/// The real pages with their names; none, and a printed line, where they are absent.
pub fn all() -> Vec<(String, String)> {
    let Ok(folder) = std::fs::read_dir(shared().join("pages")) else {
        println!("skipped: there is no folder of shared pages");
        return Vec::new();
    };
    let mut paths: Vec<PathBuf> = folder.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.sort();
    let read = |path: &PathBuf| String::from_utf8_lossy(&std::fs::read(path).unwrap()).into_owned();
    paths.iter().map(|path| (path.file_name().unwrap().to_string_lossy().into_owned(), read(path))).collect()
}

/// The layouts of `render.py`.
pub const LAYOUTS: &[&str] = &["label", "wrap", "table", "sibling", "aria", "placeholder", "dl"];

/// A question file rendered as a form; `None`, and a printed line, where that cannot be done.
pub fn rendered(file: &str, layout: &str, limit: usize) -> Option<String> {
    let questions = shared().join("questions").join(file);
    let limit = limit.to_string();
    let out = Command::new("python3")
        .arg(shared().join("render.py"))
        .arg(questions)
        .args(["--layout", layout, "--limit", &limit])
        .output();
    match out {
        Ok(out) if out.status.success() => String::from_utf8(out.stdout).ok(),
        _ => {
            println!("skipped: {file} cannot be rendered");
            None
        }
    }
}
