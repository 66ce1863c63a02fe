//! Decoding the snapshot of a live DOM into a [`Tree`].
//!
//! The page's script walks the DOM once and hands over one string and one list of marks
//! (`src/wasm/pkg/snapshot.js` writes them, and keeps the content rules). Nothing else crosses per node.
//!
//! A mark's low three bits say what it is, the rest is a number:
//!
//! | bits | mark | number |
//! |---|---|---|
//! | 0 | close the open element or shadow root | - |
//! | 1 | open an element | length of its name |
//! | 2 | an attribute of that element | length of its name; the next mark as a whole is the length of its value |
//! | 3 | a text node | length of its text |
//! | 4 | open a shadow root | - |
//! | 5 | a [`Limit`] was hit | which |
//!
//! Lengths count UTF-16 units, as JavaScript does, and the texts stand in the string in the order of the marks.
//! Nothing in a snapshot can make this panic: one that contradicts itself is read as far as it goes,
//! and the tree's `limits` say so.

use crate::tree::{Tree, TreeBuilder};

/// Why the walk left something out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u32)]
pub enum Limit {
    /// More nodes than the walk takes (200,000).
    Nodes,
    /// Elements deeper than the walk takes (1,000).
    Depth,
    /// More text than the walk takes (8 million UTF-16 units).
    Text,
    /// A custom element whose content cannot be read: its shadow root is closed.
    ClosedShadow,
}

impl Limit {
    /// All limits, by their number in the snapshot.
    pub const ALL: [Limit; 4] = [Limit::Nodes, Limit::Depth, Limit::Text, Limit::ClosedShadow];

    /// The limit in a sentence, for the report.
    pub fn sentence(self) -> &'static str {
        match self {
            Limit::Nodes => "The page has more than 200,000 nodes; the rest was not read.",
            Limit::Depth => "Elements nested more than 1,000 deep were not read.",
            Limit::Text => "The page has more than 8 million characters of text; the rest was not read.",
            Limit::ClosedShadow => {
                "A custom element shows something that cannot be read: its shadow root is closed."
            }
        }
    }
}

const DAMAGED: &str = "The snapshot of the page was damaged; only a part of it was read.";

/// The tree of a snapshot. `text` and `marks` are as the module says.
pub fn decode(text: &str, marks: &[u32]) -> Tree {
    // An element has a mark at its beginning and one at its end, an attribute one and a number.
    let mut builder = TreeBuilder::with_room(marks.len() / 2, marks.len() / 2, text.len());
    let mut texts = Texts { rest: text, owed: 0 };
    if read_marks(&mut builder, &mut texts, marks).is_none() || !texts.rest.is_empty() {
        builder.limit(DAMAGED.into());
    }
    builder.finish()
}

/// Follows the marks; `None` if they contradict the text or themselves.
fn read_marks(builder: &mut TreeBuilder, texts: &mut Texts, marks: &[u32]) -> Option<()> {
    let mut marks = marks.iter().copied();
    let mut in_tag = false;
    while let Some(mark) = marks.next() {
        let number = mark >> 3;
        let is_attribute = mark & 7 == 2;
        if is_attribute && !in_tag {
            return None;
        }
        in_tag = is_attribute || mark & 7 == 1;
        match mark & 7 {
            0 if builder.depth() > 0 => builder.close(),
            1 => {
                builder.open(texts.take(number)?);
            }
            2 => {
                let name = texts.take(number)?;
                builder.attr(name, texts.take(marks.next()?)?);
            }
            3 => {
                builder.text(texts.take(number)?);
            }
            4 if builder.depth() > 0 => {
                builder.open_shadow();
            }
            5 => builder.limit(Limit::ALL.get(number as usize)?.sentence().into()),
            _ => return None,
        }
    }
    Some(())
}

/// The part of the string that no mark has claimed yet.
struct Texts<'a> {
    rest: &'a str,
    /// Units that were given out before their time: where the halves of a surrogate pair stood in two texts of the
    /// page, the string holds one character, and the first text gets it.
    owed: u32,
}

