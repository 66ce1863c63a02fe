//! Deciding: from matches to asks, by where a match stands and what its sentence does.

use super::{
    Ask, Evidence, Hold, Senses,
    lexicon::{ChoiceWeight, Lexicon, Role, Rule, cue},
    sentences::Sentence,
    view::{CODE, Hit, View, Viewer},
};
use crate::{
    category::{Category, How, Sense},
    codes::meaning,
    form::{Kind, Question, Slot, SlotKind},
    order::sort_by_number,
};

/// A match that counts for a category.
struct Vote<'a> {
    category: Category,
    how: How,
    /// The id of the rule.
    rule: &'a str,
    evidence: Evidence,
    /// For a choice: what the rule says of one choice among many.
    choice: Option<ChoiceWeight>,
    /// As in [`Hit`].
    disguised: bool,
}

/// The categories that a question asks for: at most one ask a category, in the order of [`Category::ALL`].
///
/// All lexicons are tried. Time is linear in the question's text. Which senses of words count: the usual ones.
pub fn detect(lexicons: &[Lexicon], question: &Question) -> Vec<Ask> {
    detect_all(lexicons, &[question], Senses::default()).pop().unwrap_or_default()
}

/// A phrase of a rule that stands in a question and makes no ask, with what holds it back.
#[cfg(feature = "cli")]
#[derive(Clone, Debug, PartialEq)]
pub struct Held {
    /// What the rule is about.
    pub categories: Vec<Category>,
    /// The id of the rule.
    pub rule: String,
    /// Where the phrase stands.
    pub evidence: Evidence,
    /// Why it does not count.
    pub hold: Hold,
}

/// The phrases of rules that stand in a question and make no ask, in the order of its text.
#[cfg(feature = "cli")]
pub fn held(lexicons: &[Lexicon], question: &Question, senses: Senses) -> Vec<Held> {
    let mut views = Views::new(question.slots.len());
    let places: Vec<usize> = question.slots.iter().map(|slot| views.place(lexicons, slot)).collect();
    let seen = Seen { lexicons, question, views: &views.all, places: &places, senses };
    let mut marks: Vec<Vec<u8>> = lexicons.iter().map(|lexicon| vec![0; lexicon.rules.len()]).collect();
    seen.mark(&mut marks);
    let named = seen.named();
    let turned = seen.turned(&marks);
    let ignored = |rule: &Rule| {
        rule.asks.iter().all(|(category, _)| sense(rule, turned, *category) & senses.ignored != 0)
    };
    let mut out: Vec<Held> = Vec::new();
    for (slot, (place, view)) in seen.slots().enumerate() {
        let early = view.held.iter().map(|(hit, hold)| (hit, Some(*hold)));
        for (hit, hold) in early.chain(view.hits.iter().map(|hit| (hit, None))) {
            let Some(rule) = lexicons.get(hit.lexicon).and_then(|it| it.rule(hit.rule)) else { continue };
            if hit.role == Role::Choice && place != SlotKind::Choice {
                continue; // It speaks of choices alone.
            }
            let late = || match seen.counts(rule, hit, (place, view), &marks, named) {
                Ok(_) => ignored(rule).then_some(Hold::Sense),
                Err(hold) => Some(hold),
            };
            if let Some(hold) = hold.or_else(late) {
                let evidence = Evidence { slot, start: hit.start, end: hit.end };
                let categories = rule.asks.iter().map(|(category, _)| *category).collect();
                let held = Held { categories, rule: rule.id.to_string(), evidence, hold };
                if !out.contains(&held) {
                    out.push(held);
                }
            }
        }
    }
    out
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

/// What the texts of a form say.
struct Views<'a> {
    viewer: Viewer,
    all: Vec<View>,
    /// The texts of `all`, and whether they are for machines.
    texts: Vec<(&'a str, bool)>,
    /// One past the last place in `all` of a text with this hash, 0 for none. A text that lost its place to another is
    /// looked at again, so that no choice of texts makes this slow.
    table: Vec<u32>,
}

impl<'a> Views<'a> {
    /// For this many slots.
    fn new(slots: usize) -> Self {
        let table = vec![0; (slots * 2).next_power_of_two()];
        Views { viewer: Viewer::default(), all: Vec::new(), texts: Vec::new(), table }
    }

    /// The place in `all` of what a slot's text says.
    fn place(&mut self, lexicons: &[Lexicon], slot: &'a Slot) -> usize {
        let text = (slot.text.as_str(), slot.kind == SlotKind::Machine);
        let mut hash = slot.text.len() as u32;
        let bytes = slot.text.as_bytes();
        for (at, first) in bytes.iter().enumerate().take(16) {
            let last = bytes[bytes.len() - 1 - at];
            hash = (hash ^ u32::from(*first) ^ u32::from(last) << 8).wrapping_mul(0x0100_0193); // FNV-1a
        }
        let mask = self.table.len() - 1;
        let known = &mut self.table[(hash ^ hash >> 16) as usize & mask];
        let place = (*known as usize).wrapping_sub(1);
        if self.texts.get(place) == Some(&text) {
            return place;
        }
        self.texts.push(text);
        self.all.push(self.viewer.view(lexicons, text.0, text.1));
        *known = self.all.len() as u32;
        self.all.len() - 1
    }
}

/// Whether a slot says what this question is about, rather than the form, an answer or a machine.
fn names(kind: SlotKind) -> bool {
    matches!(
        kind,
        SlotKind::Section | SlotKind::Group | SlotKind::Name | SlotKind::Help | SlotKind::Placeholder
    )
}

/// Marks of a rule in a question: which of its contexts stand there.
/// Where rules rest that are about what stands under a heading.
const HEADINGS: u16 =
    1 << SlotKind::Section as u16 | 1 << SlotKind::Group as u16 | 1 << SlotKind::Title as u16;

const WITH: u8 = 1;
const WITHOUT: u8 = 2;
const WEAK: u8 = 4;
const WEAK_CHOICES: u8 = 8;
const TURN: u8 = 16;

/// A question and what its texts say.
struct Seen<'a> {
    lexicons: &'a [Lexicon],
    question: &'a Question,
    views: &'a [View],
    /// For each slot the place of its view in `views`.
    places: &'a [usize],
    senses: Senses,
}

