//! The rules as a page, in HTML or Markdown: a chapter for each category, in it a part for each language, and one anchor for
//! each rule, which findings lead to.

use askless::{
    Category, How, Locale, Policy,
    judge::library,
    rules::{Example, RuleText},
    vocabularies::{Mapping, Match, mappings, vocabularies},
};

/// The rules of one category, by language, with what holds for all of them.
pub struct Chapter<'a> {
    pub category: Category,
    pub name: &'static str,
    /// The section of the ordinance that names the category, or else the one under which it is judged.
    pub section: String,
    /// What to do about a question that asks for it, where its rule has nothing closer.
    pub remedy: &'static str,
    pub mappings: Vec<Mapping>,
    /// Each language with its rules, in the order of `rules`. A rule that asks for several categories stands under the first.
    parts: Vec<(&'a str, Vec<&'a RuleText>)>,
}

/// The categories of a rule.
fn categories(rule: &RuleText) -> impl Iterator<Item = Category> {
    rule.asks.iter().filter_map(|ask| Category::from_id(ask.split(' ').next().unwrap_or("")))
}

/// What to do about a question that a rule sees, where the rule has no better question of its own.
fn remedy(rule: &RuleText, chapter: &Chapter) -> &'static str {
    let direct = rule.asks.first().is_some_and(|ask| ask.ends_with(" direct"));
    Locale::En.category_remedy(chapter.category, if direct { How::Direct } else { How::Proxy })
}

/// A chapter for each category that a rule asks for, in the order of the ordinance.
pub fn chapters(rules: &[RuleText]) -> Vec<Chapter<'_>> {
    // The one compiled in is for judging; the text also says which section names a category.
    let policy = library::parse("hartford").and_then(Result::ok).unwrap_or_else(Policy::hartford);
    let mut mappings = mappings();
    let wanted =
        |category: &&Category| rules.iter().any(|rule| categories(rule).any(|own| own == **category));
    let mut out = Vec::new();
    for category in Category::ALL.iter().copied().filter(|category| wanted(&category)) {
        let mut parts: Vec<(&str, Vec<&RuleText>)> = Vec::new();
        for rule in rules.iter().filter(|rule| categories(rule).next() == Some(category)) {
            match parts.iter_mut().find(|(lang, _)| *lang == rule.lang) {
                Some((_, own)) => own.push(rule),
                None => parts.push((&rule.lang, vec![rule])),
            }
        }
        let named = policy.categories.iter().find(|named| named.category == category);
        let judged = || policy.rules.iter().rev().find(|rule| rule.categories.contains(&category));
        let section = named.map(|named| &named.section).or_else(|| judged().map(|rule| &rule.section));
        out.push(Chapter {
            category,
            name: Locale::En.category_name(category),
            section: section.map(ToString::to_string).unwrap_or_default(),
            remedy: Locale::En.category_remedy(category, How::Direct),
            mappings: mappings.remove(&category).unwrap_or_default(),
            parts,
        });
    }
    out
}

/// What a language is called in English.
fn language(lang: &str) -> &str {
    match lang {
        "ar" => "Arabic",
        "en" => "English",
        "es" => "Spanish",
        "fr" => "French",
        "ht" => "Haitian Creole",
        "ko" => "Korean",
        "pl" => "Polish",
        "pt" => "Portuguese",
        "ru" => "Russian",
        "so" => "Somali",
        "tl" => "Tagalog",
        "vi" => "Vietnamese",
        "zh" => "Chinese",
        other => other,
    }
}

/// A chapter's anchor, unless a rule of the same name has it.
fn chapter_anchor(chapter: &Chapter) -> Option<&'static str> {
    let id = chapter.category.id();
    let taken = chapter.parts.iter().flat_map(|(_, rules)| rules).any(|rule| rule.id == id);
    (!taken).then_some(id)
}

/// The anchor of a language's part of a chapter.
fn part_anchor(chapter: &Chapter, lang: &str) -> String {
    format!("{}.{lang}", chapter.category.id())
}

