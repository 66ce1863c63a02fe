//! Compiles the lexicon files of one language into the bytes that `src/detect/decode.rs` reads.
//!
//! Errors name the file, the line and the rule, and say what to do: the person who reads them may be a linguist.

mod encode;
mod examples;
mod phrase;
mod source;

use crate::{
    category::{Category, Sense},
    form::{Kind, SlotKind},
};
use encode::{Pattern, Rule as Compiled, Symbols, encode};
use phrase::expand;
use source::Rule;
use std::collections::BTreeSet;

pub use encode::Writer;
pub use examples::failures;
pub use source::{Source, read};

const DEFAULT_SLOTS: [&str; 6] = ["group", "name", "help", "placeholder", "choice", "machine"];
const CHOICE: [&str; 3] = ["vote", "direct", "proxy"];
/// The kinds of sentence cues; their order is `cue` in `src/detect/lexicon.rs`.
const CUES: [&str; 11] = [
    "disclaim",
    "attest",
    "demand",
    "interrogative",
    "prompt",
    "uninformative",
    "disclaimed",
    "but",
    "foreign",
    "topics",
    "remark",
];
/// What a phrase is for; their order is `Role` in `src/detect/lexicon.rs`.
const ROLES: [&str; 7] = ["phrases", "choices", "spare", "with", "without", "weak", "turns"];
const SPARE: u8 = 2;
const WITHOUT: u8 = 4;
const WEAK: u8 = 5;

/// The rules of a language as people read them; the shape is `RuleText` in `src/rules.rs`.
pub fn texts(source: &Source) -> Vec<serde_json::Value> {
    let lang = &source.lang;
    let mut out = Vec::new();
    for file in &source.files {
        out.extend(file.rules.rule.iter().map(|rule| {
            let spare = [plain(&rule.spare), plain(&file.rules.spare)].concat();
            serde_json::json!({
                "id": format!("{lang}/{}.{}", file.stem, rule.id.get_ref()), "lang": lang, "asks": rule.asks,
                "phrases": plain(&rule.phrases), "choices": plain(&rule.choices),
                "spare": spare, "why": rule.why,
                "instead": rule.instead.as_ref().or(file.rules.instead.as_ref()), "source": rule.source,
                "sense": rule.sense, "hit": plain(&rule.hit), "miss": plain(&rule.miss),
            })
        }));
    }
    out
}

/// Texts without their places.
fn plain<T>(places: &[toml::Spanned<T>]) -> Vec<&T> {
    places.iter().map(toml::Spanned::get_ref).collect()
}

/// The bytes of a language.
pub fn compile(source: &Source) -> Result<Vec<u8>, String> {
    let lang = &source.lang;
    let mut symbols = Symbols::new(&source.sets.variants, &source.sets.short);
    let mut rules = Vec::new();
    let mut patterns: BTreeSet<Pattern> = BTreeSet::new();
    let mut categories = Vec::new();
    let mut ids = BTreeSet::new();

    // Cues come first: the rule numbers below CUES.len() are theirs.
    for (number, name) in CUES.iter().enumerate() {
        for phrase in source.cues.cue.get(*name).into_iter().flatten() {
            for items in expand(phrase, &source.sets.set, &mut symbols)
                .map_err(|error| format!("{lang}/cues.toml: cue {name}: {phrase:?}: {error}"))?
            {
                patterns.insert((number as u16, 0, items));
            }
        }
    }
    if let Some(name) = source.cues.cue.keys().find(|name| !CUES.contains(&name.as_str())) {
        return Err(format!("{lang}/cues.toml: unknown cue {name:?}; known are {CUES:?}"));
    }

    for file in &source.files {
        // The file's own contexts belong to a rule that asks nothing; its rules name it.
        let file_rule = (CUES.len() + rules.len()) as u16;
        for (role, phrases) in
            [(SPARE, &file.rules.spare), (WITHOUT, &file.rules.without), (WEAK, &file.rules.weak)]
        {
            for phrase in phrases {
                for items in expand(phrase.get_ref(), &source.sets.set, &mut symbols).map_err(|error| {
                    let role = ROLES[usize::from(role)];
                    format!("{}: {role}: {:?}: {error}", file.at(phrase), phrase.get_ref())
                })? {
                    patterns.insert((file_rule, role, items));
                }
            }
        }
        let id = file.stem.clone();
        rules.push(Compiled { id, asks: Vec::new(), slots: 0, kinds: 0, flags: 0, file: file_rule });
        for rule in &file.rules.rule {
            let at = file.at_rule(rule, &rule.id);
            if !ids.insert((&file.stem, rule.id.get_ref())) {
                return Err(format!("{at}: this id stands twice; give one of them another"));
            }
            let number = (CUES.len() + rules.len()) as u16;
            let id = rule.id.get_ref().clone();
            rules.push(compile_rule(id, rule, file_rule, &mut categories).map_err(|e| format!("{at}: {e}"))?);
            for (role, phrases) in roles(rule).into_iter().enumerate() {
                for phrase in phrases {
                    let all = expand(phrase.get_ref(), &source.sets.set, &mut symbols);
                    for items in all.map_err(|error| {
                        let at = file.at_rule(rule, phrase);
                        format!("{at}: {}: {:?}: {error}", ROLES[role], phrase.get_ref())
                    })? {
                        patterns.insert((number, role as u8, items));
                    }
                }
            }
        }
    }
    Ok(encode(&categories, &rules, &symbols, &patterns))
}

