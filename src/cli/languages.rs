//! The languages to detect in: those compiled in, and the packs of the languages that a form is written in.

use std::collections::{BTreeSet, HashMap};

use askless::{
    Form,
    detect::{Lexicon, packs, with_packs},
    form::primary_language,
};

/// The lexicons that were needed so far, by the packs among them.
///
/// A pack is tried on the forms of its language alone: what is loaded for one file must not change what is found in
/// the next one.
#[derive(Default)]
pub struct Languages {
    loaded: HashMap<BTreeSet<String>, Vec<Lexicon>>,
}

impl Languages {
    /// The lexicons for a form.
    pub fn of(&mut self, form: &Form) -> &[Lexicon] {
        let langs = form.questions.iter().map(|question| question.lang.as_str()).chain([form.lang.as_str()]);
        let mut wanted: BTreeSet<String> = langs.map(primary_language).collect();
        wanted.retain(|lang| packs().any(|pack| pack == lang));
        self.loaded.entry(wanted).or_insert_with_key(|wanted| with_packs(wanted.iter().map(String::as_str)))
    }
}
