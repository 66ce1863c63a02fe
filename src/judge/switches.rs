//! Switches: readings of the law that a policy's author, or the command line, decides otherwise.
//!
//! A policy file says for each reading its value and what other values would change. Here the chosen value is put into force,
//! so that the judge, and the guard in the page, know only rules.

use super::{
    Policy,
    check::{Problem, nearest},
    policy::{Choice, Evidence, Localized, Reading},
};

/// Puts the switches of a policy into force: `chosen` holds ids and values, the policy's own values stand for the rest.
/// Adds to the readings what the report must say of the law's standing.
///
/// # Errors
/// A value that a switch does not have, with those that it has. Ids that the policy does not know are left to the caller.
pub fn settle(mut policy: Policy, chosen: &[(String, String)]) -> Result<Policy, Problem> {
    for at in 0..policy.readings.len() {
        let Some(reading) = policy.readings.get(at).cloned() else { continue };
        let value = chosen.iter().rev().find(|(id, _)| *id == reading.id).map(|(_, value)| value.as_str());
        let written = if reading.value.is_empty() { &reading.default } else { &reading.value };
        let value = value.unwrap_or(written);
        let choice = reading.choices.iter().find(|choice| choice.value == value);
        // A policy that was settled before has values without defaults.
        let known = value == reading.default || reading.default.is_empty() && value == reading.value;
        if choice.is_none() && !known {
            let values: Vec<&str> = std::iter::once(&reading.default)
                .chain(reading.choices.iter().map(|choice| &choice.value))
                .map(|value| &**value)
                .filter(|value| !value.is_empty())
                .collect();
            let hint =
                nearest(value, &values).map_or(String::new(), |near| format!("did you mean `{near}`? "));
            let remedy = match values.as_slice() {
                [] | [_] => "this reading is no switch: it has no other value".to_owned(),
                _ => format!("{hint}allowed here: {}", values.join(", ")),
            };
            return Err(Problem {
                key: format!("readings[{at}].value"),
                message: format!("the switch `{}` has no value `{value}`", reading.id),
                remedy,
            });
        }
        let text = choice.map_or(&reading.text, |choice| &choice.text).clone();
        let value = value.to_owned().into();
        reading
            .choices
            .iter()
            .filter(|choice| choice.value == value)
            .for_each(|choice| apply(&mut policy, choice));
        if let Some(reading) = policy.readings.get_mut(at) {
            (reading.value, reading.text) = (value, text);
            reading.default = Default::default();
            reading.choices = Default::default();
        }
    }
    let standing = standing(&policy);
    policy.readings.extend(standing);
    Ok(policy)
}

fn apply(policy: &mut Policy, choice: &Choice) {
    let rules = &mut policy.rules;
    if choice.off {
        rules.retain(|rule| !choice.rules.contains(&rule.id));
    }
    for rule in rules.iter_mut().filter(|rule| choice.rules.contains(&rule.id)) {
        rule.verdict = choice.verdict.unwrap_or(rule.verdict);
        rule.statistics = choice.statistics.or(rule.statistics);
        if choice.absolute {
            rule.absolute = true;
            rule.accepts = Default::default();
            rule.levels = Default::default();
        }
        rule.without_ruling.extend(choice.without_ruling.iter().cloned());
        rule.review_for.extend(&choice.review_for);
        rule.categories.extend(&choice.with);
        rule.categories.retain(|category| !choice.without.contains(category));
        if let Some(when) = choice.drop_when {
            rule.when.retain(|known| *known != when);
        }
    }
    policy.strips_external |= choice.strips_external;
    policy.senses_ignored.extend(&choice.ignores);
    policy.senses_direct.extend(&choice.direct);
    // Without its conditions a rule would hold always, without its categories never.
    let conditional =
        |rule: &super::policy::Rule| choice.drop_when.is_some() && choice.rules.contains(&rule.id);
    rules.retain(|rule| !(rule.categories.is_empty() || conditional(rule) && rule.when.is_empty()));
}

