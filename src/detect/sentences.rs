//! Asks or states: what each sentence of a slot does.

use super::{fold::Folded, lexicon::cue, matching::Match};

/// What a sentence does.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Sentence {
    /// It only disclaims: "we do not ask about …", "regardless of …".
    pub disclaims: bool,
    /// It is written as a question, or begins like one.
    pub questions: bool,
    /// It is to be confirmed by the person who signs or ticks: "I certify that …".
    pub attests: bool,
    /// It demands something: "attach …", "provide proof of …".
    pub demands: bool,
}

impl Sentence {
    /// Whether it asks, with or without a control next to it.
    pub(crate) fn asks(self) -> bool {
        !self.disclaims && (self.questions || self.attests || self.demands)
    }
}

/// What each sentence of a text does, by the cues found in it.
pub(crate) fn sentences<'a>(text: &Folded, cues: impl Iterator<Item = &'a Match>) -> Vec<Sentence> {
    let mut out: Vec<Sentence> = text
        .questions
        .iter()
        .map(|question| Sentence { questions: *question, ..Sentence::default() })
        .collect();
    for found in cues {
        let number = text.tokens[usize::from(found.start)].sentence;
        if let Some(sentence) = out.get_mut(usize::from(number)) {
            match found.rule {
                cue::DISCLAIM => sentence.disclaims = true,
                cue::ATTEST => sentence.attests = true,
                cue::DEMAND => sentence.demands = true,
                cue::INTERROGATIVE => sentence.questions = true,
                _ => {}
            }
        }
    }
    out
}
