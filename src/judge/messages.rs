//! What the judge says: sentences per language, from `messages/*.toml`.

use serde::{Deserialize, Serialize};

use super::{Category, builtin, policy::Localized};
use crate::letters::split;

/// The language that a report's messages are written in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Locale {
    /// English.
    #[default]
    En,
    /// Spanish.
    Es,
}

impl Locale {
    /// The language of a tag such as `es-PR`; `None` if there are no messages in it.
    pub fn from_tag(tag: &str) -> Option<Locale> {
        match tag.split(['-', '_']).next().unwrap_or("") {
            primary if primary.eq_ignore_ascii_case("en") => Some(Locale::En),
            primary if primary.eq_ignore_ascii_case("es") => Some(Locale::Es),
            _ => None,
        }
    }

    pub(super) fn messages(self) -> &'static Messages {
        builtin::MESSAGES[self as usize]
    }

    pub(super) fn pick(self, text: &Localized) -> &str {
        match self {
            Locale::Es if !text.es.is_empty() => &text.es,
            _ => &text.en,
        }
    }

    /// What people call a category.
    pub fn category_name(self, category: Category) -> &'static str {
        self.messages().of(category).name
    }

    /// What to do about a question that asks for a category, outright or by proxy.
    #[cfg(feature = "cli")]
    pub fn category_remedy(self, category: Category, how: crate::How) -> &'static str {
        let text = self.messages().of(category);
        if how == crate::How::Direct { text.instead } else { text.proxy }
    }
}

/// All messages of one language.
pub(super) struct Messages {
    pub say: Say,
    pub categories: &'static [CategoryText],
}

impl Messages {
    /// The texts of one category; the build checks that each category has them.
    pub fn of(&self, category: Category) -> &CategoryText {
        &self.categories[category as usize]
    }
}

/// What is said of one category.
pub(super) struct CategoryText {
    pub name: &'static str,
    pub asks: &'static str,
    pub hints: &'static str,
    pub instead: &'static str,
    pub proxy: &'static str,
}

macro_rules! say {
    ($($field:ident,)*) => {
        /// The judge's sentences; `{}` stands for what [`fill`] puts in.
        pub(super) struct Say { $(pub $field: &'static str,)* }
    };
}

say! {
    no_service, conditions, external_form, permitted, need_does_not_help, statistics, need_missing, need_level,
    need_authority, need_future, need_order, need_expired, need_audience, need_offense, need_overridden, need_blanket,
    need_unused, need_scope_unused, need_finding, need_fix, get_form, get_fix, host_form, host_fix, language,
    need_unconfirmed, conflict, conflict_fix,
}

/// A sentence with each `{}` replaced by the next value.
pub(super) fn fill(template: &str, values: &[&str]) -> String {
    let mut values = values.iter();
    let mut out = String::new();
    for (index, part) in split(template, "{}").enumerate() {
        if index > 0 {
            out.push_str(values.next().unwrap_or(&""));
        }
        out.push_str(part);
    }
    out
}
