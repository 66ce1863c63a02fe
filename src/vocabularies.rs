//! What the categories are called in the vocabularies of privacy tools and government systems.
//!
//! Native only: `askless rules` gives them; the guard needs none. The facts are in `vocabularies.toml`.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::category::Category;

/// How well a term fits a category, in the sense of SKOS mapping relations.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Match {
    /// It means the same.
    Exact,
    /// It overlaps, or is a part, a proxy or a sign of the category.
    Close,
    /// It covers more than the category.
    Broader,
    /// The vocabulary has no term; what is named is what a user of it can add.
    None,
}

/// A category in one vocabulary.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Mapping {
    /// The vocabulary's id: `dpv`, `fideslang`, `iab-gpp`, `niem`, `hmis`, `hmis-element`, `loinc`.
    pub vocabulary: String,
    /// How well the term fits.
    #[serde(rename = "match")]
    pub fit: Match,
    /// The term as the vocabulary writes it; where there is none, a custom one, or nothing.
    pub term: Option<String>,
}

/// A vocabulary.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Vocabulary {
    /// What it is called.
    pub title: String,
    /// The version that the terms were taken from, where it has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<String>,
    /// Where it can be read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// Whether its terms stand on the questions of forms, as codes.
    #[serde(default, rename(deserialize = "on-forms"))]
    pub on_forms: bool,
}

/// The terms of one vocabulary for one category.
type Terms = BTreeMap<Match, Vec<String>>;

#[derive(Deserialize)]
struct File {
    vocabularies: BTreeMap<String, Vocabulary>,
    #[serde(flatten)]
    categories: BTreeMap<Category, BTreeMap<String, Terms>>,
}

/// The file is part of the crate and read by a test: it parses.
fn file() -> File {
    toml::from_str(include_str!("vocabularies.toml"))
        .unwrap_or(File { vocabularies: BTreeMap::new(), categories: BTreeMap::new() })
}

/// The vocabularies by id.
pub fn vocabularies() -> BTreeMap<String, Vocabulary> {
    file().vocabularies
}

/// The terms for each category that stands in a vocabulary, the best fitting of each vocabulary first.
pub fn mappings() -> BTreeMap<Category, Vec<Mapping>> {
    let flat = |(vocabulary, terms): (String, Terms)| {
        terms.into_iter().flat_map(move |(fit, terms)| {
            let terms = if terms.is_empty() { vec![None] } else { terms.into_iter().map(Some).collect() };
            let vocabulary = vocabulary.clone();
            terms.into_iter().map(move |term| Mapping { vocabulary: vocabulary.clone(), fit, term })
        })
    };
    let of = |(category, terms): (Category, BTreeMap<String, Terms>)| {
        (category, terms.into_iter().flat_map(flat).collect())
    };
    file().categories.into_iter().map(of).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_category_of_questions_is_mapped_and_every_vocabulary_known() {
        let (known, mappings) = (vocabularies(), mappings());
        let asked = Category::ALL.iter().filter(|category| **category < Category::DeterrentStatement);
        for category in asked {
            let own = mappings.get(category).unwrap_or_else(|| panic!("{} is not mapped", category.id()));
            // These three are made for any personal data, so each answers, if only that it has no term.
            for vocabulary in ["dpv", "fideslang", "iab-gpp"] {
                assert!(own.iter().any(|m| m.vocabulary == vocabulary), "{} in {vocabulary}", category.id());
            }
            for mapping in own {
                assert!(known.contains_key(&mapping.vocabulary), "{mapping:?}");
                assert!(mapping.term.is_some() || mapping.fit == Match::None, "{mapping:?}");
            }
        }
        assert_eq!(mappings.len(), Category::DeterrentStatement as usize);
    }

    /// What the vocabularies lack, they are not said to have.
    #[test]
    fn nearest_terms_are_not_called_exact() {
        let mappings = mappings();
        for (category, vocabulary) in [
            (Category::ImmigrationStatus, "dpv"),
            (Category::SexualOrientation, "dpv"),
            (Category::DomesticViolenceVictim, "dpv"),
            (Category::SexualAssaultVictim, "dpv"),
            (Category::CrimeWitness, "dpv"),
            (Category::PublicAssistance, "dpv"),
            (Category::DomesticViolenceVictim, "fideslang"),
            (Category::SexualAssaultVictim, "fideslang"),
            (Category::CrimeWitness, "fideslang"),
            (Category::PublicAssistance, "fideslang"),
            (Category::NationalOrigin, "fideslang"),
            (Category::PublicAssistance, "niem"),
        ] {
            let exact = mappings[&category]
                .iter()
                .find(|mapping| mapping.vocabulary == vocabulary && mapping.fit == Match::Exact);
            assert_eq!(exact, None, "{} in {vocabulary}", category.id());
        }
        let terms = |category| mappings[&category].iter().filter_map(|mapping| mapping.term.as_deref());
        assert!(terms(Category::PublicAssistance).all(|term| !term.starts_with("em:")));
    }
}
