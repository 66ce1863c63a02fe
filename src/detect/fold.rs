//! Folding: from text as written to tokens that rules are matched on, with the way back.
//!
//! Case, diacritics, full-width forms, look-alike letters and invisible or bidirectional characters
//! are folded away (Unicode Technical Standard 39 names the problem; the tables here are the letters that
//! occur in Latin-script forms), initialisms are joined (`U.S.` is `us`), letters and digits are
//! parted (`W2` and `W-2` are both `w 2`), and names written for machines are split at humps and underscores.
//! The same code folds the lexicons' phrases when the crate is built.

use crate::letters::{char_at, is_lower, is_upper};

/// A word of a folded text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// First byte in the original text.
    pub start: u32,
    /// One past the last byte in the original text.
    pub end: u32,
    /// The sentence it stands in, counted from 0.
    pub sentence: u16,
    /// Its folded form, as a range of [`Folded::buffer`].
    word: (u32, u32),
}

/// A folded text.
#[derive(Clone, Debug, Default)]
pub struct Folded {
    buffer: Vec<u8>,
    /// The words, in order.
    pub tokens: Vec<Token>,
    /// For each sentence, whether it is written as a question (`?` at its end or `¿` in it).
    pub questions: Vec<bool>,
    /// Whether folding met what only a text built to dodge has: letters of another script, or invisible
    /// characters, inside a Latin word.
    pub obscured: bool,
}

impl Folded {
    /// The folded form of a token, in UTF-8.
    pub fn word(&self, token: &Token) -> &[u8] {
        self.buffer.get(token.word.0 as usize..token.word.1 as usize).unwrap_or(&[])
    }
}

/// What the characters between two words mean for the words around them.
#[derive(Clone, Copy, PartialEq)]
enum Class {
    /// Part of a word: letters, marks.
    Letter,
    Digit,
    /// Part of a word of Korean syllables, which particles glue to names of other scripts ("SNAP을").
    Hangul,
    /// A word of its own: `#`, `$`, `%`, and each ideograph.
    Single,
    /// Removed: marks, invisible characters.
    Nothing,
    Apostrophe,
    Stop,
    Question,
    Other,
}

/// Folds a text in the place of another, whose memory it takes over. `machine` splits words at `camelCase` humps, as names
/// written for machines need.
pub fn fold(text: &str, machine: bool, out: &mut Folded) {
    out.buffer.clear();
    out.tokens.clear();
    out.questions.clear();
    out.obscured = false;
    let mut scan =
        Scan { sentence: 0, question: false, word: None, latin: false, foreign: false, invisible: false };
    let mut previous = ' ';
    let mut before = Class::Other;
    let mut stops = false;
    let mut next = 0;
    while let Some(&byte) = text.as_bytes().get(next) {
        let at = next;
        let char = char_at(text, at);
        let class = classify(char);
        next += char.len_utf8();
        match class {
            Class::Nothing => {
                // At the end of a word, a mark of direction is good typography among letters of another direction.
                let after = char_at(text, next);
                let inside = after.is_alphanumeric() || is_invisible(after);
                scan.invisible |= inside && scan.word.is_some() && is_invisible(char);
                if let Some(word) = &mut scan.word {
                    word.end = next as u32;
                }
                continue;
            }
            Class::Letter | Class::Digit | Class::Hangul => {
                let hump = machine
                    && is_upper(char)
                    && (is_lower(previous) || is_lower(char_at(text, next)) && is_upper(previous));
                if hump || scan.word.is_some() && class != before && before != Class::Apostrophe {
                    scan.finish(out);
                }
                let word = scan.begin(out, at);
                if byte < 0x80 {
                    out.buffer.push(byte.to_ascii_lowercase());
                    // Most texts are runs of plain letters.
                    while !machine
                        && class == Class::Letter
                        && let Some(more) = text.as_bytes().get(next)
                        && more.is_ascii_alphabetic()
                    {
                        out.buffer.push(more.to_ascii_lowercase());
                        next += 1;
                    }
                    word.end = next as u32;
                    scan.latin |= class == Class::Letter;
                } else {
                    word.end = next as u32;
                    scan.push(out, char);
                }
            }
            Class::Single => {
                scan.finish(out);
                scan.begin(out, at).end = next as u32;
                scan.push(out, char);
                scan.finish(out);
            }
            // "applicant's" is one word; "d'immigration" are two.
            Class::Apostrophe => {
                if scan.length(out) < 3 && char_at(text, next).is_alphabetic() {
                    scan.finish(out);
                }
            }
            Class::Stop => {
                stops = true;
                let after = char_at(text, next);
                let ends = after.is_whitespace() || after == ')' || after == '"';
                scan.finish(out);
                if char != '.' || ends && !is_abbreviation(out) {
                    scan.sentence_end(out, false);
                }
            }
            Class::Question => {
                scan.finish(out);
                if char == '¿' {
                    scan.sentence_end(out, false);
                    scan.question = true;
                } else {
                    scan.sentence_end(out, true);
                }
            }
            Class::Other => {
                // "ciudadano(a)", "hijo/a", "event(s)": one word, and the second ending says nothing.
                if matches!(char, '(' | '/') && (3..usize::MAX).contains(&scan.length(out)) {
                    next += second_ending(text.get(at..).unwrap_or(""));
                }
                scan.finish(out);
            }
        }
        previous = char;
        before = class;
    }
    scan.finish(out);
    scan.sentence_end(out, false);
    if stops && !machine {
        join_initials(out, text);
    }
}

