//! `askless rules`

use std::collections::HashMap;

use askless::{
    report::text::paint,
    rules::{Example, RuleText, rules},
};

use super::{
    Fallible, Outcome,
    args::{Common, Own, choice},
    help, output,
};

/// Writes rules in one format.
type Write = fn(&[RuleText], &Common) -> String;

const FORMATS: &[(&str, Write)] = &[("text", text), ("json", json), ("html", html), ("md", markdown)];

/// The texts of the rules for other tools: why each matters.
pub fn describe() -> impl Fn(&str) -> Option<String> {
    let texts: HashMap<String, String> = rules().into_iter().map(|rule| (rule.id, rule.why)).collect();
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
    let mut rules = rules();
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

fn json(rules: &[RuleText], _: &Common) -> String {
    // Texts and lists of texts: writing them cannot fail.
    let rules = serde_json::to_string_pretty(rules).unwrap_or_default();
    rules + "\n"
}

fn markdown(rules: &[RuleText], _: &Common) -> String {
    let mut out = String::from("# What askless looks for\n\n");
    for rule in rules {
        out.push_str(&format!("## {}\n\n{}\n\n", rule.id, rule.why));
        out.push_str(&format!(
            "Asks for: {}. Source: {}.\n\n",
            rule.asks.join(", "),
            rule.source.trim_end_matches('.')
        ));
        for (head, examples) in [("Finds", &rule.hit), ("Does not find", &rule.miss)] {
            out.push_str(&format!("{head}:\n\n"));
            for example in examples {
                out.push_str(&format!("- {}\n", example.text().replace('\n', " ")));
            }
            out.push('\n');
        }
    }
    out
}

fn html(rules: &[RuleText], _: &Common) -> String {
    let mut out = String::from(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>What askless looks for</title>\n</head>\n<body>\n<h1>What askless looks for</h1>\n",
    );
    for rule in rules {
        out.push_str(&format!("<section id=\"{0}\" lang=\"en\">\n<h2>{0}</h2>\n", escape(&rule.id)));
        out.push_str(&format!("<p>{}</p>\n", escape(&rule.why)));
        out.push_str(&format!(
            "<p>Asks for: {}. Source: {}.</p>\n",
            escape(&rule.asks.join(", ")),
            escape(rule.source.trim_end_matches('.'))
        ));
        out.push_str(&examples("Finds", &rule.hit, &rule.lang));
        out.push_str(&examples("Does not find", &rule.miss, &rule.lang));
        out.push_str("</section>\n");
    }
    out + "</body>\n</html>\n"
}

fn examples(head: &str, examples: &[Example], lang: &str) -> String {
    let items: String = examples
        .iter()
        .map(|example| format!("<li lang=\"{}\">{}</li>\n", escape(lang), escape(&example.text())))
        .collect();
    format!("<h3>{head}</h3>\n<ul>\n{items}</ul>\n")
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
