//! Compiles the lexicon files of one language into the bytes that `src/detect/lexicon.rs` reads.
//!
//! Errors name the file and the rule, and say what to do: the person who reads them may be a linguist.

use super::{
    encode::{Item, Pattern, Rule as Compiled, Symbols, encode},
    fold,
};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RuleFile {
    /// Spare contexts of every rule of the file.
    #[serde(default)]
    spare: Vec<String>,
    /// Contexts in which every rule of the file is a proxy at most.
    #[serde(default)]
    weak: Vec<String>,
    /// What to ask instead, where a rule has no wording of its own.
    instead: Option<String>,
    #[serde(default)]
    rule: Vec<Rule>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Rule {
    id: String,
    asks: Vec<String>,
    #[serde(default)]
    phrases: Vec<String>,
    #[serde(default)]
    choices: Vec<String>,
    #[serde(default)]
    spare: Vec<String>,
    #[serde(default)]
    with: Vec<String>,
    #[serde(default)]
    without: Vec<String>,
    #[serde(default)]
    weak: Vec<String>,
    slots: Option<Vec<String>>,
    choice: Option<String>,
    #[serde(default)]
    kinds: Vec<String>,
    #[serde(default)]
    statement: bool,
    // For people, the rule pages and the tests.
    why: String,
    /// What to ask instead, in the language of the rule.
    instead: Option<String>,
    source: String,
    #[serde(default)]
    hit: Vec<toml::Value>,
    #[serde(default)]
    miss: Vec<toml::Value>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
struct Sets {
    #[serde(default)]
    set: BTreeMap<String, Vec<String>>,
    /// Groups of characters that are one in every phrase, as Simplified and Traditional ones.
    #[serde(default)]
    variants: String,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
struct Cues {
    #[serde(default)]
    cue: BTreeMap<String, Vec<String>>,
}

const SLOTS: [&str; 10] =
    ["title", "section", "group", "name", "help", "placeholder", "choice", "machine", "neighbor", "hidden"];
const DEFAULT_SLOTS: [&str; 6] = ["group", "name", "help", "placeholder", "choice", "machine"];
const KINDS: [&str; 11] = [
    "text",
    "textarea",
    "radio",
    "checkbox",
    "select",
    "date",
    "number",
    "file",
    "signature",
    "statement",
    "other",
];
const CHOICE: [&str; 3] = ["vote", "direct", "proxy"];
/// The kinds of sentence cues; their order is `Cue` in `src/detect/lexicon.rs`.
const CUES: [&str; 8] =
    ["disclaim", "attest", "demand", "interrogative", "prompt", "uninformative", "disclaimed", "but"];
/// What a phrase is for; their order is `Role` in `src/detect/lexicon.rs`.
const ROLES: [&str; 6] = ["phrases", "choices", "spare", "with", "without", "weak"];

/// A phrase may stand for this many word sequences at most.
const MAX_EXPANSION: usize = 400;

/// The rules of `src/lexicon/<lang>` as people read them; the shape is `RuleText` in `src/rules.rs`.
pub fn texts(folder: &Path) -> Result<Vec<serde_json::Value>, String> {
    let lang = folder.file_name().and_then(|n| n.to_str()).unwrap_or("");
    let mut out = Vec::new();
    for path in rule_files(folder)? {
        let stem = path.file_stem().and_then(|s| s.to_str()).unwrap_or("").to_string();
        let file: RuleFile = load(&path)?;
        out.extend(file.rule.into_iter().map(|rule| {
            let spare = [rule.spare, file.spare.clone()].concat();
            serde_json::json!({
                "id": format!("{lang}/{stem}.{}", rule.id), "lang": lang, "asks": rule.asks, "phrases": rule.phrases,
                "choices": rule.choices, "spare": spare, "why": rule.why, "instead": rule.instead.or_else(|| file.instead.clone()),
                "source": rule.source, "hit": rule.hit, "miss": rule.miss,
            })
        }));
    }
    Ok(out)
}

/// The rule files of a language, in order.
fn rule_files(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .map_err(|error| format!("{}: {error}", folder.display()))?
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|e| e == "toml"))
        .filter(|path| !matches!(path.file_stem().and_then(|s| s.to_str()), Some("sets" | "cues")))
        .collect();
    files.sort();
    Ok(files)
}

/// Compiles `src/lexicon/<lang>` to bytes.
pub fn compile(folder: &Path) -> Result<Vec<u8>, String> {
    let sets: Sets = load_optional(&folder.join("sets.toml"))?;
    let cues: Cues = load_optional(&folder.join("cues.toml"))?;
    let mut symbols = Symbols::with_variants(&sets.variants);
    let mut rules = Vec::new();
    let mut patterns: BTreeSet<Pattern> = BTreeSet::new();
    let mut categories = Vec::new();
    let mut ids = BTreeSet::new();
    let lang = folder.file_name().and_then(|n| n.to_str()).unwrap_or("");

    // Cues come first: the rule numbers below CUES.len() are theirs.
    for (number, name) in CUES.iter().enumerate() {
        for phrase in cues.cue.get(*name).into_iter().flatten() {
            let at = format!("{}: cue {name}", folder.join("cues.toml").display());
            for items in
                expand(phrase, &sets.set, &mut symbols).map_err(|e| format!("{at}: {phrase:?}: {e}"))?
            {
                patterns.insert((number as u16, 0, items));
            }
        }
    }
    if let Some(name) = cues.cue.keys().find(|name| !CUES.contains(&name.as_str())) {
        return Err(format!("{lang}/cues.toml: unknown cue {name:?}; known are {CUES:?}"));
    }

    for path in rule_files(folder)? {
        let stem = path.file_stem().and_then(|s| s.to_str()).unwrap_or("");
        let file: RuleFile = load(&path)?;
        // The file's own contexts belong to a rule that asks nothing; its rules name it.
        let file_rule = (CUES.len() + rules.len()) as u16;
        for (role, phrases) in [(2, &file.spare), (5, &file.weak)] {
            for phrase in phrases {
                for items in expand(phrase, &sets.set, &mut symbols)
                    .map_err(|e| format!("{}: {} {phrase:?}: {e}", path.display(), ROLES[role]))?
                {
                    patterns.insert((file_rule, role as u8, items));
                }
            }
        }
        rules.push(Compiled {
            id: stem.to_string(),
            asks: Vec::new(),
            slots: 0,
            kinds: 0,
            flags: 0,
            file: file_rule,
        });
        for rule in file.rule {
            let at = format!("{}: rule {}", path.display(), rule.id);
            if !ids.insert(format!("{stem}.{}", rule.id)) {
                return Err(format!("{at}: this id stands twice; give one of them another"));
            }
            let number = (CUES.len() + rules.len()) as u16;
            let mut asks = Vec::new();
            for ask in &rule.asks {
                let (category, how) = ask.split_once(' ').unwrap_or((ask, ""));
                let direct = match how {
                    "direct" => 1u8,
                    "proxy" => 0,
                    _ => return Err(format!("{at}: asks {ask:?}: write a category and `direct` or `proxy`")),
                };
                if !categories.contains(&category.to_string()) {
                    categories.push(category.to_string());
                }
                let index = categories.iter().position(|c| c == category).unwrap_or(0) as u8;
                asks.push((index, direct));
            }
            let slots = match &rule.slots {
                Some(slots) => mask(slots.iter().map(String::as_str), &SLOTS),
                None => mask(DEFAULT_SLOTS.into_iter(), &SLOTS),
            }
            .map_err(|e| format!("{at}: slots: {e}"))?;
            let kinds = mask(rule.kinds.iter().map(String::as_str), &KINDS)
                .map_err(|e| format!("{at}: kinds: {e}"))?;
            let choice = rule.choice.as_deref().unwrap_or("vote");
            let choice = CHOICE
                .iter()
                .position(|c| *c == choice)
                .ok_or_else(|| format!("{at}: choice {choice:?}: one of {CHOICE:?}"))?
                as u8;
            let flags = choice
                | u8::from(rule.statement) << 2
                | u8::from(!rule.choices.is_empty()) << 3
                | u8::from(!rule.with.is_empty()) << 4;
            let phrases = [&rule.phrases, &rule.choices, &rule.spare, &rule.with, &rule.without, &rule.weak];
            if rule.phrases.is_empty() && rule.choices.is_empty() {
                return Err(format!("{at}: it has no phrases and no choices, so it can never speak"));
            }
            for (role, phrases) in phrases.into_iter().enumerate() {
                for phrase in phrases {
                    let all = expand(phrase, &sets.set, &mut symbols)
                        .map_err(|e| format!("{at}: {} {phrase:?}: {e}", ROLES[role]))?;
                    for items in all {
                        patterns.insert((number, role as u8, items));
                    }
                }
            }
            rules.push(Compiled { id: rule.id, asks, slots, kinds, flags, file: file_rule });
        }
    }
    Ok(encode(&categories, &rules, &symbols, &patterns))
}

fn mask<'a>(names: impl Iterator<Item = &'a str>, known: &[&str]) -> Result<u16, String> {
    names
        .map(|name| {
            known
                .iter()
                .position(|k| *k == name)
                .map(|bit| 1 << bit)
                .ok_or(format!("unknown {name:?}; known are {known:?}"))
        })
        .sum()
}

