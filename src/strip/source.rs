//! Stripping questions from HTML source, as byte edits.
//!
//! # What changes
//! Exactly the bytes of the planned nodes go, and the planned attributes change; all other bytes stay, with
//! one exception: where only removed nodes stood on a line, the line goes as a whole with its indentation and
//! its line end. Of a text that is removed, white space at its start and end stays. A planned node in which a script, a
//! style, a template or a `noscript` stands stays too, with nothing but these in it: they may be the page's.
//!
//! # Why it is safe
//! In mis-nested markup a node's bytes may hold another node, or what follows it may land elsewhere in the
//! tree once it is gone. So the result is parsed again and compared with the planned tree (white space
//! apart). Where the two differ, the wrappers around a question are left; if that does not help, the question
//! stays whole, and the reason is given. The others still go.

use super::attribute;
use crate::plan::{Edit, Plan, grow};
use crate::read::html::{Skipped, Source, parse};
use crate::tree::{NodeData, NodeId, Tree};
use std::ops::Range;

/// So often the result is parsed at most; what is not settled then stays.
const MAX_TRIES: usize = 64;
/// So many bytes are parsed at most, but always enough for [`MIN_TRIES`].
const MAX_PARSED: usize = 128 << 20;
const MIN_TRIES: usize = 4;

const UNKNOWN: &str = "Nothing in the page belongs to this question alone.";
const MISNESTED: &str =
    "The markup around this question is mis-nested: without it, the rest of the page would change.";
const TOO_MANY: &str = "Too much of the markup is mis-nested to say which questions can go.";

/// The stripped source.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Stripped {
    /// The new source.
    pub html: String,
    /// The questions that went, in ascending order: indexes in [`Form::questions`](crate::Form::questions).
    pub removed: Vec<usize>,
    /// The planned questions that stay whole, in ascending order, and why.
    pub kept: Vec<(usize, &'static str)>,
}

/// Carries out a plan made for `parsed`, which is `source` parsed.
pub fn strip(source: &str, parsed: &Source, plan: &Plan) -> Stripped {
    let mut job = Job::new(source, parsed, &plan.solid);
    let mut owners: Vec<usize> = plan.seeds.iter().map(|(_, owner)| *owner).collect();
    owners.sort_unstable();
    let has_seed = |question: &usize| owners.binary_search(question).is_ok();
    let (known, unknown): (Vec<usize>, Vec<usize>) =
        plan.questions.iter().partition(|question| has_seed(question));
    let mut kept: Vec<(usize, &'static str)> =
        unknown.into_iter().map(|question| (question, UNKNOWN)).collect();
    let mut removed: Vec<usize> = Vec::new();
    let mut html = None;
    let mut tries = 0;
    let max_tries = (MAX_PARSED / source.len().max(1)).clamp(MIN_TRIES, MAX_TRIES);
    let mut groups = vec![known];
    while let Some(mut group) = groups.pop() {
        if group.is_empty() {
            continue;
        }
        if tries >= max_tries {
            kept.extend(group.into_iter().map(|question| (question, TOO_MANY)));
            continue;
        }
        let mut all = [&removed[..], &group].concat();
        all.sort_unstable();
        let seeds = plan.seeds.iter().filter(|(_, owner)| all.binary_search(owner).is_ok());
        let seeds: Vec<NodeId> = seeds.map(|(node, _)| *node).collect();
        tries += 1;
        let mut new = job.attempt(&seeds);
        if let ([question], None) = (&group[..], &new) {
            // Perhaps it can go if what held it stays, empty.
            tries += 1;
            let known = job.solid.len();
            let own = plan.seeds.iter().filter(|(_, owner)| owner == question);
            job.solid.extend(own.filter_map(|(node, _)| parsed.tree.node(*node).parent));
            new = job.attempt(&seeds);
            if new.is_none() {
                job.solid.truncate(known);
            }
        }
        if let Some(new) = new {
            removed = all;
            html = Some(new);
        } else if let [question] = group[..] {
            kept.push((question, MISNESTED));
        } else {
            let second = group.split_off(group.len() / 2);
            groups.extend([second, group]);
        }
    }
    kept.sort_unstable();
    Stripped { html: html.unwrap_or_else(|| source.into()), removed, kept }
}

/// A source and what its tree does not show.
struct Job<'a> {
    source: &'a str,
    parsed: &'a Source,
    /// What was left out of the tree, by parent.
    skipped: Vec<&'a Skipped>,
    /// The nodes that must not go by themselves.
    solid: Vec<NodeId>,
}