/// How many bytes of a second ending follow the `(` or `/` that a text begins with.
fn second_ending(text: &str) -> usize {
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

/// How many bytes of an Arabic word are its article and the particles written before that: "and", "so", "with",
/// "like", "for". The word counts without them, as it does in other languages; two letters at least are left.
fn article(word: &[u8]) -> usize {
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

/// The state of the walk over the characters.
struct Scan {
    sentence: u16,
    question: bool,
    word: Option<Token>,
    latin: bool,
    foreign: bool,
    invisible: bool,
}

impl Scan {
    fn length(&self, out: &Folded) -> usize {
        self.word.as_ref().map_or(usize::MAX, |word| out.buffer.len() - word.word.0 as usize)
    }

    /// The word that goes on at this byte, or begins there.
    fn begin(&mut self, out: &Folded, start: usize) -> &mut Token {
        let (start, sentence, at) = (start as u32, self.sentence, out.buffer.len() as u32);
        self.word.get_or_insert(Token { start, end: start, sentence, word: (at, at) })
    }

    /// Adds the folded forms of a character to the word.
    fn push(&mut self, out: &mut Folded, char: char) {
        let mut utf8 = [0; 4];
        for lower in crate::letters::lower(char) {
            let folded = match base(lower) {
                Base::One(c) => &*c.encode_utf8(&mut utf8),
                Base::Two(pair) => pair,
            };
            out.buffer.extend_from_slice(folded.as_bytes());
            self.latin |= lower.is_ascii_alphabetic();
            self.foreign |= look_alike(lower).is_some();
        }
    }

    fn finish(&mut self, out: &mut Folded) {
        if let Some(mut word) = self.word.take() {
            let from = word.word.0 as usize;
            // A word that mixes Latin with look-alikes of another script is Latin in disguise.
            if self.latin && self.foreign {
                let written = out.buffer.split_off(from);
                let mut utf8 = [0; 4];
                for char in std::str::from_utf8(&written).unwrap_or("").chars() {
                    let folded = look_alike(char).unwrap_or(char).encode_utf8(&mut utf8);
                    out.buffer.extend_from_slice(folded.as_bytes());
                }
                out.obscured = true;
            }
            out.obscured |= self.invisible && self.latin;
            word.word.1 = out.buffer.len() as u32;
            word.word.0 += article(out.buffer.get(from..).unwrap_or(&[])) as u32;
            out.tokens.push(word);
        }
        (self.latin, self.foreign, self.invisible) = (false, false, false);
    }

    /// Ends the sentence if it has words.
    fn sentence_end(&mut self, out: &mut Folded, question: bool) {
        if out.tokens.last().is_some_and(|token| token.sentence == self.sentence) {
            out.questions.push(question || self.question);
            self.sentence = self.sentence.saturating_add(1);
            self.question = false;
        } else if question && let Some(last) = out.questions.last_mut() {
            *last = true; // "…citizen.?" or "…citizen!?"
        }
    }
}

/// `U.S.`, `u. s.`, `I.T.I.N.`: single letters parted by full stops become one word.
fn join_initials(out: &mut Folded, text: &str) {
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

/// Whether the last word is one that a full stop does not end a sentence after.
fn is_abbreviation(out: &Folded) -> bool {
    out.tokens.last().is_some_and(|token| {
        let word = std::str::from_utf8(out.word(token)).unwrap_or("");
        word.chars().nth(1).is_none() && !word.starts_with(|c: char| c.is_ascii_digit())
            || matches!(
                word,
                "mr" | "mrs"
                    | "ms"
                    | "dr"
                    | "st"
                    | "no"
                    | "sr"
                    | "sra"
                    | "ee"
                    | "uu"
                    | "eg"
                    | "ie"
                    | "etc"
                    | "vs"
                    | "apt"
                    | "num"
            )
    })
}

fn is_invisible(char: char) -> bool {
    matches!(char, '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}')
}

fn classify(char: char) -> Class {
    match char {
        ' ' => Class::Other,
        'a'..='z' | 'A'..='Z' => Class::Letter,
        '0'..='9' => Class::Digit,
        '\'' | '’' | '‘' | 'ʼ' | '`' => Class::Apostrophe,
        '.' | '!' | ';' | '•' | '\n' | '。' | '！' | '؛' | '；' => Class::Stop,
        '?' | '¿' | '？' | '؟' => Class::Question,
        '#' | '$' | '%' | '№' | '€' | '£' => Class::Single,
        // Combining marks; the Arabic vowel signs and the tatweel that only stretches a line.
        '\u{300}'..='\u{36F}' | '\u{64B}'..='\u{65F}' | '\u{640}' | '\u{670}' => Class::Nothing,
        // Ideographs and kana have no spaces between words: each is a token.
        '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' => Class::Single,
        '\u{AC00}'..='\u{D7A3}' => Class::Hangul,
        c if is_invisible(c) => Class::Nothing,
        c if c.is_ascii() => Class::Other,
        c if c.is_numeric() => Class::Digit,
        c if c.is_alphabetic() => Class::Letter,
        _ => Class::Other,
    }
}

enum Base {
    One(char),
    Two(&'static str),
}

/// A lower-case letter without its marks; ligatures as two letters.
fn base(char: char) -> Base {
    Base::One(match char {
        '\0'..='\u{7F}' => char,
        'à'..='å' | 'ā' | 'ă' | 'ą' | 'ǎ' | 'ạ'..='ặ' => 'a',
        'ç' | 'ć' | 'ĉ' | 'ċ' | 'č' => 'c',
        'ď' | 'đ' | 'ð' => 'd',
        'è'..='ë' | 'ē' | 'ĕ' | 'ė' | 'ę' | 'ě' | 'ẹ'..='ệ' => 'e',
        'ĝ' | 'ğ' | 'ġ' | 'ģ' => 'g',
        'ì'..='ï' | 'ĩ' | 'ī' | 'ĭ' | 'į' | 'ı' | 'ỉ' | 'ị' => 'i',
        'ł' | 'ĺ' | 'ļ' | 'ľ' => 'l',
        'ñ' | 'ń' | 'ņ' | 'ň' => 'n',
        'ò'..='ö' | 'ø' | 'ō' | 'ŏ' | 'ő' | 'ơ' | 'ọ'..='ợ' => 'o',
        'ŕ' | 'ŗ' | 'ř' => 'r',
        'ś' | 'ŝ' | 'ş' | 'š' | 'ș' => 's',
        'ţ' | 'ť' | 'ț' => 't',
        'ù'..='ü' | 'ũ' | 'ū' | 'ŭ' | 'ů' | 'ű' | 'ų' | 'ư' | 'ụ'..='ự' => 'u',
        'ý' | 'ÿ' | 'ỳ' | 'ỵ' | 'ỷ' | 'ỹ' => 'y',
        'ź' | 'ż' | 'ž' => 'z',
        'ß' => return Base::Two("ss"),
        'æ' => return Base::Two("ae"),
        'œ' => return Base::Two("oe"),
        'ﬁ' => return Base::Two("fi"),
        'ﬂ' => return Base::Two("fl"),
        // Full-width forms (Halfwidth and Fullwidth Forms block) stand at a fixed distance from ASCII.
        '\u{FF10}'..='\u{FF19}' | '\u{FF41}'..='\u{FF5A}' => {
            char::from_u32(char as u32 - 0xFEE0).unwrap_or(char)
        }
        'أ' | 'إ' | 'آ' | 'ٱ' => 'ا',
        'ى' => 'ي',
        'ة' => 'ه',
        'ё' => 'е',
        _ => char,
    })
}

/// The Latin letter that a Cyrillic or Greek letter looks like.
fn look_alike(char: char) -> Option<char> {
    Some(match char {
        'а' | 'α' => 'a',
        'в' | 'β' => 'b',
        'с' | 'ϲ' => 'c',
        'ԁ' => 'd',
        'е' | 'ε' => 'e',
        'һ' | 'н' => 'h',
        'і' | 'ι' | 'ї' => 'i',
        'ј' => 'j',
        'к' | 'κ' => 'k',
        'ӏ' => 'l',
        'м' => 'm',
        'ո' => 'n',
        'о' | 'ο' => 'o',
        'р' | 'ρ' => 'p',
        'ѕ' => 's',
        'т' | 'τ' => 't',
        'υ' => 'u',
        'ν' | 'ѵ' => 'v',
        'ѡ' => 'w',
        'х' | 'χ' => 'x',
        'у' | 'γ' => 'y',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fold(text: &str, machine: bool) -> Folded {
        let mut folded = Folded::default();
        super::fold(text, machine, &mut folded);
        folded
    }

    fn words(text: &str, machine: bool) -> String {
        let folded = fold(text, machine);
        folded
            .tokens
            .iter()
            .map(|token| str::from_utf8(folded.word(token)).unwrap())
            .collect::<Vec<_>>()
            .join(" ")
    }

    #[test]
    fn folds_named_cases() {
        for (text, expected) in [
            ("Are you a U.S. citizen?", "are you a us citizen"),
            ("U. S. Citizen", "us citizen"),
            ("W2 / W-2", "w 2 w 2"),
            ("1040EZ", "1040 ez"),
            ("Estatus migratorio: ¿Ciudadanía?", "estatus migratorio ciudadania"),
            ("applicant’s spouse's", "applicants spouses"),
            ("d'immigration", "d immigration"),
            ("ci\u{200B}ti\u{AD}zen", "citizen"),
            ("сіtizen", "citizen"), // Cyrillic с, і
            ("ＣＩＴＩＺＥＮ", "citizen"),
            ("A# (Alien)", "a # alien"),
            ("e\u{301}tat", "etat"),
            ("移民", "移 民"),
            ("الجنسيّة والجنسيـة للجنسية جنسيتك", "جنسيه جنسيه جنسيه جنسيتك"),
            ("الوالدين والدك الأب بالغ", "والدين والدك اب بالغ"),
            ("SNAP을 W-2를 A-번호", "snap 을 w 2 를 a 번호"),
            ("Empleado(a) / hijo/a, vecinos/as; event(s)", "empleado hijo vecinos event"),
            ("y/o (a) N/A lado/atrás uno(ajeno)", "y o a n a lado atras uno ajeno"),
        ] {
            assert_eq!(words(text, false), expected, "{text}");
        }
        for (text, expected) in [
            ("isUSCitizen", "is us citizen"),
            ("immig_stat", "immig stat"),
            ("household[0].SSNLast4", "household 0 ssn last 4"),
        ] {
            assert_eq!(words(text, true), expected, "{text}");
        }
    }

    #[test]
    fn finds_arabic_words_behind_particles() {
        for (word, rest) in
            [("لعنف", Some("عنف")), ("وجنسيتك", Some("جنسيتك")), ("بلد", None), ("citizen", None)]
        {
            assert_eq!(without_particle(word.as_bytes()), rest.map(str::as_bytes), "{word}");
        }
    }

    #[test]
    fn parts_sentences_and_knows_questions() {
        let folded =
            fold("We do not ask about status. ¿Es ciudadano? Name. e.g. Dr. Smith of the U.S. Army", false);
        let sentences: Vec<u16> = folded.tokens.iter().map(|token| token.sentence).collect();
        assert_eq!(sentences, [0, 0, 0, 0, 0, 0, 1, 1, 2, 3, 3, 3, 3, 3, 3, 3]);
        assert_eq!(folded.questions, [false, true, false, false]);
    }

    #[test]
    fn offsets_lead_back() {
        let text = "Estatus — migración";
        let folded = fold(text, false);
        let last = &folded.tokens[1];
        assert_eq!(&text[last.start as usize..last.end as usize], "migración");
    }

    #[test]
    fn disguise_is_noticed_and_foreign_text_is_not() {
        assert!(fold("сitizen", false).obscured);
        assert!(fold("ci\u{200B}tizen", false).obscured);
        assert!(!fold("гражданин США", false).obscured);
        assert!(!fold("نموذج W-2\u{200F}: رقم \u{202A}SSN\u{202C}", false).obscured);
        assert!(!fold("citizen", false).obscured);
    }
}
