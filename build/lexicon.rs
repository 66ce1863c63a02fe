//! Compiles the lexicon files of one language into the bytes that `src/detect/lexicon.rs` reads.
//!
//! Errors name the file and the rule, and say what to do: the person who reads them may be a linguist.

use super::fold;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RuleFile {
    /// Spare contexts of every rule of the file.
    #[serde(default)]
    spare: Vec<String>,
    /// Contexts in which every rule of the file is a proxy at most.
    #[serde(default)]
    weak: Vec<String>,
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
    #[serde(rename = "why")]
    _why: String,
    #[serde(rename = "source")]
    _source: String,
    #[serde(default, rename = "hit")]
    _hit: Vec<toml::Value>,
    #[serde(default, rename = "miss")]
    _miss: Vec<toml::Value>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
struct Sets {
    #[serde(default)]
    set: BTreeMap<String, Vec<String>>,
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

/// One place of a word sequence.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Item {
    Symbol(u16, bool),
    Gap(u8),
    Any,
    Start,
    End,
}

#[derive(Default)]
struct Symbols {
    /// A symbol for each set of words: written words, and whether each is a prefix.
    ids: BTreeMap<BTreeSet<(String, bool)>, u16>,
}

impl Symbols {
    fn id(&mut self, words: BTreeSet<(String, bool)>) -> u16 {
        let next = self.ids.len() as u16;
        *self.ids.entry(words).or_insert(next)
    }
}

/// Compiles `src/lexicon/<lang>` to bytes.
pub fn compile(folder: &Path) -> Result<Vec<u8>, String> {
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .map_err(|error| format!("{}: {error}", folder.display()))?
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|e| e == "toml"))
        .collect();
    files.sort();
    let sets: Sets = load_optional(&folder.join("sets.toml"))?;
    let cues: Cues = load_optional(&folder.join("cues.toml"))?;
    let mut symbols = Symbols::default();
    let mut rules = Vec::new();
    let mut patterns: BTreeSet<(u16, u8, Vec<Item>)> = BTreeSet::new();
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

    for path in files {
        let stem = path.file_stem().and_then(|s| s.to_str()).unwrap_or("");
        if stem == "sets" || stem == "cues" {
            continue;
        }
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
        rules.push((String::new(), Vec::new(), 0, 0, 0, file_rule));
        for rule in file.rule {
            let at = format!("{}: rule {}", path.display(), rule.id);
            let id = format!("{lang}/{stem}.{}", rule.id);
            if !ids.insert(id.clone()) {
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
            rules.push((id, asks, slots, kinds, flags, file_rule));
        }
    }
    Ok(write(&categories, &rules, &symbols, &patterns))
}

type CompiledRule = (String, Vec<(u8, u8)>, u16, u16, u8, u16);

/// Writes what `decode` of `src/detect/lexicon.rs` reads. Like stands beside like, so that the bytes compress well.
///
/// Symbols are numbered anew: first the sets of several words, most used first; then each word alone, in the order
/// of the vocabulary, so that only the sets need to be listed.
fn write(
    categories: &[String],
    rules: &[CompiledRule],
    symbols: &Symbols,
    patterns: &BTreeSet<(u16, u8, Vec<Item>)>,
) -> Vec<u8> {
    let words: Vec<&(String, bool)> = BTreeSet::from_iter(symbols.ids.keys().flatten()).into_iter().collect();
    let place = |word: &(String, bool)| words.partition_point(|other| *other < word);
    let mut uses = vec![0usize; symbols.ids.len()];
    for item in patterns.iter().flat_map(|(_, _, items)| items) {
        if let Item::Symbol(id, _) = item {
            uses[usize::from(*id)] += 1;
        }
    }
    let mut sets: Vec<_> = symbols.ids.iter().filter(|(set, _)| set.len() > 1).collect();
    sets.sort_by_key(|(set, id)| (std::cmp::Reverse(uses[usize::from(**id)]), *set));
    let mut numbers = vec![0usize; symbols.ids.len()];
    for (set, id) in &symbols.ids {
        if let Some(word) = set.first().filter(|_| set.len() == 1) {
            numbers[usize::from(*id)] = sets.len() + place(word);
        }
    }
    for (number, (_, id)) in sets.iter().enumerate() {
        numbers[usize::from(**id)] = number;
    }

    let mut out = Vec::new();
    varint(&mut out, categories.len());
    for category in categories {
        text(&mut out, category);
    }
    // The vocabulary: of each word, how many bytes it shares with the one before; then the rest of all words.
    varint(&mut out, words.len());
    let mut rest = String::new();
    let mut before = "";
    for (word, prefix) in &words {
        let shared: usize =
            word.chars().zip(before.chars()).take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum();
        varint(&mut out, shared * 2 + usize::from(*prefix));
        rest.push_str(&word[shared..]);
        rest.push('\n');
        before = word;
    }
    text(&mut out, &rest);
    varint(&mut out, sets.len());
    for (set, _) in &sets {
        varint(&mut out, set.len());
    }
    for (set, _) in &sets {
        let mut last = 0;
        for word in *set {
            let at = place(word);
            varint(&mut out, at - last);
            last = at;
        }
    }
    varint(&mut out, rules.len());
    for (id, asks, slots, kinds, flags, file) in rules {
        text(&mut out, id);
        out.push(asks.len() as u8);
        for (category, direct) in asks {
            out.push(category * 2 + direct);
        }
        varint(&mut out, usize::from(*slots));
        varint(&mut out, usize::from(*kinds));
        out.push(*flags);
        varint(&mut out, usize::from(*file));
    }
    // The patterns: their rules, then their heads, then their places.
    varint(&mut out, patterns.len());
    let mut last_rule = 0;
    for (rule, _, _) in patterns {
        varint(&mut out, usize::from(*rule - last_rule));
        last_rule = *rule;
    }
    out.extend(patterns.iter().map(|(_, role, items)| role << 5 | items.len() as u8));
    for item in patterns.iter().flat_map(|(_, _, items)| items) {
        // 0..=9 gaps, 10 any, 11 start, 12 end, then symbols, twice the number, odd if it may be missing.
        match item {
            Item::Gap(words) => out.push(*words),
            Item::Any => out.push(10),
            Item::Start => out.push(11),
            Item::End => out.push(12),
            Item::Symbol(id, optional) => {
                varint(&mut out, 13 + numbers[usize::from(*id)] * 2 + usize::from(*optional))
            }
        }
    }
    out
}

fn varint(out: &mut Vec<u8>, mut value: usize) {
    while value >= 0x80 {
        out.push(value as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}

fn text(out: &mut Vec<u8>, text: &str) {
    varint(out, text.len());
    out.extend_from_slice(text.as_bytes());
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
    let folded = fold::fold(word, false);
    let count = folded.tokens.len();
    if count == 0 {
        return Err(format!("{word:?} has no letters"));
    }
    Ok(folded
        .tokens
        .iter()
        .enumerate()
        .map(|(n, token)| {
            Part::Words([(folded.word(token).to_string(), prefix && n + 1 == count)].into(), optional)
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
