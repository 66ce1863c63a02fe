//! Stripping: taking questions out, as [`crate::plan`] planned it.

#[cfg(feature = "html")]
mod attribute;
#[cfg(feature = "html")]
pub mod source;
