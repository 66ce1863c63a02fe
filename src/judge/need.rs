//! Needs: which of a service's claims count, and what becomes of each.

use super::{
    Audience, Basis, Category, Config, Level,
    cite::{has_citation, has_mark, parts},
    messages::fill,
    policy::{NeedKey, Policy, Rule},
    service::Need,
};
use crate::{
    detect::Ask,
    form::{Form, Question, SlotKind},
    letters::{find, lowercase},
    report::{NeedReport, NeedState},
};

/// A declared need and what is known of it so far.
pub(super) struct Assessed<'a> {
    pub need: &'a Need,
    /// Before its use is known: valid, blanket, incomplete, expired or not acceptable.
    pub state: NeedState,
    /// Why, where it does not count.
    pub message: String,
    /// It lacks nothing but the ruling of counsel that the policy asks for.
    pub wants_ruling: bool,
    /// The places of the questions that it covers.
    pub covers: Vec<usize>,
    /// The rule that did not accept it for a question that it matches.
    pub overridden: Option<&'a Rule>,
    /// A rule that accepts it wants a ruling of counsel on the law that it cites.
    pub unruled: bool,
    /// It clears a statement.
    pub clears_statement: bool,
}

impl<'a> Assessed<'a> {
    /// Whether it can make an ask permitted.
    pub fn counts(&self) -> bool {
        matches!(self.state, NeedState::Valid | NeedState::Blanket)
    }

    /// Whether it is of a basis, and a level of law, that the rule accepts.
    pub fn is_accepted_by(&self, rule: &Rule) -> bool {
        let level_fits = self.need.basis != Basis::RequiredByLaw
            || rule.levels.is_empty()
            || self.need.level.is_some_and(|level| rule.levels.contains(&level));
        rule.accepts.contains(&self.need.basis) && level_fits
    }

    /// Whether the rule wants a ruling of counsel on the law that it cites, and it has none.
    pub fn lacks_ruling(&self, rule: &Rule) -> bool {
        let settled = |part: &str| rule.without_ruling.iter().any(|cite| has_citation(part, cite));
        !rule.without_ruling.is_empty()
            && self.need.basis == Basis::RequiredByLaw
            && self.need.counsel_ruling.trim().is_empty()
            && !parts(&self.need.authority).any(settled)
    }

    /// Whether it was declared for this ask of this question.
    pub fn matches(&self, question: &Question, ask: &Ask, audience: Audience, policy: &Policy) -> bool {
        let need = self.need;
        let covered = need.category == ask.category
            || policy.covers.iter().any(|cover| {
                cover.need == need.category
                    && cover.category == ask.category
                    && cover.how == ask.how
                    && (cover.audiences.is_empty() || cover.audiences.contains(&audience))
                    && cover.authority.iter().any(|mark| has_mark(&need.authority, mark))
            });
        covered && (need.scope.is_empty() || need.scope.iter().any(|name| is_named(question, name)))
    }
}

/// Whether a question is called by this name: its id, or the name or id of one of its controls.
pub(super) fn is_named(question: &Question, name: &str) -> bool {
    question.id == name || question.texts(SlotKind::Machine).any(|text| text == name)
}

/// What can be said of each need before any question is looked at.
pub(super) fn assess<'a>(policy: &'a Policy, config: &'a Config, audience: Audience) -> Vec<Assessed<'a>> {
    let needs = config.service.as_ref().map_or(&[][..], |service| &service.needs);
    needs
        .iter()
        .map(|need| {
            let (state, message, wants_ruling) = state(need, policy, config, audience);
            let (covers, overridden, unruled, clears_statement) = (Vec::new(), None, false, false);
            Assessed { need, state, message, wants_ruling, covers, overridden, unruled, clears_statement }
        })
        .collect()
}

