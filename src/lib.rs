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
mod codes;
mod codes_table;
pub mod detect;
pub mod form;
mod gather;
mod json;
pub mod judge;
mod letters;
mod order;
#[cfg(feature = "html")]
pub mod page;
pub mod plan;
pub mod read;
#[cfg(feature = "html")]
pub mod record;
pub mod report;
#[cfg(feature = "cli")]
pub mod rules;
#[cfg(feature = "html")]
pub mod selector;
#[cfg(feature = "cli")]
pub mod services;
pub mod strip;
pub mod tree;
#[cfg(any(test, target_arch = "wasm32"))]
mod utf16;
mod value;
#[cfg(feature = "cli")]
pub mod vocabularies;
#[cfg(target_arch = "wasm32")]
pub mod wasm;

pub use category::{Category, How};
pub use form::Form;
pub use judge::{Config, Date, Locale, Policy, Service};
pub use report::Report;

/// Lints a form that was read: what its questions ask for, judged by the configuration. Never fails; what could
/// not be read or decided is in the report. `lexicons` are the languages to detect in: [`detect::builtin`].
pub fn lint(form: &Form, lexicons: &[detect::Lexicon], config: &Config) -> Report {
    let questions: Vec<_> = form.questions.iter().collect();
    let asks = detect::detect_all(lexicons, &questions, config.senses());
    let languages: Vec<&str> = lexicons.iter().map(|lexicon| &*lexicon.lang).collect();
    judge::judge(form, &asks, &languages, config)
}
