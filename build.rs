//! Compiles the lexicons and the built-in policy into the crate.
fn main() {}