/// A name as a heading begins.
fn capital(name: &str) -> String {
    let mut chars = name.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// What a rule asks for, in words, each category with the section that it is judged under.
fn asked(rule: &RuleText, chapters: &[Chapter]) -> String {
    let one = |(place, ask): (usize, &String)| {
        let (id, how) = ask.split_once(' ').unwrap_or((ask, ""));
        let chapter = chapters.iter().find(|chapter| chapter.category.id() == id);
        let name = chapter.map_or(id, |chapter| chapter.name);
        let section = chapter.map_or("", |chapter| &chapter.section);
        let how = if how == "direct" { "outright" } else { "by proxy" };
        format!("{name}, {how} ({}{section})", if place == 0 { LAW } else { "sec. " })
    };
    rule.asks.iter().enumerate().map(one).collect::<Vec<_>>().join("; ")
}

/// The terms for a category, a line for each vocabulary: its title, then each term with how well it fits.
fn terms(chapter: &Chapter) -> Vec<(String, String)> {
    let known = vocabularies();
    let mut out: Vec<(String, String)> = Vec::new();
    for mapping in &chapter.mappings {
        let title = known.get(&mapping.vocabulary).map_or(&mapping.vocabulary, |known| &known.title);
        let term = match (&mapping.term, mapping.fit) {
            (Some(term), Match::Exact) => format!("{term} (exact)"),
            (Some(term), Match::Close) => format!("{term} (close)"),
            (Some(term), Match::Broader) => format!("{term} (broader)"),
            (Some(term), Match::None) => format!("none; add {term}"),
            (None, _) => "none".to_string(),
        };
        match out.last_mut() {
            Some((last, terms)) if last == title => *terms += &format!(", {term}"),
            _ => out.push((title.clone(), term)),
        }
    }
    out
}

const TITLE: &str = "What askless looks for";
const INTRO: &str = "Each rule is a way in which forms ask. It says why the question is confidential, shows what it finds and what it \
    leaves alone, and what to ask or do instead. What a rule finds outright, an honest answer states; by proxy, the answer lets one \
    infer it. A source \"labels guide\" is our own reading of how forms ask, not law.";
const STYLE: &str = include_str!("rule_page.css");
const LAW: &str = "Hartford Municipal Code sec. ";

/// The page in Markdown.
pub fn markdown(rules: &[RuleText]) -> String {
    let chapters = chapters(rules);
    let mut out = format!("# {TITLE}\n\n{INTRO}\n\n");
    for chapter in &chapters {
        let parts = chapter.parts.iter().map(|(lang, rules)| {
            format!("[{}](#{}) {}", language(lang), part_anchor(chapter, lang), rules.len())
        });
        let parts: Vec<String> = parts.collect();
        out += &format!("- [{}](#{}): {}\n", capital(chapter.name), chapter.category.id(), parts.join(", "));
    }
    for chapter in &chapters {
        if let Some(anchor) = chapter_anchor(chapter) {
            out += &format!("\n<a id=\"{anchor}\"></a>\n");
        }
        out += &format!("\n## {}\n\n", capital(chapter.name));
        out += &format!("{LAW}{}. {}\n\n", chapter.section, chapter.remedy);
        for (vocabulary, terms) in terms(chapter) {
            out += &format!("- {vocabulary}: {terms}\n");
        }
        for (lang, rules) in &chapter.parts {
            out += &format!(
                "\n<a id=\"{}\"></a>\n\n### {}: {}\n",
                part_anchor(chapter, lang),
                capital(chapter.name),
                language(lang)
            );
            for rule in rules {
                out += &format!("\n<a id=\"{0}\"></a>\n\n#### {0}\n\n{1}\n\n", rule.id, rule.why);
                out += &format!("Asks for: {}.\n", asked(rule, &chapters));
                out += &format!("Source: {}.\n\n", rule.source.trim_end_matches('.'));
                out += &match &rule.instead {
                    Some(instead) => format!("Ask instead: {instead}\n\n"),
                    None => format!("Remedy: {}\n\n", remedy(rule, chapter)),
                };
                for (head, examples) in [("Finds", &rule.hit), ("Does not find", &rule.miss)] {
                    out += &format!("{head}:\n\n");
                    for example in examples {
                        out += &format!("- {}\n", example.text().replace('\n', " "));
                    }
                    out.push('\n');
                }
            }
        }
    }
    out
}

/// The page in HTML.
pub fn html(rules: &[RuleText]) -> String {
    let chapters = chapters(rules);
    let mut out = format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width\">\n\
         <title>{TITLE}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<header>\n<h1>{TITLE}</h1>\n<p>{INTRO}</p>\n</header>\n<nav aria-label=\"Contents\">\n<ul>\n"
    );
    for chapter in &chapters {
        let parts = chapter.parts.iter().map(|(lang, rules)| {
            format!("<a href=\"#{}\">{}</a> {}", part_anchor(chapter, lang), language(lang), rules.len())
        });
        let parts: Vec<String> = parts.collect();
        let (id, name) = (chapter.category.id(), escape(&capital(chapter.name)));
        out += &format!("<li><a href=\"#{id}\">{name}</a>: {}</li>\n", parts.join(", "));
    }
    out += "</ul>\n</nav>\n<main>\n";
    for chapter in &chapters {
        let anchor = chapter_anchor(chapter).map_or_else(String::new, |id| format!(" id=\"{id}\""));
        out += &format!("<section{anchor}>\n<h2>{}</h2>\n", escape(&capital(chapter.name)));
        out += &format!("<p>{LAW}{}. {}</p>\n", escape(&chapter.section), escape(chapter.remedy));
        let terms = terms(chapter);
        if !terms.is_empty() {
            out += "<dl>\n";
            for (vocabulary, terms) in terms {
                out += &format!("<dt>{}</dt><dd>{}</dd>\n", escape(&vocabulary), escape(&terms));
            }
            out += "</dl>\n";
        }
        for (lang, rules) in &chapter.parts {
            let anchor = part_anchor(chapter, lang);
            out += &format!(
                "<section id=\"{anchor}\">\n<h3>{}: {}</h3>\n",
                escape(&capital(chapter.name)),
                escape(language(lang))
            );
            for rule in rules {
                out += &article(rule, chapter, &chapters);
            }
            out += "</section>\n";
        }
        out += "</section>\n";
    }
    out + "</main>\n</body>\n</html>\n"
}

