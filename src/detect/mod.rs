//! Detecting: which categories a question asks for, with the words that show it.
//!
//! `fold` makes tokens of a text, `matching` finds the phrases of the lexicons in them, `sentences` says which sentences
//! ask and which only state, `view` puts this together for each text of a form, once; and `decide` weighs what the texts
//! of a question say into [`Ask`]s.

mod coding;
mod decide;
mod decode;
mod fold;
mod lexicon;
mod matching;
mod pack;
mod sentences;
mod view;

/// The compiler of the lexicons, which runs when the crate is built; here so that it is tested.
#[cfg(test)]
#[allow(dead_code)]
#[path = "../../build/lexicon.rs"]
mod compiler;
#[cfg(test)]
#[path = "../../build/encode.rs"]
mod encode;
#[cfg(test)]
mod tests;

use crate::category::{Category, How};

#[cfg(feature = "cli")]
pub use decide::{Held, held};
pub use decide::{detect, detect_all};
pub use decode::builtin;
#[cfg(feature = "cli")]
pub use decode::{packs, with_packs};
pub use lexicon::Lexicon;
pub use pack::open;
#[cfg(feature = "cli")]
pub use pack::pack;

/// A category that a question asks for.
#[derive(Clone, Debug, PartialEq)]
pub struct Ask {
    /// What it asks for.
    pub category: Category,
    /// Outright or by proxy.
    pub how: How,
    /// The id of the rule that saw it, e.g. `en/immigration.citizenship`.
    pub rule: String,
    /// The words that show it, strongest first; never empty.
    pub evidence: Vec<Evidence>,
}

/// Why a phrase that stands in a question makes no ask.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hold {
    /// Its sentence says that this is not asked, or does not matter.
    Disclaimed,
    /// One of the rule's `spare` phrases overlaps it.
    Spared,
    /// The rule does not rest on this place (its `slots`, and `choices` of its own).
    Place,
    /// The rule is for other kinds of question.
    Kind,
    /// The sentence only states: a statement asks where it attests or demands, and some rules are for statements alone.
    States,
    /// It is a name written for machines, and a visible text says what the question is about.
    Named,
    /// None of the rule's `with` phrases stands in the question.
    With,
    /// One of the rule's `without` phrases stands in the question.
    Without,
}

/// A place in a question's text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// Index in [`crate::form::Question::slots`].
    pub slot: usize,
    /// First byte in the slot's text (UTF-8).
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}