/// What the report must say of the law's standing: what was not checked, and what may take its force away.
fn standing(policy: &Policy) -> Vec<Reading> {
    let known = |id: &str| policy.readings.iter().any(|reading| reading.id == id);
    let reading = |id: &'static str, en: String, es: String| Reading {
        id: id.into(),
        text: Localized { en: en.into(), es: es.into() },
        value: "".into(),
        default: "".into(),
        choices: Default::default(),
    };
    let mut out = Vec::new();
    let law = &policy.law;
    if !law.evidence.is_text_seen() && !known("evidence") {
        let (en, es) = words(law.evidence);
        out.push(reading(
            "evidence",
            format!("The text of {} {en}: have it confirmed before relying on this report.", law.citation),
            format!("El texto de {} {es}: hágalo confirmar antes de confiar en este informe.", law.citation),
        ));
    }
    let unseen: Vec<(&str, Evidence)> = policy
        .sections
        .iter()
        .map(|section| (&*section.number, section.evidence))
        .chain(policy.duties.iter().map(|duty| (&*duty.section, duty.evidence)))
        .filter(|(_, evidence)| !evidence.is_text_seen())
        .collect();
    if !unseen.is_empty() && !known("evidence-of-sections") {
        let list = |pick: fn(Evidence) -> &'static str| {
            let mut parts: Vec<String> = unseen
                .iter()
                .map(|(section, evidence)| format!("sec. {section} {}", pick(*evidence)))
                .collect();
            parts.dedup();
            parts.join("; ")
        };
        out.push(reading(
            "evidence-of-sections",
            format!("Of {}: {}.", law.citation, list(|it| words(it).0)),
            format!("De {}: {}.", law.citation, list(|it| words(it).1)),
        ));
    }
    if !known("preempted-by") {
        for higher in policy.preempted_by.iter() {
            let (en, es) = match higher.evidence.is_text_seen() {
                true => ("", ""),
                false => words(higher.evidence),
            };
            let tail = |words: &str, it: &str| {
                if words.is_empty() { String::new() } else { format!(" ({it} {words})") }
            };
            let text = &higher.text;
            let spanish = if text.es.is_empty() { &text.en } else { &text.es };
            out.push(reading(
                "preempted-by",
                format!("{} may take its force away: {}{}", higher.citation, text.en, tail(en, "its text")),
                format!("{} puede quitarle su fuerza: {}{}", higher.citation, spanish, tail(es, "su texto")),
            ));
        }
    }
    out
}

fn words(evidence: Evidence) -> (&'static str, &'static str) {
    match evidence {
        Evidence::TextSeen => ("was read", "se leyó"),
        Evidence::Secondary => ("was not read, only accounts of it", "no se leyó, solo relatos de él"),
        Evidence::Unverified => ("is not verified", "no está verificado"),
    }
}

/// The policy as the guard takes it: without what is only for people.
pub fn for_guard(mut policy: Policy) -> Policy {
    policy.categories = Default::default();
    policy.audiences = Default::default();
    policy.duties = Default::default();
    policy.preempted_by = Default::default();
    policy.law.adopted = Default::default();
    policy.law.source = Default::default();
    for section in &mut policy.sections {
        section.evidence = Evidence::TextSeen;
    }
    policy
}

#[cfg(test)]
mod tests {
    use super::{for_guard, settle};
    use crate::{
        category::Sense,
        judge::{Policy, Verdict, When, library},
    };

    fn hartford(chosen: &[(&str, &str)]) -> Policy {
        let chosen: Vec<(String, String)> =
            chosen.iter().map(|(id, value)| ((*id).to_owned(), (*value).to_owned())).collect();
        settle(library::parse("hartford").unwrap().unwrap(), &chosen).unwrap()
    }

    #[test]
    fn the_guards_policy_is_the_file_with_its_switches_as_they_stand() {
        assert_eq!(for_guard(hartford(&[])), Policy::hartford());
    }

