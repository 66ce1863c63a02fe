//! What English sentences do: some ask, some only state. The cues are in `src/lexicon/en/cues.toml`.

use askless::{
    Category,
    detect::{builtin, detect},
    read::plain::{PlainQuestion, question},
};

/// The kind of a question, its label, and whether it asks for immigration status.
const CASES: &[(&str, &str, bool)] = &[
    ("text", "Immigration status (you do not have to answer)", true),
    ("text", "We do not ask your income, but are you a U.S. citizen?", true),
    ("text", "Immigration status, optional, will not affect your application", true),
    ("statement", "We do not ask about your immigration status.", false),
    ("statement", "Apply regardless of citizenship or immigration status.", false),
    ("statement", "You do not have to be a U.S. citizen to apply.", false),
    ("statement", "Immigration status does not matter.", false),
    ("statement", "No proof of citizenship needed.", false),
    ("statement", "Refugees founded this library.", false),
    ("statement", "I certify under penalty of perjury that I am a U.S. citizen.", true),
    ("statement", "Please attach a copy of your green card.", true),
    ("statement", "If you are not a U.S. citizen, attach your I-551.", true),
    ("statement", "Attach proof of immigration status for each household member.", true),
];

#[test]
fn sentences_ask_or_state() {
    let lexicons = builtin();
    for (kind, label, expected) in CASES {
        let plain = PlainQuestion {
            kind: Some(kind.to_string()),
            label: Some(label.to_string()),
            ..PlainQuestion::default()
        };
        let asks = detect(&lexicons, &question(plain));
        let asked = asks.iter().any(|ask| ask.category == Category::ImmigrationStatus);
        assert_eq!(asked, *expected, "{kind}: {label}");
    }
}