impl<'a> Seen<'a> {
    /// The slots with what they say.
    fn slots(&self) -> impl Iterator<Item = (SlotKind, &'a View)> {
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
    fn mark(&self, marks: &mut [Vec<u8>]) {
        marks.iter_mut().for_each(|marks| marks.fill(0));
        for (kind, view) in self.slots() {
            for context in &view.contexts {
                let rests = || Some(self.lexicons.get(context.lexicon)?.rule(context.rule)?.slots);
                let mark = match context.role {
                    // What a heading makes of a bare label ("Date") it does not make of a choice ("Other", "No").
                    Role::With
                        if kind == SlotKind::Choice && rests().is_some_and(|it| it & !HEADINGS == 0) =>
                    {
                        0
                    }
                    Role::With => WITH,
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

    /// Whether a visible text says what the question is about; only then are names for machines left aside.
    fn named(&self) -> bool {
        self.slots().zip(&self.question.slots).any(|((kind, view), slot)| {
            matches!(kind, SlotKind::Name | SlotKind::Group | SlotKind::Help | SlotKind::Placeholder)
                && !slot.text.is_empty()
                && !view.uninformative
        })
    }

    /// What a phrase counts for at most, or why it counts for nothing.
    fn counts(
        &self,
        rule: &Rule,
        hit: &Hit,
        (place, view): (SlotKind, &View),
        marks: &[Vec<u8>],
        named: bool,
    ) -> Result<How, Hold> {
        let kind = self.question.kind;
        let choice = place == SlotKind::Choice;
        let role_fits = match hit.role {
            Role::Choice => choice,
            // A follow-up that names nothing ("If yes, which?") belongs to the question above it.
            _ if place == SlotKind::Section && !named && hit.sentence.asks() => true,
            _ => rule.slots & 1 << place as u16 != 0 && !(choice && rule.own_choices),
        };
        if !role_fits {
            return Err(Hold::Place);
        }
        if rule.kinds != 0 && rule.kinds & 1 << kind as u16 == 0 {
            return Err(Hold::Kind);
        }
        let weight = weight(rule, kind, (place, view), hit.sentence, named)?;
        let marked = |rule: u16| {
            let marks = marks.get(hit.lexicon);
            marks.and_then(|marks| marks.get(usize::from(rule - cue::COUNT))).copied().unwrap_or(0)
        };
        if rule.needs_with && marked(hit.rule) & WITH == 0 {
            return Err(Hold::With);
        }
        let marks = marked(hit.rule) | marked(rule.file);
        if marks & WITHOUT != 0 {
            return Err(Hold::Without);
        }
        let weak = marks & if choice { WEAK_CHOICES } else { WEAK } != 0;
        Ok(if weak { How::Proxy } else { weight })
    }

    /// The bits of the senses that asks of their categories are turned into.
    fn turned(&self, marks: &[Vec<u8>]) -> u8 {
        // What one language says against it holds for all.
        let (mut turned, mut silenced) = (0, 0);
        for (lexicon, marks) in self.lexicons.iter().zip(marks) {
            for (rule, mark) in lexicon.rules.iter().zip(marks) {
                if mark & TURN != 0 {
                    turned |= rule.sense;
                }
                if mark & WITHOUT != 0 {
                    silenced |= rule.sense;
                }
            }
        }
        turned & !silenced
    }

    /// What counts for a category.
    fn votes(&self, marks: &mut [Vec<u8>]) -> Vec<Vote<'a>> {
        self.mark(marks);
        let (named, turned) = (self.named(), self.turned(marks));
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
                let Ok(weight) = self.counts(rule, hit, (place, view), marks, named) else { continue };
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

/// The bit of the sense that an ask of a rule has: the rule's own, or one that it is turned into; 0 for none.
fn sense(rule: &Rule, turned: u8, category: Category) -> u8 {
    let mut own = rule.sense;
    if own == 0 && turned != 0 {
        for sense in Sense::ALL {
            if turned & sense.bit() != 0 && sense.categories().contains(&category) {
                own = sense.bit();
            }
        }
    }
    own
}

/// What a match in this place counts for at most, or why it counts for nothing.
fn weight(
    rule: &Rule,
    kind: Kind,
    (place, view): (SlotKind, &View),
    sentence: Sentence,
    named: bool,
) -> Result<How, Hold> {
    if rule.statement || kind == Kind::Statement {
        let asks =
            if rule.statement { kind == Kind::Statement } else { sentence.attests || sentence.demands };
        return if asks { Ok(How::Direct) } else { Err(Hold::States) };
    }
    Ok(match place {
        SlotKind::Title | SlotKind::Section | SlotKind::Group | SlotKind::Placeholder | SlotKind::Choice => {
            How::Direct
        }
        // A long label explains before it asks: what only its explanation names is not asked outright.
        SlotKind::Name if view.questions && !sentence.asks() && !sentence.answers => How::Proxy,
        SlotKind::Name => How::Direct,
        SlotKind::Help => {
            if sentence.asks() {
                How::Direct
            } else {
                How::Proxy
            }
        }
        SlotKind::Machine if named => return Err(Hold::Named),
        SlotKind::Machine | SlotKind::Neighbor | SlotKind::Hidden => How::Proxy,
    })
}

/// One ask of a category, if its votes make one. `choices` is the number of choices that are answers.
fn weigh(category: Category, votes: &[Vote], choices: usize) -> Option<Ask> {
    let own = || votes.iter().filter(|vote| vote.category == category);
    let mut chosen: Vec<usize> =
        own().filter(|vote| vote.choice.is_some()).map(|vote| vote.evidence.slot).collect();
    chosen.dedup();
    let of_many = chosen.len() < 2 && choices > 2 || chosen.len() * 3 < choices;
    let strength = |vote: &Vote| match vote.choice {
        Some(ChoiceWeight::Proxy) => How::Proxy,
        Some(ChoiceWeight::Vote) if of_many => How::Proxy,
        _ => vote.how,
    };
    let mut ranked: Vec<&Vote> = own().collect();
    sort_by_number(&mut ranked, |vote| {
        let weaker = u64::from(strength(vote) == How::Proxy);
        weaker << 63 | (vote.evidence.slot as u64) << 32 | vote.evidence.start as u64
    });
    let best = ranked.first()?;
    let mut evidence: Vec<Evidence> = ranked.iter().map(|vote| vote.evidence).collect();
    evidence.dedup();
    evidence.truncate(8);
    Some(Ask { category, how: strength(best), rule: best.rule.to_owned(), evidence })
}