impl<'a> Job<'a> {
    fn new(source: &'a str, parsed: &'a Source, solid: &[NodeId]) -> Self {
        let mut skipped: Vec<&Skipped> = parsed.skipped.iter().collect();
        skipped.sort_by_key(|skipped| skipped.parent);
        Job { source, parsed, skipped, solid: solid.to_vec() }
    }

    /// The source without these nodes and what goes with them, or `None` if something else would change.
    fn attempt(&self, seeds: &[NodeId]) -> Option<String> {
        let (source, parsed) = (self.source, self.parsed);
        let (remove, edits) = grow(&parsed.tree, seeds, &self.solid);
        let mut ranges = Vec::new();
        for &id in &remove {
            self.bytes_of(id, &mut ranges)?;
        }
        let ranges = lines(source, merge(ranges)).into_iter();
        let mut changes: Vec<(Range<usize>, String)> = ranges.map(|range| (range, String::new())).collect();
        for edit in &edits {
            // An element without a tag of its own is a clone: the change of its original does it.
            if let Some(tag) = parsed.start_tag(edit.node) {
                changes.push(attribute::change(source, tag, edit.attr, edit.value.as_deref())?);
            }
        }
        changes.sort_by_key(|(range, _)| range.start);
        let html = apply(source, &changes)?;

        let after = parse(&html);
        let is_same = outline(&parsed.tree, &remove, &edits) == outline(&after.tree, &[], &[])
            && parsed.tree.limits == after.tree.limits
            && left_out(source, parsed, &remove) == left_out(&html, &after, &[]);
        is_same.then_some(html)
    }

    /// The bytes of a node: an element's from its start to its end; one that the parser implied or cloned has
    /// those of what it holds. `None` if the source does not tell.
    fn bytes_of(&self, id: NodeId, out: &mut Vec<Range<usize>>) -> Option<()> {
        let tree = &self.parsed.tree;
        let mut next = id;
        while next < tree.node(id).end {
            if tree.text(next).is_some() {
                for piece in self.parsed.texts(next) {
                    let text = self.source.get(piece.clone())?;
                    let start = piece.start + text.len() - text.trim_ascii_start().len();
                    out.push(start..(start + text.trim_ascii().len()));
                }
            } else if let Some(outer) = self.parsed.outer(next) {
                out.push(outer);
                next = tree.node(next).end;
                continue;
            } else {
                let first = self.skipped.partition_point(|skipped| skipped.parent < next);
                let own = self.skipped.iter().skip(first).take_while(|skipped| skipped.parent == next);
                out.extend(own.map(|skipped| skipped.span.start as usize..skipped.span.end as usize));
            }
            next += 1;
        }
        Some(())
    }
}

/// Sorted, and without overlaps.
fn merge(mut ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
    ranges.sort_by_key(|range| (range.start, range.end));
    let mut out: Vec<Range<usize>> = Vec::new();
    for range in ranges {
        match out.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => out.push(range),
        }
    }
    out
}

