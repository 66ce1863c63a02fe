//! What answers decide, as the texts of a form say it: "If yes, …", "If no, skip to question 9", "No (stop here)".
//!
//! Works on any form, whatever it was read from.

use crate::{
    form::{Condition, Effect, Form, Kind, Question, SlotKind},
    letters::lowercase,
};

/// What a text says first where its question is a follow-up, word by word.
pub const IF_ANSWERED: &[&[&str]] = &[
    &["if", "yes"],
    &["if", "no"],
    &["if", "so"],
    &["if", "you", "answered"],
    &["if", "you", "said"],
    &["if", "you", "checked"],
    &["if", "you", "selected"],
    &["if", "you", "chose"],
    &["if", "checked"],
    &["if", "selected"],
    &["if", "the", "answer"],
    &["if", "your", "answer"],
    &["if", "answered"],
    &["si", "contestó"],
    &["si", "respondió"],
    &["si", "contesta"],
    &["si", "responde"],
    &["si", "la", "respuesta"],
    &["si", "su", "respuesta"],
    &["si", "marcó"],
    &["si", "eligió"],
    &["si", "es", "así"],
    &["en", "caso", "afirmativo"],
    &["en", "caso", "negativo"],
    &["de", "ser", "así"],
];

/// What a text says where the answer decides how the form goes on; one of [`PLACES`] follows.
pub const LEADS: &[&[&str]] = &[
    &["skip"],
    &["go", "to"],
    &["jump", "to"],
    &["proceed", "to"],
    &["continue", "to"],
    &["continue", "with"],
    &["use"],
    &["complete"],
    &["pase", "a"],
    &["vaya", "a"],
    &["salte", "a"],
    &["continúe", "en"],
    &["continúe", "con"],
    &["use", "la"],
];

/// Where a form goes on; a number is one too.
const PLACES: &[&str] = &[
    "question",
    "page",
    "section",
    "part",
    "step",
    "item",
    "form",
    "next",
    "pregunta",
    "página",
    "sección",
    "parte",
    "paso",
    "formulario",
    "siguiente",
];

/// What a text says where the answer ends the form.
pub const ENDS: &[&[&str]] = &[
    &["stop"],
    &["do", "not", "continue"],
    &["do", "not", "proceed"],
    &["not", "eligible"],
    &["ineligible"],
    &["do", "not", "qualify"],
    &["cannot", "apply"],
    &["may", "not", "apply"],
    &["cannot", "continue"],
    &["end", "of", "form"],
    &["deténgase"],
    &["no", "continúe"],
    &["no", "es", "elegible"],
    &["no", "califica"],
    &["no", "puede", "solicitar"],
    &["fin", "del", "formulario"],
];

/// What a follow-up asks for where it only wants to know more of the same.
const MORE: &[&str] = &[
    "explain",
    "describe",
    "specify",
    "elaborate",
    "details",
    "comment",
    "explique",
    "describa",
    "especifique",
    "detalle",
    "detalles",
];

/// Most words of a text that are looked at.
const WORDS: usize = 60;

/// Adds to a form what its texts say.
pub(super) fn follow(form: &mut Form) {
    let mut found: Vec<Condition> = Vec::new();
    // The last question that takes an answer, and the heading of a follow-up with the question that it follows.
    let mut last: Option<u32> = None;
    let mut under: Option<(String, Option<u32>)> = None;
    let numbers: Vec<Option<u32>> = form.questions.iter().map(own_number).collect();
    for (at, question) in form.questions.iter().enumerate() {
        let at = at as u32;
        let before = |words: &[String]| number(words).map_or(last, |number| numbered(&numbers, number, at));
        if question.kind == Kind::Statement {
            let text = question.texts(SlotKind::Name).next().unwrap_or("");
            let words = words(text);
            if let (Some(on), Some(effect), true) = (last, goes_on(&words), is_if(&words)) {
                found.push(Condition { on, effect, about: 0..0 });
            }
            continue;
        }
        if let Some(effect) = own_route(question) {
            found.push(Condition { on: at, effect, about: 0..0 });
        }
        let heading = [SlotKind::Section, SlotKind::Group].into_iter();
        let heading = heading.flat_map(|kind| question.texts(kind)).find(|text| is_if(&words(text)));
        if let Some(heading) = heading {
            // All that stands under one heading follows the same question.
            if under.as_ref().is_none_or(|(known, _)| known != heading) {
                under = Some((heading.to_owned(), before(&words(heading))));
            }
            let on = under.as_ref().and_then(|under| under.1);
            found.extend(on.map(|on| Condition { on, effect: Effect::Opens, about: at..at + 1 }));
        } else {
            let own = [SlotKind::Name, SlotKind::Neighbor, SlotKind::Placeholder].into_iter();
            let own = own.flat_map(|kind| question.texts(kind)).map(words).find(|words| is_if(words));
            let own = own.filter(|words| !is_more(words));
            let on = own.and_then(|words| before(&words));
            found.extend(on.map(|on| Condition { on, effect: Effect::Opens, about: at..at + 1 }));
        }
        last = Some(at);
    }
    form.conditions.extend(found);
}

