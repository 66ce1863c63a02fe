//! Detecting: which categories a question asks for, with the words that show it.

use crate::{
    category::{Category, How},
    form::Question,
};

/// A category that a question asks for.
#[derive(Clone, Debug, PartialEq)]
pub struct Ask {
    /// What it asks for.
    pub category: Category,
    /// Outright or by proxy.
    pub how: How,
    /// The id of the rule that saw it, e.g. `en/immigration.citizenship`.
    pub rule: &'static str,
    /// The words that show it, strongest first; never empty.
    pub evidence: Vec<Evidence>,
}

/// A place in a question's text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// Index in [`Question::slots`].
    pub slot: usize,
    /// First byte in the slot's text (UTF-8).
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

/// The categories that a question asks for: at most one ask per category, in the order of [`Category::ALL`].
pub fn detect(_question: &Question) -> Vec<Ask> {
    Vec::new()
}
