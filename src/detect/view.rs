//! Viewing: what a slot's text says by itself, in all languages, wherever it stands.
//!
//! A form repeats its texts: the title and a section's heading stand in the slots of many questions. What depends on the
//! text alone is found once.

use super::{
    Hold,
    alike::Alike,
    fold::{Folded, fold},
    languages::alike,
    lexicon::{Lexicon, Role, cue},
    matching::{Match, Matcher},
    sentences::{Sentence, disclaimed, sentences},
    undisguise::{Undisguised, undisguise},
};
use crate::codes::codes;

/// What a text says.
#[derive(Debug, Default)]
pub(super) struct View {
    /// The phrases of rules that are neither spared nor only disclaimed: by lexicon, then by first word.
    pub hits: Vec<Hit>,
    /// The other phrases of rules, with what holds them back.
    #[cfg(feature = "cli")]
    pub held: Vec<(Hit, Hold)>,
    /// The `with`, `without`, `weak` and `turns` phrases.
    pub contexts: Vec<Context>,
    /// Whether a sentence of it questions.
    pub questions: bool,
    /// As a choice it only invites to choose.
    pub prompt: bool,
    /// As a label it says nothing of what is asked ("Other:").
    pub uninformative: bool,
    /// As a label it asks what somebody thinks or offers: its choices are topics, and say nothing of a person.
    pub topics: bool,
    /// Has a word that mixes scripts so that it is not recognized.
    pub obscured: bool,
}

/// The lexicon of hits that are codes of public vocabularies, [`crate::codes`]; their rule is the number of the code.
pub(super) const CODE: usize = usize::MAX;

/// A phrase of a rule in a text.
#[derive(Debug)]
pub(super) struct Hit {
    /// The index of its lexicon.
    pub lexicon: usize,
    /// The rule's number, as in [`Match`].
    pub rule: u16,
    /// [`Role::Phrase`] or [`Role::Choice`].
    pub role: Role,
    /// First byte, and one past the last.
    pub start: usize,
    pub end: usize,
    /// What its sentence does.
    pub sentence: Sentence,
    /// Rests on a word that is written so that it is not recognized.
    pub disguised: bool,
}

/// A phrase that bears on a rule's hits wherever it stands in the question.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Context {
    /// The index of its lexicon.
    pub lexicon: usize,
    pub rule: u16,
    pub role: Role,
}

/// Views one text after another; its memory serves for all.
#[derive(Default)]
pub(super) struct Viewer {
    folded: Folded,
    matcher: Matcher,
    /// Read when the first text may be in disguise.
    alike: Option<Alike>,
}

impl Viewer {
    /// What a text says; `machine` for a name written for machines.
    pub(super) fn view(&mut self, lexicons: &[Lexicon], text: &str, machine: bool) -> View {
        let mut view = self.read(lexicons, text, machine);
        if self.folded.suspicious {
            let undone = undisguise(lexicons, self.alike.get_or_insert_with(alike), text);
            view.obscured = undone.mixed;
            let other =
                if undone.changed { self.read(lexicons, &undone.text, machine) } else { View::default() };
            view.add(other, &undone);
        }
        codes(text, machine, &mut |number, start, end| {
            let (rule, sentence) = (number as u16, Sentence::default());
            let hit = Hit { lexicon: CODE, rule, role: Role::Phrase, start, end, sentence, disguised: false };
            view.hits.push(hit);
        });
        view
    }

    /// What a text says as it is written.
    fn read(&mut self, lexicons: &[Lexicon], text: &str, machine: bool) -> View {
        fold(text, machine, &mut self.folded);
        self.matcher.find(lexicons, &self.folded, self.folded.end);
        if let Some(end) = self.remark() {
            self.matcher.find(lexicons, &self.folded, end.min(self.folded.end));
        }
        let mut view = View::default();
        // A cue that one language finds holds for all.
        let mut cues = Vec::new();
        for found in &self.matcher.found {
            view.prompt |= found.rule == cue::PROMPT;
            view.uninformative |= found.rule == cue::UNINFORMATIVE;
            view.topics |= found.rule == cue::TOPICS;
            if found.rule < cue::COUNT {
                cues.push(*found);
            }
        }
        if cues.len() < self.matcher.found.len() {
            look(lexicons, text, &self.folded, (&cues, &self.matcher.found), &mut view);
        }
        view
    }

    /// Where words begin that only say how to answer what stands before them, as "required" and "yes / no" do at the end.
    fn remark(&self) -> Option<usize> {
        let ends =
            |found: &&Match| found.rule == cue::REMARK && usize::from(found.end) == self.folded.tokens.len();
        let first = self.matcher.found.iter().filter(ends).map(|found| usize::from(found.start)).min();
        first.filter(|start| *start > 0)
    }
}

