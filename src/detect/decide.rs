//! Deciding: from matches to asks, by where a match stands and what its sentence does.

use super::{
    Ask, Evidence, Hold, Senses,
    lexicon::{Lexicon, Role, Rule, cue},
    view::{CODE, Hit, View},
    views::Views,
    weigh::{Vote, sense, weigh, weight},
};
use crate::{
    category::{Category, How},
    codes::meaning,
    form::{Kind, Question, SlotKind},
};

/// The categories that a question asks for: at most one ask a category, in the order of [`Category::ALL`].
///
/// All lexicons are tried. Time is linear in the question's text. Which senses of words count: the usual ones.
pub fn detect(lexicons: &[Lexicon], question: &Question) -> Vec<Ask> {
    detect_one(lexicons, question, Senses::default())
}

/// The same in these senses.
pub fn detect_one(lexicons: &[Lexicon], question: &Question, senses: Senses) -> Vec<Ask> {
    detect_all(lexicons, &[question], senses).pop().unwrap_or_default()
}

/// What each of these questions asks for in these senses, as [`detect`] says it of one; a text that many share is looked at
/// once.
pub fn detect_all(lexicons: &[Lexicon], questions: &[&Question], senses: Senses) -> Vec<Vec<Ask>> {
    let mut views = Views::new(questions.iter().map(|question| question.slots.len()).sum());
    let mut marks: Vec<Vec<u8>> = lexicons.iter().map(|lexicon| vec![0; lexicon.rules.len()]).collect();
    let mut out = Vec::with_capacity(questions.len());
    let mut places = Vec::new();
    for question in questions {
        places.clear();
        for slot in &question.slots {
            places.push(views.place(lexicons, slot));
        }
        let seen = Seen { lexicons, question, views: &views.all, places: &places, senses };
        out.push(seen.asks(&mut marks));
    }
    out
}

/// Whether a slot says what this question is about, rather than the form, an answer or a machine.
fn names(kind: SlotKind) -> bool {
    matches!(
        kind,
        SlotKind::Section | SlotKind::Group | SlotKind::Name | SlotKind::Help | SlotKind::Placeholder
    )
}

/// Where rules rest that are about what stands under a heading.
const HEADINGS: u16 =
    1 << SlotKind::Section as u16 | 1 << SlotKind::Group as u16 | 1 << SlotKind::Title as u16;

/// Marks of a rule in a question: which of its contexts stand there.
const WITH: u8 = 1;
const WITHOUT: u8 = 2;
const WEAK: u8 = 4;
const WEAK_CHOICES: u8 = 8;
const TURN: u8 = 16;
const WITHOUT_HELP: u8 = 32;

/// A question and what its texts say.
pub(super) struct Seen<'a> {
    pub lexicons: &'a [Lexicon],
    pub question: &'a Question,
    pub views: &'a [View],
    /// For each slot the place of its view in `views`.
    pub places: &'a [usize],
    pub senses: Senses,
}

/// What a question is about.
#[derive(Clone, Copy)]
pub(super) struct About {
    /// A visible text says it; only then are names for machines left aside.
    named: bool,
    /// And so that nobody needs the heading above to know it: help alone does not.
    labelled: bool,
    /// What somebody thinks or offers: its choices are topics.
    topics: bool,
}

impl<'a> Seen<'a> {
    /// The slots with what they say.
    pub fn slots(&self) -> impl Iterator<Item = (SlotKind, &'a View)> {
        let views = self.views;
        self.question
            .slots
            .iter()
            .zip(self.places)
            .filter_map(|(slot, place)| Some((slot.kind, views.get(*place)?)))
    }

    fn asks(&self, marks: &mut [Vec<u8>]) -> Vec<Ask> {
        let mut asks = Vec::new();
        let mut obscured = None;
        if self.slots().any(|(_, view)| !view.hits.is_empty()) {
            let votes = self.votes(marks);
            let choices =
                self.slots().filter(|(kind, view)| *kind == SlotKind::Choice && !view.prompt).count();
            if !votes.is_empty() {
                for category in Category::ALL {
                    asks.extend(weigh(*category, &votes, choices));
                }
            }
            obscured = votes.iter().find(|vote| vote.disguised).map(|vote| vote.evidence);
        }
        let mixed = || {
            let slot = self.slots().position(|(_, view)| view.obscured)?;
            Some(Evidence { slot, start: 0, end: self.question.slots[slot].text.len() })
        };
        if let Some(evidence) = obscured.or_else(mixed) {
            asks.push(Ask {
                category: Category::ObscuredText,
                how: How::Direct,
                rule: "obscured-text".to_string(),
                evidence: vec![evidence],
            });
        }
        asks
    }

    /// Marks the rules whose contexts stand in the question.
    pub fn mark(&self, marks: &mut [Vec<u8>]) {
        marks.iter_mut().for_each(|marks| marks.fill(0));
        for ((kind, view), slot) in self.slots().zip(&self.question.slots) {
            // Help of a word or two ("Amount") says what is asked; a sentence, what stands beside it, such as who helps.
            let beside =
                kind == SlotKind::Help && slot.text.bytes().filter(|byte| *byte == b' ').nth(1).is_some();
            for context in &view.contexts {
                let rests = || Some(self.lexicons.get(context.lexicon)?.rule(context.rule)?.slots);
                let mark = match context.role {
                    // What a heading makes of a bare label ("Date") it does not make of a choice ("Other", "No"), and it is
                    // no bare label itself ("Status of immigration").
                    Role::With
                        if matches!(kind, SlotKind::Choice | SlotKind::Section)
                            && rests().is_some_and(|it| it & !HEADINGS == 0) =>
                    {
                        0
                    }
                    Role::With => WITH,
                    Role::Without if beside => WITHOUT_HELP,
                    Role::Without => WITHOUT,
                    Role::Weak if kind == SlotKind::Section => WEAK_CHOICES,
                    Role::Weak if names(kind) => WEAK | WEAK_CHOICES,
                    // What a form is called turns none of its questions.
                    Role::Turn if kind != SlotKind::Title => TURN,
                    _ => 0,
                };
                let rule = usize::from(context.rule - cue::COUNT);
                if let Some(marks) = marks.get_mut(context.lexicon).and_then(|marks| marks.get_mut(rule)) {
                    *marks |= mark;
                }
            }
        }
    }

