//! What answers decide, as the texts of a form say it: "If yes, …", "If no, skip to question 9", "No (stop here)".
//!
//! Works on any form, whatever it was read from.

use crate::gather::Gather;
use crate::{
    form::{Condition, Effect, Form, Kind, Question, SlotKind},
    letters::{char_at, is_listed, lower},
};

/// What a text says first where its question is a follow-up.
#[rustfmt::skip]
pub const IF_ANSWERED: &[&str] = &[
    "if yes", "if no", "if so", "if you answered", "if you said", "if you checked", "if you selected",
    "if you chose", "if checked", "if selected", "if the answer", "if your answer", "if answered",
    "si contestó", "si respondió", "si contesta", "si responde", "si la respuesta", "si su respuesta",
    "si marcó", "si eligió", "si es así", "en caso afirmativo", "en caso negativo", "de ser así",
];

/// What a text says where the answer decides how the form goes on; one of [`PLACES`] follows.
#[rustfmt::skip]
pub const LEADS: &[&str] = &[
    "skip", "go to", "jump to", "proceed to", "continue to", "continue with", "use", "complete", "pase a",
    "vaya a", "salte a", "continúe en", "continúe con", "use la",
];

/// Where a form goes on; a number is one too.
pub const PLACES: &str = "question page section part step item form next pregunta \
    página sección parte paso formulario siguiente";

/// What a text says where the answer ends the form.
#[rustfmt::skip]
pub const ENDS: &[&str] = &[
    "stop", "do not continue", "do not proceed", "not eligible", "ineligible", "do not qualify", "cannot apply",
    "may not apply", "cannot continue", "end of form", "deténgase", "no continúe", "no es elegible",
    "no califica", "no puede solicitar", "fin del formulario",
];

/// What a follow-up asks for where it only wants to know more of the same.
#[rustfmt::skip]
const MORE: &[&str] = &[
    "explain", "describe", "specify", "elaborate", "details", "comment", "explique", "describa", "especifique",
    "detalle", "detalles",
];

/// Words before the number of a question.
const NUMBERED: &str = "question item number pregunta número to";

/// Most bytes of a text that are looked at.
const BYTES: usize = 400;

/// Adds to a form what its texts say.
pub(super) fn follow(form: &mut Form) {
    let mut found: Vec<Condition> = Vec::new();
    // The last question that takes an answer, and the heading of a follow-up with the question that it follows.
    let mut last: Option<u32> = None;
    let mut under: (String, Option<u32>) = (String::new(), None);
    let numbers: Vec<u32> = form.questions.iter().map(own_number).gather();
    for (at, question) in form.questions.iter().enumerate() {
        let at = at as u32;
        // Which question a text follows.
        let before = |words: &str| match number(words) {
            0 => last,
            number => numbers.iter().take(at as usize).position(|known| *known == number).map(|at| at as u32),
        };
        let mut opened_by = None;
        for slot in &question.slots {
            let own =
                matches!(slot.kind, SlotKind::Choice | SlotKind::Name | SlotKind::Help | SlotKind::Neighbor);
            if matches!(slot.kind, SlotKind::Title | SlotKind::Machine | SlotKind::Hidden) {
                continue;
            }
            // Other texts, and statements, say nothing here but what follows an "if" that they begin with.
            if (!own || question.kind == Kind::Statement) && !may_begin(&slot.text, IF_ANSWERED) {
                continue;
            }
            let words = words(&slot.text);
            let is_if = begins(&words, IF_ANSWERED);
            // Without an "if" nobody is sent anywhere: "Go to the clerk's office". A choice is an "if" itself.
            let says_if = || is_if || after(&words, &["if", "si"]).is_some();
            let effect = if slot.kind == SlotKind::Choice || says_if() { goes_on(&words) } else { None };
            if question.kind == Kind::Statement {
                if let (Some(on), Some(effect), true) = (last, effect, is_if) {
                    found.push(Condition { on, effect, about: 0..0 });
                }
                continue;
            }
            match slot.kind {
                SlotKind::Section | SlotKind::Group if is_if => {
                    // All that stands under one heading follows the same question.
                    if under.0 != words {
                        under = (words.clone(), before(&words));
                    }
                    opened_by = opened_by.or(under.1);
                }
                SlotKind::Name | SlotKind::Neighbor | SlotKind::Placeholder if is_if && !is_more(&words) => {
                    opened_by = opened_by.or(before(&words));
                }
                _ => {}
            }
            if let (Some(effect), true) = (effect, own) {
                found.push(Condition { on: at, effect, about: 0..0 });
            }
        }
        if question.kind != Kind::Statement {
            found.extend(opened_by.map(|on| Condition { on, effect: Effect::Opens, about: at..at + 1 }));
            last = Some(at);
        }
    }
    form.conditions.extend(found);
}

