//! The texts of a form, each viewed once.

use super::{
    lexicon::Lexicon,
    view::{View, Viewer},
};
use crate::form::{Slot, SlotKind};

/// What the texts of a form say.
pub(super) struct Views<'a> {
    viewer: Viewer,
    pub all: Vec<View>,
    /// The texts of `all`, and whether they are for machines.
    texts: Vec<(&'a str, bool)>,
    /// One past the last place in `all` of a text with this hash, 0 for none. A text that lost its place to another is
    /// looked at again, so that no choice of texts makes this slow.
    table: Vec<u32>,
}

impl<'a> Views<'a> {
    /// For this many slots.
    pub fn new(slots: usize) -> Self {
        let table = vec![0; (slots * 2).next_power_of_two()];
        Views { viewer: Viewer::default(), all: Vec::new(), texts: Vec::new(), table }
    }

    /// The place in `all` of what a slot's text says.
    pub fn place(&mut self, lexicons: &[Lexicon], slot: &'a Slot) -> usize {
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
