//! A policy: a law as data. The schema of the files that a city writes.
//!
//! The built-in policy is `policy/hartford.toml`, compiled into the crate by `build/policy.rs`, which
//! includes this file: hence `super` for what stands outside of it.

use std::borrow::Cow;

use serde::{Deserialize, Serialize, Serializer};

use super::{Category, Date, How};

/// A text that is compiled in or was loaded.
pub type Text = Cow<'static, str>;
/// A list that is compiled in or was loaded.
pub type List<T> = Cow<'static, [T]>;

/// A law as data: what may not be asked, of whom, and what makes it permitted.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Policy {
    /// A short name, e.g. `hartford`.
    pub id: Text,
    /// Which law it is.
    pub law: Law,
    /// The sections that rules cite.
    pub sections: List<Section>,
    /// The city's own hosts; a form that is sent to any other is sent to a third party.
    #[serde(default)]
    pub hosts: List<Text>,
    /// The rules. Of those that apply to an ask the strictest kind decides: see [`Rule::rank`].
    pub rules: List<Rule>,
    /// What is often cited and is no basis for asking, or only with a ruling of counsel.
    #[serde(default)]
    pub citations: List<Citation>,
    /// Needs for one category that cover another one too.
    #[serde(default)]
    pub covers: List<Cover>,
    /// Words that show which level of law an authority belongs to.
    #[serde(default)]
    pub authorities: List<Authority>,
    /// Words in an offense that show that it is none: civil immigration violations.
    #[serde(default)]
    pub no_offenses: List<Text>,
    /// The test that a necessary question must pass, printed beside the reason that a service gives.
    #[serde(default)]
    pub necessity_test: Localized,
    /// How the policy reads what the law leaves open: the assumptions of every report.
    #[serde(default)]
    pub readings: List<Reading>,
}

/// Which law a policy states.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Law {
    /// Its title.
    pub title: Text,
    /// How it is cited as a whole.
    pub citation: Text,
    /// The day of the text that the policy follows.
    pub as_of: Date,
    /// What is known of its standing, e.g. what could not be verified.
    #[serde(default)]
    pub status: Text,
    /// Where the text can be read.
    #[serde(default)]
    pub url: Option<Text>,
}

/// A section that rules cite.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Section {
    /// As it is cited, e.g. `2-927(a)`.
    pub number: Text,
    /// What it is about, in a few words.
    pub title: Text,
    /// Where it can be read.
    #[serde(default)]
    pub url: Option<Text>,
}

/// One rule: what it applies to, its verdict, and what makes the ask permitted.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Rule {
    /// Its name within the policy, e.g. `gate`.
    pub id: Text,
    /// The section that it states, one of [`Policy::sections`].
    pub section: Text,
    /// What kind of act it forbids.
    pub act: Act,
    /// The categories it applies to.
    pub categories: List<Category>,
    /// Asks of which kind; none means both.
    #[serde(default)]
    pub how: List<How>,
    /// Audiences it applies to; none means all.
    #[serde(default)]
    pub audiences: List<Audience>,
    /// Applies only where one of these holds; none means always.
    #[serde(default)]
    pub when: List<When>,
    /// The verdict without a need that the rule accepts.
    pub verdict: Verdict,
    /// The verdict for an optional question that the service lists as its own statistics.
    #[serde(default)]
    pub statistics: Option<Verdict>,
    /// No need clears it.
    #[serde(default)]
    pub absolute: bool,
    /// The bases of a need that it accepts.
    #[serde(default)]
    pub accepts: List<Basis>,
    /// The levels of law that it accepts for [`Basis::RequiredByLaw`]; none means all.
    #[serde(default)]
    pub levels: List<Level>,
    /// Why the law minds, in plain words.
    pub why: Localized,
    /// What a designer does next.
    pub remedy: Remedy,
    /// How, where the category's own words do not say it.
    #[serde(default)]
    pub fix: Localized,
    /// Said beside what it permits.
    #[serde(default)]
    pub note: Localized,
}

impl Rule {
    /// The order in which rules are tried, first to last: absolute ones, gates and branches, asks,
    /// deterrents, disclosures.
    pub fn rank(&self) -> u8 {
        match self.act {
            _ if self.absolute => 0,
            Act::Gate | Act::Branch => 1,
            Act::Ask | Act::Collect => 2,
            Act::Deter => 3,
            Act::Disclose => 4,
        }
    }
}

/// A text in the languages that reports are written in.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Localized {
    /// English.
    pub en: Text,
    /// Spanish; English stands in for an empty one.
    #[serde(default)]
    pub es: Text,
}