fn load<T: serde::de::DeserializeOwned>(path: &Path) -> Result<T, String> {
    let text = std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
    toml::from_str(&text).map_err(|error| format!("{}: {error}", path.display()))
}

fn load_optional<T: serde::de::DeserializeOwned + Default>(path: &Path) -> Result<T, String> {
    if path.exists() { load(path) } else { Ok(T::default()) }
}

/// A phrase as a tree, before it becomes word sequences.
enum Part {
    Item(Item),
    /// One of several; alternatives of a single word become one symbol, others are spelled out.
    OneOf(Vec<Vec<Part>>, bool),
    Words(BTreeSet<(String, bool)>, bool),
}

/// All word sequences that a phrase stands for.
fn expand(
    phrase: &str,
    sets: &BTreeMap<String, Vec<String>>,
    symbols: &mut Symbols,
) -> Result<Vec<Vec<Item>>, String> {
    let chars: Vec<char> = phrase.chars().collect();
    let mut at = 0;
    let alternatives = parse_alternatives(&chars, &mut at, sets, 0)?;
    if at < chars.len() {
        return Err("a `)` without its `(`".into());
    }
    let mut out = Vec::new();
    for parts in &alternatives {
        sequences(parts, symbols, &mut out)?;
    }
    for items in &out {
        if !items.iter().any(|item| matches!(item, Item::Symbol(_, false))) {
            return Err("it needs at least one word that may not be missing".into());
        }
        if items.len() > 31 {
            return Err("it is longer than 31 words".into());
        }
    }
    Ok(out)
}

