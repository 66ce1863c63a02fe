//! Detection, measured on the shared labelled questions: the figures that docs/measured.md reports may not fall,
//! and a question asks the same in HTML, in any layout, as it does as plain data.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use askless::{
    detect::{Ask, Lexicon, builtin, detect},
    read::{
        html::parse,
        plain::{PlainQuestion, question},
        read,
    },
};

fn shared() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared");
    let python = Command::new("python3").arg("--version").output().is_ok();
    if folder.join("score.py").exists() && python {
        return Some(folder);
    }
    println!("skipped: ../shared or python3 is absent");
    None
}

/// The question files of a language, sorted.
fn files(shared: &Path, lang: &str) -> Vec<PathBuf> {
    let ending = format!(".{lang}.jsonl");
    let entries = fs::read_dir(shared.join("corpus/questions")).unwrap().flatten();
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
    files.retain(|path| path.to_string_lossy().ends_with(&ending));
    files.sort();
    files
}

fn questions(path: &Path) -> Vec<PlainQuestion> {
    let text = fs::read_to_string(path).unwrap();
    text.lines()
        .filter(|line| !line.trim().is_empty())
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

fn line(id: &str, asks: &[Ask]) -> String {
    let asks: Vec<_> =
        asks.iter().map(|ask| serde_json::json!({"category": ask.category, "how": ask.how})).collect();
    serde_json::json!({"id": id, "asks": asks}).to_string() + "\n"
}

/// What score.py says of our asks: its JSON.
fn score(shared: &Path, lexicons: &[Lexicon], lang: &str) -> serde_json::Value {
    let files = files(shared, lang);
    let all = files.iter().flat_map(|path| questions(path));
    let lines = all.map(|plain| {
        let id = plain.id.clone().unwrap_or_default();
        line(&id, &detect(lexicons, &question(plain)))
    });
    let predictions = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("asks.{lang}.jsonl"));
    fs::write(&predictions, lines.collect::<String>()).unwrap();
    let mut command = Command::new("python3");
    command.arg(shared.join("score.py")).args(&files).arg("--json").arg("--pred").arg(&predictions);
    serde_json::from_slice(&command.output().unwrap().stdout).unwrap()
}

#[test]
fn detection_keeps_its_figures() {
    let Some(shared) = shared() else { return };
    let lexicons = builtin();
    // Language; the least caught, exact, proxy, precision and strict of the seven categories; the most overcalled, and
    // core noise per 1,000 ordinary questions.
    for (lang, floors, ceilings) in [
        ("en", [0.98, 0.94, 0.94, 0.97, 0.93], [0.08, 4.0]),
        ("es", [0.98, 0.95, 0.93, 0.97, 0.90], [0.13, 6.0]),
    ] {
        let found = score(&shared, &lexicons, lang);
        let number = |group: &str, key: &str| found[group]["confidential"][key].as_f64().unwrap_or(0.0);
        let cell = |key: &str| number("sums", key);
        let counts = |key: &str| found["counts"][key].as_f64().unwrap();
        let figures = [
            ("caught", cell("caught") / cell("direct")),
            ("exact", cell("exact") / cell("direct")),
            ("proxy", cell("proxy_caught") / cell("proxy")),
            ("precision", cell("said_right") / cell("said_direct")),
            ("strict", cell("said_strict") / cell("said_direct")),
        ];
        for ((name, figure), floor) in figures.into_iter().zip(floors) {
            assert!(figure >= floor, "{lang} {name}: {figure:.3}, at least {floor}");
        }
        let figures = [
            ("overcalled", cell("overcalled") / cell("proxy")),
            ("core noise", 1000.0 * counts("noisy_core") / counts("benign")),
        ];
        for ((name, figure), ceiling) in figures.into_iter().zip(ceilings) {
            assert!(figure <= ceiling, "{lang} {name}: {figure:.3}, at most {ceiling}");
        }
    }
}

#[test]
fn a_question_asks_the_same_in_every_layout() {
    let Some(shared) = shared() else { return };
    let lexicons = builtin();
    for layout in ["label", "wrap", "table", "sibling", "aria", "placeholder", "dl"] {
        let (mut all, mut differ) = (0, Vec::new());
        for lang in ["en", "es"] {
            // All files in the first layout; in the others every fourth, as a debug build is slow.
            let step = if layout == "label" { 1 } else { 4 };
            for path in files(&shared, lang).into_iter().step_by(step) {
                let mut render = Command::new("python3");
                render.arg(shared.join("corpus/render.py")).arg(&path).args(["--layout", layout]);
                let html = String::from_utf8(render.output().unwrap().stdout).unwrap();
                let form = read(&parse(&html).tree);
                let read: BTreeMap<&str, _> = form.questions.iter().map(|q| (q.id.as_str(), q)).collect();
                for plain in questions(&path) {
                    let id = plain.id.clone().unwrap_or_default();
                    let expected = line(&id, &detect(&lexicons, &question(plain)));
                    let found = read.get(id.as_str()).map(|question| line(&id, &detect(&lexicons, question)));
                    all += 1;
                    if found.as_ref() != Some(&expected) {
                        differ.push(format!("{}{}", expected, found.unwrap_or("not read".into())));
                    }
                }
            }
        }
        println!("{layout}: {} of {all} differ", differ.len());
        let few = differ.len() * 100 <= all;
        assert!(
            few,
            "{layout}: {} of {all} differ, such as\n{}",
            differ.len(),
            differ[..20.min(differ.len())].join("\n")
        );
    }
}
