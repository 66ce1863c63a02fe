//! Detecting: which categories a question asks for, with the words that show it.
//!
//! `fold` makes tokens of a text, `matching` finds the phrases of the lexicons in them, `sentences` says which sentences
//! ask and which only state, `view` puts this together for each text of a form, once; and `decide` weighs what the texts
//! of a question say into [`Ask`]s.

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