impl View {
    /// Adds what the text says besides, read without its disguise.
    fn add(&mut self, other: View, undone: &Undisguised) {
        let origin = |at: usize| undone.origin.get(at).copied().unwrap_or_default();
        // Both lists are in the order of their lexicons, words and rules.
        let order = |hit: &Hit| [hit.lexicon, hit.start, hit.rule.into(), hit.end, hit.role as usize];
        let plain = self.hits.len();
        for mut hit in other.hits {
            (hit.start, hit.end) = (origin(hit.start).0 as usize, origin(hit.end - 1).1 as usize);
            let known = self.hits.get(..plain).unwrap_or(&[]);
            if known.binary_search_by(|known| order(known).cmp(&order(&hit))).is_err() {
                self.hits.push(hit);
            }
        }
        for hit in &mut self.hits {
            let place = undone.disguised.partition_point(|word| word.1 as usize <= hit.start);
            hit.disguised = undone.disguised.get(place).is_some_and(|word| (word.0 as usize) < hit.end);
        }
        for context in other.contexts {
            if !self.contexts.contains(&context) {
                self.contexts.push(context);
            }
        }
        self.questions |= other.questions;
        self.prompt |= other.prompt;
    }
}

/// Adds what the matches of rules say.
fn look(
    lexicons: &[Lexicon],
    raw: &str,
    text: &Folded,
    (cues, matches): (&[Match], &[Match]),
    view: &mut View,
) {
    let sentences = sentences(raw, text, cues);
    view.questions = sentences.iter().any(|sentence| sentence.questions);
    let disclaimed = disclaimed(text, cues);
    let disclaimed = |at: u16| disclaimed.get(usize::from(at)).copied().unwrap_or_default();
    // What is a word of another language here.
    let foreign = |found: &Match| {
        cues.iter().any(|other| {
            other.rule == cue::FOREIGN
                && other.lexicon != found.lexicon
                && found.start < other.end
                && other.start < found.end
        })
    };
    for (number, lexicon) in lexicons.iter().enumerate() {
        let own = || matches.iter().filter(|found| usize::from(found.lexicon) == number);
        let mut spares = Spares::new(own());
        for found in own() {
            let Some(rule) = lexicon.rule(found.rule) else { continue };
            if matches!(found.role, Role::With | Role::Without | Role::Weak | Role::Turn) {
                let context = Context { lexicon: number, rule: found.rule, role: found.role };
                if !view.contexts.contains(&context) {
                    view.contexts.push(context);
                }
            }
            if !matches!(found.role, Role::Phrase | Role::Choice) {
                continue;
            }
            let held = if disclaimed(found.start) || disclaimed(found.end - 1) {
                Some(Hold::Disclaimed)
            } else {
                (spares.hold(found, rule.file) || foreign(found)).then_some(Hold::Spared)
            };
            if let Some(first) = text.tokens.get(usize::from(found.start))
                && let Some(last) = text.tokens.get(usize::from(found.end) - 1)
            {
                let hit = Hit {
                    lexicon: number,
                    rule: found.rule,
                    role: found.role,
                    start: first.start as usize,
                    end: last.end as usize,
                    sentence: sentences.get(usize::from(first.sentence)).copied().unwrap_or_default(),
                    disguised: false,
                };
                match held {
                    None => view.hits.push(hit),
                    #[cfg(feature = "cli")]
                    Some(hold) => view.held.push((hit, hold)),
                    #[cfg(not(feature = "cli"))]
                    Some(_) => {}
                }
            }
        }
    }
}

/// The `spare` phrases of a text, passed once: matches are asked about in the order of their first words.
struct Spares {
    all: Vec<Match>,
    /// The length of the longest one, in words.
    longest: u16,
    /// Those before it have ended.
    from: usize,
}

impl Spares {
    fn new<'a>(matches: impl Iterator<Item = &'a Match>) -> Self {
        let all: Vec<Match> = matches.copied().filter(|m| m.role == Role::Spare).collect();
        let longest = all.iter().map(|m| m.end - m.start).max().unwrap_or(0);
        Spares { all, longest, from: 0 }
    }

    /// Whether one of the rule's own or its file's overlaps this match.
    fn hold(&mut self, found: &Match, file: u16) -> bool {
        while self.all.get(self.from).is_some_and(|spare| spare.start + self.longest <= found.start) {
            self.from += 1;
        }
        let near = self.all.iter().skip(self.from).take_while(|spare| spare.start < found.end);
        near.into_iter()
            .any(|spare| (spare.rule == found.rule || spare.rule == file) && found.start < spare.end)
    }
}
