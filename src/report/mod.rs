//! The report: what was found in one form, as plain data.
//!
//! The names and shapes of its fields are a promise to other tools: JSON and JavaScript carry them as they stand here.

#[cfg(feature = "cli")]
pub mod excerpt;
#[cfg(feature = "html")]
pub mod lines;
#[cfg(feature = "cli")]
pub mod sarif;
#[cfg(feature = "cli")]
pub mod text;

use crate::gather::Gather;
use serde::Serialize;

#[cfg(feature = "html")]
use crate::judge::remedies::RemedyOption;

use crate::{
    category::{Category, How},
    detect::Ask,
    form::{Form, Question},
    judge::{
        Asker, Audience, Basis, Date, Level, Remedy, Verdict,
        policy::{Evidence, Text},
    },
};

/// What was found in one form.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Report {
    /// The file, as it was named to us; `""` if there is none.
    pub file: String,
    /// The version of this crate.
    pub version: &'static str,
    /// The law that it was judged under; of several the first.
    pub policy: PolicyRef,
    /// All laws that it was judged under.
    pub policies: Vec<PolicyRef>,
    /// The service that it was judged for; none if none was named.
    pub service: Option<ServiceRef>,
    /// Whether everything was read and could be decided on; if not, `limits` says what was not.
    pub complete: bool,
    /// The day it was judged on.
    pub today: Date,
    /// The readings of the law that the policy takes, and what was assumed about the service.
    pub assumptions: Vec<Assumption>,
    /// How many of each.
    pub counts: Counts,
    /// Findings about statements, about the form as a whole and about the needs: flagged, never stripped.
    pub form_findings: Vec<Finding>,
    /// Findings about questions, in document order.
    pub findings: Vec<Finding>,
    /// The needs that the service declares, with what became of each.
    pub needs: Vec<NeedReport>,
    /// The fingerprints' questions that were taken out: filled by strip.
    pub stripped: Vec<Stripped>,
    /// What still speaks of questions that were taken out: filled by strip of a source. Not in the guard.
    #[cfg(feature = "html")]
    pub dangling: Vec<crate::strip::dangling::Dangling>,
    /// Findings that somebody has looked at and found to be none. On the command line only.
    #[cfg(feature = "cli")]
    pub suppressed: Vec<Suppressed>,
    /// What was not read, cut or could not be decided, each a sentence.
    pub limits: Vec<String>,
}

/// A finding that somebody has looked at and found to be none.
#[cfg(feature = "cli")]
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Suppressed {
    /// The finding.
    pub finding: Finding,
    /// Why it is none.
    pub reason: String,
    /// Who says so.
    pub author: String,
    /// When.
    pub date: Date,
}

/// The law that a report was made under.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[allow(missing_docs)] // as in judge::policy
pub struct PolicyRef {
    pub id: Text,
    pub title: Text,
    pub citation: Text,
    pub as_of: Date,
    pub status: Text,
    pub evidence: Evidence,
}

/// The service that a report was made for.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[allow(missing_docs)] // as in judge::service
pub struct ServiceRef {
    pub id: Text,
    pub title: Text,
    pub agency: Text,
    pub audience: Audience,
    pub external_form: bool,
    pub run_by: Asker,
}

/// Something that the report takes as given.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Assumption {
    /// The policy that takes it; `""` for what was assumed about the form or the service.
    pub policy: Text,
    /// A short name.
    pub id: Text,
    /// The value of the switch that it is; `""` if it is none.
    pub value: Text,
    /// A sentence.
    pub text: Text,
}

/// How many of each.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Counts {
    /// Questions that were read, statements not counted.
    pub questions: usize,
    /// Findings that are violations.
    pub violations: usize,
    /// Findings that a person must decide.
    pub reviews: usize,
    /// Findings that a valid need covers.
    pub permitted: usize,
    /// Questions without a finding.
    pub passed: usize,
}

/// An ask, judged.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Finding {
    /// The rule that saw it (`askless rules`), e.g. `en/immigration.citizenship`.
    pub rule: Text,
    /// What is asked for.
    pub category: Category,
    /// Outright or by proxy.
    pub how: How,
    /// What was decided.
    pub verdict: Verdict,
    /// The policy that decided it: of several the strictest.
    pub policy: Text,
    /// The rule of the policy that decided it, e.g. `gate`.
    pub provision: Text,
    /// The section of the law.
    pub citation: CitationRef,
    /// What is asked and why it may not be, in plain words.
    pub message: String,
    /// What to do.
    pub remedy: RemedyText,
    /// All that can be done, `remedy` first, each with its next step. Not in the guard.
    #[cfg(feature = "html")]
    pub remedies: Vec<RemedyOption>,
    /// The words that show it, strongest first; empty for findings about a form or a need.
    pub evidence: Vec<EvidenceText>,
    /// The question; none for findings about a form or a need.
    pub question: Option<QuestionRef>,
    /// The place in `needs` of the need that covers it, or that was declared for it and does not.
    pub need: Option<usize>,
    /// What the other policies decide.
    pub also: Vec<AlsoRef>,
    /// The same for the same question wherever it stands: 16 hexadecimal digits, then `-2`, `-3`, … for repetitions.
    pub fingerprint: String,
}

