//! The command line as a person uses it: what it prints, and its exit status.

mod check;
mod lint;
mod strip;
mod wrong;

#[path = "../run/mod.rs"]
mod run;

/// A service with one valid need.
const SERVICE: &str = r#"id = "renters-rebate"
title = "Renters' rebate"
agency = "Assessor"

[[needs]]
category = "income-tax-records"
basis = "required-by-law"
level = "state"
authority = "CGS 12-170f"
reason = "The statute asks for a copy of the return."
scope = ["agi"]
reviewed-by = "Corporation Counsel"
as-of = 2026-01-01
review-by = "2027-01-01"
"#;
