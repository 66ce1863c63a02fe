//! Hostile sources are read in linear time, and nothing panics.
#![cfg(feature = "html")]

use askless::read::{html::parse, read};
use std::time::Instant;

/// How much source a row has: small by default, so that unoptimized tests are quick.
fn size() -> usize {
    std::env::var("ASKLESS_HOSTILE_MB")
        .ok()
        .and_then(|n| n.parse::<usize>().ok())
        .map_or(10_000, |mb| mb << 20)
}

fn fill(piece: &str, size: usize) -> String {
    piece.repeat(size / piece.len() + 1)
}

fn numbered(before: &str, after: &str, size: usize) -> String {
    let mut out = String::new();
    let mut n = 0;
    while out.len() < size {
        out += &format!("{before}{n}{after}");
        n += 1;
    }
    out
}

fn sources(size: usize) -> Vec<(&'static str, String)> {
    vec![
        ("plain page", fill("<p><label>Name <input name=a></label></p>\n", size)),
        ("nesting", fill("<div>", size)),
        ("nesting of formatting", numbered("<b id=", ">", size)),
        ("nesting of links", fill("<a href=x>", size)),
        ("formatting over paragraphs", numbered("<p><b id=", "></p>", size)),
        (
            "huge attribute cloned",
            format!("<p><b title='{}'></p>{}", fill("x", size / 2), fill("<p>a</p>", size / 2)),
        ),
        ("end tags at depth", format!("{}{}", numbered("<i id=", ">", 5000), fill("</x>", size))),
        ("end tags of p at depth", format!("{}{}", fill("<div>", 2550), fill("</p>", size))),
        ("tables", fill("<table><tr><td>", size)),
        ("foster parents", format!("<table>{}", fill("a<b>b</b>", size))),
        ("foster parents, many formats", format!("<table>{}", numbered("a<b id=", ">b", size))),
        ("attributes", format!("<p {}>", numbered("a", "=1 ", size))),
        ("same attributes", format!("<p {}>", fill("a=1 ", size))),
        ("attributes on many bodies", numbered("<body a", "=1>", size)),
        ("unclosed tag", format!("<p {}", fill("a=b ", size))),
        ("unclosed comment", format!("<!--{}", fill("-- >", size))),
        ("unclosed script", format!("<script>{}", fill("<!--<script>", size))),
        ("unclosed attribute", format!("<p a=\"{}", fill("<p>", size))),
        ("less-than signs", fill("<", size)),
        ("entities", fill("&notit;&#1;&", size)),
        ("comments in text", fill("a<!--b-->", size)),
        ("NUL", fill("\0a", size)),
        ("svg", fill("<svg><g>", size)),
        ("math in svg", fill("<svg><desc><math><mi>", size)),
        ("select", fill("<select><option>a<optgroup>", size)),
        ("lists", fill("<li>a<ul>", size)),
        ("definition lists", fill("<dd><dl>", size)),
        ("headings", fill("<h1>", size)),
        ("forms", fill("<form><div></form>", size)),
        ("forms at depth", fill(&format!("<form>{}</form>", "<div>".repeat(9)), size)),
        ("buttons", fill("<button>", size)),
        ("templates", fill("<template>", size)),
        ("shadow roots", fill("<div><template shadowrootmode=open>", size)),
        ("frames", fill("<frameset>", size)),
        ("rubies", fill("<ruby><rt>", size)),
        ("objects", fill("<object><b>", size)),
        ("misnested", fill("<b><p></b><i></p>", size)),
        ("links and blocks", fill("<a><div>", size)),
        ("nobr", fill("<nobr><p>", size)),
    ]
}

#[test]
fn hostile_sources_are_read() {
    let size = size();
    for (name, source) in sources(size) {
        let start = Instant::now();
        let parsed = parse(&source);
        assert!(start.elapsed().as_secs() < 20, "{name} takes too long");
        println!(
            "{:>9} nodes {:>6} ms  {name} {:?}",
            parsed.tree.len(),
            start.elapsed().as_millis(),
            parsed.tree.limits
        );
    }
}

/// Reading again and again what many controls share ends, and the form says so; a list of countries for a whole page is
/// no such thing.
#[test]
fn what_many_controls_share_is_read_only_so_often() {
    let text = |count| format!("<p id=x>{}</p>", "word <br>".repeat(count));
    let choices = |count| format!("<datalist id=x>{}</datalist>", "<option>Peru".repeat(count));
    let nodes = |count| format!("<div id=x>{}</div>", "<i></i>".repeat(count));
    let controls = |attributes: &str, count| format!("<input {attributes}>").repeat(count);
    let rows = [
        ("a text as name", text(2_000) + &controls("aria-labelledby=x", 2_000), true),
        ("a text as help", text(2_000) + &controls("aria-describedby=x", 2_000), true),
        ("a list of choices", choices(2_000) + &controls("list=x", 2_000), true),
        ("a list without choices", nodes(2_000) + &controls("role=combobox aria-controls=x", 2_000), true),
        ("countries on a page", choices(250) + &controls("list=x", 60), false),
    ];
    for (name, source, is_cut) in rows {
        let limits = read(&parse(&format!("<form>{source}</form>")).tree).limits;
        let said = limits.iter().any(|limit| limit.starts_with("Too many references to long texts"));
        assert_eq!(said, is_cut, "{name}: {limits:?}");
    }
}