impl<'a> Texts<'a> {
    /// The next `units` UTF-16 units.
    fn take(&mut self, units: u32) -> Option<&'a str> {
        let paid = units.min(self.owed);
        self.owed -= paid;
        let wanted = units - paid;
        let end = self.end_of(wanted)?;
        let (text, rest) = self.rest.split_at_checked(end)?;
        self.rest = rest;
        Some(text)
    }

    /// The byte at which the next `units` UTF-16 units end.
    fn end_of(&mut self, units: u32) -> Option<usize> {
        let units = units as usize;
        if self.rest.as_bytes().get(..units)?.is_ascii() {
            return Some(units);
        }
        let mut counted = 0;
        for (at, c) in self.rest.char_indices() {
            if counted >= units {
                self.owed = (counted - units) as u32;
                return Some(at);
            }
            counted += c.len_utf16();
        }
        self.owed = counted.saturating_sub(units) as u32;
        (counted >= units).then_some(self.rest.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tree::NodeData;

    fn show(tree: &Tree) -> String {
        let mut out = String::new();
        show_node(tree, 0, &mut out);
        out
    }

    fn show_node(tree: &Tree, id: u32, out: &mut String) {
        match tree.node(id).data {
            NodeData::Text(_) => return out.push_str(tree.text(id).unwrap()),
            NodeData::Root => out.push_str("<#"),
            NodeData::ShadowRoot => out.push_str("<^"),
            NodeData::Element { .. } => *out += &format!("<{}", tree.name(id)),
        }
        for (name, value) in tree.attrs(id) {
            *out += &format!(" {name}={value}");
        }
        out.push('>');
        tree.children(id).for_each(|child| show_node(tree, child, out));
        out.push_str("</>");
    }

    const CLOSE: u32 = 0;
    const SHADOW: u32 = 4;
    fn open(n: u32) -> u32 {
        n << 3 | 1
    }
    fn attr(n: u32) -> u32 {
        n << 3 | 2
    }
    fn text(n: u32) -> u32 {
        n << 3 | 3
    }
    fn limit(n: u32) -> u32 {
        n << 3 | 5
    }

    #[test]
    fn decodes() {
        let rows: &[(&str, &str, &[u32], &str)] = &[
            ("nothing", "", &[], "<#></>"),
            ("element", "p", &[open(1), CLOSE], "<#><p></></>"),
            ("open to the end", "pq", &[open(1), open(1)], "<#><p><q></></></>"),
            ("text", "phi", &[open(1), text(2), CLOSE], "<#><p>hi</></>"),
            ("attributes", "pidxhi", &[open(1), attr(2), 1, attr(1), 0, text(1)], "<#><p id=x h=>i</></>"),
            ("not ASCII", "pñ€😀!", &[open(1), text(2), text(2), text(1)], "<#><p>ñ€😀!</></>"),
            ("pair over two texts", "p😀!", &[open(1), text(1), text(1), text(1)], "<#><p>😀!</></>"),
            ("pair, then longer", "p😀!?", &[open(1), text(1), text(3)], "<#><p>😀!?</></>"),
            (
                "shadow root",
                "x-aslot!",
                &[open(3), SHADOW, open(4), CLOSE, CLOSE, text(1), CLOSE],
                "<#><x-a><^><slot></></>!</></>",
            ),
        ];
        for (name, string, marks, expected) in rows {
            let tree = decode(string, marks);
            assert_eq!(show(&tree), *expected, "{name}");
            assert_eq!(tree.limits, Vec::<String>::new(), "{name}");
        }
    }

    #[test]
    fn says_what_was_left_out() {
        for (number, expected) in Limit::ALL.iter().enumerate() {
            assert_eq!(*expected as usize, number);
            let tree = decode("p", &[open(1), CLOSE, limit(number as u32)]);
            assert_eq!(tree.limits, [expected.sentence()]);
        }
    }

    #[test]
    fn damaged_snapshots_are_read_as_far_as_they_go() {
        let rows: &[(&str, &str, &[u32], &str)] = &[
            ("name too long", "p", &[open(2)], "<#></>"),
            ("text too long", "pñ", &[open(1), text(2)], "<#><p></></>"),
            ("longest text", "p", &[open(1), u32::MAX], "<#><p></></>"),
            ("text left", "px", &[open(1)], "<#><p></></>"),
            ("close nothing", "p", &[CLOSE, open(1)], "<#></>"),
            ("shadow without host", "", &[SHADOW], "<#></>"),
            ("attribute of nothing", "ab", &[attr(1), 1], "<#></>"),
            ("attribute after text", "pxab", &[open(1), text(1), attr(1), 1], "<#><p>x</></>"),
            ("value missing", "pa", &[open(1), attr(1)], "<#><p></></>"),
            ("unknown mark", "", &[7], "<#></>"),
            ("unknown limit", "", &[limit(99)], "<#></>"),
        ];
        for (name, string, marks, expected) in rows {
            let tree = decode(string, marks);
            assert_eq!(show(&tree), *expected, "{name}");
            assert_eq!(tree.limits, [DAMAGED], "{name}");
        }
    }
}