/// What cannot be mended comes first, then what is missing, then what is overdue.
fn state(need: &Need, policy: &Policy, config: &Config, audience: Audience) -> (NeedState, String, bool) {
    let locale = config.locale;
    let say = &locale.messages().say;
    let not_acceptable = |message: String| (NeedState::NotAcceptable, message, false);
    let incomplete = |message: String| (NeedState::Incomplete, message, false);

    let barred = policy.citations.iter().find(|citation| {
        let cited = |part: &str| citation.cites.iter().any(|cite| has_citation(part, cite));
        !citation.with_ruling
            && parts(&need.authority).next().is_some()
            && parts(&need.authority)
                .all(|part| cited(part) || !part.bytes().any(|byte| byte.is_ascii_digit()))
            && parts(&need.authority).any(cited)
    });
    if let Some(citation) = barred {
        return not_acceptable(locale.pick(&citation.why).to_owned());
    }
    if need.basis == Basis::CriminalInvestigation {
        if audience != Audience::PoliceInvestigation {
            return not_acceptable(say.need_audience.to_owned());
        }
        if let Some(mark) = policy.no_offenses.iter().find(|mark| is_offense_mark(&need.offense, mark)) {
            return not_acceptable(fill(say.need_offense, &[mark]));
        }
    }

    let missing = missing(need, policy);
    if !missing.is_empty() {
        return incomplete(fill(say.need_missing, &[&missing.join(", ")]));
    }
    let texts = [&need.authority, &need.reason, &need.offense, &need.reviewed_by, &need.counsel_ruling];
    if texts.into_iter().any(|text| find(&lowercase(text), UNCONFIRMED).is_some()) {
        return incomplete(fill(say.need_unconfirmed, &[UNCONFIRMED]));
    }
    let today = config.today;
    if let Some(as_of) = need.as_of.filter(|as_of| *as_of > today) {
        return incomplete(fill(say.need_future, &[&as_of.text()]));
    }
    if let Some(end) = need.review_by.filter(|end| need.as_of.is_some_and(|as_of| *end < as_of)) {
        return incomplete(fill(say.need_order, &[&end.text()]));
    }
    if let (Basis::RequiredByLaw, Some(level)) = (need.basis, need.level) {
        let is_of = |level: Level| {
            let mut marks = policy.authorities.iter().filter(move |known| known.level == level);
            marks.any(|known| known.marks.iter().any(|mark| has_mark(&need.authority, mark)))
        };
        let known = policy.authorities.iter().any(|known| is_of(known.level));
        let must = policy.authorities.iter().any(|known| known.level == level && known.needed);
        if !is_of(level) && (known && level != Level::Court) {
            return incomplete(fill(say.need_level, &[level.id()]));
        }
        if !is_of(level) && (must || !need.authority.bytes().any(|byte| byte.is_ascii_digit())) {
            return incomplete(fill(say.need_authority, &[level.id()]));
        }
    }
    if let Some(end) = need.review_by.filter(|end| *end < today) {
        return (NeedState::Expired, fill(say.need_expired, &[&end.text()]), false);
    }
    let ruling = policy.citations.iter().find(|citation| {
        citation.with_ruling
            && parts(&need.authority).any(|part| citation.cites.iter().any(|cite| has_citation(part, cite)))
    });
    if let Some(citation) = ruling.filter(|_| need.counsel_ruling.trim().is_empty()) {
        return (NeedState::Incomplete, locale.pick(&citation.why).to_owned(), true);
    }
    match need.scope.is_empty() {
        true => (NeedState::Blanket, say.need_blanket.to_owned(), false),
        false => (NeedState::Valid, String::new(), false),
    }
}

fn is_offense_mark(offense: &str, mark: &str) -> bool {
    if mark.bytes().any(|byte| byte.is_ascii_digit()) {
        has_citation(offense, mark)
    } else {
        has_mark(offense, mark)
    }
}

/// The mark of what nobody has checked yet, in any text of a need: such a need never counts. Templates carry it.
pub const UNCONFIRMED: &str = "to be confirmed";

/// What people write where a file wants words and there are none.
const NOTHING: [&str; 6] = ["none", "n/a", "na", "unknown", "tbd", "-"];

