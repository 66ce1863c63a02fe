//! Every question file, rendered in all seven layouts, reads back as what it was rendered from.

mod support;

use askless::form::{Question, SlotKind};
use askless::read::{plain, read};
use std::collections::BTreeMap;
use std::process::Command;

const RENDER_ALL: &str = r#"
import contextlib, glob, io, json, os, sys
sys.path.insert(0, sys.argv[1]); sys.dont_write_bytecode = True
import render
for path in sorted(glob.glob(os.path.join(sys.argv[1], "questions", "*.jsonl"))):
    for layout in render.LAYOUTS:
        sys.argv = ["render.py", path, "--layout", layout]
        out = io.StringIO()
        with contextlib.redirect_stdout(out):
            render.main()
        print(json.dumps([path, layout, out.getvalue()]))
"#;

/// The share of rendered questions that read back exactly, as reached. Lower is a regression.
const EXACT: f64 = 0.999;

fn texts(question: &Question) -> [Vec<String>; 5] {
    use SlotKind::*;
    [Name, Help, Choice, Placeholder, Section].map(|kind| support::texts(question, kind))
}

#[test]
fn rendered_questions_read_back() {
    let Some(corpus) = support::shared("corpus") else { return };
    let Ok(out) = Command::new("python3").arg("-c").arg(RENDER_ALL).arg(&corpus).output() else {
        return println!("skipped: no python3");
    };
    assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
    let rendered = String::from_utf8(out.stdout).unwrap();
    let mut shares: BTreeMap<String, (u32, u32)> = BTreeMap::new();
    let (mut all, mut exact) = (0, 0);
    let mut differing = String::new();
    let show = std::env::var("SHOW").unwrap_or_default();
    for line in rendered.lines() {
        let (path, layout, html): (String, String, String) = serde_json::from_str(line).unwrap();
        let tree = support::tree(&html);
        let form = read(&tree);
        support::check(&path, &tree, &form);
        let by_id: BTreeMap<&str, &Question> = form.questions.iter().map(|q| (q.id.as_str(), q)).collect();
        for line in std::fs::read_to_string(&path).unwrap().lines() {
            let mut plain: plain::PlainQuestion = serde_json::from_str(line).unwrap();
            if plain.label.as_deref().unwrap_or("").trim().is_empty() {
                continue;
            }
            let kind = plain.kind.clone().unwrap_or_default();
            let options = plain.options.get_or_insert_default();
            if kind == "radio" && options.is_empty() {
                *options = vec!["Yes".into(), "No".into()];
            }
            let typed = matches!(kind.as_str(), "text" | "textarea" | "number" | "signature" | "other");
            let untyped = !options.is_empty() || !typed;
            if kind == "statement" {
                // A statement is rendered with its label and help alone.
                *options = Vec::new();
                plain.placeholder = None;
            } else if layout == "placeholder" && !untyped {
                let words = [plain.label.clone(), plain.placeholder.take()];
                let words: Vec<_> = words.into_iter().flatten().filter(|w| !w.is_empty()).collect();
                plain.label = Some(words.join(" - "));
            }
            let id = plain.id.clone().unwrap();
            let want = plain::question(plain);
            let got = by_id.get(id.as_str()).map(|q| texts(q));
            let same = got.as_ref() == Some(&texts(&want));
            let share = shares.entry(layout.clone()).or_default();
            share.1 += 1;
            all += 1;
            if same {
                share.0 += 1;
                exact += 1;
            } else if show.is_empty() || show == layout {
                differing +=
                    &format!("{layout} {id} ({kind})\n  want {:?}\n  got  {:?}\n", texts(&want), got);
            }
        }
    }
    println!("{differing}");
    for (layout, (same, of)) in &shares {
        println!("{layout}: {same} of {of}");
    }
    let share = f64::from(exact) / f64::from(all);
    println!("exact: {exact} of {all} = {share:.5}");
    assert!(share >= EXACT, "{exact} of {all} read back exactly");
}