/// How a question's own texts say that its answer decides how the form goes on.
fn own_route(question: &Question) -> Option<Effect> {
    let choices = question.texts(SlotKind::Choice).filter_map(|text| goes_on(&words(text)));
    let texts = [SlotKind::Name, SlotKind::Help, SlotKind::Neighbor].into_iter();
    let texts = texts.flat_map(|kind| question.texts(kind)).map(words);
    // Without an "if" nobody is sent anywhere: "Go to the clerk's office on Main Street".
    let texts = texts.filter(|words| words.iter().any(|word| matches!(&**word, "if" | "si")));
    choices.chain(texts.filter_map(|words| goes_on(&words))).next()
}

/// The first words of a text, in lower case.
fn words(text: &str) -> Vec<String> {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.take(WORDS).map(lowercase).collect()
}

fn is_if(words: &[String]) -> bool {
    IF_ANSWERED.iter().any(|cue| begins(words, cue))
}

fn begins(words: &[String], cue: &[&str]) -> bool {
    words.len() >= cue.len() && words.iter().zip(cue).all(|(word, cue)| word == cue)
}

fn has(words: &[String], cues: &[&[&str]]) -> bool {
    (0..words.len()).any(|at| cues.iter().any(|cue| begins(words.get(at..).unwrap_or_default(), cue)))
}

fn goes_on(words: &[String]) -> Option<Effect> {
    if has(words, ENDS) {
        Some(Effect::Ends)
    } else if (0..words.len()).any(|at| leads(words.get(at..).unwrap_or_default())) {
        Some(Effect::Leads)
    } else {
        None
    }
}

/// Whether words say to go on at some place: "go to question 9", "use page 4".
fn leads(words: &[String]) -> bool {
    let is_place =
        |word: &String| PLACES.contains(&&**word) || word.bytes().all(|byte| byte.is_ascii_digit());
    let cue = LEADS.iter().find(|cue| begins(words, cue));
    cue.is_some_and(|cue| words.iter().skip(cue.len()).take(3).any(is_place))
}

/// Whether a short follow-up only asks for more of the same: "If yes, please explain".
fn is_more(words: &[String]) -> bool {
    words.len() <= 8 && words.iter().any(|word| MORE.contains(&&**word))
}

/// The number of the question that a text names: "if you answered yes to question 12".
fn number(words: &[String]) -> Option<u32> {
    let names =
        |word: &String| matches!(&**word, "question" | "item" | "number" | "pregunta" | "número" | "to");
    words.windows(2).filter(|pair| pair.first().is_some_and(names)).find_map(|pair| pair.get(1)?.parse().ok())
}

/// The number that a question's label begins with.
fn own_number(question: &Question) -> Option<u32> {
    let label = question.label().trim_start();
    let digits = label.len() - label.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let number = label.get(..digits).and_then(|digits| digits.parse().ok());
    number.filter(|_| question.kind != Kind::Statement)
}

/// The question of a number before a place.
fn numbered(numbers: &[Option<u32>], number: u32, end: u32) -> Option<u32> {
    let found = numbers.iter().take(end as usize).position(|known| *known == Some(number));
    found.map(|at| at as u32)
}

#[cfg(test)]
mod tests {
    use super::follow;
    use crate::form::{Effect, Form, Kind, Question, Slot, SlotKind};

    /// A form of labels; one that begins with `!` is a statement.
    fn conditions(labels: &[&str]) -> Vec<(u32, Effect, u32)> {
        let questions = labels.iter().map(|label| Question {
            kind: if label.starts_with('!') { Kind::Statement } else { Kind::Text },
            slots: vec![Slot {
                kind: SlotKind::Name,
                text: label.trim_start_matches('!').into(),
                node: None,
            }],
            ..Question::default()
        });
        let mut form = Form { questions: questions.collect(), ..Form::default() };
        follow(&mut form);
        form.conditions.iter().map(|it| (it.on, it.effect, it.about.start)).collect()
    }

    #[test]
    fn reads_what_texts_say_of_answers() {
        use Effect::{Ends, Leads, Opens};
        let rows: &[(&[&str], &[(u32, Effect, u32)])] = &[
            (&["Name", "Age"], &[]),
            (&["Are you a citizen?", "If yes, which district?"], &[(0, Opens, 1)]),
            (&["Are you a citizen?", "If yes, please explain"], &[]),
            (&["¿Es ciudadano?", "En caso afirmativo, ¿qué distrito?"], &[(0, Opens, 1)]),
            (&["12. Citizen?", "13. Age", "If you answered yes to question 12, district"], &[(0, Opens, 2)]),
            (&["12. Citizen?", "If you answered yes to question 7, district"], &[]),
            (&["Citizen?", "!If no, stop here."], &[(0, Ends, 0)]),
            (&["Citizen? If no, go to page 4", "Age"], &[(0, Leads, 0)]),
            (&["¿Ciudadano? Si no, pase a la página 4"], &[(0, Leads, 0)]),
            (&["Citizen?", "!Go to the clerk's office."], &[]),
            (&["!If yes, go to page 2"], &[]),
        ];
        for (labels, expected) in rows {
            assert_eq!(conditions(labels), *expected, "{labels:?}");
        }
    }
}
