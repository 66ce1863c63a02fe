//! Folding: from text as written to tokens that rules are matched on, with the way back.
//!
//! Case, diacritics, full-width forms, look-alike letters and invisible or bidirectional characters
//! are folded away (Unicode Technical Standard 39 names the problem; the tables here are the letters that
//! occur in Latin-script forms), initialisms are joined (`U.S.` is `us`), letters and digits are
//! parted (`W2` and `W-2` are both `w 2`), and names written for machines are split at humps and underscores.
//! The same code folds the lexicons' phrases when the crate is built.

/// A word of a folded text.
#[derive(Clone, Debug, PartialEq, Eq)]
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
    buffer: String,
    /// The words, in order.
    pub tokens: Vec<Token>,
    /// For each sentence, whether it is written as a question (`?` at its end or `¿` in it).
    pub questions: Vec<bool>,
    /// Whether folding met what only a text built to dodge has: letters of another script, or invisible
    /// characters, inside a Latin word.
    pub obscured: bool,
}

impl Folded {
    /// The folded form of a token.
    pub fn word(&self, token: &Token) -> &str {
        &self.buffer[token.word.0 as usize..token.word.1 as usize]
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

/// Folds a text. `machine` splits words at `camelCase` humps, as names written for machines need.
pub fn fold(text: &str, machine: bool) -> Folded {
    let mut out = Folded { buffer: String::with_capacity(text.len()), ..Folded::default() };
    let mut scan =
        Scan { sentence: 0, question: false, word: None, latin: false, foreign: false, invisible: false };
    let mut previous = ' ';
    let mut before = Class::Other;
    let mut chars = text.char_indices().peekable();
    while let Some((at, char)) = chars.next() {
        let class = classify(char);
        let next = chars.peek().map_or(' ', |&(_, c)| c);
        let end = (at + char.len_utf8()) as u32;
        match class {
            Class::Nothing => {
                scan.invisible |= scan.word.is_some() && is_invisible(char);
                if let Some(word) = &mut scan.word {
                    word.end = end;
                }
                continue;
            }
            Class::Letter | Class::Digit | Class::Hangul => {
                let hump = machine
                    && char.is_uppercase()
                    && (previous.is_lowercase() || next.is_lowercase() && previous.is_uppercase());
                if hump || scan.word.is_some() && class != before && before != Class::Apostrophe {
                    scan.finish(&mut out);
                }
                scan.push(&mut out, at as u32, end, char);
            }
            Class::Single => {
                scan.finish(&mut out);
                scan.push(&mut out, at as u32, end, char);
                scan.finish(&mut out);
            }
            // "applicant's" is one word; "d'immigration" are two.
            Class::Apostrophe => {
                if scan.length(&out) < 3 && next.is_alphabetic() {
                    scan.finish(&mut out);
                }
            }
            Class::Stop => {
                let ends = char != '.' || next.is_whitespace() || next == ')' || next == '"';
                scan.finish(&mut out);
                if char != '.' || (ends && !is_abbreviation(&out)) {
                    scan.sentence_end(&mut out, false);
                }
            }
            Class::Question => {
                scan.finish(&mut out);
                if char == '¿' {
                    scan.sentence_end(&mut out, false);
                    scan.question = true;
                } else {
                    scan.sentence_end(&mut out, true);
                }
            }
            Class::Other => {
                // "ciudadano(a)", "hijo/a", "event(s)": one word, and the second ending says nothing.
                if (3..usize::MAX).contains(&scan.length(&out)) {
                    for _ in 0..second_ending(text.get(at..).unwrap_or("")) {
                        chars.next();
                    }
                }
                scan.finish(&mut out);
            }
        }
        previous = char;
        before = class;
    }
    scan.finish(&mut out);
    scan.sentence_end(&mut out, false);
    if !machine {
        join_initials(&mut out, text);
    }
    out
}

/// How many characters of a second ending follow the `(` or `/` that a text begins with.
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
fn article(word: &str) -> usize {
    const LETTER: usize = 2; // bytes of an Arabic letter
    for article in ["وبال", "ولل", "وال", "فال", "بال", "كال", "لل", "ال"] {
        if let Some(rest) = word.strip_prefix(article) {
            // "والد…" is a parent, hardly ever "and the …".
            let whole = rest.len() < 2 * LETTER || article == "وال" && rest.starts_with('د');
            return if whole { 0 } else { article.len() };
        }
    }
    0
}

/// An Arabic word without the particle of one letter that it may begin with: "and", "so", "with", "for", "like". As many
/// words begin with such a letter of their own, it is looked up besides the word, not in its place.
pub(crate) fn without_particle(word: &str) -> Option<&str> {
    let rest = word.strip_prefix(['و', 'ف', 'ب', 'ل', 'ك'])?;
    (rest.len() >= 6).then_some(rest) // three letters
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

    fn push(&mut self, out: &mut Folded, start: u32, end: u32, char: char) {
        let sentence = self.sentence;
        let at = out.buffer.len() as u32;
        let word = self.word.get_or_insert(Token { start, end, sentence, word: (at, at) });
        word.end = end;
        for lower in crate::letters::lower(char) {
            match base(lower) {
                Base::One(c) => out.buffer.push(c),
                Base::Two(pair) => out.buffer.push_str(pair),
            }
            self.latin |= lower.is_ascii_alphabetic();
            self.foreign |= look_alike(lower).is_some();
        }
    }

    fn finish(&mut self, out: &mut Folded) {
        if let Some(mut word) = self.word.take() {
            // A word that mixes Latin with look-alikes of another script is Latin in disguise.
            if self.latin && self.foreign {
                let folded: String =
                    out.buffer[word.word.0 as usize..].chars().map(|c| look_alike(c).unwrap_or(c)).collect();
                out.buffer.truncate(word.word.0 as usize);
                out.buffer.push_str(&folded);
                out.obscured = true;
            }
            out.obscured |= self.invisible && self.latin;
            word.word.1 = out.buffer.len() as u32;
            word.word.0 += article(&out.buffer[word.word.0 as usize..]) as u32;
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
    let tokens = std::mem::take(&mut out.tokens);
    let mut joined: Vec<Token> = Vec::with_capacity(tokens.len());
    let single = |token: &Token| {
        token.word.1 - token.word.0 == 1
            && text.as_bytes().get(token.start as usize).is_some_and(u8::is_ascii_alphabetic)
    };
    let mut run = false; // the last joined token is made of single letters
    for token in tokens {
        let gap =
            joined.last().map(|last: &Token| text.get(last.end as usize..token.start as usize).unwrap_or(""));
        if run
            && single(&token)
            && matches!(gap, Some("." | ". "))
            && let Some(last) = joined.last_mut()
        {
            // The buffer holds the letters side by side, as only words are stored in it.
            last.end = token.end;
            last.word.1 = token.word.1;
            continue;
        }
        run = single(&token);
        joined.push(token);
    }
    out.tokens = joined;
}

/// Whether the last word is one that a full stop does not end a sentence after.
fn is_abbreviation(out: &Folded) -> bool {
    out.tokens.last().is_some_and(|token| {
        let word = out.word(token);
        word.chars().count() == 1 && !word.starts_with(|c: char| c.is_ascii_digit())
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

    fn words(text: &str, machine: bool) -> String {
        let folded = fold(text, machine);
        folded.tokens.iter().map(|token| folded.word(token)).collect::<Vec<_>>().join(" ")
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
            assert_eq!(without_particle(word), rest, "{word}");
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
        assert!(!fold("citizen", false).obscured);
    }
}