/// The keys that a need of this basis must have and this one lacks.
fn missing(need: &Need, policy: &Policy) -> Vec<&'static str> {
    use NeedKey::*;
    let usual: &[NeedKey] = match need.basis {
        Basis::RequiredByLaw => &[Level, Authority, Reason],
        Basis::Necessary => &[Reason],
        Basis::CriminalInvestigation => &[Offense],
    };
    let own = policy.bases.iter().find(|keys| keys.basis == need.basis);
    let mut missing = Vec::new();
    for key in own.map_or(usual, |keys| &keys.requires) {
        let text = match key {
            Level => need.level.map_or("", super::Level::id),
            Authority => &need.authority,
            Reason => &need.reason,
            Offense => &need.offense,
            CounselRuling => &need.counsel_ruling,
            Scope => need.scope.first().map_or("", |name| name),
        };
        let text = text.trim();
        if text.is_empty() || NOTHING.contains(&lowercase(text).as_str()) {
            missing.push(key.id());
        }
    }
    let always = [
        ("reviewed-by", need.reviewed_by.trim().is_empty()),
        ("as-of", need.as_of.is_none()),
        ("review-by", need.review_by.is_none()),
    ];
    missing.extend(always.into_iter().filter_map(|(key, lacks)| lacks.then_some(key)));
    missing
}

/// The needs as the report shows them: of several policies the strictest state of each. Unused ones are named only where
/// the whole form was read.
pub(super) fn report(
    needs: Vec<Vec<Assessed>>,
    form: &Form,
    complete: bool,
    config: &Config,
) -> Vec<NeedReport> {
    let mut strictest: Vec<NeedReport> = Vec::new();
    for (policy, needs) in config.policies.iter().zip(needs) {
        for (place, need) in under(policy, needs, form, complete, config).into_iter().enumerate() {
            match strictest.get_mut(place) {
                Some(known) if strictness(&known.state) < strictness(&need.state) => *known = need,
                Some(_) => {}
                None => strictest.push(need),
            }
        }
    }
    strictest
}

/// A need that only some policies speak of is used; one that any of them refuses is refused.
fn strictness(state: &NeedState) -> u8 {
    match state {
        NeedState::Unused => 0,
        NeedState::Valid | NeedState::Blanket => 1,
        NeedState::Expired => 2,
        NeedState::Incomplete => 3,
        NeedState::NotAcceptable => 4,
    }
}

fn under(
    policy: &Policy,
    needs: Vec<Assessed>,
    form: &Form,
    complete: bool,
    config: &Config,
) -> Vec<NeedReport> {
    let locale = config.locale;
    let say = &locale.messages().say;
    needs
        .into_iter()
        .map(|assessed| {
            let counts = assessed.counts();
            let Assessed {
                need, mut state, mut message, covers, overridden, unruled, clears_statement, ..
            } = assessed;
            let used = !covers.is_empty() || clears_statement;
            let names = |question: &Question, name: &str| is_named(question, name);
            let stray: Vec<&str> = need
                .scope
                .iter()
                .filter(|name| {
                    !covers.iter().filter_map(|at| form.questions.get(*at)).any(|it| names(it, name))
                })
                .map(|name| &**name)
                .collect();
            if counts && unruled {
                state = NeedState::Incomplete;
                message = fill(say.need_missing, &[NeedKey::CounselRuling.id()]);
            } else if let (true, false, Some(rule)) = (counts, used, overridden) {
                state = NeedState::NotAcceptable;
                message = fill(say.need_overridden, &[&rule.id, &rule.section]);
            } else if counts && complete && !clears_statement && !(used && stray.is_empty()) {
                if !used {
                    state = NeedState::Unused;
                }
                message = match stray.is_empty() {
                    true => say.need_unused.to_owned(),
                    false => fill(say.need_scope_unused, &[&stray.join(", ")]),
                };
            }
            NeedReport {
                category: need.category,
                basis: need.basis,
                level: need.level,
                authority: need.authority.clone(),
                reason: need.reason.clone(),
                offense: need.offense.clone(),
                scope: need.scope.clone(),
                reviewed_by: need.reviewed_by.clone(),
                as_of: need.as_of,
                review_by: need.review_by,
                counsel_ruling: need.counsel_ruling.clone(),
                state,
                message,
                test: match need.basis {
                    Basis::Necessary => locale.pick(&policy.necessity_test).to_owned().into(),
                    _ => "".into(),
                },
                questions: covers
                    .iter()
                    .filter_map(|at| form.questions.get(*at))
                    .map(|it| it.id.clone())
                    .collect(),
            }
        })
        .collect()
}

/// Whether a need could let a service deny people by status: a federal law that requires it.
pub(super) fn carries_denial(need: &Need) -> bool {
    need.category == Category::ImmigrationStatus
        && need.basis == Basis::RequiredByLaw
        && need.level == Some(Level::Federal)
}
