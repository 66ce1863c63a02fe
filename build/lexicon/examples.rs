//! Holds each rule to its own examples: it finds the questions of `hit`, and leaves those of `miss`.

use super::source::{File, Rule, Source};
use crate::{
    category::{Category, Sense},
    detect::{Ask, Lexicon, Senses, detect_one},
    form::Question,
    read::plain::question,
    rules::Example,
};
use toml::Spanned;

/// What a person must mend: an entry for each example of a language that fails, of several lines. `lexicons` are those
/// of the language and of the languages that every build has.
pub fn failures(source: &Source, lexicons: &[Lexicon]) -> Vec<String> {
    let mut out = Vec::new();
    for file in &source.files {
        for rule in &file.rules.rule {
            for (examples, wanted) in [(&rule.hit, true), (&rule.miss, false)] {
                let told =
                    examples.iter().filter_map(|example| failure(file, rule, example, wanted, lexicons));
                out.extend(told);
            }
        }
    }
    out
}

fn failure(
    file: &File,
    rule: &Rule,
    example: &Spanned<Example>,
    wanted: bool,
    lexicons: &[Lexicon],
) -> Option<String> {
    if let Some(field) = unknown_field(example.get_ref()) {
        let at = file.at_rule(rule, example);
        return Some(format!("{at}: an example has no field `{field}`; it has {}", FIELDS.join(", ")));
    }
    let categories: Vec<Category> =
        rule.asks.iter().filter_map(|ask| Category::from_id(ask.split(' ').next()?)).collect();
    let question = question(example.get_ref().question());
    let detect = |senses| detect_one(lexicons, &question, senses);
    // What has a sense must ask in that sense alone.
    let sense = Sense::ALL.iter().find(|sense| rule.sense.as_deref() == Some(sense.id()));
    let heeded = sense.map_or(Senses::default(), |_| Senses { ignored: 0, direct: 0 });
    let otherwise = sense.map_or(Vec::new(), |sense| detect(Senses { ignored: sense.bit(), direct: 0 }));
    let asks = detect(heeded);
    let same = |ask: &&Ask| otherwise.iter().all(|other| other.category != ask.category);
    let found = asks.iter().filter(|ask| categories.contains(&ask.category)).find(same);
    if found.is_some() == wanted {
        return None;
    }
    let named = categories.iter().map(|category| category.id()).collect::<Vec<_>>().join(", ");
    let mut lines = Vec::new();
    match found {
        None => {
            lines.push(format!("this `hit` is not found to ask for {named}"));
            lines.push(format!("  the example: {}", example.get_ref().text()));
            lines.extend(asks.iter().map(|ask| format!("  found instead: {}", told(ask, &question))));
            if asks.is_empty() {
                lines.push("  found instead: nothing".to_owned());
            }
            lines.extend(held(&categories, &question, lexicons));
            lines.push("  write a phrase for this way of asking, or mend the example".to_owned());
        }
        Some(ask) => {
            lines.push(format!("this `miss` is found to ask for {}", ask.category.id()));
            lines.push(format!("  the example: {}", example.get_ref().text()));
            lines.push(format!("  found: {}", told(ask, &question)));
            lines.push("  write a `spare` phrase for this sense, or mend the example".to_owned());
        }
    }
    Some(format!("{}: {}", file.at_rule(rule, example), lines.join("\n")))
}

/// The fields of an example, as `src/lexicon/README.md` gives them.
const FIELDS: [&str; 8] = ["form", "section", "label", "help", "placeholder", "name", "kind", "options"];

fn unknown_field(example: &Example) -> Option<&str> {
    let Example::Question(fields) = example else { return None };
    fields.keys().map(String::as_str).find(|field| !FIELDS.contains(field))
}

/// An ask with the rule and the words that show it.
fn told(ask: &Ask, question: &Question) -> String {
    let words: Vec<String> = ask
        .evidence
        .iter()
        .filter_map(|place| {
            let slot = question.slots.get(place.slot)?;
            Some(format!("{:?} ({})", slot.text.get(place.start..place.end)?, slot.kind.id()))
        })
        .collect();
    format!("{} by {}, in {}", ask.category.id(), ask.rule, words.join(", "))
}

/// The phrases of rules for these categories that stand in the question, with what holds each back.
#[cfg(feature = "cli")]
fn held(categories: &[Category], question: &Question, lexicons: &[Lexicon]) -> Vec<String> {
    crate::detect::held(lexicons, question, Senses { ignored: 0, direct: 0 })
        .into_iter()
        .filter(|held| held.categories.iter().any(|category| categories.contains(category)))
        .filter_map(|held| {
            let words =
                question.slots.get(held.evidence.slot)?.text.get(held.evidence.start..held.evidence.end)?;
            Some(format!("  {} has {words:?}, but {}", held.rule, held.hold.reason()))
        })
        .collect()
}

/// Only the command line's build keeps what is held back.
#[cfg(not(feature = "cli"))]
fn held(_: &[Category], _: &Question, _: &[Lexicon]) -> Vec<String> {
    Vec::new()
}