/// Where only removed bytes and blanks stand on a line, the whole line.
fn lines(source: &str, ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
    let bytes = source.as_bytes();
    let is_blank = |&at: &usize| matches!(bytes.get(at), Some(b' ' | b'\t'));
    let mut out = Vec::new();
    let mut first = 0;
    while let Some(range) = ranges.get(first) {
        // All that follows with nothing but blanks in between.
        let mut last = first;
        let mut end = range.end;
        loop {
            let after = (end..).take_while(is_blank).last().map_or(end, |at| at + 1);
            match ranges.get(last + 1) {
                Some(next) if next.start == after => (last, end) = (last + 1, next.end),
                _ => break,
            }
        }
        let start = (0..range.start).rev().take_while(is_blank).last().unwrap_or(range.start);
        let after = (end..).take_while(is_blank).last().map_or(end, |at| at + 1);
        let line_end = match bytes.get(after..).unwrap_or_default() {
            [] => Some(after),
            [b'\n', ..] => Some(after + 1),
            [b'\r', b'\n', ..] => Some(after + 2),
            _ => None,
        };
        let begins_line = start == 0 || bytes.get(start - 1) == Some(&b'\n');
        match line_end {
            Some(line_end) if begins_line => out.push(start..line_end),
            _ => out.extend(ranges.get(first..=last).unwrap_or_default().iter().cloned()),
        }
        first = last + 1;
    }
    out
}

/// Makes the changes; they are sorted. `None` if they overlap.
fn apply(source: &str, changes: &[(Range<usize>, String)]) -> Option<String> {
    let mut out = String::with_capacity(source.len());
    let mut at = 0;
    for (range, new) in changes {
        out.push_str(source.get(at..range.start)?);
        out.push_str(new);
        at = range.end;
    }
    out.push_str(source.get(at..)?);
    Some(out)
}

/// What a tree is, white space and `removed` nodes apart, with the `edits` made.
fn outline(tree: &Tree, removed: &[NodeId], edits: &[Edit]) -> String {
    let mut out = String::new();
    let mut open: Vec<NodeId> = Vec::new();
    let mut in_text = false;
    let (mut removed, mut edits) = (removed.iter().peekable(), edits.iter().peekable());
    let mut id = 0;
    while id < tree.len() {
        while open.last().is_some_and(|&last| tree.node(last).end <= id) {
            open.pop();
            out.push('\u{1}');
            in_text = false;
        }
        if removed.next_if(|&&next| next == id).is_some() {
            id = tree.node(id).end;
            continue;
        }
        match tree.node(id).data {
            NodeData::Text(_) => {
                for word in tree.text(id).unwrap_or_default().split_ascii_whitespace() {
                    // Texts that become neighbours may become one word or stay two: that is white space too.
                    out.push_str(if in_text { "" } else { "\u{2}" });
                    out.push_str(word);
                    in_text = true;
                }
            }
            _ => {
                open.push(id);
                out.push('\u{3}');
                out.push_str(if tree.name(id).is_empty() { "#" } else { tree.name(id) });
                in_text = false;
                for (name, value) in tree.attrs(id) {
                    let edit = edits.next_if(|edit| edit.node == id && edit.attr == name);
                    let value = match edit {
                        Some(Edit { value: None, .. }) => continue,
                        Some(Edit { value: Some(new), .. }) => new,
                        None => value,
                    };
                    for part in ["\u{4}", name, "\u{5}", value] {
                        out.push_str(part);
                    }
                }
            }
        }
        id += 1;
    }
    out.extend(open.iter().map(|_| '\u{1}'));
    out
}

/// The bytes of what the tree does not carry, such as scripts and comments, outside of `removed`.
fn left_out<'a>(source: &'a str, parsed: &Source, removed: &[NodeId]) -> Vec<Option<&'a str>> {
    let is_removed = |id: NodeId| {
        let after = removed.partition_point(|&node| node <= id);
        after > 0 && removed.get(after - 1).is_some_and(|&node| parsed.tree.contains(node, id))
    };
    let left = parsed.skipped.iter().filter(|skipped| !is_removed(skipped.parent));
    left.map(|skipped| source.get(skipped.span.start as usize..skipped.span.end as usize)).collect()
}
