//! Text of nodes: collapsed, visible or not, and the words of machine names.

use super::{collapse::Collapsed, index::Index};
use crate::{
    letters::{char_at, is_lower, is_upper, word_end},
    tree::{NodeId, Tree},
};

/// What of a subtree's text is wanted.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Pick {
    /// What a label says: no text of controls, buttons or of nodes hidden inside.
    Label,
    /// What a custom control or an option holds: all of it but what is hidden inside.
    Content,
}

/// The collapsed text of the nodes `from..to`, at most `limit` bytes; `from` says what counts as hidden inside.
pub(super) fn range_text(index: &Index, from: NodeId, to: NodeId, pick: Pick, limit: usize) -> String {
    let tree = index.tree;
    let mut out = Collapsed::default();
    let hidden = index.fact(from).hidden;
    let mut id = from;
    let mut allowance = index.allowance.get();
    while id < to && allowance > 0 {
        allowance -= 1;
        let fact = index.fact(id);
        let inner_hidden = fact.hidden != hidden && fact.hidden > from;
        let unwanted = match pick {
            Pick::Label => fact.skip,
            Pick::Content => fact.private,
        };
        if inner_hidden || (unwanted && id > from) {
            // Its whole subtree is left out; what follows starts a new word, unless it is hidden within a word.
            if !inner_hidden || fact.boundary {
                out.space();
            }
            id = tree.node(id).end.max(id + 1);
            continue;
        }
        if fact.boundary {
            out.space();
        }
        if let Some(text) = own_text(tree, id)
            && !out.push(text, limit)
        {
            break;
        }
        id += 1;
    }
    let text = out.finish();
    // A node and sixteen bytes cost about the same.
    index.allowance.set(allowance.saturating_sub(text.len() / 16));
    text
}

/// The text that a node itself shows: a text node's text, an image's alternative.
pub(super) fn own_text(tree: &Tree, id: NodeId) -> Option<&str> {
    tree.text(id).or_else(|| match tree.name(id) {
        "img" => tree.attr(id, "alt"),
        _ => None,
    })
}

/// Whether there is anything to read in it: a letter or a digit.
pub(super) fn is_wordy(text: &str) -> bool {
    text.chars().any(char::is_alphanumeric)
}

/// Number of words.
pub(super) fn words(text: &str) -> usize {
    let (mut at, mut count) = (0, 0);
    while at < text.len() {
        let end = word_end(text, at);
        count += usize::from(end > at);
        at = end + char_at(text, end).len_utf8();
    }
    count
}

/// The last character that is neither a mark for "required" nor a closing bracket.
pub(super) fn last_mark(text: &str) -> Option<char> {
    text.chars().rev().find(|c| !c.is_whitespace() && !matches!(c, '*' | ')' | '"' | '”' | '\''))
}

/// Whether the text ends as a question or as a label does.
pub(super) fn is_prompting(text: &str) -> bool {
    matches!(last_mark(text), Some('?' | '？' | '؟' | ';' | ':' | '：'))
}

/// Whether the text reads as a sentence that states something.
pub(super) fn is_sentence(text: &str) -> bool {
    let count = words(text);
    !text.contains(['?', '？', '؟'])
        && ((count >= 3 && matches!(last_mark(text), Some('.' | '!' | '。' | '।'))) || count >= 12)
}

/// The words of a machine name: `dateOfBirth_1` gives `date`, `Of`, `Birth`, `1`.
pub(super) fn name_words(name: &str) -> impl Iterator<Item = &str> {
    let mut at = 0;
    std::iter::from_fn(move || {
        while at < name.len() && !char_at(name, at).is_alphanumeric() {
            at += char_at(name, at).len_utf8();
        }
        let start = at;
        let mut previous: Option<char> = None;
        while at < name.len() {
            let c = char_at(name, at);
            let splits = previous
                .is_some_and(|p| (is_lower(p) && is_upper(c)) || p.is_ascii_digit() != c.is_ascii_digit());
            if splits || !c.is_alphanumeric() {
                break;
            }
            previous = Some(c);
            at += c.len_utf8();
        }
        name.get(start..at).filter(|word| !word.is_empty())
    })
}

/// Whether one of the words of a class or an id is in the list (lower case).
pub(super) fn has_word(names: &str, list: &[&str]) -> bool {
    name_words(names).any(|word| list.iter().any(|known| known.eq_ignore_ascii_case(word)))
}
