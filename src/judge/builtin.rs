//! What is compiled in: Hartford's policy and the judge's messages, from the files in `policy/` and `messages/`.

use std::borrow::Cow;

use super::{
    Act, Audience, Basis, Category, Date, How, Level, Remedy, Verdict, When,
    messages::{CategoryText, Messages, Say},
    policy::{Authority, Citation, Cover, Law, Localized, Policy, Reading, Rule, Section},
};

include!(concat!(env!("OUT_DIR"), "/policy.rs"));

/// The messages in English and in Spanish.
pub(super) static MESSAGES: [&Messages; 2] = [&EN, &ES];
