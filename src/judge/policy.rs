//! A policy: a law as data. The schema of the files that a city writes.
//!
//! The built-in policy is `policy/hartford.toml`, compiled into the crate by `build/policy.rs`, which
//! includes this file: hence `super` for what stands outside of it.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

pub use super::words::{
    Act, Asker, Audience, Basis, DutyKind, Evidence, Level, NeedKey, Remedy, Verdict, When,
};
use super::{Category, Date, How, Sense};

/// A text that is compiled in or was loaded.
pub type Text = Cow<'static, str>;

/// A law as data: what may not be asked, of whom, and what makes it permitted.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Policy {
    /// A short name, e.g. `hartford`.
    pub id: Text,
    /// Which law it is.
    pub law: Law,
    /// The sections that rules cite.
    pub sections: Vec<Section>,
    /// The city's own hosts; a form that is sent to any other is sent to a third party.
    #[serde(default)]
    pub hosts: Vec<Text>,
    /// The rules. Of those that apply to an ask the strictest kind decides: see [`Rule::rank`]. Only a policy that makes an
    /// agency ask may have none.
    #[serde(default)]
    pub rules: Vec<Rule>,
    /// What is often cited and is no basis for asking, or only with a ruling of counsel.
    #[serde(default)]
    pub citations: Vec<Citation>,
    /// Needs for one category that cover another one too.
    #[serde(default)]
    pub covers: Vec<Cover>,
    /// Words that show which level of law an authority belongs to.
    #[serde(default)]
    pub authorities: Vec<Authority>,
    /// Words in an offense that show that it is none: civil immigration violations.
    #[serde(default)]
    pub no_offenses: Vec<Text>,
    /// The test that a necessary question must pass, printed beside the reason that a service gives.
    #[serde(default)]
    pub necessity_test: Localized,
    /// How the policy reads what the law leaves open: the assumptions of every report.
    #[serde(default)]
    pub readings: Vec<Reading>,
    /// What each basis of a need must contain, where the usual keys are not what the law asks for.
    #[serde(default, skip_serializing_if = "is_none")]
    pub bases: Vec<BasisKeys>,
    /// What the law makes an agency ask: shown as a conflict where another policy forbids it.
    #[serde(default, skip_serializing_if = "is_none")]
    pub must_ask: Vec<MustAsk>,
    /// Senses of words that the law does not mean: they ask nothing.
    #[serde(default, skip_serializing_if = "is_none")]
    pub senses_ignored: Vec<Sense>,
    /// Senses of words that the law means outright, where the lexicons have them a proxy or leave them out.
    #[serde(default, skip_serializing_if = "is_none")]
    pub senses_direct: Vec<Sense>,
    /// Strip takes questions out of a form that another government prescribes, as out of the city's own.
    #[serde(default, skip_serializing_if = "is_false")]
    pub strips_external: bool,
    /// The categories that the law names, in its own words. For people: the guard does not get them.
    #[serde(default, skip_serializing_if = "is_none")]
    pub categories: Vec<Named>,
    /// Whom the law speaks of. For people.
    #[serde(default, skip_serializing_if = "is_none")]
    pub audiences: Vec<Addressed>,
    /// What the law makes an agency do with its forms. For people.
    #[serde(default, skip_serializing_if = "is_none")]
    pub duties: Vec<Duty>,
    /// Higher laws that may take this one's force away. For people; the loader makes assumptions of them.
    #[serde(default, skip_serializing_if = "is_none")]
    pub preempted_by: Vec<Preemption>,
}

/// Whether a list is empty: lists that most policies lack are not written.
fn is_none<T>(list: &[T]) -> bool {
    list.is_empty()
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
    /// When it was adopted and amended, as far as is known. For people.
    #[serde(default, skip_serializing_if = "str::is_empty")]
    pub adopted: Text,
    /// What the policy was written from. For people.
    #[serde(default, skip_serializing_if = "str::is_empty")]
    pub source: Text,
    /// How far the policy was checked against the law's text.
    #[serde(default, skip_serializing_if = "Evidence::is_text_seen")]
    pub evidence: Evidence,
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
    /// How far it was checked against the law's text, where that is less than for the law as a whole.
    #[serde(default, skip_serializing_if = "Evidence::is_text_seen")]
    pub evidence: Evidence,
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
    pub categories: Vec<Category>,
    /// Asks of which kind; none means both.
    #[serde(default)]
    pub how: Vec<How>,
    /// Audiences it applies to; none means all.
    #[serde(default)]
    pub audiences: Vec<Audience>,
    /// Applies only where one of these holds; none means always.
    #[serde(default)]
    pub when: Vec<When>,
    /// The verdict without a need that the rule accepts.
    pub verdict: Verdict,
    /// The verdict for an optional question that the service lists as its own statistics.
    #[serde(default)]
    pub statistics: Option<Verdict>,
    /// No need clears it.
    #[serde(default)]
    pub absolute: bool,
    /// An optional question is not covered by it: the law minds only what must be answered.
    #[serde(default)]
    pub optional_cures: bool,
    /// The bases of a need that it accepts.
    #[serde(default)]
    pub accepts: Vec<Basis>,
    /// The levels of law that it accepts for [`Basis::RequiredByLaw`]; none means all.
    #[serde(default)]
    pub levels: Vec<Level>,
    /// Citations that its needs may rest on as they stand; a need of law that cites none of them wants a ruling of counsel.
    /// None means that all may.
    #[serde(default, skip_serializing_if = "is_none")]
    pub without_ruling: Vec<Text>,
    /// Where one of these asks, a violation is for review.
    #[serde(default, skip_serializing_if = "is_none")]
    pub review_for: Vec<Asker>,
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
    pub cites: Vec<Text>,
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
    pub authority: Vec<Text>,
    /// The category that it covers too.
    pub category: Category,
    /// Asks of this kind only.
    pub how: How,
    /// In these audiences; none means all.
    #[serde(default)]
    pub audiences: Vec<Audience>,
}

