//! The table of codes, which the build makes (`build/codes.rs`).

use crate::{
    category::{Category, How},
    codes::code,
};

/// The codes, as [`code`] writes them.
pub(crate) static CODES: &[u32] = &include!(concat!(env!("OUT_DIR"), "/codes.rs"));
