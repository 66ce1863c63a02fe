//! Stripping: taking questions out, as [`crate::plan`] planned it.
//!
//! Which questions go, and what a report says of it, is the same for a live page and for source; how they go is not:
//! byte edits here ([`source`]), nodes in the page (`src/wasm/pkg/strip.js`).

use crate::gather::Gather;
#[cfg(feature = "html")]
use crate::order::sorted_texts;
use crate::{
    Form, Report,
    form::{Kind, Question},
    judge::{CONFLICT, Verdict},
    report::{Finding, Place, QuestionRef, Stripped},
    tree::Tree,
};

#[cfg(feature = "html")]
mod attribute;
#[cfg(feature = "html")]
pub mod dangling;
#[cfg(feature = "html")]
pub mod source;

/// The questions that a report says may not be asked: indexes in [`Form::questions`], in order. None of a form of which the
/// report assumes that nothing is stripped, as another government prescribes it; no statement, and nothing that another law makes the City ask: between laws, counsel decides.
pub fn strippable(report: &Report, form: &Form) -> Vec<usize> {
    if report.assumptions.iter().any(|it| it.id == "external-form") {
        return Vec::new();
    }
    let disputed = |finding: &&Finding| {
        report.form_findings.iter().any(|it| it.rule == CONFLICT && it.category == finding.category)
    };
    let violations = report.findings.iter().filter(|finding| finding.verdict == Verdict::Violation);
    let violations = violations.filter(|finding| !disputed(finding));
    let mut questions: Vec<usize> =
        violations.filter_map(|finding| finding.question.as_ref()).map(|question| question.index).gather();
    questions.retain(|at| form.questions.get(*at).is_some_and(|question| question.kind != Kind::Statement));
    questions.dedup();
    questions
}

/// Adds to a report what was taken out, and what was not with the reason.
pub fn record(
    report: &mut Report,
    form: &Form,
    tree: &Tree,
    (removed, kept): (&[usize], &[(usize, &str)]),
    place: &mut dyn FnMut(&Question) -> Place,
) {
    for &at in removed {
        let Some(question) = form.questions.get(at) else { continue };
        let findings =
            report.findings.iter().filter(|it| it.question.as_ref().is_some_and(|it| it.index == at));
        let fingerprints = findings.map(|finding| finding.fingerprint.clone()).gather();
        let Place { selector, span } = place(question);
        let names = names(tree, question);
        let (id, label) = (question.id.clone(), question.label().to_owned());
        let question = QuestionRef { id, label, selector, span, index: at };
        report.stripped.push(Stripped { question, names, fingerprints });
    }
    for (at, why) in kept {
        let id = form.questions.get(*at).map_or("", |question| &question.id);
        report.limits.push(["The question ", id, " was not taken out. ", why].concat());
        report.complete = false;
    }
}

/// The names that a question's controls are sent under, each once.
fn names(tree: &Tree, question: &Question) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for name in question.controls.iter().filter_map(|control| tree.attr(*control, "name")) {
        if !name.is_empty() && !names.iter().any(|known| known == name) {
            names.push(name.to_owned());
        }
    }
    names
}

/// Adds the names of hidden fields that went with a question, as custom controls send their answer under, unless something
/// that stays has the name too.
#[cfg(feature = "html")]
pub fn add_hidden_names(report: &mut Report, form: &Form, tree: &Tree) {
    let named = |id: u32| tree.attr(id, "name").filter(|name| !name.is_empty());
    let mut stays = vec![true; tree.len() as usize];
    for question in report.stripped.iter().filter_map(|it| form.questions.get(it.question.index)) {
        for &id in question.nodes.iter().chain(&question.controls) {
            stays[id as usize..tree.node(id).end as usize].fill(false);
        }
    }
    let stay: Vec<&str> = (0..tree.len()).filter(|&id| stays[id as usize]).filter_map(named).collect();
    let stay = sorted_texts(&stay);
    for stripped in &mut report.stripped {
        let Some(question) = form.questions.get(stripped.question.index) else { continue };
        let own = question.nodes.iter().flat_map(|&id| id..tree.node(id).end);
        for name in own.filter(|&id| tree.name(id) == "input").filter_map(named) {
            if stay.binary_search(&name).is_err() && !stripped.names.iter().any(|known| known == name) {
                stripped.names.push(name.to_owned());
            }
        }
    }
}
