//! Deciding: from matches to asks, by where a match stands and what its sentence does.

use super::{
    Ask, Evidence,
    fold::{Folded, fold},
    lexicon::{ChoiceWeight, Lexicon, Role, Rule, cue},
    matching::{Match, matches},
    sentences::{Sentence, disclaimed, sentences},
};
use crate::{
    category::{Category, How},
    form::{Kind, Question, Slot, SlotKind},
    order::sort_by_number,
};

/// One slot: what its sentences do, by the cues of all languages.
struct View {
    kind: SlotKind,
    sentences: Vec<Sentence>,
    /// For each word, whether it is only disclaimed; empty where nothing is.
    disclaimed: Vec<bool>,
    /// A choice that only invites to choose.
    prompt: bool,
    /// A label that says nothing of what is asked ("Other:").
    uninformative: bool,
}

/// A match that counts for a category.
struct Vote<'a> {
    category: Category,
    how: How,
    rule: &'a str,
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
    // For each lexicon, the matches in each slot. A cue that one language finds holds for all.
    let matched: Vec<Vec<Vec<Match>>> =
        lexicons.iter().map(|lexicon| folded.iter().map(|text| matches(lexicon, text)).collect()).collect();
    let views: Vec<View> = (question.slots.iter().zip(&folded).enumerate())
        .map(|(slot, (Slot { kind, .. }, text))| {
            let cues = || matched.iter().flat_map(|slots| &slots[slot]).filter(|m| m.rule < cue::COUNT);
            View {
                kind: *kind,
                sentences: sentences(&question.slots[slot].text, text, cues()),
                disclaimed: disclaimed(text, cues()),
                prompt: *kind == SlotKind::Choice && cues().any(|m| m.rule == cue::PROMPT),
                uninformative: cues().any(|m| m.rule == cue::UNINFORMATIVE),
            }
        })
        .collect();
    // Whether a visible text says what the question is about; only then are names for machines left aside.
    let named = views.iter().zip(&question.slots).any(|(view, slot)| {
        matches!(view.kind, SlotKind::Name | SlotKind::Group | SlotKind::Help | SlotKind::Placeholder)
            && !slot.text.is_empty()
            && !view.uninformative
    });
    let mut votes = Vec::new();
    for (lexicon, matches) in lexicons.iter().zip(&matched) {
        let context = Context { lexicon, question, folded: &folded, views: &views, matches, named };
        collect(&context, &mut votes);
    }
    let prompts = views.iter().filter(|view| view.prompt).count();
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
            rule: "obscured-text".to_string(),
            evidence: vec![Evidence { slot, start: 0, end: text.len() }],
        });
    }
    asks
}

/// Whether a slot says what this question is about, rather than the form, an answer or a machine.
fn names(kind: SlotKind) -> bool {
    matches!(
        kind,
        SlotKind::Section | SlotKind::Group | SlotKind::Name | SlotKind::Help | SlotKind::Placeholder
    )
}

/// What one lexicon sees of a question.
struct Context<'a> {
    lexicon: &'a Lexicon,
    question: &'a Question,
    folded: &'a [Folded],
    views: &'a [View],
    /// Its matches in each slot.
    matches: &'a [Vec<Match>],
    named: bool,
}

/// Adds the votes of one lexicon.
fn collect<'a>(context: &Context<'a>, votes: &mut Vec<Vote<'a>>) {
    let Context { lexicon, question, folded, views, matches, named } = *context;
    let stands = |rule: u16, role: Role| matches.iter().flatten().any(|m| m.rule == rule && m.role == role);
    for (slot, view) in views.iter().enumerate() {
        for found in &matches[slot] {
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
            let disclaimed = |at: u16| view.disclaimed.get(usize::from(at)).copied().unwrap_or_default();
            if disclaimed(found.start) || disclaimed(found.end - 1) {
                continue;
            }
            let sentence = view.sentences.get(usize::from(first.sentence)).copied().unwrap_or_default();
            let Some(weight) = weight(rule, question.kind, view, sentence, named) else { continue };
            let spared = matches[slot].iter().any(|m| {
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
            let weak = views.iter().zip(matches).filter(|(view, _)| names(view.kind)).any(|(_, matches)| {
                matches.iter().any(|m| m.role == Role::Weak && (m.rule == found.rule || m.rule == rule.file))
            });
            let weight = if weak { How::Proxy } else { weight };
            let evidence = Evidence { slot, start: first.start as usize, end: last.end as usize };
            let choice = (view.kind == SlotKind::Choice).then_some(rule.choice);
            for (category, how) in &rule.asks {
                votes.push(Vote {
                    category: *category,
                    how: (*how).min(weight),
                    rule: &rule.id,
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
        return (kind == Kind::Statement).then_some(How::Direct);
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
            Some(if question && !sentence.asks() && !sentence.answers { How::Proxy } else { How::Direct })
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
    sort_by_number(&mut ranked, |vote| {
        let weaker = u64::from(strength(vote) == How::Proxy);
        weaker << 63 | (vote.evidence.slot as u64) << 32 | vote.evidence.start as u64
    });
    let best = ranked.first()?;
    let mut evidence: Vec<Evidence> = ranked.iter().map(|vote| vote.evidence).collect();
    evidence.dedup();
    evidence.truncate(8);
    Some(Ask { category, how: strength(best), rule: best.rule.to_string(), evidence })
}
