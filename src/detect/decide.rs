//! Deciding: from matches to asks, by where a match stands and what its sentence does.

use super::{
    Ask, Evidence,
    fold::{Folded, fold},
    lexicon::{ChoiceWeight, Lexicon, Role, Rule, cue},
    matching::{Match, matches},
    sentences::{Sentence, sentences},
};
use crate::{
    category::{Category, How},
    form::{Kind, Question, SlotKind},
};

/// One slot, folded, with what one lexicon sees in it.
struct View {
    kind: SlotKind,
    matches: Vec<Match>,
    sentences: Vec<Sentence>,
}

/// A match that counts for a category.
struct Vote {
    category: Category,
    how: How,
    rule: &'static str,
    evidence: Evidence,
    /// For a choice: what the rule says of one choice among many.
    choice: Option<ChoiceWeight>,
}

/// The categories that a question asks for: at most one ask a category, in the order of [`Category::ALL`].
///
/// All lexicons are tried. Time is linear in the question's text.
pub fn detect(lexicons: &[Lexicon], question: &Question) -> Vec<Ask> {
    let folded: Vec<Folded> =
        question.slots.iter().map(|slot| fold(&slot.text, slot.kind == SlotKind::Machine)).collect();
    let mut votes = Vec::new();
    let mut prompts = 0;
    for lexicon in lexicons {
        let views: Vec<View> = question
            .slots
            .iter()
            .zip(&folded)
            .map(|(slot, text)| {
                let matches = matches(lexicon, text);
                View { kind: slot.kind, sentences: sentences(text, &matches), matches }
            })
            .collect();
        prompts = prompts.max(
            views.iter().filter(|view| view.kind == SlotKind::Choice && has_cue(view, cue::PROMPT)).count(),
        );
        collect(lexicon, question, &folded, &views, &mut votes);
    }
    let choices = question.texts(SlotKind::Choice).count() - prompts;
    let mut asks: Vec<Ask> = Vec::new();
    for category in Category::ALL {
        asks.extend(weigh(*category, &votes, choices));
    }
    if let Some(slot) = folded.iter().position(|text| text.obscured) {
        let text = &question.slots[slot].text;
        asks.push(Ask {
            category: Category::ObscuredText,
            how: How::Direct,
            rule: "obscured-text",
            evidence: vec![Evidence { slot, start: 0, end: text.len() }],
        });
    }
    asks
}

fn has_cue(view: &View, rule: u16) -> bool {
    view.matches.iter().any(|m| m.rule == rule)
}

/// Adds the votes of one lexicon.
fn collect(lexicon: &Lexicon, question: &Question, folded: &[Folded], views: &[View], votes: &mut Vec<Vote>) {
    let stands = |rule: u16, role: Role| {
        views.iter().any(|view| view.matches.iter().any(|m| m.rule == rule && m.role == role))
    };
    // Whether a visible text says what the question is about; only then are names for machines left aside.
    let named = views.iter().zip(&question.slots).any(|(view, slot)| {
        matches!(view.kind, SlotKind::Name | SlotKind::Group | SlotKind::Help | SlotKind::Placeholder)
            && !slot.text.is_empty()
            && !has_cue(view, cue::UNINFORMATIVE)
    });
    for (slot, view) in views.iter().enumerate() {
        for found in &view.matches {
            let Some(number) = found.rule.checked_sub(cue::COUNT) else { continue };
            let Some(rule) = lexicon.rules.get(usize::from(number)) else { continue };
            let role_fits = match (found.role, view.kind) {
                (Role::Choice, SlotKind::Choice) => true,
                (Role::Phrase, SlotKind::Choice) => {
                    !rule.own_choices && rule.slots & 1 << view.kind as u16 != 0
                }
                (Role::Phrase, kind) => rule.slots & 1 << kind as u16 != 0,
                _ => false,
            };
            if !role_fits || rule.kinds != 0 && rule.kinds & 1 << question.kind as u16 == 0 {
                continue;
            }
            let text = &folded[slot];
            let (Some(first), Some(last)) =
                (text.tokens.get(usize::from(found.start)), text.tokens.get(usize::from(found.end) - 1))
            else {
                continue;
            };
            let sentence = view.sentences.get(usize::from(first.sentence)).copied().unwrap_or_default();
            let Some(weight) = weight(rule, question.kind, view, sentence, named) else { continue };
            let spared = view.matches.iter().any(|m| {
                m.role == Role::Spare
                    && (m.rule == found.rule || m.rule == rule.file)
                    && m.start < found.end
                    && found.start < m.end
            });
            if spared
                || rule.needs_with && !stands(found.rule, Role::With)
                || stands(found.rule, Role::Without)
            {
                continue;
            }
            let evidence = Evidence { slot, start: first.start as usize, end: last.end as usize };
            let choice = (view.kind == SlotKind::Choice).then_some(rule.choice);
            for (category, how) in &rule.asks {
                votes.push(Vote {
                    category: *category,
                    how: (*how).min(weight),
                    rule: rule.id,
                    evidence,
                    choice,
                });
            }
        }
    }
}

/// What a match in this place counts for at most; `None` where it counts for nothing.
fn weight(rule: &Rule, kind: Kind, view: &View, sentence: Sentence, named: bool) -> Option<How> {
    if rule.statement {
        return (kind == Kind::Statement && !sentence.disclaims).then_some(How::Direct);
    }
    if sentence.disclaims {
        return None;
    }
    if kind == Kind::Statement {
        return (sentence.attests || sentence.demands).then_some(How::Direct);
    }
    match view.kind {
        SlotKind::Title | SlotKind::Section | SlotKind::Group | SlotKind::Placeholder | SlotKind::Choice => {
            Some(How::Direct)
        }
        // A long label explains before it asks: what only its explanation names is not asked outright.
        SlotKind::Name => {
            let question = view.sentences.iter().any(|s| s.questions);
            Some(if question && !sentence.asks() { How::Proxy } else { How::Direct })
        }
        SlotKind::Help => Some(if sentence.asks() { How::Direct } else { How::Proxy }),
        SlotKind::Machine => (!named).then_some(How::Proxy),
        SlotKind::Neighbor | SlotKind::Hidden => Some(How::Proxy),
    }
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
    ranked.sort_by_key(|vote| (std::cmp::Reverse(strength(vote)), vote.evidence.slot, vote.evidence.start));
    let best = ranked.first()?;
    let mut evidence: Vec<Evidence> = ranked.iter().map(|vote| vote.evidence).collect();
    evidence.dedup();
    evidence.truncate(8);
    Some(Ask { category, how: strength(best), rule: best.rule, evidence })
}