fn parse_alternatives(
    chars: &[char],
    at: &mut usize,
    sets: &BTreeMap<String, Vec<String>>,
    depth: usize,
) -> Result<Vec<Vec<Part>>, String> {
    let mut alternatives = vec![Vec::new()];
    while let Some(&char) = chars.get(*at) {
        match char {
            ')' if depth > 0 => break,
            ')' => return Err("a `)` without its `(`".into()),
            '|' => {
                *at += 1;
                alternatives.push(Vec::new());
            }
            '(' => {
                *at += 1;
                let inner = parse_alternatives(chars, at, sets, depth + 1)?;
                if chars.get(*at) != Some(&')') {
                    return Err("a `(` without its `)`".into());
                }
                *at += 1;
                let optional = chars.get(*at) == Some(&'?');
                *at += usize::from(optional);
                push(&mut alternatives, one_of(inner, optional));
            }
            c if c.is_whitespace() => *at += 1,
            _ => {
                let start = *at;
                while chars.get(*at).is_some_and(|c| !c.is_whitespace() && !matches!(c, '(' | ')' | '|')) {
                    *at += 1;
                }
                let word: String = chars[start..*at].iter().collect();
                for part in parse_word(&word, sets, depth)? {
                    push(&mut alternatives, part);
                }
            }
        }
    }
    if alternatives.iter().any(Vec::is_empty) {
        return Err("an empty phrase or alternative".into());
    }
    Ok(alternatives)
}

