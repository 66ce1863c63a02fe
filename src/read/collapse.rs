//! White space: collapsed and trimmed, as browsers show it.

use crate::letters::{char_at, word_end};

/// Collects text with white space collapsed and trimmed, up to a number of bytes.
#[derive(Default)]
pub(crate) struct Collapsed {
    out: String,
    gap: bool,
}

impl Collapsed {
    /// Adds text; returns false when `limit` is reached and the rest was dropped.
    pub(crate) fn push(&mut self, text: &str, limit: usize) -> bool {
        self.out.reserve(text.len().min(limit));
        let mut at = 0;
        while at < text.len() {
            let end = word_end(text, at);
            if end == at {
                self.gap = true;
                at += char_at(text, at).len_utf8();
                continue;
            }
            let word = text.get(at..end).unwrap_or_default();
            if word.len() < limit.saturating_sub(self.out.len()) {
                self.part();
                self.out.push_str(word);
            } else {
                for c in word.chars() {
                    if self.out.len() >= limit {
                        return false;
                    }
                    self.part();
                    self.out.push(c);
                }
            }
            at = end;
        }
        true
    }

    /// Puts the space between two words, if there is one.
    fn part(&mut self) {
        if std::mem::take(&mut self.gap) && !self.out.is_empty() {
            self.out.push(' ');
        }
    }

    /// Ends a word.
    pub(crate) fn space(&mut self) {
        self.gap = true;
    }

    /// The text.
    pub(crate) fn finish(self) -> String {
        self.out
    }
}

/// White space collapsed and trimmed.
pub(crate) fn collapse(text: &str) -> String {
    let mut out = Collapsed::default();
    out.push(text, usize::MAX);
    out.finish()
}
