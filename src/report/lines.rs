//! Lines and columns of a source.

use std::ops::Range;

use super::Span;

/// Tells lines and columns of a source's bytes. Asked in ascending order, it reads each byte once.
#[derive(Debug)]
pub struct Lines<'a> {
    pub(super) source: &'a str,
    /// Where each line starts.
    pub(super) starts: Vec<usize>,
    /// The place that was asked for last, and its column.
    last: (usize, usize),
}

impl<'a> Lines<'a> {
    /// Of a source.
    pub fn new(source: &'a str) -> Lines<'a> {
        let starts = std::iter::once(0).chain(source.match_indices('\n').map(|(at, _)| at + 1)).collect();
        Lines { source, starts, last: (0, 1) }
    }

    /// The span of some bytes. Columns count characters, from 1.
    pub fn span(&mut self, range: Range<usize>) -> Span {
        let line = self.starts.partition_point(|start| *start <= range.start);
        let start = self.starts.get(line.saturating_sub(1)).copied().unwrap_or(0);
        let (from, column) =
            if (start..=range.start).contains(&self.last.0) { self.last } else { (start, 1) };
        let column = column + self.source.get(from..range.start).unwrap_or_default().chars().count();
        self.last = (range.start, column);
        Span { start: range.start, end: range.end, line, column }
    }
}

#[cfg(test)]
mod tests {
    use super::Lines;

    #[test]
    fn tells_lines_and_columns() {
        let source = "é\nab\n\nc";
        let mut lines = Lines::new(source);
        for (start, line, column) in [(0, 1, 1), (2, 1, 2), (3, 2, 1), (4, 2, 2), (7, 4, 1), (0, 1, 1)] {
            let span = lines.span(start..start);
            assert_eq!((span.line, span.column), (line, column), "{start}");
        }
    }
}
