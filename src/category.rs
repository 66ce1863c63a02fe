//! The categories of information that a question may ask for.

use serde::{Deserialize, Serialize};

/// Makes an enum of which each variant has a word that files and reports use.
macro_rules! words {
    ($(#[doc = $about:literal])* $name:ident { $($(#[doc = $doc:literal])* $variant:ident = $id:literal,)* }) => {
        $(#[doc = $about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, ::serde::Deserialize)]
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

        impl ::serde::Serialize for $name {
            fn serialize<S: ::serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.id())
            }
        }
    };
}

pub(crate) use words;

words! {
    /// What a question may ask a person to reveal: the seven kinds of confidential information of Hartford Municipal Code
    /// sec. 2-926, the "other personal or private attributes" of sec. 2-929, and three findings that are not asks of a
    /// question. In the order of the ordinance.
    Category {
        /// Classification under the Immigration and Nationality Act (sec. 2-926).
        ImmigrationStatus = "immigration-status",
        /// Sexual orientation (sec. 2-926).
        SexualOrientation = "sexual-orientation",
        /// Being or having been a victim of domestic violence (sec. 2-926).
        DomesticViolenceVictim = "domestic-violence-victim",
        /// Being or having been a victim of sexual assault (sec. 2-926).
        SexualAssaultVictim = "sexual-assault-victim",
        /// Having witnessed a crime (sec. 2-926).
        CrimeWitness = "crime-witness",
        /// Receipt of means-tested public assistance (sec. 2-926).
        PublicAssistance = "public-assistance",
        /// Information contained in an individual's income tax records (sec. 2-926).
        IncomeTaxRecords = "income-tax-records",
        /// Gender identity (sec. 2-929, residual).
        GenderIdentity = "gender-identity",
        /// Race or ethnicity (sec. 2-929, residual).
        RaceEthnicity = "race-ethnicity",
        /// Ancestry, country of origin or birth (sec. 2-929, residual).
        NationalOrigin = "national-origin",
        /// Religion (sec. 2-929, residual).
        Religion = "religion",
        /// Party, politics, union membership (sec. 2-929, residual).
        PoliticalAffiliation = "political-affiliation",
        /// Disability, diagnoses, health, substance use (sec. 2-929, residual).
        DisabilityHealth = "disability-health",
        /// Arrests, convictions, probation (sec. 2-929, residual).
        CriminalHistory = "criminal-history",
        /// Victim of a crime not known to be domestic violence or sexual assault (sec. 2-929, residual).
        CrimeVictim = "crime-victim",
        /// Social Security number, any digits of it (sec. 2-929, residual).
        SocialSecurityNumber = "social-security-number",
        /// Marital or partnership status (sec. 2-929, residual).
        MaritalFamily = "marital-family",
        /// A statement that would keep people away from a service (sec. 2-927(b)).
        DeterrentStatement = "deterrent-statement",
        /// A clause or a form target that gives answers away (sec. 2-929).
        Disclosure = "disclosure",
        /// Text built so that a reader or a linter does not recognize it.
        ObscuredText = "obscured-text",
    }
}

impl Category {
    /// Whether sec. 2-926 names it: one of the seven kinds of confidential information.
    pub fn is_confidential(self) -> bool {
        self <= Category::IncomeTaxRecords
    }

    /// The category with this id, if there is one.
    pub fn from_id(id: &str) -> Option<Category> {
        Category::ALL.iter().copied().find(|category| category.id() == id)
    }
}

words! {
    /// A sense in which words may be meant that not every law means: its policy may leave it out, or take it outright. The
    /// order is that of the lexicons' compiler.
    Sense {
        /// Public assistance that somebody applied for, was denied or lost, not that they receive.
        AppliedFor = "applied-for",
        /// Stalking and trafficking, where neither the people at home nor an assault are spoken of.
        StalkingAndTrafficking = "stalking-and-trafficking",
        /// Plain amounts of income, and the number of dependents: not the tax return and its lines.
        IncomeAmounts = "income-amounts",
        /// Benefits that people are insured for: Social Security, unemployment, veterans' benefits. Left out unless a policy
        /// says otherwise.
        SocialInsurance = "social-insurance",
    }
}

impl Sense {
    /// Its bit in sets of senses.
    pub fn bit(self) -> u8 {
        1 << self as u8
    }

    /// The categories that words of this sense ask for.
    pub fn categories(self) -> &'static [Category] {
        match self {
            Sense::AppliedFor | Sense::SocialInsurance => &[Category::PublicAssistance],
            Sense::IncomeAmounts => &[Category::IncomeTaxRecords],
            Sense::StalkingAndTrafficking => {
                &[Category::DomesticViolenceVictim, Category::SexualAssaultVictim]
            }
        }
    }
}

/// How a question asks: outright, or by something that lets one infer it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum How {
    /// The answer reveals the fact, or is a usual stand-in for it.
    Proxy,
    /// An honest answer states the fact outright.
    Direct,
}