/// One rule.
fn article(rule: &RuleText, chapter: &Chapter, chapters: &[Chapter]) -> String {
    let id = escape(&rule.id);
    let lang = escape(&rule.lang);
    let mut out =
        format!("<article id=\"{id}\">\n<h4><a href=\"#{id}\">{id}</a></h4>\n<p>{}</p>\n", escape(&rule.why));
    let asked = escape(&asked(rule, chapters));
    out += &format!("<p><strong>Asks for:</strong> {asked}.</p>\n");
    out += &match &rule.instead {
        Some(instead) => {
            format!(
                "<p><strong>Ask instead:</strong> <q lang=\"{lang}\" dir=\"auto\">{}</q></p>\n",
                escape(instead)
            )
        }
        None => format!("<p><strong>Remedy:</strong> {}</p>\n", escape(remedy(rule, chapter))),
    };
    let (hit, miss) = (examples("Finds", &rule.hit, &lang), examples("Does not find", &rule.miss, &lang));
    out += &format!("<div class=\"examples\">\n{hit}{miss}</div>\n");
    out + &format!(
        "<p class=\"source\">Source: {}.</p>\n</article>\n",
        escape(rule.source.trim_end_matches('.'))
    )
}

fn examples(head: &str, examples: &[Example], lang: &str) -> String {
    let items: String = examples
        .iter()
        .map(|example| format!("<li lang=\"{lang}\" dir=\"auto\">{}</li>\n", escape(&example.text())))
        .collect();
    format!("<div>\n<h5>{head}</h5>\n<ul>\n{items}</ul>\n</div>\n")
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
