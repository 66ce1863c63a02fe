//! The slots of a question: in order, each text once, and no more than is read.

use crate::{
    form::{Slot, SlotKind},
    order::first_equal,
};

/// Most bytes of one slot.
pub const SLOT_TEXT: usize = 8 * 1024;
/// Most bytes of text read for one question.
pub const QUESTION_TEXT: usize = 32 * 1024;

/// Slots in the order of their kinds; those of one kind keep theirs.
pub(crate) fn in_order(mut slots: Vec<Slot>) -> Vec<Slot> {
    let mut ordered = Vec::with_capacity(slots.len());
    for (kind, _) in SlotKind::ALL {
        for slot in slots.iter_mut().filter(|slot| slot.kind == *kind) {
            ordered.push(Slot { kind: *kind, text: std::mem::take(&mut slot.text), node: slot.node });
        }
    }
    ordered
}

/// Each text once, in its first slot, and no more than the limit; says whether something was cut.
pub(crate) fn trim(slots: &mut Vec<Slot>) -> bool {
    // Context, choices and a question's other texts are three lists.
    let list = |kind| match kind {
        SlotKind::Title | SlotKind::Section | SlotKind::Group => 0,
        SlotKind::Choice => 1,
        _ => 2,
    };
    // By length first: it tells most texts apart.
    let key =
        |place: usize| slots.get(place).map(|it| (list(it.kind) | it.text.len() << 2, it.text.as_str()));
    let firsts = first_equal(slots.len(), &|a, b| key(a) <= key(b));
    let mut budget = QUESTION_TEXT;
    let mut cut = false;
    let mut firsts = firsts.into_iter().enumerate();
    slots.retain(|slot| {
        let is_first = firsts.next().is_some_and(|(place, first)| place == first as usize);
        let fits = slot.text.len() <= budget && !slot.text.is_empty();
        cut |= is_first && !fits;
        if is_first && fits {
            budget -= slot.text.len();
        }
        is_first && fits
    });
    cut
}
