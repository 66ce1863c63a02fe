//! What sentences do: some ask, some only state. The cues are in `src/lexicon/<lang>/cues.toml`.

use askless::{
    Category,
    detect::{builtin, detect, with_packs},
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

/// What sentences do in the languages of the packs: the language, the kind, the label, and whether it asks for immigration status.
const PACK_CASES: &[(&str, &str, &str, bool)] = &[
    ("fr", "statement", "Nous ne demandons pas votre statut d'immigration.", false),
    ("fr", "statement", "Vous n'avez pas besoin d'être citoyen américain.", false),
    ("fr", "statement", "Inscrivez-vous, quel que soit votre statut d'immigration.", false),
    ("fr", "statement", "Votre statut d'immigration n'a aucune importance et n'est pas demandé.", false),
    ("fr", "text", "Peu importe votre âge, mais êtes-vous citoyen américain ?", true),
    ("fr", "statement", "J'atteste sur l'honneur être de nationalité française.", true),
    ("fr", "statement", "Joindre une copie du titre de séjour.", true),
    ("ht", "statement", "Nou pa mande estati imigrasyon ou.", false),
    ("ht", "statement", "Ou pa bezwen sitwayen ameriken pou w aplike.", false),
    ("ht", "statement", "Kèlkeswa estati imigrasyon ou, vini wè nou.", false),
    ("ht", "text", "Nou pa mande revni ou, men èske w se sitwayen ameriken?", true),
    ("ht", "statement", "Mwen sètifye mwen se sitwayen ameriken.", true),
    ("ht", "statement", "Tanpri voye yon kopi kat vèt ou.", true),
    ("pl", "statement", "Nie pytamy o status imigracyjny.", false),
    ("pl", "statement", "Nie trzeba być obywatelem USA, aby złożyć wniosek.", false),
    ("pl", "statement", "Pomagamy bez względu na status imigracyjny.", false),
    ("pl", "statement", "Status imigracyjny nie ma znaczenia.", false),
    ("pl", "text", "Nie pytamy o dochód, ale czy jest Pani obywatelką USA?", true),
    ("pl", "statement", "Oświadczam, że jestem obywatelem USA.", true),
    ("pl", "statement", "Proszę załączyć kopię karty pobytu.", true),
    ("pt", "statement", "Não perguntamos sobre a sua situação imigratória.", false),
    ("pt", "statement", "Você não precisa ser cidadão dos EUA.", false),
    ("pt", "statement", "Todos podem pedir, independentemente do status de imigração.", false),
    ("pt", "statement", "O status de imigração não importa.", false),
    ("pt", "text", "Não perguntamos a sua renda, mas você é cidadão americano?", true),
    ("pt", "statement", "Declaro que sou cidadão dos Estados Unidos.", true),
    ("pt", "statement", "Anexe uma cópia do título de residência.", true),
];

#[test]
fn sentences_of_the_packs_ask_or_state() {
    let mut wrong = Vec::new();
    for (lang, kind, label, expected) in PACK_CASES {
        let plain = PlainQuestion {
            kind: Some(kind.to_string()),
            label: Some(label.to_string()),
            ..PlainQuestion::default()
        };
        let asks = detect(&with_packs([*lang]), &question(plain));
        if asks.iter().any(|ask| ask.category == Category::ImmigrationStatus) != *expected {
            wrong.push(format!("{lang} {kind}: {label}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A label that offers topics, in the languages of the packs, and a choice that would be an ask under another label.
const PACK_TOPICS: &[(&str, &str, &str)] = &[
    ("ar", "مجالات التطوع", "مساعدة ضحايا الجرائم"),
    ("fr", "Domaines de bénévolat", "Aide aux victimes d'agressions"),
    ("ht", "Pòs ou vle", "Travayè sosyal"),
    ("ko", "자원봉사 분야", "범죄 피해자 지원"),
    ("pl", "Stanowisko", "Pracownik socjalny"),
    ("pt", "Cargo pretendido", "Assistente social"),
    ("ru", "Направления волонтёрства", "Помощь жертвам преступлений"),
    ("so", "Qaybaha iskaa wax u qabso", "Caawinta dhibbanayaasha dembiyada"),
    ("tl", "Larangan ng pagboboluntaryo", "Tulong sa biktima ng krimen"),
    ("vi", "Lĩnh vực tình nguyện", "Giúp nạn nhân tội phạm"),
    ("zh", "志愿服务领域", "帮助犯罪受害者"),
];

#[test]
fn choices_among_topics_ask_nothing_in_the_packs() {
    let mut wrong = Vec::new();
    for (lang, label, choice) in PACK_TOPICS {
        let plain = PlainQuestion {
            kind: Some("checkbox".to_string()),
            label: Some(label.to_string()),
            options: Some(vec![choice.to_string()]),
            ..PlainQuestion::default()
        };
        let asks = detect(&with_packs([*lang]), &question(plain));
        if !asks.is_empty() {
            wrong.push(format!("{lang} {label}: {asks:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
