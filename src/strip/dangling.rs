//! What a strip leaves dangling: texts, rules and scripts of what stays that speak of a question that went. Listed for the
//! designer; nothing is changed.

use std::ops::Range;

use serde::Serialize;

use crate::{
    form::{Form, Kind, Question, SlotKind},
    order::sorted_texts,
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

/// All that speaks of the questions that went: `form` as it was, `stripped` what went, in its order, `html` the source
/// without it.
pub fn dangling(
    form: &Form,
    stripped: &[Stripped],
    html: &str,
    place: &mut dyn FnMut(&Question) -> Place,
) -> Vec<Dangling> {
    let mut out = Vec::new();
    if stripped.is_empty() {
        return out;
    }
    let gone = |at: usize| {
        let found = stripped.binary_search_by_key(&at, |it| it.question.index);
        found.ok().and_then(|place| stripped.get(place))
    };
    let opened = opened(form, &gone);
    let numbers = numbers(form, stripped);
    let first_number = numbers.iter().position(Option::is_some).unwrap_or(numbers.len());
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
        let mut follows = false;
        for (kind, text) in texts(question) {
            let folded = words(text);
            if let Some(after) =
                last.and_then(gone).filter(|_| begins(&folded, IF_ANSWERED) && number(&folded) == 0)
            {
                follows = true;
                add(DanglingKind::FollowUp, text, &after.question.label);
            }
            if let Some(Some(about)) = numbers.get(number(&folded) as usize) {
                add(DanglingKind::Reference, text, about);
            }
            if counts(&folded) {
                add(DanglingKind::Count, text, "");
            }
            // One is enough: all numbers after it are off by as many.
            let after_gap = own_number(question) as usize > first_number;
            if answers && kind == SlotKind::Name && after_gap && !gap_told {
                gap_told = true;
                add(DanglingKind::Numbering, text, "");
            }
        }
        if let Some(on) = opened.get(at).copied().flatten().filter(|_| !follows) {
            add(DanglingKind::Condition, question.label(), &on.question.label);
        }
        if answers {
            last = None;
        }
    }
    let names: Vec<&str> = stripped.iter().flat_map(|one| &one.names).map(String::as_str).collect();
    let names = sorted_texts(&names);
    let mut spoken_of = vec![false; names.len()];
    for script in scripts(html) {
        speaks_of(html.get(script).unwrap_or_default(), &names, &mut spoken_of);
    }
    for one in stripped {
        for name in &one.names {
            // Of equal names the last one is found.
            if spoken_of[names.partition_point(|known| *known <= name.as_str()) - 1] {
                let about = one.question.label.clone();
                out.push(Dangling { kind: DanglingKind::Script, text: name.clone(), question: None, about });
            }
        }
    }
    out
}

/// For each number that a question which went had, the label of the first such one.
fn numbers<'a>(form: &Form, stripped: &'a [Stripped]) -> Vec<Option<&'a str>> {
    let mut numbers = Vec::new();
    for it in stripped {
        let number = form.questions.get(it.question.index).map_or(0, own_number) as usize;
        if number > 0 {
            numbers.resize(numbers.len().max(number + 1), None);
            numbers[number].get_or_insert(&*it.question.label);
        }
    }
    numbers
}

/// For each question the first one that went on whose answer it depended.
fn opened<'a>(form: &Form, gone: &dyn Fn(usize) -> Option<&'a Stripped>) -> Vec<Option<&'a Stripped>> {
    let mut opened = vec![None; form.questions.len()];
    // The first question from each on of which nothing is known yet: rules may be about the same stretch again and again.
    let mut open: Vec<usize> = (0..=opened.len()).collect();
    for condition in &form.conditions {
        let Some(on) = gone(condition.on as usize) else { continue };
        let mut at = condition.about.start as usize;
        while at < (condition.about.end as usize).min(opened.len()) {
            if opened[at].is_none() {
                opened[at] = Some(on);
                open[at] = at + 1;
            }
            open[at] = open[open[at]];
            at = open[at];
        }
    }
    opened
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

/// Notes which of some names, which are in order, a script has in quotes, or as an id or a property.
fn speaks_of(script: &str, names: &[&str], spoken_of: &mut [bool]) {
    let is_word = |c: char| c.is_alphanumeric() || c == '_' || c == '-';
    for (at, mark) in script.match_indices(['\'', '"', '`', '#', '.', '=', '[']) {
        let text = script.get(at + mark.len()..).unwrap_or_default();
        // A name that the text begins with is among those up to the text, and then up to what they have in common
        // with it: few steps, however many names there are.
        let mut most = text;
        while let Some(place) = names.partition_point(|name| *name <= most).checked_sub(1) {
            let name = names[place];
            let common = name.chars().zip(text.chars()).take_while(|(a, b)| a == b);
            let common: usize = common.map(|(c, _)| c.len_utf8()).sum();
            let is_whole = common == name.len();
            let (same, rest) = text.split_at(common);
            spoken_of[place] |= is_whole && !rest.starts_with(is_word);
            let Some(last) = same.chars().next_back() else { break };
            most = &same[..common - if is_whole { last.len_utf8() } else { 0 }];
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{counts, scripts, sorted_texts, speaks_of, words};

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
        let names = sorted_texts(&["citizen", "citizens", "cit", "a[b]", "a", "ñ"]);
        for (script, expected) in [
            (all[0], &["citizen", "citizens"][..]),
            (all[1], &[]),
            ("a citizen is", &[]),
            ("[name=citizen]", &["citizen"]),
            ("$('#citizenship') + '#cit-a'", &[]),
            ("f.a[b] + 'a[c]'", &["a", "a[b]"]),
            ("x['cit'] = \"\u{f1}\"", &["cit", "ñ"]),
            ("'\u{f1}\u{f1}'.", &[]),
        ] {
            let mut spoken_of = [false; 6];
            speaks_of(script, &names, &mut spoken_of);
            let found = names.iter().zip(spoken_of).filter(|(_, spoken)| *spoken).map(|(name, _)| *name);
            assert_eq!(found.collect::<Vec<_>>(), expected, "{script}");
        }
    }
}
