//! The languages and the table of look-alikes that were compiled into the crate.

use super::{
    alike::{self, Alike},
    coding::Coder,
    decode::{Reader, decode},
    lexicon::Lexicon,
};

/// The languages that are compiled in. Takes a moment; keep the result.
pub fn builtin() -> Vec<Lexicon> {
    vec![
        decode("en", include_bytes!(concat!(env!("OUT_DIR"), "/en.lexicon"))),
        decode("es", include_bytes!(concat!(env!("OUT_DIR"), "/es.lexicon"))),
    ]
}

/// The languages of packs, those beyond the compiled-in ones: lower-case primary subtags, sorted.
#[cfg(feature = "cli")]
pub fn packs() -> impl Iterator<Item = &'static str> {
    PACKS.iter().map(|(lang, _)| *lang)
}

/// The compiled-in languages, and the packs of `langs`: language tags, of which those without a pack are left out.
#[cfg(feature = "cli")]
pub fn with_packs<'a>(langs: impl IntoIterator<Item = &'a str>) -> Vec<Lexicon> {
    let wanted: Vec<String> = langs.into_iter().map(crate::form::primary_language).collect();
    let packs = PACKS.iter().filter(|(lang, _)| wanted.iter().any(|wanted| wanted == lang));
    builtin().into_iter().chain(packs.map(|(lang, bytes)| decode(lang, bytes))).collect()
}

#[cfg(feature = "cli")]
pub(super) static PACKS: &[(&str, &[u8])] = include!(concat!(env!("OUT_DIR"), "/packs.rs"));

/// The table of look-alikes.
pub(super) fn alike() -> Alike {
    let bytes = include_bytes!(concat!(env!("OUT_DIR"), "/table.alike"));
    alike::code(&mut Coder::new(Reader::new(bytes)), &[])
}