/// Something that services cite.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Citation {
    /// As cited, e.g. `8 U.S.C. 1373`; points, spaces and section signs do not matter.
    pub cites: List<Text>,
    /// Accepted with a ruling of counsel; without this, never.
    #[serde(default)]
    pub with_ruling: bool,
    /// Why.
    pub why: Localized,
}

/// A need for one category that covers another too.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Cover {
    /// The category of the need.
    pub need: Category,
    /// Words that its authority must have.
    pub authority: List<Text>,
    /// The category that it covers too.
    pub category: Category,
    /// Asks of this kind only.
    pub how: How,
    /// In these audiences; none means all.
    #[serde(default)]
    pub audiences: List<Audience>,
}

/// Words that show the level of law of an authority.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Authority {
    /// The level.
    pub level: Level,
    /// Words, compared without points, spaces and case.
    pub marks: List<Text>,
    /// A need of this level must have one of the marks.
    #[serde(default)]
    pub needed: bool,
}

/// How the policy reads an open point of the law.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Reading {
    /// A short name.
    pub id: Text,
    /// What is assumed.
    pub text: Localized,
}

macro_rules! words {
    ($(#[doc = $about:literal])* $name:ident { $($(#[doc = $doc:literal])* $variant:ident = $id:literal,)* }) => {
        $(#[doc = $about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
        pub enum $name {
            $($(#[doc = $doc])* #[serde(rename = $id)] $variant,)*
        }

        impl $name {
            /// All of them.
            pub const ALL: &'static [$name] = &[$($name::$variant,)*];

            /// Their words, in the same order.
            pub const IDS: &'static [&'static str] = &[$($id,)*];

            /// The word that files and reports use.
            pub fn id(self) -> &'static str {
                $name::IDS[self as usize]
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.id())
            }
        }
    };
}

words! {
    /// What a form does that a rule minds.
    Act {
        /// Asks a person.
        Ask = "ask",
        /// Lets nobody pass without an answer.
        Gate = "gate",
        /// Sends people different ways by their answer.
        Branch = "branch",
        /// Asks for a document.
        Collect = "collect",
        /// Keeps people away.
        Deter = "deter",
        /// Gives answers away.
        Disclose = "disclose",
    }
}

words! {
    /// What holds of a question, beyond its words.
    When {
        /// It must be answered.
        Required = "required",
        /// An answer ends the form.
        EndsForm = "ends-form",
        /// An answer decides what comes next.
        Branches = "branches",
        /// A statement sends people different ways by their status.
        Routes = "routes",
    }
}

words! {
    /// What is decided about an ask, mildest first.
    Verdict {
        /// Nothing to say.
        Passed = "passed",
        /// A valid need covers it.
        Permitted = "permitted",
        /// A person must decide.
        Review = "review",
        /// It may not be asked here; strip acts on it.
        Violation = "violation",
    }
}

words! {
    /// Whom a form is put before.
    Audience {
        /// Anybody who comes for a service.
        General = "general",
        /// People who are referred to a medical or social agency.
        Referral = "referral",
        /// Crime victims, witnesses, and others who call, approach or are interviewed by the police.
        PolicePublic = "police-public",
        /// Persons in a police investigation of criminal activity.
        PoliceInvestigation = "police-investigation",
        /// People who apply for work with the city.
        JobApplicant = "job-applicant",
    }
}

words! {
    /// What a need rests on.
    Basis {
        /// A law makes the city ask.
        RequiredByLaw = "required-by-law",
        /// The service cannot be given without the answer.
        Necessary = "necessary",
        /// A police investigation of a stated offense.
        CriminalInvestigation = "criminal-investigation",
    }
}

words! {
    /// Who made the law that a need rests on.
    Level {
        /// The United States.
        Federal = "federal",
        /// The state.
        State = "state",
        /// The city.
        Local = "local",
        /// A treaty of the United States.
        Treaty = "treaty",
        /// An order of a court.
        Court = "court",
    }
}

words! {
    /// What a designer does about a finding.
    Remedy {
        /// Take the question out.
        Remove = "remove",
        /// Ask something else, or in other words.
        Reword = "reword",
        /// Ask it elsewhere: after the service is chosen, on a page of its own.
        Move = "move",
        /// Say something beside it.
        Notice = "notice",
        /// Have the need for it declared and reviewed.
        DeclareNeed = "declare-need",
        /// Correct the need that is declared.
        MendNeed = "mend-need",
        /// Nothing.
        Keep = "keep",
    }
}
