//! `askless rules`

use std::collections::HashMap;

use askless::{
    report::text::paint,
    rules::{RuleText, all},
    vocabularies::vocabularies,
};
use serde_json::json;

use super::{
    Fallible, Outcome,
    args::{Common, Own, choice},
    help, output,
    rule_page::{chapters, html, markdown},
};

/// Writes rules in one format.
type Write = fn(&[RuleText], &Common) -> String;

const FORMATS: &[(&str, Write)] =
    &[("text", text), ("json", json), ("html", |rules, _| html(rules)), ("md", |rules, _| markdown(rules))];

/// The texts of the rules for other tools: why each matters.
pub fn describe() -> impl Fn(&str) -> Option<String> {
    let texts: HashMap<String, String> = all().into_iter().map(|rule| (rule.id, rule.why)).collect();
    move |id| texts.get(id).cloned()
}

pub fn run(mut parser: lexopt::Parser) -> Fallible<Outcome> {
    let mut common = Common::default();
    let mut format: Write = text;
    let mut wanted: Vec<String> = Vec::new();
    while let Some(own) = common.next(&mut parser, &["format"])? {
        match own {
            Own::Help => return output::print(help::RULES),
            Own::File(id) => wanted.push(id.to_string_lossy().into_owned()),
            Own::Option(_) => format = choice(&mut parser, "format", FORMATS)?,
        }
    }
    let mut rules = all();
    rules
        .retain(|rule| wanted.is_empty() || wanted.iter().any(|wanted| rule.id.starts_with(wanted.as_str())));
    if rules.is_empty() {
        return Err(format!("no rule is called {}\n  `askless rules` lists them all", wanted.join(" or ")));
    }
    output::print(&format(&rules, &common))
}

fn text(rules: &[RuleText], common: &Common) -> String {
    let style = output::style(common, false);
    let mut out = String::new();
    for rule in rules {
        let asks = paint(&style, "2", &rule.asks.join(", "));
        out.push_str(&format!("{} {asks}\n  {}\n", paint(&style, "1", &rule.id), rule.why));
        for (sign, color, examples) in [("finds", "31", &rule.hit), ("not", "32", &rule.miss)] {
            for example in examples.iter().take(2) {
                out.push_str(&format!("  {} {}\n", paint(&style, color, sign), example.text()));
            }
        }
        out.push('\n');
    }
    out.push_str(&format!("{} rules\n", rules.len()));
    out
}

/// The rules, and what holds for the categories that they ask for.
fn json(rules: &[RuleText], _: &Common) -> String {
    let categories: Vec<_> = chapters(rules)
        .iter()
        .map(|chapter| {
            json!({
                "category": chapter.category, "name": chapter.name, "section": chapter.section,
                "remedy": chapter.remedy, "vocabularies": chapter.mappings,
            })
        })
        .collect();
    let all = json!({ "categories": categories, "vocabularies": vocabularies(), "rules": rules });
    // Texts, lists and maps of texts: writing them cannot fail.
    serde_json::to_string_pretty(&all).unwrap_or_default() + "\n"
}