fn push(alternatives: &mut [Vec<Part>], part: Part) {
    if let Some(last) = alternatives.last_mut() {
        last.push(part);
    }
}

fn parse_word(word: &str, sets: &BTreeMap<String, Vec<String>>, depth: usize) -> Result<Vec<Part>, String> {
    if let Some(number) = word.strip_prefix("...") {
        let words = if number.is_empty() {
            3
        } else {
            number.parse().map_err(|_| format!("{word:?}: write `...5`"))?
        };
        if !(1..=9).contains(&words) {
            return Err(format!("{word:?}: a gap has 1 to 9 words"));
        }
        return Ok(vec![Part::Item(Item::Gap(words))]);
    }
    match word {
        "_" => return Ok(vec![Part::Item(Item::Any)]),
        "^" => return Ok(vec![Part::Item(Item::Start)]),
        "$" => return Ok(vec![Part::Item(Item::End)]),
        _ => {}
    }
    let (word, optional) = word.strip_suffix('?').map_or((word, false), |word| (word, true));
    if let Some(name) = word.strip_prefix('@') {
        let set = sets.get(name).ok_or_else(|| format!("there is no set {name:?} in sets.toml"))?;
        if depth > 8 {
            return Err(format!("the set {name:?} names itself"));
        }
        let mut alternatives = Vec::new();
        for phrase in set {
            let chars: Vec<char> = phrase.chars().collect();
            alternatives.extend(parse_alternatives(&chars, &mut 0, sets, depth + 1)?);
        }
        return Ok(vec![one_of(alternatives, optional)]);
    }
    let (word, prefix) = word.strip_suffix('*').map_or((word, false), |word| (word, true));
    let mut folded = fold::Folded::default();
    fold::fold(word, false, &mut folded);
    let count = folded.tokens.len();
    if count == 0 {
        return Err(format!("{word:?} has no letters"));
    }
    Ok(folded
        .tokens
        .iter()
        .enumerate()
        .map(|(n, token)| {
            Part::Words(
                [(String::from_utf8_lossy(folded.word(token)).into_owned(), prefix && n + 1 == count)].into(),
                optional,
            )
        })
        .collect())
}

/// Alternatives of one plain word each become one symbol; the rest is spelled out.
fn one_of(alternatives: Vec<Vec<Part>>, optional: bool) -> Part {
    let mut single = BTreeSet::new();
    let mut rest = Vec::new();
    for parts in alternatives {
        match parts.as_slice() {
            [Part::Words(words, false)] => single.extend(words.iter().cloned()),
            _ => rest.push(parts),
        }
    }
    if rest.is_empty() {
        return Part::Words(single, optional);
    }
    if !single.is_empty() {
        rest.push(vec![Part::Words(single, false)]);
    }
    Part::OneOf(rest, optional)
}

fn sequences(parts: &[Part], symbols: &mut Symbols, out: &mut Vec<Vec<Item>>) -> Result<(), String> {
    let mut all: Vec<Vec<Item>> = vec![Vec::new()];
    for part in parts {
        match part {
            Part::Item(item) => all.iter_mut().for_each(|items| items.push(item.clone())),
            Part::Words(words, optional) => {
                let id = symbols.id(words.clone());
                all.iter_mut().for_each(|items| items.push(Item::Symbol(id, *optional)));
            }
            Part::OneOf(alternatives, optional) => {
                let mut tails = Vec::new();
                for parts in alternatives {
                    sequences(parts, symbols, &mut tails)?;
                }
                if *optional {
                    tails.push(Vec::new());
                }
                if all.len() * tails.len() > MAX_EXPANSION {
                    return Err(format!(
                        "it stands for more than {MAX_EXPANSION} word sequences; make two phrases of it"
                    ));
                }
                all = all
                    .iter()
                    .flat_map(|head| tails.iter().map(move |tail| [head.clone(), tail.clone()].concat()))
                    .collect();
            }
        }
    }
    out.extend(all);
    Ok(())
}
