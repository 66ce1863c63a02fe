//! White space: collapsed and trimmed, as browsers show it.

/// Collects text with white space collapsed and trimmed, up to a number of bytes.
#[derive(Default)]
pub(crate) struct Collapsed {
    out: String,
    gap: bool,
}

impl Collapsed {
    /// Adds text; returns false when `limit` is reached and the rest was dropped.
    pub(crate) fn push(&mut self, text: &str, limit: usize) -> bool {
        for c in text.chars() {
            if c.is_whitespace() {
                self.gap = true;
            } else {
                if self.out.len() >= limit {
                    return false;
                }
                if self.gap && !self.out.is_empty() {
                    self.out.push(' ');
                }
                self.gap = false;
                self.out.push(c);
            }
        }
        true
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
