//! What detection says of a question.

use crate::category::{Category, How, Sense};

/// Which senses of words count as asks, as bits of [`Sense`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Senses {
    /// They ask nothing.
    pub ignored: u8,
    /// They ask outright, where the lexicons would have them a proxy.
    pub direct: u8,
}

impl Default for Senses {
    /// As the lexicons have them; social insurance asks nothing.
    fn default() -> Senses {
        Senses { ignored: Sense::SocialInsurance.bit(), direct: 0 }
    }
}

/// A category that a question asks for.
#[derive(Clone, Debug, PartialEq)]
pub struct Ask {
    /// What it asks for.
    pub category: Category,
    /// Outright or by proxy.
    pub how: How,
    /// The id of the rule that saw it, e.g. `en/immigration.citizenship`.
    pub rule: String,
    /// The words that show it, strongest first; never empty.
    pub evidence: Vec<Evidence>,
}

/// Why a phrase that stands in a question makes no ask.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hold {
    /// Its sentence says that this is not asked, or does not matter.
    Disclaimed,
    /// One of the rule's `spare` phrases overlaps it.
    Spared,
    /// The rule does not rest on this place (its `slots`, and `choices` of its own).
    Place,
    /// The rule is for other kinds of question.
    Kind,
    /// The sentence only states: a statement asks where it attests or demands, and some rules are for statements alone.
    States,
    /// It is a name written for machines, and a visible text says what the question is about.
    Named,
    /// It is a choice among topics: the label asks what somebody thinks or offers.
    Topic,
    /// None of the rule's `with` phrases stands in the question.
    With,
    /// One of the rule's `without` phrases stands in the question.
    Without,
    /// The policy leaves this sense of the words out.
    Sense,
}

#[cfg(feature = "cli")]
impl Hold {
    /// It in words, beginning with its name.
    pub fn reason(self) -> &'static str {
        match self {
            Hold::Disclaimed => "disclaimed: its sentence says that this is not asked, or does not matter",
            Hold::Spared => "spare: a phrase in which these words mean something else overlaps it",
            Hold::Place => "slots: the rule does not rest on this place",
            Hold::Kind => "kinds: the rule is for other kinds of question",
            Hold::States => "states: the sentence only states, or the rule is for statements alone",
            Hold::Named => {
                "named: a visible text says what the question is about, so the field's name is left aside"
            }
            Hold::Topic => {
                "topics: the label asks what somebody thinks or offers, so its choices say nothing of a person"
            }
            Hold::With => "with: none of the phrases that the rule needs beside it stands in the question",
            Hold::Sense => "sense: the policy leaves this sense of the words out",
            Hold::Without => "without: a phrase that silences the rule stands in the question",
        }
    }
}

/// A place in a question's text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// Index in [`crate::form::Question::slots`].
    pub slot: usize,
    /// First byte in the slot's text (UTF-8).
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}
