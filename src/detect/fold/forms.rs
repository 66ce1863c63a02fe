//! Ways of writing that are one word for us: initialisms with full stops, and second endings.

use super::Folded;
use crate::letters::is_listed;

/// How many bytes of a second ending follow the `(` or `/` that a text begins with.
pub(super) fn second_ending(text: &str) -> usize {
    let ends = |rest: &str| !rest.starts_with(char::is_alphanumeric);
    for (ending, alone) in [("as", true), ("os", true), ("es", false), ("a", true), ("o", true), ("s", false)]
    {
        let inside = text.strip_prefix('(').and_then(|rest| rest.strip_prefix(ending)?.strip_prefix(')'));
        if inside.is_some_and(ends) {
            return ending.len() + 1;
        }
        if alone && text.strip_prefix('/').and_then(|rest| rest.strip_prefix(ending)).is_some_and(ends) {
            return ending.len();
        }
    }
    0
}

/// `U.S.`, `u. s.`, `I.T.I.N.`: single letters parted by full stops become one word.
pub(super) fn join_initials(out: &mut Folded, text: &str) {
    let mut kept: usize = 0;
    let mut run = false; // the last kept token is made of single letters
    for at in 0..out.tokens.len() {
        let token = out.tokens[at];
        let single = token.word.1 - token.word.0 == 1
            && text.as_bytes().get(token.start as usize).is_some_and(u8::is_ascii_alphabetic);
        if run
            && single
            && let Some(last) = kept.checked_sub(1).and_then(|last| out.tokens.get_mut(last))
            && matches!(text.get(last.end as usize..token.start as usize), Some("." | ". "))
        {
            // The buffer holds the letters side by side, as only words are stored in it.
            last.end = token.end;
            last.word.1 = token.word.1;
            continue;
        }
        run = single;
        out.tokens[kept] = token;
        kept += 1;
    }
    out.tokens.truncate(kept);
}

/// Words that are mostly written with a full stop: titles, and what paper forms cut short.
const ABBREVIATIONS: &str = "adj antec apt asst cit citz discap dr edo ee eg enf est etc fed gov govt hx ie immig immigr ing ingr \
    inmig medicam mens migr mr mrs ms nac nbr no nro num orient perm pub recip reg res sec sect seg sex sit \
    soc sr sra st ud uu vd vs";

/// Whether the last word is one that a full stop does not end a sentence after.
pub(super) fn is_abbreviation(out: &Folded) -> bool {
    out.tokens.last().is_some_and(|token| {
        let word = std::str::from_utf8(out.word(token)).unwrap_or("");
        word.chars().nth(1).is_none() && !word.starts_with(|c: char| c.is_ascii_digit())
            || is_listed(word, ABBREVIATIONS)
    })
}
