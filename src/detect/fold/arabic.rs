//! Arabic words without what is written on to them.

/// How many bytes of an Arabic word are its article and the particles written before that: "and", "so", "with",
/// "like", "for". The word counts without them, as it does in other languages; two letters at least are left.
pub(super) fn article(word: &[u8]) -> usize {
    const LETTER: usize = 2; // bytes of an Arabic letter
    if word.first().is_none_or(u8::is_ascii) {
        return 0;
    }
    for article in ["وبال", "ولل", "وال", "فال", "بال", "كال", "لل", "ال"] {
        if let Some(rest) = word.strip_prefix(article.as_bytes()) {
            // "والد…" is a parent, hardly ever "and the …".
            let whole = rest.len() < 2 * LETTER || article == "وال" && rest.starts_with("د".as_bytes());
            return if whole { 0 } else { article.len() };
        }
    }
    0
}

/// An Arabic word without the particle of one letter that it may begin with: "and", "so", "with", "for", "like". As many
/// words begin with such a letter of their own, it is looked up besides the word, not in its place.
pub(crate) fn without_particle(word: &[u8]) -> Option<&[u8]> {
    let (particle, rest) = word.split_at_checked(2)?;
    let known =
        !particle.is_ascii() && ["و", "ف", "ب", "ل", "ك"].iter().any(|known| known.as_bytes() == particle);
    (known && rest.len() >= 6).then_some(rest) // three letters
}
