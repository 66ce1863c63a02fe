//! Findings about a form as a whole: how it is sent, what becomes of the needs, laws that contradict each other.

use std::borrow::Cow;

use super::{
    Audience, Config, Policy, Remedy, Verdict, citation, disclose,
    fingerprint::Fingerprints,
    messages::fill,
    policy::{Rule, Text},
};
use crate::{
    category::{Category, How},
    detect::Ask,
    form::{Form, FormElement, Kind},
    report::{Finding, NeedReport, NeedState, RemedyText},
};

/// What is said of a form: under which rule of which policy.
struct Said<'a> {
    id: &'static str,
    category: Category,
    verdict: Verdict,
    policy: &'a Policy,
    provision: &'a Text,
    section: &'a Text,
    message: String,
    remedy: RemedyText,
    fingerprint: String,
}

fn about_form(said: Said) -> Finding {
    Finding {
        rule: Cow::Borrowed(said.id),
        category: said.category,
        how: How::Direct,
        verdict: said.verdict,
        policy: said.policy.id.clone(),
        provision: said.provision.clone(),
        citation: citation(said.section, said.policy),
        message: said.message,
        remedy: said.remedy,
        evidence: Vec::new(),
        question: None,
        #[cfg(feature = "html")]
        remedies: Vec::new(),
        need: None,
        also: Vec::new(),
        fingerprint: said.fingerprint,
    }
}

/// The first policy that speaks of a category, with the rule that is tried last (or first).
fn speaks_of(config: &Config, category: Category, last: bool) -> Option<(&Policy, &Rule)> {
    config.policies.iter().find_map(|policy| {
        let rules = policy.rules.iter().filter(|rule| rule.categories.contains(&category));
        let rule =
            if last { rules.max_by_key(|rule| rule.rank()) } else { rules.min_by_key(|rule| rule.rank()) };
        Some((policy, rule?))
    })
}

/// Form elements that send asks in the address or to third parties.
pub(super) fn disclosures(
    form: &Form,
    asks: &[Vec<Ask>],
    config: &Config,
    prints: &mut Fingerprints,
    out: &mut Vec<Finding>,
) {
    let Some((policy, rule)) = speaks_of(config, Category::Disclosure, false) else { return };
    let mut holds_ask = vec![false; form.sections.len()];
    for (question, asks) in form.questions.iter().zip(asks) {
        let holds = !asks.is_empty() && question.kind != Kind::Statement;
        if let Some(held) = question.form.and_then(|at| holds_ask.get_mut(at as usize)) {
            *held |= holds;
        }
    }
    let say = &config.locale.messages().say;
    for (element, _) in form.sections.iter().zip(holds_ask).filter(|(_, holds)| *holds) {
        let third = third_parties(element, config);
        let host = third.join(", ");
        let get = element.method == "get" || element.buttons.iter().any(|(_, method)| method == "get");
        let rows = [
            ("form/get", get, say.get_form.to_owned(), say.get_fix),
            ("form/third-party", !third.is_empty(), fill(say.host_form, &[&host]), say.host_fix),
        ];
        for (id, _, message, fix) in rows.into_iter().filter(|row| row.1) {
            out.push(about_form(Said {
                id,
                category: Category::Disclosure,
                verdict: rule.verdict,
                policy,
                provision: &rule.id,
                section: &rule.section,
                message: [message.as_str(), config.locale.pick(&rule.why)].join(" "),
                remedy: RemedyText { kind: rule.remedy, text: fix.to_owned() },
                fingerprint: prints.of_words(Category::Disclosure, &[id, &host, &element.title]),
            }));
        }
    }
}

/// The hosts that a form, or one of its buttons, sends to and that are none of the city's; each once.
fn third_parties(element: &FormElement, config: &Config) -> Vec<String> {
    let mut hosts: Vec<String> = Vec::new();
    for action in std::iter::once(&element.action).chain(element.buttons.iter().map(|(action, _)| action)) {
        let Some(host) = disclose::host(action) else { continue };
        let own = config.policies.iter().any(|policy| disclose::is_own(&host, &policy.hosts));
        if !own && !hosts.contains(&host) {
            hosts.push(host);
        }
    }
    hosts
}

/// Needs that do not count, or that no question uses: each is for somebody to mend.
pub(super) fn needs(
    needs: &[NeedReport],
    config: &Config,
    prints: &mut Fingerprints,
    out: &mut Vec<Finding>,
) {
    let say = &config.locale.messages().say;
    for (place, need) in needs.iter().enumerate() {
        let id = match need.state {
            NeedState::Incomplete => "need/incomplete",
            NeedState::Expired => "need/expired",
            NeedState::NotAcceptable => "need/not-acceptable",
            NeedState::Unused => "need/unused",
            // A name in its scope that no question has.
            NeedState::Valid if !need.message.is_empty() => "need/unused",
            // A warning: it counts, but for more than it should.
            NeedState::Blanket => "need/blanket",
            NeedState::Valid => continue,
        };
        let Some((policy, rule)) = speaks_of(config, need.category, true) else { continue };
        let name = config.locale.category_name(need.category);
        let state = id.split('/').next_back().unwrap_or("");
        let mut found = about_form(Said {
            id,
            category: need.category,
            verdict: Verdict::Review,
            policy,
            provision: &rule.id,
            section: &rule.section,
            message: [fill(say.need_finding, &[name, state]), need.message.clone()].join(" "),
            remedy: RemedyText { kind: Remedy::MendNeed, text: say.need_fix.to_owned() },
            fingerprint: prints.of_words(need.category, &[id, &need.authority, &need.reason]),
        });
        found.need = Some(place);
        out.push(found);
    }
}

/// The rule of a finding that one law makes the City ask what another does not let it.
pub(crate) const CONFLICT: &str = "conflict/must-ask";

/// Questions that one law makes an agency ask and another does not let it: each pair of provisions once, for counsel.
pub(super) fn conflicts(
    findings: &[Finding],
    audience: Audience,
    config: &Config,
    prints: &mut Fingerprints,
    out: &mut Vec<Finding>,
) {
    let say = &config.locale.messages().say;
    let service = config.service.as_ref().map_or("", |service| &service.id);
    let first = out.len();
    for finding in findings.iter().filter(|finding| finding.verdict > Verdict::Permitted) {
        let Some(against) = config.policies.iter().find(|policy| policy.id == finding.policy) else {
            continue;
        };
        for policy in &config.policies {
            for must in policy.must_ask.iter() {
                let applies = must.categories.contains(&finding.category)
                    && (must.audiences.is_empty() || must.audiences.contains(&audience))
                    && (must.services.is_empty() || must.services.iter().any(|id| id == service));
                let (section, other) = (&must.section, &finding.citation.section);
                let words = [CONFLICT, &policy.id, section, &against.id, other];
                let message = fill(
                    say.conflict,
                    &[&policy.law.title, section, &against.law.title, other, config.locale.pick(&must.why)],
                );
                let known = out.iter().skip(first);
                let known = known.filter(|it| it.category == finding.category);
                if !applies || known.into_iter().any(|it| it.message == message) {
                    continue;
                }
                out.push(about_form(Said {
                    id: CONFLICT,
                    category: finding.category,
                    verdict: Verdict::Review,
                    policy,
                    provision: section,
                    section,
                    message,
                    remedy: RemedyText { kind: Remedy::AskCounsel, text: say.conflict_fix.to_owned() },
                    fingerprint: prints.of_words(finding.category, &words),
                }));
            }
        }
    }
}
