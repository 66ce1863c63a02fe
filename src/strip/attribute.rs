//! Changing one attribute of a start tag in source.

use std::ops::Range;

/// The change that gives an attribute of the start tag at `tag` a new value, or takes it away with the white
/// space before it. The range is of `source`. `None` if the tag has no such attribute.
pub(super) fn change(
    source: &str,
    tag: Range<usize>,
    name: &str,
    value: Option<&str>,
) -> Option<(Range<usize>, String)> {
    let (whole, old) = find(source.get(tag.clone())?.as_bytes(), name)?;
    let shift = |range: Range<usize>| range.start + tag.start..range.end + tag.start;
    let Some(value) = value else { return Some((shift(whole), String::new())) };
    let quote = source.as_bytes().get(tag.start + old.end).copied();
    let is_quoted = matches!(quote, Some(b'"' | b'\''))
        && old.start > 0
        && source.as_bytes().get(tag.start + old.start - 1).copied() == quote;
    let mut new = value.replace('&', "&amp;");
    new = if is_quoted && quote == Some(b'\'') {
        new.replace('\'', "&#39;")
    } else {
        new.replace('"', "&quot;")
    };
    Some((shift(old), if is_quoted { new } else { format!("\"{new}\"") }))
}

/// The first attribute with this name: all of it with the white space before, and its value without quotes
/// (HTML, "before attribute name state" and what follows it).
fn find(tag: &[u8], name: &str) -> Option<(Range<usize>, Range<usize>)> {
    let skip = |from: usize, stop: fn(u8) -> bool| {
        let rest = tag.get(from..).unwrap_or_default();
        from + rest.iter().position(|&byte| stop(byte)).unwrap_or(rest.len())
    };
    let not_space: fn(u8) -> bool = |byte| !is_space(byte);
    let mut at = skip(1, |byte| is_space(byte) || matches!(byte, b'/' | b'>'));
    loop {
        let start = at;
        at = skip(at, |byte| !is_space(byte) && byte != b'/');
        if matches!(tag.get(at), None | Some(b'>')) {
            return None;
        }
        // An equals sign in front is a part of the name.
        let name_start = at;
        at = skip(at + 1, |byte| is_space(byte) || matches!(byte, b'/' | b'>' | b'='));
        let is_it = tag.get(name_start..at)?.eq_ignore_ascii_case(name.as_bytes());
        let mut end = at;
        let mut value = at..at;
        let equals = skip(at, not_space);
        if tag.get(equals) == Some(&b'=') {
            let from = skip(equals + 1, not_space);
            (value, end) = match tag.get(from) {
                Some(b'"') => {
                    (from + 1..skip(from + 1, |byte| byte == b'"'), skip(from + 1, |byte| byte == b'"') + 1)
                }
                Some(b'\'') => {
                    (from + 1..skip(from + 1, |byte| byte == b'\''), skip(from + 1, |byte| byte == b'\'') + 1)
                }
                _ => {
                    let to = skip(from, |byte| is_space(byte) || byte == b'>');
                    (from..to, to)
                }
            };
        }
        if is_it {
            let spaces = tag.get(start..name_start)?.iter().rev().take_while(|&&byte| is_space(byte)).count();
            return Some((name_start - spaces..end, value));
        }
        at = end;
    }
}

fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | b'\x0C')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changes_one_attribute() {
        let rows = [
            ("taken away", "<p for=x>", None, "<p>"),
            ("first", "<p for=x b>", None, "<p b>"),
            ("last", "<p b  for='x'>", None, "<p b>"),
            ("void", "<input for=x />", None, "<input />"),
            ("slash in the value", "<input for=x/>", None, "<input>"),
            ("double quotes", "<p a='for=1' FOR = \"x y\" b>", Some("y"), "<p a='for=1' FOR = \"y\" b>"),
            ("single quotes", "<p for='x y'>", Some("y'\"&"), "<p for='y&#39;\"&amp;'>"),
            ("no quotes", "<p for=x>", Some("y"), "<p for=\"y\">"),
            ("in another's value", "<p a=\" for=x \" for=x>", None, "<p a=\" for=x \">"),
            ("with a name like it", "<p data-for=y for=x form=z>", None, "<p data-for=y form=z>"),
            ("twice", "<p for=x for=y>", None, "<p for=y>"),
            ("without a value", "<p for>", None, "<p>"),
            ("glued", "<p a=\"1\"for=\"x\"b>", None, "<p a=\"1\"b>"),
            ("after an equals sign", "<p =for for=x>", None, "<p =for>"),
            ("line ends", "<p\n  for=\"x\"\n  b>", None, "<p\n  b>"),
            ("absent", "<p data-for=x>", None, "none"),
        ];
        for (name, tag, value, expected) in rows {
            let source = format!("é{tag}");
            let changed = change(&source, 2..source.len(), "for", value);
            let shown = changed.map_or("none".into(), |(range, new)| {
                format!("{}{new}{}", &source[2..range.start], &source[range.end..])
            });
            assert_eq!(shown, expected, "{name}");
        }
    }
}
