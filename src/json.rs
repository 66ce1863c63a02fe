//! JSON: how plain data crosses the wasm edge.
//!
//! One text is several times as fast as a call per field. Writing knows only what reports need (no floating-point
//! numbers, no bytes, enum variants only without data), reading gives a [`Value`]; a general library is ten times as
//! large.

use crate::value::Value;

#[cfg(any(test, target_arch = "wasm32"))]
mod write;

#[cfg(target_arch = "wasm32")]
pub use write::to_json;

/// Lists and objects inside of each other; more are not read.
const MAX_DEPTH: usize = 64;

/// Reads JSON text; `None` if it is none. Of an escaped surrogate without its other half, a replacement character is left.
pub fn parse(text: &str) -> Option<Value> {
    let mut parser = Parser { text, at: 0 };
    let value = parser.value(MAX_DEPTH)?;
    parser.space();
    (parser.at == text.len()).then_some(value)
}

struct Parser<'a> {
    text: &'a str,
    at: usize,
}

impl Parser<'_> {
    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn space(&mut self) {
        while let Some(b' ' | b'\t' | b'\n' | b'\r') = self.peek() {
            self.at += 1;
        }
    }

    /// Whether this comes next; if so, it is taken.
    fn takes(&mut self, word: &str) -> bool {
        self.space();
        let found = self.text.as_bytes()[self.at..].starts_with(word.as_bytes());
        self.at += if found { word.len() } else { 0 };
        found
    }

    fn value(&mut self, depth: usize) -> Option<Value> {
        if depth == 0 {
            return None;
        }
        for (word, value) in
            [("null", Value::Null), ("true", Value::Bool(true)), ("false", Value::Bool(false))]
        {
            if self.takes(word) {
                return Some(value);
            }
        }
        if self.takes("[") {
            return Some(Value::List(self.items("]", |parser| parser.value(depth - 1))?));
        }
        if self.takes("{") {
            return Some(Value::Map(self.items("}", |parser| {
                let name = parser.string()?;
                parser.takes(":").then_some(())?;
                Some((name, parser.value(depth - 1)?))
            })?));
        }
        if self.peek()? == b'"' {
            return self.string().map(Value::Text);
        }
        let start = self.at;
        while let Some(b'0'..=b'9' | b'+' | b'-' | b'.' | b'e' | b'E') = self.peek() {
            self.at += 1;
        }
        (self.at > start).then_some(Value::Number)
    }

    fn items<T>(&mut self, close: &str, item: impl Fn(&mut Self) -> Option<T>) -> Option<Vec<T>> {
        let mut items = Vec::new();
        if self.takes(close) {
            return Some(items);
        }
        loop {
            items.push(item(self)?);
            if self.takes(close) {
                return Some(items);
            }
            self.takes(",").then_some(())?;
        }
    }

    fn string(&mut self) -> Option<String> {
        self.takes("\"").then_some(())?;
        let mut out = String::new();
        loop {
            let rest = self.text.get(self.at..)?;
            let plain = rest.find(['"', '\\'])?;
            out.push_str(rest.get(..plain)?);
            self.at += plain + 1;
            if rest.as_bytes()[plain] == b'"' {
                return Some(out);
            }
            let escape = self.peek()?;
            self.at += 1;
            out.push(match escape {
                b'n' => '\n',
                b't' => '\t',
                b'r' => '\r',
                b'b' => '\u{8}',
                b'f' => '\u{c}',
                b'u' => self.unicode()?,
                b'"' | b'\\' | b'/' => char::from(escape),
                _ => return None,
            });
        }
    }

    fn unicode(&mut self) -> Option<char> {
        let first = self.hex()?;
        if (0xD800..0xDC00).contains(&first) && self.text.as_bytes()[self.at..].starts_with(b"\\u") {
            let back = self.at;
            self.at += 2;
            let second = self.hex()?;
            if (0xDC00..0xE000).contains(&second) {
                return char::from_u32(0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00));
            }
            self.at = back;
        }
        Some(char::from_u32(first).unwrap_or(char::REPLACEMENT_CHARACTER))
    }

    fn hex(&mut self) -> Option<u32> {
        let digits = self.text.get(self.at..self.at + 4)?;
        self.at += 4;
        digits.bytes().try_fold(0, |sum, byte| Some(sum * 16 + char::from(byte).to_digit(16)?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_json() {
        let text = |text: &str| Value::Text(text.into());
        let rows = [
            ("null", Value::Null),
            (
                " [ true , false,1.5e-3 ] ",
                Value::List(vec![Value::Bool(true), Value::Bool(false), Value::Number]),
            ),
            ("[]", Value::List(vec![])),
            (
                r#"{"a":"","b":{}}"#,
                Value::Map(vec![("a".into(), text("")), ("b".into(), Value::Map(vec![]))]),
            ),
            (r#""a\"\\\/\n\r\t\b\f\u00e9 ñ😀""#, text("a\"\\/\n\r\t\u{8}\u{c}é ñ😀")),
            (r#""\ud83d\ude00""#, text("😀")),
            (r#""\ud83d!\ud83d\u0041\ude00""#, text("\u{FFFD}!\u{FFFD}A\u{FFFD}")),
        ];
        for (json, expected) in rows {
            assert_eq!(parse(json), Some(expected), "{json}");
        }
    }

    #[test]
    fn refuses_what_is_no_json() {
        let deep = "[".repeat(100) + &"]".repeat(100);
        let rows = [
            "",
            " ",
            "nul",
            "[1,]",
            "[1",
            "{",
            "{\"a\"}",
            "{\"a\":1,}",
            "{a:1}",
            "\"",
            "\"\\",
            "\"\\u12",
            "\"\\u12é4\"",
            "\"\\x\"",
            "1 2",
            "'a'",
            "\"\\ud83d\\u\"",
            &deep,
        ];
        for json in rows {
            assert_eq!(parse(json), None, "{json}");
        }
    }
}