/// The words at the beginning of a text, in lower case, each between two spaces.
pub(crate) fn words(text: &str) -> String {
    let mut out = String::with_capacity(text.len().min(BYTES) + 2);
    out.push(' ');
    let mut in_word = false;
    let mut at = 0;
    while at < text.len() {
        let c = char_at(text, at);
        at += c.len_utf8();
        if c.is_alphanumeric() {
            if !in_word && out.len() > BYTES {
                break;
            }
            in_word = true;
            if c.is_ascii() {
                out.push(c.to_ascii_lowercase());
            } else {
                out.extend(lower(c));
            }
        } else if std::mem::take(&mut in_word) {
            out.push(' ');
        }
    }
    if in_word {
        out.push(' ');
    }
    out
}

/// Whether the words of a text may begin with one of the phrases: by its first letter, without making words of it.
fn may_begin(text: &str, phrases: &[&str]) -> bool {
    let first = text.chars().find(|c| c.is_alphanumeric());
    first.is_some_and(|c| {
        !c.is_ascii()
            || phrases.iter().any(|phrase| phrase.as_bytes().first() == Some(&(c.to_ascii_lowercase() as u8)))
    })
}

/// Whether a phrase as a whole stands in words, behind the space at a place.
fn stands(words: &str, space: usize, phrase: &str) -> bool {
    let rest = words.as_bytes().get(space + 1..).unwrap_or_default();
    rest.starts_with(phrase.as_bytes()) && rest.get(phrase.len()) == Some(&b' ')
}

/// The place after the first of the phrases that stands in words as a whole.
fn after<'a>(words: &'a str, phrases: &[&str]) -> Option<&'a str> {
    let bytes = words.as_bytes();
    // The letters that words begin with, as bits: most phrases begin with none of them.
    let bit = |byte: &u8| 1u32 << (byte & 31);
    let begun = bytes.windows(2).filter(|pair| pair[0] == b' ').fold(0, |bits, pair| bits | bit(&pair[1]));
    phrases.iter().find_map(|phrase| {
        if phrase.as_bytes().first().is_none_or(|first| begun & bit(first) == 0) {
            return None;
        }
        let at = (0..bytes.len()).find(|at| bytes[*at] == b' ' && stands(words, *at, phrase))?;
        words.get(at + 1 + phrase.len()..)
    })
}

/// Whether words begin with one of the phrases.
pub(crate) fn begins(words: &str, phrases: &[&str]) -> bool {
    phrases.iter().any(|phrase| stands(words, 0, phrase))
}

fn goes_on(words: &str) -> Option<Effect> {
    if after(words, ENDS).is_some() {
        return Some(Effect::Ends);
    }
    // "Go to question 9", "use page 4".
    let tail = after(words, LEADS)?;
    let is_place = |word: &str| is_listed(word, PLACES) || parse(word) > 0;
    tail.split_ascii_whitespace().take(3).any(is_place).then_some(Effect::Leads)
}

/// Whether a short follow-up only asks for more of the same: "If yes, please explain".
fn is_more(words: &str) -> bool {
    words.split_ascii_whitespace().count() <= 8 && after(words, MORE).is_some()
}

/// The number of the question that a text names, such as "if you answered yes to question 12"; 0 for none.
pub(crate) fn number(words: &str) -> u32 {
    let mut named = false;
    for word in words.split_ascii_whitespace() {
        let number = parse(word);
        if named && number > 0 {
            return number;
        }
        named = is_listed(word, NUMBERED);
    }
    0
}

/// The number that a question's label begins with; 0 for none.
pub(crate) fn own_number(question: &Question) -> u32 {
    if question.kind == Kind::Statement {
        return 0;
    }
    let label = question.label().trim_start();
    let digits = label.len() - label.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    parse(label.get(..digits).unwrap_or(""))
}

/// A number of at most four digits; 0 for anything else.
fn parse(word: &str) -> u32 {
    let number = |sum: u32, byte: u8| byte.is_ascii_digit().then(|| sum * 10 + u32::from(byte - b'0'));
    if word.len() > 4 { 0 } else { word.bytes().try_fold(0, number).unwrap_or(0) }
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
        type Row = (&'static [&'static str], &'static [(u32, Effect, u32)]);
        let rows: &[Row] = &[
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
