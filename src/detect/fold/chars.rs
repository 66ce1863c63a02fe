//! Characters: what each does to the words around it, and its letter without marks.

/// What the characters between two words mean for the words around them.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Class {
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

/// Whether a character is not seen and does not part words.
pub(crate) fn is_invisible(char: char) -> bool {
    matches!(char, '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}')
}

/// What a character does to the words around it.
pub(crate) fn classify(char: char) -> Class {
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

/// A letter without marks, or the two that a ligature is.
pub(crate) enum Base {
    One(char),
    Two(&'static str),
}

/// A lower-case letter without its marks; ligatures as two letters.
pub(crate) fn base(char: char) -> Base {
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
