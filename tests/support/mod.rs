//! What several tests share.
#![allow(dead_code)] // each test file uses a part

use askless::form::{Form, Question, SlotKind};
use askless::tree::{Tree, TreeBuilder, is_readable_attribute};
use std::path::PathBuf;

const VOID: &[&str] =
    &["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"];

/// A small tree builder for well-formed markup.
pub fn tree(html: &str) -> Tree {
    let mut b = TreeBuilder::default();
    let mut open: Vec<String> = Vec::new();
    let mut rest = html;
    while !rest.is_empty() {
        if let Some(after) = rest.strip_prefix("<!--") {
            rest = after.split_once("-->").map_or("", |x| x.1);
        } else if rest.starts_with("<!") {
            rest = rest.split_once('>').map_or("", |x| x.1);
        } else if let Some(after) = rest.strip_prefix("</") {
            let (name, tail) = after.split_once('>').unwrap_or((after, ""));
            let name = name.trim().to_lowercase();
            if let Some(at) = open.iter().rposition(|o| *o == name) {
                while open.len() > at {
                    open.pop();
                    b.close();
                }
            }
            rest = tail;
        } else if rest.starts_with('<') && rest[1..].starts_with(|c: char| c.is_ascii_alphabetic()) {
            let mut end = rest.len();
            let mut quote = None;
            for (i, c) in rest.char_indices() {
                match quote {
                    Some(q) if c == q => quote = None,
                    Some(_) => {}
                    None if c == '"' || c == '\'' => quote = Some(c),
                    None if c == '>' => {
                        end = i;
                        break;
                    }
                    None => {}
                }
            }
            let tag = rest[1..end].trim_end_matches('/');
            rest = rest.get(end + 1..).unwrap_or("");
            let (name, attrs) = tag.split_once(|c: char| c.is_whitespace()).unwrap_or((tag, ""));
            let name = name.to_lowercase();
            if matches!(name.as_str(), "p" | "div" | "fieldset" | "ul" | "section" | "table")
                && open.last().is_some_and(|o| o == "p")
            {
                open.pop();
                b.close();
            }
            if matches!(name.as_str(), "option" | "li" | "td" | "tr" | "dt" | "dd")
                && open.last().is_some_and(|o| *o == name)
            {
                open.pop();
                b.close();
            }
            let attrs = attributes(attrs);
            let kind = attrs.iter().find(|a| a.0 == "type").map_or(String::new(), |a| a.1.to_lowercase());
            if matches!(name.as_str(), "script" | "style") {
                rest = rest.split_once(&format!("</{name}>")).map_or("", |x| x.1);
                continue;
            }
            b.open(&name);
            for (n, v) in &attrs {
                if is_readable_attribute(&name, &kind, n) {
                    b.attr(n, v);
                }
            }
            if VOID.contains(&name.as_str()) {
                b.close();
            } else {
                open.push(name);
            }
        } else {
            let end = rest.char_indices().skip(1).find(|c| c.1 == '<').map_or(rest.len(), |c| c.0);
            b.text(&unescape(&rest[..end]));
            rest = &rest[end..];
        }
    }
    b.finish()
}

fn attributes(mut rest: &str) -> Vec<(String, String)> {
    let mut out = Vec::new();
    loop {
        rest = rest.trim_start();
        if rest.is_empty() {
            return out;
        }
        let end = rest.find(|c: char| c.is_whitespace() || c == '=').unwrap_or(rest.len());
        let name = rest[..end].to_lowercase();
        rest = rest[end..].trim_start();
        let mut value = "";
        if let Some(after) = rest.strip_prefix('=') {
            let after = after.trim_start();
            if let Some(q) = after.chars().next().filter(|c| *c == '"' || *c == '\'') {
                (value, rest) = after[1..].split_once(q).unwrap_or((&after[1..], ""));
            } else {
                let end = after.find(char::is_whitespace).unwrap_or(after.len());
                (value, rest) = after.split_at(end);
            }
        }
        if !name.is_empty() && !out.iter().any(|(n, _): &(String, String)| *n == name) {
            out.push((name, unescape(value)));
        } else if end == 0 {
            rest = rest.get(1..).unwrap_or("");
        }
    }
}

fn unescape(text: &str) -> String {
    text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#x27;", "'")
        .replace("&nbsp;", "\u{a0}")
        .replace("&amp;", "&")
}

/// A shared folder, if it is there.
pub fn shared(path: &str) -> Option<PathBuf> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    // Worktrees are one level deeper than a checkout.
    let found =
        ["../shared", "../../shared"].iter().map(|up| root.join(up).join(path)).find(|path| path.exists());
    if found.is_none() {
        println!("skipped: ../shared/{path} is absent");
    }
    found
}

/// A question's texts of one kind.
pub fn texts(question: &Question, kind: SlotKind) -> Vec<String> {
    question.texts(kind).map(String::from).collect()
}

/// A form as lines to read, for failing tests.
pub fn dump(form: &Form) -> String {
    let mut out = String::new();
    for question in &form.questions {
        out += &format!(
            "{} [{}] {:?} {:?}\n",
            question.id,
            question.kind.id(),
            question.controls,
            question.nodes
        );
        for slot in &question.slots {
            out += &format!("    {}: {}\n", slot.kind.id(), slot.text);
        }
    }
    out
}