/// What another policy decides about the same ask.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct AlsoRef {
    /// The policy.
    pub policy: Text,
    /// The section that it applies.
    pub section: Text,
    /// Its verdict, which is no stricter than the finding's.
    pub verdict: Verdict,
}

/// A section of a law.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CitationRef {
    /// As it is cited, e.g. `2-929`.
    pub section: Text,
    /// Where it can be read.
    pub url: Option<Text>,
}

/// What to do about a finding.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RemedyText {
    /// What kind of thing.
    pub kind: Remedy,
    /// What exactly.
    pub text: String,
}

/// Words that show an ask.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct EvidenceText {
    /// The kind of slot, e.g. `name`, `help`, `choice`.
    pub slot: &'static str,
    /// Where the words begin in the slot's text, in bytes (UTF-8).
    pub start: usize,
    /// Where they end.
    pub end: usize,
    /// The words.
    pub text: String,
    /// The slot's place in [`Question::slots`].
    #[serde(skip)]
    pub index: usize,
}

/// A question in a report.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct QuestionRef {
    /// Its id.
    pub id: String,
    /// The words that name it to a person.
    pub label: String,
    /// A CSS selector of its first control, where it was read from a page: filled by [`Report::locate`].
    pub selector: Option<String>,
    /// Where its first control stands in the source, where it was read from one: filled by [`Report::locate`].
    pub span: Option<Span>,
    /// Its place in [`Form::questions`].
    #[serde(skip)]
    pub index: usize,
}

/// A place in a source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
}

/// A declared need, and what became of it.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[allow(missing_docs)] // most fields are as in judge::service
pub struct NeedReport {
    pub category: Category,
    pub basis: Basis,
    pub level: Option<Level>,
    pub authority: Text,
    pub reason: Text,
    pub offense: Text,
    pub scope: Vec<Text>,
    pub reviewed_by: Text,
    pub as_of: Option<Date>,
    pub review_by: Option<Date>,
    pub counsel_ruling: Text,
    /// What became of it.
    pub state: NeedState,
    /// Why, and what to do; `""` if there is nothing to say.
    pub message: String,
    /// The test that a necessary question must pass; `""` for other bases.
    pub test: Text,
    /// The ids of the questions that it covers.
    pub questions: Vec<String>,
}

/// What became of a need.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum NeedState {
    /// It counts.
    Valid,
    /// It counts, but is for the whole form: name the questions.
    Blanket,
    /// A part that every need must have is missing.
    Incomplete,
    /// Its review is overdue.
    Expired,
    /// The policy does not accept it for this category, audience or question.
    NotAcceptable,
    /// It counts, but no question uses it.
    Unused,
}

impl NeedState {
    /// The word that reports use.
    pub fn id(self) -> &'static str {
        match self {
            NeedState::Valid => "valid",
            NeedState::Blanket => "blanket",
            NeedState::Incomplete => "incomplete",
            NeedState::Expired => "expired",
            NeedState::NotAcceptable => "not-acceptable",
            NeedState::Unused => "unused",
        }
    }
}

/// A question that was taken out.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Stripped {
    /// The question.
    pub question: QuestionRef,
    /// The names of its controls: what the server will not get any more.
    pub names: Vec<String>,
    /// The fingerprints of the findings it was taken out for.
    pub fingerprints: Vec<String>,
}

/// Where a question stands, as its reader knows it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Place {
    /// In a page.
    pub selector: Option<String>,
    /// In a source.
    pub span: Option<Span>,
}

impl Report {
    /// Fills in where each finding's question stands. `place` is called only for questions with a finding.
    pub fn locate(&mut self, form: &Form, place: &mut dyn FnMut(&Question) -> Place) {
        for finding in self.form_findings.iter_mut().chain(&mut self.findings) {
            let Some(reference) = &mut finding.question else { continue };
            if let Some(question) = form.questions.get(reference.index) {
                let Place { selector, span } = place(question);
                reference.selector = selector;
                reference.span = span;
            }
        }
    }

    /// Counts the findings anew, after some were taken out.
    #[cfg(feature = "cli")]
    pub fn recount(&mut self) {
        let of = |verdict| self.all().filter(|finding| finding.verdict == verdict).count();
        let (violations, reviews, permitted) =
            (of(Verdict::Violation), of(Verdict::Review), of(Verdict::Permitted));
        self.counts = Counts { violations, reviews, permitted, ..self.counts };
    }

    /// All findings: those about statements, forms and needs first.
    pub fn all(&self) -> impl Iterator<Item = &Finding> {
        self.form_findings.iter().chain(&self.findings)
    }
}

/// The words of a question that show an ask. Places that the question does not have are left out.
pub fn evidence(question: &Question, ask: &Ask) -> Vec<EvidenceText> {
    let shown = ask.evidence.iter().filter_map(|evidence| {
        let slot = question.slots.get(evidence.slot)?;
        let text = slot.text.get(evidence.start..evidence.end)?.to_owned();
        let (start, end, index) = (evidence.start, evidence.end, evidence.slot);
        Some(EvidenceText { slot: slot.kind.id(), start, end, text, index })
    });
    shown.gather()
}
