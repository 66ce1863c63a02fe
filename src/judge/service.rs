//! A service: what a form is for, whom it is put before, and what the service claims it needs to ask.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::{Asker, Audience, Basis, Category, Date, Level, policy::Text};

/// What a form is for. The schema of the files that a department writes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Service {
    /// A short name, e.g. `renters-rebate`.
    pub id: Text,
    /// Its title.
    #[serde(default)]
    pub title: Text,
    /// The department or unit that runs it.
    #[serde(default)]
    pub agency: Text,
    /// Whom its form is put before.
    #[serde(default = "general")]
    pub audience: Audience,
    /// The form is prescribed by the state or a federal agency and must be used as it is: flagged, never stripped.
    #[serde(default)]
    pub external_form: bool,
    /// Who runs it, and asks where its form is put before people.
    #[serde(default = "city")]
    pub run_by: Asker,
    /// Fields (ids or names) that are optional, unlinked statistics of the service itself.
    #[serde(default)]
    pub statistics: Vec<Text>,
    /// What it claims it needs to ask.
    #[serde(default)]
    pub needs: Vec<Need>,
}

fn city() -> Asker {
    Asker::City
}

fn general() -> Audience {
    Audience::General
}

/// A service's claim that it may ask; reviewed by people, shown in every report.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Need {
    /// What it needs to ask.
    pub category: Category,
    /// What the need rests on.
    pub basis: Basis,
    /// Who made the law, for [`Basis::RequiredByLaw`].
    #[serde(default)]
    pub level: Option<Level>,
    /// The citation of the law, for [`Basis::RequiredByLaw`].
    #[serde(default)]
    pub authority: Text,
    /// Why the service needs it, or what the law makes the city ask.
    #[serde(default)]
    pub reason: Text,
    /// The offense, for [`Basis::CriminalInvestigation`].
    #[serde(default)]
    pub offense: Text,
    /// The fields (ids or names) that it is for; none means the whole form, which is reported as blanket.
    #[serde(default)]
    pub scope: Vec<Text>,
    /// Who reviewed it.
    #[serde(default)]
    pub reviewed_by: Text,
    /// The day of that review.
    #[serde(default)]
    pub as_of: Option<Date>,
    /// The last day on which it is valid without a new review.
    #[serde(default)]
    pub review_by: Option<Date>,
    /// The ruling of counsel that the authority applies, where the policy asks for one.
    #[serde(default)]
    pub counsel_ruling: Text,
}

impl Service {
    /// A service that declares no need, for the general public.
    pub fn without_needs(id: &str) -> Service {
        Service {
            id: Cow::Owned(id.to_owned()),
            title: Cow::Borrowed(""),
            agency: Cow::Borrowed(""),
            audience: Audience::General,
            external_form: false,
            run_by: Asker::City,
            statistics: Vec::new(),
            needs: Vec::new(),
        }
    }
}
