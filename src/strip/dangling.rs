//! What a strip leaves dangling: texts, rules and scripts of what stays that speak of a question that went. Listed for the
//! designer; nothing is changed.

use std::ops::Range;

use serde::Serialize;

use crate::{
    form::{Form, Kind, Question, SlotKind},
    read::follow::{IF_ANSWERED, begins, number, own_number, words},
    report::{Place, QuestionRef, Stripped},
};

/// Something that speaks of a question that went.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Dangling {
    /// What it is.
    pub kind: DanglingKind,
    /// Its words; of a script the name that it has.
    pub text: String,
    /// The question or statement that it stands in; none for scripts.
    pub question: Option<QuestionRef>,
    /// The label of the question that went; `""` where it is about the numbering as a whole.
    pub about: String,
}

/// What speaks of a question that went.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum DanglingKind {
    /// It was shown, enabled or asked depending on the answer; now it always is.
    Condition,
    /// A text that begins with "if yes", right after the question.
    FollowUp,
    /// A text that names the question by its number.
    Reference,
    /// A text that counts questions: "question 3 of 10".
    Count,
    /// A number of a label after the gap.
    Numbering,
    /// A script that has the field's name.
    Script,
}

impl DanglingKind {
    /// What to do, in English.
    pub fn advice(self) -> &'static str {
        match self {
            DanglingKind::Condition => {
                "it depended on the answer and is now always shown: see whether it is still wanted"
            }
            DanglingKind::FollowUp => "it follows a question that is gone: reword it or take it out",
            DanglingKind::Reference => "it names a question that is gone: reword it",
            DanglingKind::Count => "it counts questions: count again",
            DanglingKind::Numbering => "the numbering has a gap before it: number again",
            DanglingKind::Script => "a script uses this field: see that it works without it",
        }
    }
}

/// All that speaks of the questions that went: `form` as it was, `stripped` what went, `html` the source without it.
pub fn dangling(
    form: &Form,
    stripped: &[Stripped],
    html: &str,
    place: &mut dyn FnMut(&Question) -> Place,
) -> Vec<Dangling> {
    let gone = |at: usize| stripped.iter().find(|it| it.question.index == at);
    let mut out = Vec::new();
    if stripped.is_empty() {
        return out;
    }
    let numbers: Vec<(u32, &str)> = stripped
        .iter()
        .filter_map(|it| Some((form.questions.get(it.question.index)?, &*it.question.label)))
        .map(|(question, label)| (own_number(question), label))
        .filter(|(number, _)| *number > 0)
        .collect();
    let mut last: Option<usize> = None;
    let mut gap_told = false;
    for (at, question) in form.questions.iter().enumerate() {
        let answers = question.kind != Kind::Statement;
        if gone(at).is_some() {
            last = Some(at);
            continue;
        }
        let mut add = |kind, text: &str, about: &str| {
            let Place { selector, span } = place(question);
            let (id, label) = (question.id.clone(), question.label().to_owned());
            let question = Some(QuestionRef { id, label, selector, span, index: at });
            out.push(Dangling { kind, text: text.to_owned(), question, about: about.to_owned() });
        };
        let opened = form.conditions.iter().find_map(|condition| {
            let is_about = condition.about.contains(&(at as u32));
            gone(condition.on as usize).filter(|_| is_about)
        });
        let mut follows = false;
        for (kind, text) in texts(question) {
            let folded = words(text);
            if let Some(after) =
                last.and_then(gone).filter(|_| begins(&folded, IF_ANSWERED) && number(&folded) == 0)
            {
                follows = true;
                add(DanglingKind::FollowUp, text, &after.question.label);
            }
            let named = number(&folded);
            if let Some((_, about)) = numbers.iter().find(|(number, _)| *number == named) {
                add(DanglingKind::Reference, text, about);
            }
            if counts(&folded) {
                add(DanglingKind::Count, text, "");
            }
            // One is enough: all numbers after it are off by as many.
            let own = own_number(question);
            let after_gap = numbers.iter().any(|(number, _)| own > *number);
            if answers && kind == SlotKind::Name && after_gap && !gap_told {
                gap_told = true;
                add(DanglingKind::Numbering, text, "");
            }
        }
        if let Some(on) = opened.filter(|_| !follows) {
            add(DanglingKind::Condition, question.label(), &on.question.label);
        }
        if answers {
            last = None;
        }
    }
    for one in stripped {
        for name in &one.names {
            if scripts(html).any(|script| html.get(script).is_some_and(|script| speaks_of(script, name))) {
                let about = one.question.label.clone();
                out.push(Dangling { kind: DanglingKind::Script, text: name.clone(), question: None, about });
            }
        }
    }
    out
}

