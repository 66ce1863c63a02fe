//! Comparing citations: `8 U.S.C. § 1373(a)` and `8 USC 1373` name the same section.

use crate::letters::{lower, split};

/// The words of a citation: lower case, points dropped, everything else that is no letter, digit or hyphen a gap.
fn words(text: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    for c in text.chars() {
        if c.is_alphanumeric() || c == '-' {
            if let Some(word) = words.last_mut() {
                word.extend(lower(c));
            }
        } else if c != '.' && words.last().is_some_and(|word| !word.is_empty()) {
            words.push(String::new());
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

/// Whether `text` contains `mark` as whole words.
pub(super) fn has_mark(text: &str, mark: &str) -> bool {
    let (text, mark) = (words(text), words(mark));
    !mark.is_empty() && text.windows(mark.len()).any(|window| window == mark)
}

/// Whether `text` cites the section `cite`, also within a list (`8 U.S.C. 1611, 1621` cites `8 U.S.C. 1621`).
pub(super) fn has_citation(text: &str, cite: &str) -> bool {
    let (text, cite) = (words(text), words(cite));
    let Some((section, code)) = cite.split_last() else { return false };
    // Without a title and a code (`2-927(d)`) there is no list to read.
    if code.len() < 2 {
        return text.windows(cite.len()).any(|window| window == cite);
    }
    let is_code = |word: &String| matches!(word.as_str(), "usc" | "usca" | "cfr" | "cgs");
    text.windows(code.len()).enumerate().any(|(at, window)| {
        window == code
            && text.iter().skip(at + code.len()).take_while(|word| !is_code(word)).any(|word| word == section)
    })
}

/// The authorities of a list such as `42 U.S.C. 1436a; 24 CFR 5.508`.
pub(super) fn parts(authority: &str) -> impl Iterator<Item = &str> {
    authority.split(';').flat_map(|part| split(part, " and ")).filter(|part| !part.trim().is_empty())
}

#[cfg(test)]
mod tests {
    use super::{has_citation, has_mark};

    #[test]
    fn finds_a_section_however_it_is_written() {
        let rows = [
            ("8 U.S.C. § 1373", "8 U.S.C. 1373", true),
            ("8 USC 1373(a)", "8 U.S.C. 1373", true),
            ("8 U.S.C. §§ 1373, 1644", "8 U.S.C. 1644", true),
            ("8 U.S.C. 1611, 1642(d)", "8 U.S.C. 1621", false),
            ("28 U.S.C. 1373", "8 U.S.C. 1373", false),
            ("8 U.S.C. 13731", "8 U.S.C. 1373", false),
            ("8 CFR 1373", "8 U.S.C. 1373", false),
            ("8 U.S.C. 1101, 42 U.S.C. 1373", "8 U.S.C. 1373", false),
            ("sec. 2-927(d)", "2-927(d)", true),
            ("2-927(a), (d)", "2-927(d)", false),
            ("", "2-927(d)", false),
            ("2-927", "", false),
        ];
        for (text, cite, expected) in rows {
            assert_eq!(has_citation(text, cite), expected, "{text} / {cite}");
        }
    }

    #[test]
    fn finds_marks_as_whole_words() {
        let rows = [
            ("42 U.S.C. 1436a", "U.S.C.", true),
            ("42 USC 1436a", "U.S.C.", true),
            ("muscle 42", "U.S.C.", false),
            ("C.G.S. sec. 12-170aa", "C.G.S.", true),
            ("Hartford Municipal Code", "Municipal Code", true),
            ("Municipal Codex", "Municipal Code", false),
            ("anything", "", false),
        ];
        for (text, mark, expected) in rows {
            assert_eq!(has_mark(text, mark), expected, "{text} / {mark}");
        }
    }
}
