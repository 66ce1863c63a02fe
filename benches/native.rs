//! How long the native lint of all shared pages takes, as a ratio to html5ever parsing them, measured in one run.
//! usage: cargo bench --bench native

use std::{hint::black_box, path::Path, time::Instant};

use html5ever::tendril::TendrilSink;

const RUNS: usize = 30;

fn main() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus/pages");
    let Ok(entries) = std::fs::read_dir(&folder) else {
        println!("native bench skipped: ../shared is absent");
        return;
    };
    let pages: Vec<String> = entries
        .flatten()
        .filter_map(|entry| std::fs::read(entry.path()).ok())
        .map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
        .collect();
    let lexicons = askless::detect::builtin();
    let Some(today) = askless::Date::new(2026, 1, 1) else { return };
    let config = askless::Config::new(today);
    let lint = || {
        for page in &pages {
            black_box(askless::page::Page::read(page.clone()).lint(&lexicons, &config));
        }
    };
    let parse = || {
        for page in &pages {
            let sink = markup5ever_rcdom::RcDom::default();
            black_box(html5ever::parse_document(sink, Default::default()).one(page.as_str()));
        }
    };
    let (mut lints, mut parses) = (Vec::new(), Vec::new());
    for _ in 0..RUNS {
        lints.push(millis(&lint));
        parses.push(millis(&parse));
    }
    let (lint, parse) = (median(lints), median(parses));
    println!("native lint of {} pages, median of {RUNS}", pages.len());
    println!("  against html5ever parsing   {:.2} times ({lint:.2} ms, {parse:.2} ms)", lint / parse);
}

fn millis(run: &dyn Fn()) -> f64 {
    let start = Instant::now();
    run();
    start.elapsed().as_secs_f64() * 1000.0
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}