    #[test]
    fn every_switch_changes_what_it_says() {
        let file = library::parse("hartford").unwrap().unwrap();
        let plain = hartford(&[]);
        let mut count = 0;
        for reading in file.readings.iter() {
            for choice in reading.choices.iter() {
                let changed = hartford(&[(&reading.id, &choice.value)]);
                assert_ne!(
                    changed.readings, plain.readings,
                    "{}={}: the report says so",
                    reading.id, choice.value
                );
                let mut acts = changed.clone();
                acts.readings = plain.readings.clone();
                assert!(acts != plain, "{}={}: it acts", reading.id, choice.value);
                assert_eq!(changed.check(), Ok(()));
                // The page reads it as it was built.
                let built = for_guard(changed);
                let json = serde_json::to_string(&built).unwrap();
                let read = crate::json::parse(&json).unwrap().read::<Policy>();
                assert_eq!(read.as_ref(), Ok(&built), "{}={}", reading.id, choice.value);
                count += 1;
            }
        }
        assert!(count >= 8, "{count}");
        let optional = hartford(&[("required-is-gate", "no")]);
        let gate = optional.rules.iter().find(|rule| rule.id == "gate").unwrap();
        assert!(!gate.when.contains(&When::Required) && !gate.when.is_empty());
        let strict = hartford(&[("residual", "violation")]);
        let personal = strict.rules.iter().find(|rule| rule.id == "personal").unwrap();
        assert_eq!(personal.verdict, Verdict::Violation);
    }

    #[test]
    fn a_higher_law_and_what_was_not_seen_are_assumptions() {
        let mut policy = library::parse("sf-12h").unwrap().unwrap();
        policy.law.evidence = super::Evidence::Secondary;
        policy.preempted_by = vec![crate::judge::policy::Preemption {
            citation: "State Code 752.053".into(),
            text: super::Localized { en: "no city may bar such questions".into(), es: "".into() },
            evidence: super::Evidence::Unverified,
        }];
        let settled = settle(policy, &[]).unwrap();
        let text = |id: &str| settled.readings.iter().find(|it| it.id == id).map_or("", |it| &*it.text.en);
        assert!(text("evidence").contains("only accounts of it"), "{}", text("evidence"));
        assert_eq!(
            text("preempted-by"),
            "State Code 752.053 may take its force away: no city may bar such questions (its text is not verified)"
        );
        // Settling again adds nothing.
        assert_eq!(settle(settled.clone(), &[]).unwrap().readings, settled.readings);
    }

    #[test]
    fn of_several_policies_the_strictest_reading_of_a_sense_holds() {
        let (applied, insurance) = (Sense::AppliedFor.bit(), Sense::SocialInsurance.bit());
        let no = || hartford(&[("assistance-applied-for", "no")]);
        let yes = || hartford(&[("social-insurance", "yes")]);
        let other = || settle(library::parse("privacy-act-7").unwrap().unwrap(), &[]).unwrap();
        let rows = [
            ("one", vec![hartford(&[])], insurance, 0),
            ("one that leaves it out", vec![no()], insurance | applied, 0),
            ("beside one that does not speak of it", vec![other(), no()], insurance | applied, 0),
            ("beside one that counts it", vec![no(), hartford(&[])], insurance, 0),
            ("one that takes it outright", vec![hartford(&[]), yes()], 0, insurance),
            ("none speaks of it", vec![other()], insurance, 0),
        ];
        for (name, policies, ignored, direct) in rows {
            let today = crate::Date::new(2026, 11, 22).unwrap();
            let senses = crate::Config { policies, ..crate::Config::new(today) }.senses();
            assert_eq!((senses.ignored, senses.direct), (ignored, direct), "{name}");
        }
    }

    #[test]
    fn a_value_that_a_switch_does_not_have_is_an_error() {
        let chosen = [("residual".to_owned(), "violatoin".to_owned())];
        let problem = settle(library::parse("hartford").unwrap().unwrap(), &chosen).unwrap_err();
        assert!(problem.remedy.contains("did you mean `violation`?"), "{problem:?}");
        let chosen = [("proxies".to_owned(), "no".to_owned())];
        let problem = settle(library::parse("nyc-eo41").unwrap().unwrap(), &chosen).unwrap_err();
        assert!(problem.remedy.contains("no switch"), "{problem:?}");
    }
}
