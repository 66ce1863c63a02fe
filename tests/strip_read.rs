//! What the reader says belongs to a question is what stripping takes out: pages and forms are stripped and read again.
#![cfg(feature = "html")]

mod pages;

use askless::form::{Form, Kind, Question};
use askless::plan::plan;
use askless::read::{html::parse, read};
use askless::strip::source::strip;

fn asks(form: &Form) -> Vec<usize> {
    (0..form.questions.len()).filter(|&n| form.questions[n].kind != Kind::Statement).collect()
}

fn controls<'a>(questions: impl Iterator<Item = &'a Question>) -> usize {
    questions.map(|question| question.controls.len()).sum()
}

/// Strips some questions and reads again; gives how many stayed though they were planned to go.
fn check(name: &str, source: &str, questions: &[usize]) -> usize {
    let parsed = parse(source);
    let form = read(&parsed.tree);
    let stripped =
        strip(source, &parsed, &plan(&parsed.tree, &form, questions, &parsed.holders(source), false));
    assert_eq!(stripped.removed.len() + stripped.kept.len(), questions.len(), "{name}");
    let after = read(&parse(&stripped.html).tree);
    let stay = form.questions.iter().enumerate().filter(|(n, _)| stripped.removed.binary_search(n).is_err());
    assert_eq!(controls(after.questions.iter()), controls(stay.map(|(_, question)| question)), "{name}");
    for (n, why) in &stripped.kept {
        println!("{name}: {:?} stays: {why}", form.questions[*n].label());
    }
    stripped.kept.len()
}

fn subsets(source: &str) -> Vec<Vec<usize>> {
    let all = asks(&read(&parse(source).tree));
    let third = all.iter().copied().step_by(3).collect();
    let mut out: Vec<Vec<usize>> =
        all.iter().step_by(all.len().div_ceil(3).max(1)).map(|&n| vec![n]).collect();
    out.extend([all, third]);
    out
}

#[test]
fn pages_are_stripped_and_read_again() {
    let mut stayed = 0;
    for (name, source) in pages::all() {
        for questions in subsets(&source) {
            stayed += check(&format!("{name} {questions:?}"), &source, &questions);
        }
    }
    assert_eq!(stayed, 0, "all questions of the shared pages can be stripped");
}

#[test]
fn rendered_forms_are_stripped_and_read_again() {
    for layout in pages::LAYOUTS {
        for file in ["bloom.en.jsonl", "assemblyline.es.jsonl"] {
            let Some(source) = pages::rendered(file, layout, 60) else { return };
            for questions in subsets(&source) {
                assert_eq!(check(&format!("{file} {layout} {questions:?}"), &source, &questions), 0);
            }
        }
    }
}
