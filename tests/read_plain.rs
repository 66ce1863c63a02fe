//! Plain questions and forms: what is absent, null, unknown or wrong.

use askless::form::{Kind, SlotKind};
use askless::read::plain::{PlainForm, PlainQuestion, form, question};

fn parse(json: &str) -> PlainForm {
    serde_json::from_str(json).unwrap()
}

#[test]
fn a_question_has_its_slots() {
    let plain: PlainQuestion = serde_json::from_str(
        r#"{"id":"a","form":"F","lang":"en","kind":"select","section":" S ","label":"L\n l","help":"H","placeholder":"P",
            "options":["A","","B","A"],"name":"n","asks":[],"unsure":false,"source":{"repo":"x"}}"#,
    )
    .unwrap();
    let question = question(plain);
    let slots: Vec<_> = question.slots.iter().map(|slot| (slot.kind, slot.text.as_str())).collect();
    use SlotKind::*;
    assert_eq!(
        slots,
        [
            (Title, "F"),
            (Section, "S"),
            (Name, "L l"),
            (Help, "H"),
            (Placeholder, "P"),
            (Choice, "A"),
            (Choice, "B"),
            (Machine, "n")
        ]
    );
    assert_eq!((question.id.as_str(), question.lang.as_str(), question.kind), ("a", "en", Kind::Select));
    assert!(question.controls.is_empty() && question.nodes.is_empty());
}

#[test]
fn a_question_with_too_much_text_is_read_in_part_and_said_so() {
    let label = "Are you a U.S. citizen? ".repeat(2_000);
    let options: Vec<String> = (0..9_000).map(|at| format!("choice {at}")).collect();
    for (plain, kept) in [
        (PlainQuestion { label: Some(label.clone()), ..PlainQuestion::default() }, 8 * 1024),
        (PlainQuestion { options: Some(options), ..PlainQuestion::default() }, 32 * 1024),
    ] {
        let short = PlainQuestion { label: Some("Name".into()), ..PlainQuestion::default() };
        let form = form(PlainForm { questions: vec![short, plain], ..PlainForm::default() });
        assert_eq!(form.limits, ["1 × question has more text than was read"]);
        let read: usize = form.questions[1].slots.iter().map(|slot| slot.text.len()).sum();
        assert!((kept - 100..kept + 4).contains(&read), "{read}");
    }
}

#[test]
fn absent_null_and_unknown_are_no_errors() {
    for (json, kind) in [
        ("{}", Kind::Text),
        (r#"{"kind":null,"label":null,"options":null,"help":null}"#, Kind::Text),
        (r#"{"kind":"hologram"}"#, Kind::Other),
    ] {
        let question = question(serde_json::from_str(json).unwrap());
        assert_eq!((question.kind, question.slots.len()), (kind, 0), "{json}");
    }
}

#[test]
fn forms_are_lists_or_objects() {
    let list = form(parse(r#"[{"label":"A","lang":"es"},{"id":"b","form":"G","label":"B"}]"#));
    let ids: Vec<_> = list.questions.iter().map(|q| q.id.as_str()).collect();
    assert_eq!((ids, list.lang.as_str(), list.sections.len()), (vec!["q1", "b"], "es", 1));

    let object = form(parse(
        r#"{"title":"F","lang":"en","extra":[1],"questions":[{"label":"A"},{"form":"G","label":"B"}]}"#,
    ));
    let titles: Vec<_> = object.questions.iter().filter_map(|q| q.texts(SlotKind::Title).next()).collect();
    assert_eq!((titles, object.sections[0].title.as_str()), (vec!["F", "G"], "F"));
    assert!(object.questions.iter().all(|q| q.lang == "en" && q.form == Some(0)));
}

#[test]
fn what_is_no_form_is_an_error() {
    for json in ["7", r#""text""#, "{}", r#"{"questions":7}"#, r#"[{"label":7}]"#] {
        assert!(serde_json::from_str::<PlainForm>(json).is_err(), "{json}");
    }
}