/// The phrases of a rule by role.
fn roles(rule: &Rule) -> [&[toml::Spanned<String>]; 7] {
    [&rule.phrases, &rule.choices, &rule.spare, &rule.with, &rule.without, &rule.weak, &rule.turns]
}

/// A rule without its phrases. `categories` are those that rules before it named.
fn compile_rule(
    id: String,
    rule: &Rule,
    file: u16,
    categories: &mut Vec<String>,
) -> Result<Compiled, String> {
    let mut asks = Vec::new();
    for ask in &rule.asks {
        let (category, how) = ask.split_once(' ').unwrap_or((ask, ""));
        let direct = match how {
            "direct" => 1u8,
            "proxy" => 0,
            _ => return Err(format!("asks {ask:?}: write a category and `direct` or `proxy`")),
        };
        if Category::from_id(category).is_none() {
            return Err(format!("asks {ask:?}: unknown category; known are {:?}", Category::IDS));
        }
        if !categories.iter().any(|known| known == category) {
            categories.push(category.to_owned());
        }
        let index = categories.iter().position(|known| known == category).unwrap_or(0) as u8;
        asks.push((index, direct));
    }
    let slots = match &rule.slots {
        Some(slots) => mask(slots.iter().map(String::as_str), SlotKind::ALL),
        None => mask(DEFAULT_SLOTS.into_iter(), SlotKind::ALL),
    }
    .map_err(|error| format!("slots: {error}"))?;
    let kinds =
        mask(rule.kinds.iter().map(String::as_str), Kind::ALL).map_err(|error| format!("kinds: {error}"))?;
    let choice = rule.choice.as_deref().unwrap_or("vote");
    let choice = CHOICE
        .iter()
        .position(|known| *known == choice)
        .ok_or_else(|| format!("choice {choice:?}: one of {CHOICE:?}"))? as u8;
    // 0 is none.
    let sense = match &rule.sense {
        Some(sense) => Sense::IDS
            .iter()
            .position(|known| known == sense)
            .map(|place| place as u8 + 1)
            .ok_or_else(|| format!("sense {sense:?}: one of {:?}", Sense::IDS))?,
        None if rule.turns.is_empty() => 0,
        None => {
            return Err(format!("it turns asks into no sense; add `sense`, one of {:?}", Sense::IDS));
        }
    };
    let flags = choice
        | u8::from(rule.statement) << 2
        | u8::from(!rule.choices.is_empty()) << 3
        | u8::from(!rule.with.is_empty()) << 4
        | sense << 5;
    if rule.phrases.is_empty() && rule.choices.is_empty() && rule.turns.is_empty() {
        return Err("it has no phrases and no choices, so it can never speak".to_owned());
    }
    Ok(Compiled { id, asks, slots, kinds, flags, file })
}

/// Names as bits, in the order of `known`.
fn mask<'a, T>(names: impl Iterator<Item = &'a str>, known: &[(T, &str)]) -> Result<u16, String> {
    let ids = || known.iter().map(|(_, id)| *id);
    names
        .map(|name| {
            ids()
                .position(|id| id == name)
                .map(|bit| 1 << bit)
                .ok_or_else(|| format!("unknown {name:?}; known are {:?}", ids().collect::<Vec<_>>()))
        })
        .sum()
}
