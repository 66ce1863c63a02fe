//! Weighing: what a match counts for in its place, and what the matches of a category come to.

use super::{
    Ask, Evidence, Hold,
    lexicon::{ChoiceWeight, Rule},
    sentences::Sentence,
    view::View,
};
use crate::{
    category::{Category, How, Sense},
    form::{Kind, SlotKind},
    order::sort_by_number,
};

/// A match that counts for a category.
pub(super) struct Vote<'a> {
    pub category: Category,
    pub how: How,
    /// The id of the rule.
    pub rule: &'a str,
    pub evidence: Evidence,
    /// For a choice: what the rule says of one choice among many.
    pub choice: Option<ChoiceWeight>,
    /// As in [`super::view::Hit`].
    pub disguised: bool,
}

/// The bit of the sense that an ask of a rule has: the rule's own, or one that it is turned into; 0 for none.
pub(super) fn sense(rule: &Rule, turned: u8, category: Category) -> u8 {
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
pub(super) fn weight(
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
pub(super) fn weigh(category: Category, votes: &[Vote], choices: usize) -> Option<Ask> {
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
