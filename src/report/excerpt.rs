//! Excerpts: the place in a source that shows a finding, and how it is put on a terminal.

use std::ops::Range;

use super::lines::Lines;

/// More bytes of a node are not searched.
const MAX_SEARCH: usize = 100_000;
/// Bytes of a line before and after the words that are looked at.
const MAX_LINE: usize = 4_000;
/// Columns of source that an excerpt shows.
const COLUMNS: usize = 96;

/// Where words stand in a part of a source: white space and tags may part them. `within_tag` looks inside a tag, at
/// the values of attributes. `None` if they are written otherwise there, e.g. with entities.
pub fn find(source: &str, part: Range<usize>, words: &str, within_tag: bool) -> Option<Range<usize>> {
    let start = part.start;
    let end = boundary(source, part.end.min(start.saturating_add(MAX_SEARCH)));
    let text = source.get(start..end)?;
    let found = find_words(text, &words.split_whitespace().collect::<Vec<_>>(), within_tag);
    let found = found.or_else(|| {
        let escaped = words.contains('&').then(|| words.replace('&', "&amp;"))?;
        find_words(text, &escaped.split_whitespace().collect::<Vec<_>>(), within_tag)
    });
    found.map(|range| start + range.start..start + range.end)
}

fn find_words(text: &str, words: &[&str], within_tag: bool) -> Option<Range<usize>> {
    let first = words.first()?;
    let mut at = 0;
    while at < text.len() {
        let rest = text.get(at..)?;
        if !within_tag && rest.starts_with('<') {
            at += rest.find('>').map_or(rest.len(), |close| close + 1);
        } else if rest.starts_with(first) {
            if let Some(length) = follow(rest, words, within_tag) {
                return Some(at..at + length);
            }
            at += first.len();
        } else {
            at += rest.chars().next().map_or(1, char::len_utf8);
        }
    }
    None
}