fn texts(question: &Question) -> impl Iterator<Item = (SlotKind, &str)> {
    let wanted =
        |kind| !matches!(kind, SlotKind::Title | SlotKind::Machine | SlotKind::Choice | SlotKind::Hidden);
    question.slots.iter().filter(move |slot| wanted(slot.kind)).map(|slot| (slot.kind, slot.text.as_str()))
}

/// Whether a text counts questions or pages: "question 3 of 10", "paso 2 de 5".
fn counts(words: &str) -> bool {
    let words: Vec<&str> = words.split_ascii_whitespace().collect();
    let is_number = |word: &str| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit());
    words.windows(4).any(|four| match four {
        [what, first, of, last] => {
            ["question", "step", "item", "pregunta", "paso"].contains(what)
                && is_number(first)
                && ["of", "de"].contains(of)
                && is_number(last)
        }
        _ => false,
    })
}

/// The bytes of each script's content.
fn scripts(html: &str) -> impl Iterator<Item = Range<usize>> {
    // Of ASCII only: the places of bytes stay.
    let lower = html.to_ascii_lowercase();
    let mut at = 0;
    std::iter::from_fn(move || {
        let tag = at + lower.get(at..)?.find("<script")?;
        let start = tag + lower.get(tag..)?.find('>')? + 1;
        let end = lower.get(start..)?.find("</script").map_or(lower.len(), |end| start + end);
        at = end;
        Some(start..end)
    })
}

/// Whether a script has a name in quotes, or as an id or a property.
fn speaks_of(script: &str, name: &str) -> bool {
    let is_word = |c: char| c.is_alphanumeric() || c == '_' || c == '-';
    script.match_indices(name).any(|(at, _)| {
        let before = script.get(..at).and_then(|text| text.chars().next_back());
        let after = script.get(at + name.len()..).and_then(|text| text.chars().next());
        matches!(before, Some('\'' | '"' | '`' | '#' | '.' | '=' | '[')) && !after.is_some_and(is_word)
    })
}

#[cfg(test)]
mod tests {
    use super::{counts, scripts, speaks_of, words};

    #[test]
    fn finds_counts() {
        for (text, expected) in [
            ("Question 3 of 10", true),
            ("Paso 2 de 5", true),
            ("Apartment 3 of building 10", false),
            ("3 of 10 people", false),
        ] {
            assert_eq!(counts(&words(text)), expected, "{text}");
        }
    }

    #[test]
    fn finds_names_in_scripts_only() {
        let html =
            "<p>citizen</p><SCRIPT>form.citizen.value; $('#citizens')</SCRIPT><script>x = 'other'</script>";
        let all: Vec<&str> = scripts(html).map(|range| &html[range]).collect();
        assert_eq!(all.len(), 2);
        assert!(speaks_of(all[0], "citizen") && !speaks_of(all[1], "citizen"));
        assert!(!speaks_of("a citizen is", "citizen") && !speaks_of("$('#citizens')", "citizen"));
        assert!(speaks_of("[name=citizen]", "citizen"));
    }
}