/// Words that show the level of law of an authority.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Authority {
    /// The level.
    pub level: Level,
    /// Words, compared without points, spaces and case.
    pub marks: Vec<Text>,
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
    /// The value of the switch that this reading is; `""` for the one that the rules have as they are written.
    #[serde(default, skip_serializing_if = "str::is_empty")]
    pub value: Text,
    /// The value that the rules have as they are written, e.g. `yes`; `""` if this reading is no switch. The loader puts it
    /// into `value`; the guard does not get it.
    #[serde(default, skip_serializing_if = "str::is_empty")]
    pub default: Text,
    /// What other values would change. The loader puts the chosen one into force; the guard does not get them.
    #[serde(default, skip_serializing_if = "is_none")]
    pub choices: Vec<Choice>,
}

/// Another value of a switch, and what it changes; what changes several rules in several ways is several choices of one
/// value, the first of which has the text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Choice {
    /// The value, e.g. `no`.
    pub value: Text,
    /// What is assumed then.
    pub text: Localized,
    /// The rules that change.
    #[serde(default, skip_serializing_if = "is_none")]
    pub rules: Vec<Text>,
    /// Their verdict then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub verdict: Option<Verdict>,
    /// Their verdict for the service's own statistics then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub statistics: Option<Verdict>,
    /// No need clears them then.
    #[serde(default, skip_serializing_if = "is_false")]
    pub absolute: bool,
    /// Categories that they apply to then, too.
    #[serde(default, skip_serializing_if = "is_none")]
    pub with: Vec<Category>,
    /// Categories that they do not apply to then.
    #[serde(default, skip_serializing_if = "is_none")]
    pub without: Vec<Category>,
    /// A condition that they do not know then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub drop_when: Option<When>,
    /// Citations that their needs may rest on as they stand then.
    #[serde(default, skip_serializing_if = "is_none")]
    pub without_ruling: Vec<Text>,
    /// Where one of these asks, their violations are for review then.
    #[serde(default, skip_serializing_if = "is_none")]
    pub review_for: Vec<Asker>,
    /// Strip takes questions out of a form that another government prescribes then.
    #[serde(default, skip_serializing_if = "is_false")]
    pub strips_external: bool,
    /// Senses of words that ask nothing then.
    #[serde(default, skip_serializing_if = "is_none")]
    pub ignores: Vec<Sense>,
    /// Senses of words that ask outright then.
    #[serde(default, skip_serializing_if = "is_none")]
    pub direct: Vec<Sense>,
    /// They are taken out.
    #[serde(default, skip_serializing_if = "is_false")]
    pub off: bool,
}

fn is_false(value: &bool) -> bool {
    !value
}

/// What a need of one basis must contain.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct BasisKeys {
    /// The basis.
    pub basis: Basis,
    /// The keys of a need that must be filled in; who reviewed it, when and until when always must.
    pub requires: Vec<NeedKey>,
}

/// What a law makes an agency ask.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct MustAsk {
    /// The section that says so, one of [`Policy::sections`].
    pub section: Text,
    /// What it makes the agency ask.
    pub categories: Vec<Category>,
    /// Of whom; none means all.
    #[serde(default)]
    pub audiences: Vec<Audience>,
    /// For which services, by their ids; none means that it may be any: the report says so.
    #[serde(default)]
    pub services: Vec<Text>,
    /// What it says, in plain words.
    pub why: Localized,
}

/// A category as the law names it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Named {
    /// The category.
    pub category: Category,
    /// The section that names it, one of [`Policy::sections`].
    pub section: Text,
    /// The law's words for it, or how they are read.
    #[serde(default)]
    pub note: Text,
}

/// An audience that the law speaks of.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Addressed {
    /// The audience.
    pub audience: Audience,
    /// Who that is, in the law's words.
    pub who: Text,
}

/// What a law makes an agency do with its forms.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Duty {
    /// What kind of thing.
    pub kind: DutyKind,
    /// The section that says so, one of [`Policy::sections`].
    pub section: Text,
    /// What exactly.
    pub text: Localized,
    /// How far it was checked against the law's text.
    #[serde(default, skip_serializing_if = "Evidence::is_text_seen")]
    pub evidence: Evidence,
}

/// A higher law that may take a policy's force away.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Preemption {
    /// Its citation.
    pub citation: Text,
    /// What it takes away.
    pub text: Localized,
    /// How far it was checked.
    #[serde(default, skip_serializing_if = "Evidence::is_text_seen")]
    pub evidence: Evidence,
}
