//! askless tells a form which of its questions a city may not ask, and takes them out.
//!
//! The data flows one way, a module a step:
//!
//! ```text
//!  live DOM ──┐                                     policy + service
//!  HTML text ─┼─ read ─▶ Form ─▶ detect ─▶ Asks ─▶ judge ─▶ Report ─┬─▶ show   (terminal, JSON, SARIF, page)
//!  form JSON ─┘                                                     └─▶ plan ─▶ strip (source bytes, DOM nodes)
//! ```

pub mod category;
pub mod detect;
pub mod form;
pub mod read;
pub mod tree;

pub use category::{Category, How};
pub use form::Form;