    /// What the visible texts say the question is about.
    pub fn about(&self) -> About {
        let mut about = About { named: false, labelled: false, topics: false };
        for ((kind, view), slot) in self.slots().zip(&self.question.slots) {
            if matches!(kind, SlotKind::Name | SlotKind::Group | SlotKind::Help | SlotKind::Placeholder) {
                let says = !slot.text.is_empty() && !view.uninformative;
                about.named |= says;
                about.labelled |= says && kind != SlotKind::Help;
                about.topics |= view.topics && kind != SlotKind::Help;
            }
        }
        about
    }

    /// What a phrase counts for at most, or why it counts for nothing.
    pub fn counts(
        &self,
        rule: &Rule,
        hit: &Hit,
        (place, view): (SlotKind, &View),
        marks: &[Vec<u8>],
        about: About,
    ) -> Result<How, Hold> {
        let kind = self.question.kind;
        let choice = place == SlotKind::Choice;
        let role_fits = match hit.role {
            Role::Choice => choice,
            // A follow-up that names nothing ("If yes, which?") belongs to the question above it.
            _ if place == SlotKind::Section && !about.labelled && hit.sentence.asks() => true,
            _ => rule.slots & 1 << place as u16 != 0 && !(choice && rule.own_choices),
        };
        if !role_fits {
            return Err(Hold::Place);
        }
        if rule.kinds != 0 && rule.kinds & 1 << kind as u16 == 0 {
            return Err(Hold::Kind);
        }
        if choice && about.topics {
            return Err(Hold::Topic);
        }
        let weight = weight(rule, kind, (place, view), hit.sentence, about.named)?;
        let marked = |rule: u16| {
            let marks = marks.get(hit.lexicon);
            marks.and_then(|marks| marks.get(usize::from(rule - cue::COUNT))).copied().unwrap_or(0)
        };
        if rule.needs_with && marked(hit.rule) & WITH == 0 {
            return Err(Hold::With);
        }
        let marks = marked(hit.rule) | marked(rule.file);
        if marks & WITHOUT != 0 || place == SlotKind::Help && marks & WITHOUT_HELP != 0 {
            return Err(Hold::Without);
        }
        let weak = marks & if choice { WEAK_CHOICES } else { WEAK } != 0;
        Ok(if weak { How::Proxy } else { weight })
    }

    /// The bits of the senses that asks of their categories are turned into.
    pub fn turned(&self, marks: &[Vec<u8>]) -> u8 {
        // What one language says against it holds for all.
        let (mut turned, mut silenced) = (0, 0);
        for (lexicon, marks) in self.lexicons.iter().zip(marks) {
            for (rule, mark) in lexicon.rules.iter().zip(marks) {
                if mark & TURN != 0 {
                    turned |= rule.sense;
                }
                if mark & (WITHOUT | WITHOUT_HELP) != 0 {
                    silenced |= rule.sense;
                }
            }
        }
        turned & !silenced
    }

    /// What counts for a category.
    fn votes(&self, marks: &mut [Vec<u8>]) -> Vec<Vote<'a>> {
        self.mark(marks);
        let (about, turned) = (self.about(), self.turned(marks));
        let mut votes = Vec::new();
        for (slot, (place, view)) in self.slots().enumerate() {
            for hit in &view.hits {
                let evidence = Evidence { slot, start: hit.start, end: hit.end };
                let Some(rule) = self.lexicons.get(hit.lexicon).and_then(|it| it.rule(hit.rule)) else {
                    if let Some((category, how)) = self.code(hit, place) {
                        let (rule, disguised) = ("vocabulary-code", false);
                        votes.push(Vote { category, how, rule, evidence, choice: None, disguised });
                    }
                    continue;
                };
                let Ok(weight) = self.counts(rule, hit, (place, view), marks, about) else { continue };
                let choice = (place == SlotKind::Choice).then_some(rule.choice);
                for (category, how) in &rule.asks {
                    let sense = sense(rule, turned, *category);
                    if sense & self.senses.ignored == 0 {
                        let how = if sense & self.senses.direct == 0 { *how } else { How::Direct };
                        let (category, how, rule) = (*category, how.min(weight), rule.id.as_str());
                        votes.push(Vote { category, how, rule, evidence, choice, disguised: hit.disguised });
                    }
                }
            }
        }
        votes
    }

    /// What a code in this place counts for, if anything. What names the question to people or to machines is evidence,
    /// whatever stands beside it.
    fn code(&self, hit: &Hit, place: SlotKind) -> Option<(Category, How)> {
        let machine = place == SlotKind::Machine;
        let counts = machine || names(place) && place != SlotKind::Section;
        if hit.lexicon != CODE || !counts || self.question.kind == Kind::Statement {
            return None;
        }
        let (category, how) = meaning(hit.rule.into())?;
        Some((category, if machine { How::Proxy } else { how }))
    }
}
