//! Asks or states: what each sentence of a slot does.

use super::{fold::Folded, lexicon::cue, matching::Match};

/// What a sentence does.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Sentence {
    /// It is written as a question, or begins like one.
    pub questions: bool,
    /// It is to be confirmed by the person who signs or ticks: "I certify that …".
    pub attests: bool,
    /// It demands something: "attach …", "provide proof of …".
    pub demands: bool,
    /// It belongs to a question next to it: as its answers ("Female, male, trans"), its end ("Visa type:") or its head
    /// ("Visa: ¿…?", "If you have one, ¿…?").
    pub answers: bool,
}

impl Sentence {
    /// Whether it asks, with or without a control next to it.
    pub(crate) fn asks(self) -> bool {
        self.questions || self.attests || self.demands
    }
}

/// What each sentence of a text does, by the cues found in it.
///
/// `raw` is the text that was folded.
pub(crate) fn sentences(raw: &str, text: &Folded, cues: &[Match]) -> Vec<Sentence> {
    let mut out: Vec<Sentence> = text
        .questions
        .iter()
        .map(|question| Sentence { questions: *question, ..Sentence::default() })
        .collect();
    for found in cues {
        let number = text.tokens.get(usize::from(found.start)).map_or(0, |token| token.sentence);
        if let Some(sentence) = out.get_mut(usize::from(number)) {
            match found.rule {
                cue::ATTEST => sentence.attests = true,
                cue::DEMAND => sentence.demands = true,
                cue::INTERROGATIVE => sentence.questions = true,
                _ => {}
            }
        }
    }
    mark_answers(raw, text, &mut out);
    out
}

/// Marks the sentences that belong to a question: after it, up to three words, or a list with a comma, semicolon or
/// stroke after every other word or so; before it, a few words and a colon, or a comma.
fn mark_answers(raw: &str, text: &Folded, sentences: &mut [Sentence]) {
    let mut tokens = text.tokens.iter().peekable();
    let mut follows = false;
    for (number, sentence) in sentences.iter_mut().enumerate() {
        let (mut words, mut parts, mut before) = (0, 0, None);
        while let Some(token) = tokens.next_if(|token| usize::from(token.sentence) == number) {
            let gap = before.and_then(|end| raw.get(end..token.start as usize)).unwrap_or("");
            parts += usize::from(gap.bytes().any(|byte| matches!(byte, b',' | b';' | b'/' | b'|')));
            words += 1;
            before = Some(token.end as usize);
        }
        // "Domestic violence: ¿…?": what stands before the colon is what the question is about.
        // "For what he has done, ¿did you …?": and a clause before the mark belongs to it.
        let rest = before.and_then(|end| raw.get(end..)).unwrap_or("");
        let heads = rest.starts_with(':') && words <= 6 || rest.starts_with(',');
        let ends = follows && (words <= 3 || parts >= 2 && words <= 2 * parts + 3);
        sentence.answers = ends || heads;
        follows = sentence.questions || sentence.answers;
    }
}

/// Which words of a text are only disclaimed: those from "we do not ask about …" or "regardless of …" on, and those
/// before "… does not matter", each as far as the sentence or a "but" goes.
pub(crate) fn disclaimed(text: &Folded, cues: &[Match]) -> Vec<bool> {
    if !cues.iter().any(|found| matches!(found.rule, cue::DISCLAIM | cue::DISCLAIMED)) {
        return Vec::new();
    }
    let mut marks = vec![0u8; text.tokens.len()];
    let (disclaim, disclaimed, but) = (1, 2, 4);
    for found in cues {
        let (at, mark) = match found.rule {
            cue::DISCLAIM => (found.start, disclaim),
            cue::DISCLAIMED => (found.end.saturating_sub(1), disclaimed),
            cue::BUT => (found.start, but),
            _ => continue,
        };
        // "(not required)" after a label says how to answer; what stands before it asks all the same.
        if usize::from(found.end) > text.end {
            continue;
        }
        if let Some(place) = marks.get_mut(usize::from(at)) {
            *place |= mark;
        }
    }
    let mut out = vec![false; marks.len()];
    let mut spread = |order: &mut dyn Iterator<Item = usize>, begin: u8| {
        let (mut on, mut sentence) = (false, None);
        for at in order {
            on &= sentence == Some(text.tokens[at].sentence) && marks[at] & but == 0;
            on |= marks[at] & begin != 0;
            sentence = Some(text.tokens[at].sentence);
            out[at] |= on;
        }
    };
    spread(&mut (0..marks.len()), disclaim);
    spread(&mut (0..marks.len()).rev(), disclaimed);
    out
}