/// The last place at or before a byte where a character starts.
fn boundary(source: &str, at: usize) -> usize {
    let mut at = at.min(source.len());
    while !source.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// The length of the text that holds all the words from its start, if it does.
fn follow(text: &str, words: &[&str], within_tag: bool) -> Option<usize> {
    let mut rest = text;
    for (index, word) in words.iter().enumerate() {
        if index > 0 {
            rest = skip(rest, within_tag);
        }
        rest = rest.strip_prefix(word)?;
    }
    Some(text.len() - rest.len())
}

/// What follows white space and tags.
fn skip(mut text: &str, within_tag: bool) -> &str {
    loop {
        let trimmed = text.trim_start().trim_start_matches("&nbsp;");
        // The end of a tag is looked for only where one begins: else each step would read all that follows.
        let tag = if !within_tag && trimmed.starts_with('<') { trimmed.find('>') } else { None };
        let after = tag.map_or(trimmed, |close| trimmed.get(close + 1..).unwrap_or_default());
        if after.len() == text.len() {
            return text;
        }
        text = after;
    }
}

/// One line of an excerpt.
#[derive(Debug, PartialEq)]
pub struct Line {
    /// Its number in the source, from 1; none if it is a slot's text and no line of the source.
    pub number: Option<usize>,
    /// Without control characters, cut to what fits.
    pub text: String,
    /// Columns to underline, from 0: of the strongest words first. Those that were cut off are left out.
    pub marks: Vec<Range<usize>>,
}

/// The lines of a source that ranges of bytes touch, at most three for each; marks in the order of the ranges.
/// A range that overlaps an earlier one is left out.
pub fn lines(source: &str, ranges: &[Range<usize>], places: &mut Lines) -> Vec<Line> {
    // For each line its number, its bytes and the marks on it.
    let mut touched: Vec<(usize, Range<usize>, Vec<Range<usize>>)> = Vec::new();
    for (index, range) in ranges.iter().enumerate() {
        let earlier = ranges.get(..index).unwrap_or_default();
        if earlier.iter().any(|other| other.start < range.end && range.start < other.end) {
            continue;
        }
        let first = places.span(range.clone()).line;
        for (offset, line) in around(places, range).into_iter().enumerate() {
            let mark = range.start.max(line.start)..range.end.min(line.end);
            if source.get(mark.clone()).is_none_or(|text| text.trim().is_empty()) {
                continue;
            }
            match touched.iter_mut().find(|(_, known, _)| known.start == line.start) {
                Some((_, _, marks)) => marks.push(mark),
                None => touched.push((first + offset, line, vec![mark])),
            }
        }
    }
    touched.sort_by_key(|(number, ..)| *number);
    let shown = touched.iter().filter_map(|(number, line, marks)| {
        let text = source.get(line.clone())?.trim_end();
        let within = marks.iter().map(|mark| mark.start - line.start..mark.end - line.start);
        Some(cut(text, &within.collect::<Vec<_>>(), Some(*number)))
    });
    shown.collect()
}

/// The bytes of the lines that a range touches, at most three; of very long lines only what is near.
fn around(places: &Lines, range: &Range<usize>) -> Vec<Range<usize>> {
    let first = places.starts.partition_point(|start| *start <= range.start).saturating_sub(1);
    let touched =
        places.starts.iter().enumerate().skip(first).take(3).take_while(|(_, start)| **start < range.end);
    let near = touched.map(|(at, start)| {
        let end = places.starts.get(at + 1).map_or(places.source.len(), |next| next - 1);
        let start = boundary(places.source, range.start.saturating_sub(MAX_LINE)).max(*start);
        start..boundary(places.source, range.end.saturating_add(MAX_LINE)).min(end).max(start)
    });
    near.collect()
}

/// One line, cut to what fits on a terminal around the first of the marked ranges of bytes.
pub fn cut(text: &str, marks: &[Range<usize>], number: Option<usize>) -> Line {
    let first = marks.first().map_or(0, |mark| mark.start.min(text.len()));
    let before = text.get(..first).unwrap_or_default();
    // The whole line if it fits, else a third of the room before the words.
    let short = text.chars().take(COLUMNS + 1).count() <= COLUMNS;
    let room = if short { COLUMNS } else { COLUMNS / 3 };
    let skipped = before.len() - before.chars().rev().take(room).map(char::len_utf8).sum::<usize>();
    let shown = text.get(skipped..).unwrap_or_default();
    let shown = if skipped == 0 { shown.trim_start() } else { shown };
    let from = text.len() - shown.len();
    let mut line = Line { number, text: String::new(), marks: Vec::new() };
    let mut under: Vec<Option<Range<usize>>> = vec![None; marks.len()];
    let mut column = 0;
    if skipped > 0 {
        line.text.push('…');
        column = 1;
    }
    for (at, c) in shown.char_indices() {
        if column >= COLUMNS {
            line.text.push('…');
            break;
        }
        let c_width = width(c);
        for (mark, columns) in marks.iter().zip(&mut under) {
            if mark.contains(&(from + at)) {
                let start = columns.as_ref().map_or(column, |columns| columns.start);
                *columns = Some(start..column + c_width);
            }
        }
        line.text.push(if c == '\t' { ' ' } else { visible(c) });
        column += c_width;
    }
    line.marks = under.into_iter().flatten().collect();
    line
}

/// A character that a terminal may be given: nothing that moves the cursor, colors or reorders.
pub fn visible(c: char) -> char {
    match c {
        '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{200E}' | '\u{200F}' => '\u{FFFD}',
        c if c.is_control() => '\u{FFFD}',
        c => c,
    }
}

/// The columns that a character takes on a terminal.
pub fn width(c: char) -> usize {
    match c {
        '\u{300}'..='\u{36F}' | '\u{200B}'..='\u{200D}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' => 0,
        '\u{1100}'..='\u{115F}'
        | '\u{2E80}'..='\u{A4CF}'
        | '\u{AC00}'..='\u{D7A3}'
        | '\u{F900}'..='\u{FAFF}'
        | '\u{FF00}'..='\u{FF60}'
        | '\u{1F300}'..='\u{1FAFF}' => 2,
        _ => 1,
    }
}

#[cfg(test)]
#[allow(clippy::single_range_in_vec_init)] // one marked range is meant
mod tests {
    use super::{Line, Lines, cut, find, lines};

    #[test]
    fn finds_words_through_tags_and_white_space() {
        let rows = [
            ("Are you a U.S. citizen?", "U.S. citizen", false, Some("U.S. citizen")),
            ("<b>U.S.</b>\n  citizen", "U.S. citizen", false, Some("U.S.</b>\n  citizen")),
            ("<a title='citizen'>citizen</a>", "citizen", false, Some("citizen")),
            ("<input placeholder=\"A-number\">", "A-number", true, Some("A-number")),
            ("a&nbsp;number", "a number", false, Some("a&nbsp;number")),
            ("caf&eacute;", "café", false, None),
            ("you &amp; me", "you & me", false, Some("you &amp; me")),
            ("citizen", "", false, None),
            ("aab", "ab", false, Some("ab")),
            ("ciudadanía española", "ía es", false, Some("ía es")),
        ];
        for (source, words, within_tag, expected) in rows {
            let found = find(source, 0..source.len(), words, within_tag);
            assert_eq!(found.map(|range| &source[range]), expected, "{source}");
        }
        let source = "<a title='citizen'>citizen</a>";
        assert_eq!(find(source, 0..source.len(), "citizen", false), Some(19..26), "text before attributes");
    }

    #[test]
    fn shows_what_fits_and_nothing_that_moves_the_cursor() {
        let under = |line: &Line, mark: usize| {
            let columns = line.marks[mark].clone();
            line.text.chars().skip(columns.start).take(columns.len()).collect::<String>()
        };
        let line = cut("\t<b>\u{1b}[31mred\u{202e}</b>", &[9..12], Some(3));
        assert_eq!(line.text, "<b>\u{FFFD}[31mred\u{FFFD}</b>");
        assert_eq!(under(&line, 0), "red");
        let long = format!("{}MARK{}", "x".repeat(500), "y".repeat(500));
        let line = cut(&long, &[500..504, 0..3], None);
        assert!(line.text.chars().count() < 100);
        assert_eq!((under(&line, 0).as_str(), line.marks.len()), ("MARK", 1));
        assert_eq!(cut("", &[5..9], None), Line { number: None, text: String::new(), marks: vec![] });
        assert_eq!(cut("日本 a", &[7..8], None).marks, [5..6], "wide characters");
    }

    #[test]
    fn shows_each_line_once_with_all_its_marks() {
        let source = "one two\n  three\nfour\n\nfive\n";
        let show = |ranges: &[(usize, usize)]| {
            let ranges: Vec<_> = ranges.iter().map(|(start, end)| *start..*end).collect();
            let lines = lines(source, &ranges, &mut Lines::new(source)).into_iter();
            lines.map(|line| (line.number.unwrap(), line.text, line.marks)).collect::<Vec<_>>()
        };
        assert_eq!(show(&[(4, 7), (0, 3), (5, 6)]), [(1, "one two".to_owned(), vec![4..7, 0..3])]);
        assert_eq!(
            show(&[(4, 15)]),
            [(1, "one two".to_owned(), vec![4..7]), (2, "three".to_owned(), vec![0..5])]
        );
        assert_eq!(show(&[(0, 28)]).len(), 3);
        assert_eq!(show(&[(900, 901)]), []);
    }
}
