//! What is compiled in: Hartford's policy and the judge's messages, from the files in `policy/` and `messages/`.

use super::{
    Policy,
    messages::{CategoryText, Messages, Say},
};
use crate::{json, value::Plain};

include!(concat!(env!("OUT_DIR"), "/messages.rs"));

/// Hartford's policy as the guard gets others, too: as JSON.
const HARTFORD: &str = include_str!(concat!(env!("OUT_DIR"), "/hartford.json"));

/// The messages in English and in Spanish.
pub(super) static MESSAGES: [&Messages; 2] = [&EN, &ES];

/// Hartford's policy. The build has read it with the same schema, so that nothing can be wrong with it.
pub(super) fn hartford() -> Policy {
    let policy = json::parse(HARTFORD).and_then(|data| data.read().ok());
    policy.unwrap_or_else(Policy::blank)
}
