//! The table of `src/codes.rs`, from the terms of `src/vocabularies.toml` that fit a category exactly or closely.

use crate::category::Category;

const FILE: &str = "src/vocabularies.toml";

/// Terms of several words that fields of other forms are called as well.
const COMMON: [&str; 1] = ["WhenOccurred"];

/// The table as Rust.
pub fn table() -> Result<String, String> {
    println!("cargo::rerun-if-changed={FILE}");
    let told = |error: &dyn std::fmt::Display| format!("{FILE}: {error}");
    let text = std::fs::read_to_string(FILE).map_err(|error| told(&error))?;
    let file: toml::Table = text.parse().map_err(|error: toml::de::Error| told(&error))?;
    let on_forms = |about: &toml::Value| about.get("on-forms").and_then(toml::Value::as_bool) == Some(true);
    let vocabularies = file.get("vocabularies").and_then(toml::Value::as_table);
    let mut out = String::from("[\n");
    for category in Category::ALL {
        let own = file.get(category.id());
        for (vocabulary, _) in vocabularies.into_iter().flatten().filter(|(_, about)| on_forms(about)) {
            for (fit, how) in [("exact", "Direct"), ("close", "Proxy")] {
                let terms = own.and_then(|own| own.get(vocabulary)?.get(fit)?.as_array());
                for term in terms.into_iter().flatten().filter_map(toml::Value::as_str) {
                    let key = key(vocabulary, term);
                    // NIEM has some terms in several namespaces.
                    let line = format!("    code({key:?}, Category::{category:?}, How::{how}),\n");
                    if !out.contains(&line) {
                        out += &line;
                    }
                }
            }
        }
    }
    Ok(out + "]")
}

/// What of a term a question has to carry, in lower case.
fn key(vocabulary: &str, term: &str) -> String {
    let name = term.rsplit(':').next().unwrap_or(term);
    let starts = |window: &[u8]| window[0].is_ascii_lowercase() && window[1].is_ascii_uppercase();
    let capitals =
        |w: &[u8]| w[0].is_ascii_uppercase() && w[1].is_ascii_uppercase() && w[2].is_ascii_lowercase();
    let bytes = name.as_bytes();
    let words = 1
        + bytes.windows(2).filter(|window| starts(window)).count()
        + bytes.windows(3).filter(|window| capitals(window)).count(); // "TANFIndicator"
    let key = match vocabulary {
        "loinc" => term.to_owned(),
        _ if words > 1 && !COMMON.contains(&name) => name.to_owned(),
        "niem" => term.to_owned(),
        _ => format!("hmis:{name}"),
    };
    key.to_ascii_lowercase()
}
