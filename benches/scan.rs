//! How long it takes to say what 1 MB of labels asks for, as ratios to searching it for the same phrases with aho-corasick
//! and with the regex crate's RegexSet, which only say that a phrase stands there. Measured in one run.
//! usage: cargo bench --bench scan

use std::{collections::BTreeSet, fs, hint::black_box, path::Path, time::Instant};

use aho_corasick::AhoCorasick;
use askless::{
    detect::{builtin, detect},
    form::Question,
    read::plain::{PlainQuestion, question},
    rules::rules,
};
use regex::bytes::{RegexSet, RegexSetBuilder};

const SIZE: usize = 1 << 20;
const RUNS: usize = 3;
/// RegexSet reads every so many-th label only, as the whole would take it minutes.
const SAMPLE: usize = 200;

fn main() {
    let Some(labels) = labels() else {
        println!("scan bench skipped: ../shared is absent");
        return;
    };
    let questions: Vec<Question> = labels
        .iter()
        .map(|label| question(PlainQuestion { label: Some(label.clone()), ..PlainQuestion::default() }))
        .collect();
    let phrases: Vec<String> = rules()
        .into_iter()
        .filter(|rule| matches!(rule.lang.as_str(), "en" | "es"))
        .flat_map(|rule| [rule.phrases, rule.choices].concat())
        .collect();
    let (words, set) = (words(&phrases), patterns(&phrases));
    let lexicons = builtin();
    let detects = || {
        for question in &questions {
            black_box(detect(&lexicons, question));
        }
    };
    let finds = || {
        for label in &labels {
            black_box(words.find_overlapping_iter(label.as_bytes()).count());
        }
    };
    let matches = || {
        for label in labels.iter().step_by(SAMPLE) {
            black_box(set.matches(label.as_bytes()).iter().count());
        }
    };
    let (detects, finds, matches) = (median(&detects), median(&finds), median(&matches) * SAMPLE as f64);
    println!("1 MB of {} labels in English and Spanish, median of {RUNS}", labels.len());
    println!("  asks, all decided           {detects:.0} ms");
    println!("  against aho-corasick        {:.1} times ({finds:.0} ms)", detects / finds);
    println!("  against RegexSet            {:.4} times ({matches:.0} ms, from a sample)", detects / matches);
}

/// About 1 MB of labels of the shared questions. Those that come again carry a number, so that none is known already.
fn labels() -> Option<Vec<String>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus/questions");
    let mut known = BTreeSet::new();
    for entry in fs::read_dir(folder).ok()?.flatten() {
        let path = entry.path();
        if !path.to_string_lossy().ends_with(".en.jsonl") && !path.to_string_lossy().ends_with(".es.jsonl") {
            continue;
        }
        for line in fs::read_to_string(path).ok()?.lines() {
            let item: serde_json::Value = serde_json::from_str(line).ok()?;
            known.extend(item["label"].as_str().map(str::to_owned));
        }
    }
    let mut out = Vec::new();
    let mut size = 0;
    for round in 0.. {
        for label in &known {
            if size >= SIZE {
                return Some(out);
            }
            let label = if round == 0 { label.clone() } else { format!("{label} {round}") };
            size += label.len();
            out.push(label);
        }
    }
    None
}

/// The runs of fixed words in the phrases, each alternative apart: what a search for words can look for. A word set
/// (`@us`) ends a run, as a gap does.
fn words(phrases: &[String]) -> AhoCorasick {
    let mut runs: BTreeSet<String> = BTreeSet::new();
    for phrase in phrases {
        let mut open = vec![String::new()];
        for part in parts(phrase) {
            let fixed = !part.starts_with(['.', '@', '_', '^', '$']) && !part.ends_with('?');
            if !fixed {
                runs.extend(open.drain(..));
                open.push(String::new());
                continue;
            }
            let choices: Vec<&str> = part.trim_matches(['(', ')']).split('|').collect();
            let mut next = Vec::new();
            for run in open.iter().take(400) {
                next.extend(choices.iter().map(|choice| format!("{run} {}", choice.trim_end_matches('*'))));
            }
            open = next;
        }
        runs.extend(open);
    }
    let runs: Vec<&str> = runs.iter().map(|run| run.trim()).filter(|run| !run.is_empty()).collect();
    AhoCorasick::builder().ascii_case_insensitive(true).build(runs).unwrap()
}

/// The phrases as regular expressions. A word set stands for any word.
fn patterns(phrases: &[String]) -> RegexSet {
    let pattern = |phrase: &String| {
        let mut out = String::from("(?i-u)");
        for part in parts(phrase) {
            if let Some(words) = part.strip_prefix("...") {
                let words = if words.is_empty() { "3" } else { words };
                out += &format!(r"(?:\w+\W+){{0,{words}}}");
                continue;
            }
            match part.as_str() {
                "^" => out += "^",
                "$" => out += r"\W*$",
                "_" => out += r"\w+\W+",
                part => {
                    let (part, optional) = match part.strip_suffix('?') {
                        Some(part) => (part, "?"),
                        None => (part, ""),
                    };
                    let choices: Vec<String> = part.trim_matches(['(', ')']).split('|').map(word).collect();
                    out += &format!(r"(?:\b(?:{})\b\W*){optional}", choices.join("|"));
                }
            }
        }
        out
    };
    RegexSetBuilder::new(phrases.iter().map(pattern)).size_limit(1 << 30).build().unwrap()
}

/// A word, or several, of a phrase as a regular expression.
fn word(choice: &str) -> String {
    let words = choice.split(' ').map(|word| match word.strip_suffix('*') {
        _ if word.starts_with('@') => r"\w+".to_owned(),
        Some(start) => regex::escape(start) + r"\w*",
        None => regex::escape(word),
    });
    words.collect::<Vec<_>>().join(r"\W+")
}

/// The parts of a phrase: words, groups, gaps.
fn parts(phrase: &str) -> Vec<String> {
    let mut out = vec![String::new()];
    let mut deep = 0;
    for letter in phrase.chars() {
        match letter {
            '(' => deep += 1,
            ')' => deep -= 1,
            _ => {}
        }
        if letter == ' ' && deep == 0 {
            out.push(String::new());
        } else if let Some(part) = out.last_mut() {
            part.push(letter);
        }
    }
    out
}

/// The median time of some runs, in milliseconds.
fn median(run: &dyn Fn()) -> f64 {
    let mut times: Vec<f64> = (0..RUNS)
        .map(|_| {
            let start = Instant::now();
            run();
            start.elapsed().as_secs_f64() * 1000.0
        })
        .collect();
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}
