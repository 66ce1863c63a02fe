//! Detecting: which categories a question asks for, with the words that show it.
//!
//! `fold` makes tokens of a text, `matching` finds the phrases of the lexicons in them, `sentences` says which sentences
//! ask and which only state, `view` puts this together for each text of a form, `views` once; `decide` says what counts of
//! what the texts of a question say, and `weigh` what it comes to: [`Ask`]s.

mod alike;
mod ask;
mod coding;
mod decide;
mod decode;
mod fold;
#[cfg(feature = "cli")]
mod held;
mod languages;
mod lexicon;
mod matching;
mod pack;
mod sentences;
mod undisguise;
mod view;
mod views;
mod weigh;

/// The compiler of the lexicons, which runs when the crate is built; here so that it is tested.
#[cfg(all(test, feature = "cli"))]
#[allow(dead_code)]
#[path = "../../build/lexicon/mod.rs"]
mod compiler;
#[cfg(all(test, feature = "cli"))]
mod tests;

pub use ask::{Ask, Evidence, Hold, Senses};
pub use decide::{detect, detect_all, detect_one};
#[cfg(feature = "cli")]
pub use held::{Held, held};
pub use languages::builtin;
#[cfg(feature = "cli")]
pub use languages::{packs, with_packs};
pub use lexicon::Lexicon;
pub use pack::open;
#[cfg(feature = "cli")]
pub use pack::pack;
