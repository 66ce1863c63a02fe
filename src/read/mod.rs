//! Reading: from a neutral [`Tree`] to a [`Form`], the same for the live DOM and for HTML source.

#[cfg(feature = "html")]
pub mod html;
pub mod snapshot;

use crate::{form::Form, tree::Tree};

/// Reads all questions of a tree.
pub fn read(_tree: &Tree) -> Form {
    Form::default()
}
