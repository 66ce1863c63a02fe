//! Stripping pages and plain forms: what is to go, for the scripts to carry out.

use crate::gather::Gather;
use serde::Serialize;

use super::{config, judged, memory, places, text_of};
use crate::{
    Config, Report, json,
    plan::{Edit, plan},
    read::plain,
    report::Place,
    strip::{record, strippable},
    tree::{NodeId, Tree},
};

/// Why a question stays.
const BOUND: &str = "It cannot go without another question.";

/// A report of a page and what to do with its nodes.
#[derive(Serialize)]
struct Planned<'a> {
    report: &'a Report,
    places: Vec<Option<super::Place<'a>>>,
    plan: Steps<'a>,
}

/// The outermost nodes that go, and the attributes that change in what stays.
#[derive(Serialize)]
struct Steps<'a> {
    remove: &'a [NodeId],
    edits: Vec<Change<'a>>,
}

#[derive(Serialize)]
struct Change<'a> {
    node: NodeId,
    attribute: &'a str,
    value: Option<&'a str>,
}

/// A report of a plain form, and which of its questions go.
#[derive(Serialize)]
struct Left<'a> {
    report: &'a Report,
    remove: &'a [usize],
}

/// Plans to strip a page, or to hide what of it would go; questions with a control among `spared` stay.
pub(super) fn strip(
    config: &Config,
    text: &str,
    marks: &[u32],
    holders: &[u32],
    spared: &[u32],
    is_hidden: bool,
) -> Result<String, String> {
    let (tree, form) = memory::read_page(text, marks);
    let (mut report, asks) = judged(&form, config);
    let mut goes = strippable(&report, &form);
    goes.retain(|at| !form.questions[*at].controls.iter().any(|control| spared.contains(control)));
    let plan = plan(&tree, &form, &goes, holders, is_hidden);

    let goes = |at: &usize| plan.seeds.iter().any(|(_, question)| question == at);
    let (gone, left): (Vec<usize>, Vec<usize>) = plan.questions.iter().partition(|at| goes(at));
    let kept: Vec<_> = left.into_iter().map(|at| (at, BOUND)).gather();
    record(&mut report, &form, &tree, (&gone, &kept), &mut |_| Place::default());
    let edits = plan.edits.iter().map(|Edit { node, attr, value }| Change {
        node: *node,
        attribute: attr,
        value: value.as_deref(),
    });
    let plan = Steps { remove: &plan.remove, edits: edits.gather() };
    let planned = text_of(&Planned { report: &report, places: places(&form, &report), plan });
    memory::keep(form, asks);
    Ok(planned)
}

/// Strips a form that is plain data, as JSON.
pub(super) fn strip_plain(config: &Config, text: &str) -> Result<String, String> {
    let plain: plain::PlainForm = config::plain("form", json::parse(text))?;
    let names: Vec<Option<String>> = plain.questions.iter().map(|question| question.name.clone()).gather();
    let form = plain::form(plain);
    let (mut report, asks) = judged(&form, config);
    let remove = strippable(&report, &form);
    record(&mut report, &form, &Tree::default(), (&remove, &[]), &mut |_| Place::default());
    for stripped in &mut report.stripped {
        let name = names.get(stripped.question.index).cloned().flatten();
        stripped.names.extend(name.filter(|name| !name.is_empty()));
    }
    memory::keep(form, asks);
    Ok(text_of(&Left { report: &report, remove: &remove }))
}
