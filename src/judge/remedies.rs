//! What else a designer can do about a finding: all remedies that its rule leaves, each with the next step, and texts to put
//! in place of the question.
//!
//! Not in the guard: residents need none of it.

use serde::Serialize;

use super::{
    Audience, Basis, Remedy, Verdict,
    messages::{Locale, fill},
    policy::{Localized, Rule},
};
use crate::{
    category::{Category, How},
    json,
    value::Value,
};

/// One way to deal with a finding.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RemedyOption {
    /// What kind of thing.
    pub kind: Remedy,
    /// What a designer does next.
    pub text: String,
    /// A text to put in place of the question, in English and in Spanish.
    pub wording: Option<Localized>,
}

const MESSAGES: &str = include_str!(concat!(env!("OUT_DIR"), "/remedies.json"));

/// The remedies for an ask of a question or a statement, the rule's own first; none for what is permitted. Of the bases
/// that the rule accepts, those are named that a form for this audience can have.
pub(super) fn remedies(
    (category, how): (Category, How),
    verdict: Verdict,
    rule: &Rule,
    audience: Audience,
    locale: Locale,
) -> Vec<RemedyOption> {
    if verdict == Verdict::Permitted {
        return Vec::new();
    }
    let statement = category >= Category::DeterrentStatement;
    let mut kinds = vec![rule.remedy];
    let all: &[Remedy] = match statement {
        true => &[Remedy::Remove, Remedy::Reword],
        false => &[Remedy::Remove, Remedy::Reword, Remedy::Move, Remedy::Notice, Remedy::DeclareNeed],
    };
    for kind in all.iter().filter(|kind| **kind != rule.remedy) {
        let helps = match kind {
            Remedy::DeclareNeed => !rule.absolute && !rule.accepts.is_empty(),
            // What may never be asked here may not be asked elsewhere, or with a notice.
            Remedy::Move | Remedy::Notice => !rule.absolute,
            _ => true,
        };
        if helps {
            kinds.push(*kind);
        }
    }
    let data = json::parse(MESSAGES).unwrap_or(Value::Null);
    let mut out = Vec::new();
    for kind in kinds {
        let wording = localized(
            &data,
            &["wording", category.id(), if how == How::Direct { "direct" } else { "proxy" }],
        );
        let wording = wording.filter(|_| kind == Remedy::Reword);
        if kind == Remedy::Reword && wording.is_none() && kind != rule.remedy {
            continue;
        }
        let next = if kind == Remedy::Remove && statement { "remove-text" } else { kind.id() };
        let Some(next) = localized(&data, &["next", next]) else { continue };
        let words = |table, ids: Vec<&str>| -> String {
            let words = ids.iter().filter_map(|id| localized(&data, &[table, id]));
            words.map(|words| locale.pick(&words).to_owned()).collect::<Vec<_>>().join(", ")
        };
        let investigates = audience == Audience::PoliceInvestigation;
        let bases =
            rule.accepts.iter().filter(|basis| investigates || **basis != Basis::CriminalInvestigation);
        let mut accepted = words("basis", bases.map(|basis| basis.id()).collect());
        if !rule.levels.is_empty() {
            let levels = words("level", rule.levels.iter().map(|level| level.id()).collect());
            accepted = format!("{accepted} ({levels})");
        }
        out.push(RemedyOption { kind, text: fill(locale.pick(&next), &[&accepted]), wording });
    }
    out
}

fn localized(data: &Value, path: &[&str]) -> Option<Localized> {
    let mut at = data;
    for name in path {
        at = field(at, name)?;
    }
    let text = |name| match field(at, name)? {
        Value::Text(text) => Some(text.clone().into()),
        _ => None,
    };
    Some(Localized { en: text("en")?, es: text("es")? })
}

fn field<'a>(value: &'a Value, name: &str) -> Option<&'a Value> {
    match value {
        Value::Map(map) => map.iter().find(|(key, _)| key == name).map(|(_, value)| value),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::judge::Policy;

    #[test]
    fn every_rule_leaves_something_to_do_in_both_languages() {
        let policy = Policy::hartford();
        for rule in policy.rules.iter() {
            for category in rule.categories.iter() {
                for how in [How::Direct, How::Proxy] {
                    let of = |locale| {
                        remedies((*category, how), Verdict::Violation, rule, Audience::General, locale)
                    };
                    let (en, es) = (of(Locale::En), of(Locale::Es));
                    assert!(!en.is_empty(), "{} {}", rule.id, category.id());
                    assert_eq!(en.len(), es.len());
                    for (en, es) in en.iter().zip(&es) {
                        assert_eq!(en.kind, es.kind);
                        assert_ne!(en.text, es.text);
                        assert!(!en.text.contains("{}") && !es.text.contains("{}"));
                        assert_eq!(en.wording, es.wording, "both languages, whatever the report's");
                    }
                    assert!(
                        remedies((*category, how), Verdict::Permitted, rule, Audience::General, Locale::En)
                            .is_empty()
                    );
                }
            }
        }
    }

    #[test]
    fn absolute_rules_leave_removing_and_rewording_only() {
        let policy = Policy::hartford();
        let rule = policy.rules.iter().find(|rule| rule.id == "police-public").unwrap();
        let kinds = |how| -> Vec<Remedy> {
            let all = remedies(
                (Category::ImmigrationStatus, how),
                Verdict::Violation,
                rule,
                Audience::General,
                Locale::En,
            );
            all.iter().map(|remedy| remedy.kind).collect()
        };
        assert_eq!(kinds(How::Direct), [Remedy::Remove]);
        assert_eq!(kinds(How::Proxy), [Remedy::Remove, Remedy::Reword]);
        let rule = policy.rules.iter().find(|rule| rule.id == "confidential").unwrap();
        let all = remedies(
            (Category::IncomeTaxRecords, How::Direct),
            Verdict::Violation,
            rule,
            Audience::General,
            Locale::Es,
        );
        let kinds: Vec<&str> = all.iter().map(|remedy| remedy.kind.id()).collect();
        assert_eq!(kinds, ["remove", "reword", "move", "notice", "declare-need"]);
        assert!(all[1].wording.as_ref().unwrap().es.contains("menor de"));
        assert!(all[4].text.contains("exigida por ley, necesaria para el servicio"), "{}", all[4].text);
    }

    #[test]
    fn an_investigation_is_named_as_a_basis_only_to_those_who_investigate() {
        let policy = Policy::hartford();
        let rule = policy.rules.iter().find(|rule| rule.id == "confidential").unwrap();
        let of = |audience| {
            let ask = (Category::PublicAssistance, How::Direct);
            remedies(ask, Verdict::Violation, rule, audience, Locale::En).pop().unwrap().text
        };
        assert!(
            of(Audience::General).ends_with("What counts here: required by law, necessary to the service.")
        );
        assert!(
            of(Audience::PoliceInvestigation).ends_with("necessary to the service, criminal investigation.")
        );
    }

    #[test]
    fn of_a_statement_the_text_is_taken_out_and_no_question() {
        let policy = Policy::hartford();
        let rule = policy.rules.iter().find(|rule| rule.id.starts_with("deter")).unwrap();
        let ask = (Category::DeterrentStatement, How::Direct);
        let all = remedies(ask, Verdict::Violation, rule, Audience::General, Locale::En);
        let remove = all.iter().find(|remedy| remedy.kind == Remedy::Remove).unwrap();
        assert_eq!(remove.text, "Take this text out of the form.");
    }
}
