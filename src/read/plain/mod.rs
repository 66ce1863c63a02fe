//! Plain questions: forms that come as data, not as markup.

mod form;
mod question;

pub use form::{PlainForm, form};
pub use question::{PlainQuestion, question, read};
