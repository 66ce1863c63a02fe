//! What rules need to know of a question's wording: document lists, and the notice that some laws want beside a question.

use crate::{
    category::How,
    form::{Form, Kind, Question, SlotKind},
    letters::{find, lowercase},
};

/// Words for a list of documents of which any one will do, parted by `|` as all below.
const ANY_OF: &str = "any of the following|any one of|one of the following|one of these|any one document|at least one of|\
    any document from|cualquiera de|uno de los siguientes|una de las siguientes|alguno de los siguientes";

/// Words for the question which document somebody showed.
const WHICH_DOCUMENT: &str = "which document|type of document|document type|documents shown|document shown|document presented|\
    documents presented|document provided|documents provided|type of id|id type|form of id|id shown|\
    id presented|identification presented|identification provided|type of identification|proof provided|\
    proof shown|tipo de documento|documento presentado|documentos presentados|qué documento|\
    tipo de identificación|identificación presentada";

/// The three parts of a notice: whether it must be answered, under which law, and what for.
const NOTICE: [&str; 3] = [
    "voluntary|voluntarily|mandatory|is required by|is required under|is not required|not required|\
        you do not have to|optional|voluntari|obligatori|no es obligatori|no tiene que",
    "u.s.c.|usc |c.f.r.|c.g.s.|gen. stat.|§|under section|authorized by|authority:|act of| law|\
        statute|autorizad| ley",
    "used to|used for|use it to|use it for|use your|will be used|purpose|in order to|se usa|\
        se utiliza|para verificar|uso",
];

/// How many statements after a question are read for its notice.
const NEAR: usize = 3;

/// Whether it names a list of documents of which any one will do. From choices that are documents one can only infer something;
/// choices that ask outright ("Do you receive any of the following?") are none.
pub(super) fn is_any_of(question: &Question, how: How) -> bool {
    let takes_document = match question.kind {
        Kind::File | Kind::Statement => true,
        Kind::Checkbox | Kind::Select => how == How::Proxy,
        _ => false,
    };
    takes_document && says(question, ANY_OF)
}

/// Whether it asks which document was shown.
pub(super) fn is_which_document(question: &Question) -> bool {
    !matches!(question.kind, Kind::File | Kind::Statement) && says(question, WHICH_DOCUMENT)
}

/// Whether the question, or a statement right beside it, says whether it must be answered, under which law, and what it is
/// used for.
pub(super) fn has_notice(at: usize, question: &Question, form: &Form) -> bool {
    let mut text = String::new();
    let near = form.questions.iter().take(at + 1 + NEAR).skip(at.saturating_sub(NEAR));
    let statements = near.filter(|it| it.kind == Kind::Statement);
    for one in statements.chain(std::iter::once(question)) {
        for slot in one.slots.iter().filter(|slot| !matches!(slot.kind, SlotKind::Title | SlotKind::Machine))
        {
            text.push_str(&slot.text);
            text.push(' ');
        }
    }
    let text = lowercase(&text);
    NOTICE.iter().all(|words| words.split('|').any(|word| find(&text, word).is_some()))
}

fn says(question: &Question, phrases: &str) -> bool {
    let wanted = |kind| matches!(kind, SlotKind::Section | SlotKind::Group | SlotKind::Name | SlotKind::Help);
    let mut slots = question.slots.iter().filter(|slot| wanted(slot.kind) || slot.kind == SlotKind::Neighbor);
    slots.any(|slot| {
        let text = lowercase(&slot.text);
        phrases.split('|').any(|phrase| find(&text, phrase).is_some())
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::Slot;

    fn question(kind: Kind, name: &str, help: &str) -> Question {
        let slot = |kind, text: &str| Slot { kind, text: text.to_owned(), node: None };
        Question {
            kind,
            slots: vec![slot(SlotKind::Name, name), slot(SlotKind::Help, help)],
            ..Question::default()
        }
    }

    #[test]
    fn tells_lists_of_documents() {
        let rows = [
            (Kind::File, How::Direct, "Upload one of the following: passport, utility bill", true),
            (Kind::File, How::Direct, "Suba uno de los siguientes documentos", true),
            (Kind::Statement, How::Direct, "Bring any of the following: green card, EBT card, lease", true),
            (Kind::Checkbox, How::Proxy, "Bring one of the following", true),
            (Kind::Checkbox, How::Direct, "Does your family receive any of the following?", false),
            (Kind::Select, How::Direct, "Have you been a victim of any of the following?", false),
            (Kind::Select, How::Direct, "¿Recibe alguno de los siguientes?", false),
            (Kind::File, How::Direct, "Upload your green card", false),
            (Kind::Text, How::Proxy, "Any one of your neighbors", false),
        ];
        for (kind, how, name, expected) in rows {
            assert_eq!(is_any_of(&question(kind, name, ""), how), expected, "{name}");
        }
        assert!(is_which_document(&question(Kind::Select, "Document shown", "")));
        assert!(!is_which_document(&question(Kind::File, "Which document will you upload?", "")));
    }

    #[test]
    fn a_notice_has_three_parts() {
        let rows = [
            ("Giving it is voluntary. It is asked under 42 U.S.C. 405 and used to verify identity.", true),
            ("Voluntary. Used to verify identity.", false),
            ("Asked under 42 U.S.C. 405 and used to verify identity.", false),
            ("Voluntary, under 42 U.S.C. 405.", false),
            (
                "Dar el número es voluntario; lo autoriza la ley 42 U.S.C. 405 y se usa para verificar la identidad.",
                true,
            ),
            ("", false),
        ];
        for (help, expected) in rows {
            let one = question(Kind::Text, "Social Security number", help);
            assert_eq!(has_notice(0, &one, &Form::default()), expected, "{help}");
            // The same beside it.
            let beside = question(Kind::Statement, help, "");
            let form = Form { questions: vec![question(Kind::Text, "SSN", ""), beside], ..Form::default() };
            assert_eq!(has_notice(0, &form.questions[0], &form), expected, "{help}");
        }
    }
}
