//! What a service needs, and what became of its needs.

use super::*;

#[test]
fn needs_have_states() {
    use Basis::{CriminalInvestigation as Crime, Necessary, RequiredByLaw as Law};
    use NeedState::*;
    let tax = IncomeTaxRecords;
    let law = |level, authority| by_law(tax, level, authority);
    let rows = [
        ("valid", General, need(tax, Necessary), Valid, Permitted),
        ("blanket", General, Need { scope: vec![], ..need(tax, Necessary) }, Blanket, Permitted),
        ("no reason", General, Need { reason: "  ".into(), ..need(tax, Necessary) }, Incomplete, Violation),
        ("no authority", General, law(Level::State, ""), Incomplete, Violation),
        ("no level", General, Need { level: None, ..need(tax, Law) }, Incomplete, Violation),
        (
            "no reviewer",
            General,
            Need { reviewed_by: "".into(), ..need(tax, Necessary) },
            Incomplete,
            Violation,
        ),
        ("no date", General, Need { as_of: None, ..need(tax, Necessary) }, Incomplete, Violation),
        ("no expiry", General, Need { review_by: None, ..need(tax, Necessary) }, Incomplete, Violation),
        (
            "reviewed tomorrow",
            General,
            Need { as_of: Some(day("2026-11-23")), ..need(tax, Necessary) },
            Incomplete,
            Violation,
        ),
        (
            "reviewed today",
            General,
            Need { as_of: Some(day("2026-11-22")), ..need(tax, Necessary) },
            Valid,
            Permitted,
        ),
        (
            "last day",
            General,
            Need { review_by: Some(day("2026-11-22")), ..need(tax, Necessary) },
            Valid,
            Permitted,
        ),
        (
            "day after",
            General,
            Need { review_by: Some(day("2026-11-21")), ..need(tax, Necessary) },
            Expired,
            Violation,
        ),
        (
            "ends before it begins",
            General,
            Need { review_by: Some(day("2025-01-01")), ..need(tax, Necessary) },
            Incomplete,
            Violation,
        ),
        (
            "state law said to be federal",
            General,
            law(Level::Federal, "C.G.S. 12-170f"),
            Incomplete,
            Violation,
        ),
        (
            "federal law said to be the state's",
            General,
            law(Level::State, "42 U.S.C. 1436a"),
            Incomplete,
            Violation,
        ),
        (
            "a handbook as federal law",
            General,
            law(Level::Federal, "HUD Handbook 4350.3"),
            Incomplete,
            Violation,
        ),
        ("practice as state law", General, law(Level::State, "office practice"), Incomplete, Violation),
        ("both levels", General, law(Level::State, "42 USC 666(a)(13); CGS 17b-137a"), Valid, Permitted),
        ("court", General, law(Level::Court, "D. Conn. 3:25-cv-345, order of May 1"), Valid, Permitted),
        (
            "court order under a federal law",
            General,
            law(Level::Court, "D. Conn., order under 42 U.S.C. 1983"),
            Valid,
            Permitted,
        ),
        (
            "cooperation clause",
            General,
            law(Level::Local, "Hartford Municipal Code 2-927(d)"),
            NotAcceptable,
            Violation,
        ),
        ("8 USC 1373", General, law(Level::Federal, "8 U.S.C. §§ 1373, 1644"), NotAcceptable, Violation),
        (
            "8 USC 1373 beside a law",
            General,
            law(Level::Federal, "42 U.S.C. 1436a; 8 U.S.C. 1373"),
            Valid,
            Permitted,
        ),
        ("8 USC 1621, no ruling", General, law(Level::Federal, "8 U.S.C. 1621"), Incomplete, Review),
        (
            "8 USC 1621, ruling",
            General,
            Need { counsel_ruling: "2026-3".into(), ..law(Level::Federal, "8 U.S.C. 1621") },
            Valid,
            Permitted,
        ),
        ("crime outside the police", General, need(tax, Crime), NotAcceptable, Violation),
        (
            "crime, no offense",
            PoliceInvestigation,
            Need { offense: "".into(), ..need(tax, Crime) },
            Incomplete,
            Violation,
        ),
        (
            "crime, civil",
            PoliceInvestigation,
            Need { offense: "visa overstay".into(), ..need(tax, Crime) },
            NotAcceptable,
            Violation,
        ),
        (
            "crime, removal",
            PoliceInvestigation,
            Need { offense: "8 USC § 1227(a)".into(), ..need(tax, Crime) },
            NotAcceptable,
            Violation,
        ),
        ("crime", PoliceInvestigation, need(tax, Crime), Valid, Permitted),
        ("other category", General, need(SexualOrientation, Necessary), Unused, Violation),
        (
            "other question",
            General,
            Need { scope: vec!["r".into()], ..need(tax, Necessary) },
            Unused,
            Violation,
        ),
        (
            "one of two names",
            General,
            Need { scope: vec!["q".into(), "r".into()], ..need(tax, Necessary) },
            Valid,
            Permitted,
        ),
    ];
    for (name, audience, need, state, verdict) in rows {
        let report = one(audience, false, Kind::Text, ask(tax, Direct), vec![need]);
        assert_eq!(
            (report.needs[0].state, report.findings[0].verdict),
            (state, verdict),
            "{name}: {:?}",
            report.needs
        );
        let mended = report.form_findings.iter().any(|finding| finding.rule.starts_with("need/"));
        let due = state != Valid || name == "one of two names";
        assert_eq!(mended, due, "{name}: {:?}", report.form_findings);
        assert_eq!(report.needs[0].message.is_empty(), state == Valid && !due, "{name}");
    }
}

#[test]
fn an_overridden_need_names_the_rule_and_is_not_unused() {
    let report = one(
        PolicePublic,
        false,
        Kind::Text,
        ask(ImmigrationStatus, Direct),
        vec![need(ImmigrationStatus, Basis::RequiredByLaw)],
    );
    assert_eq!(report.needs[0].state, NeedState::NotAcceptable);
    assert!(
        report.needs[0].message.contains("`police-public` (sec. 2-928(b))"),
        "{}",
        report.needs[0].message
    );
    assert_eq!(report.findings[0].need, Some(0));
    assert_eq!(report.form_findings.len(), 1);
}

#[test]
fn a_need_is_unused_only_when_everything_was_read() {
    let needs = vec![need(SexualOrientation, Basis::Necessary)];
    let config = config(Some(service(General, needs)));
    let form = Form { limits: vec!["A frame was not read.".into()], ..Form::default() };
    let report = judge(&form, &[], &["en"], &config);
    assert!(!report.complete);
    assert_eq!(report.needs[0].state, NeedState::Valid);
    let report = judge(&Form::default(), &[], &["en"], &config);
    assert!(report.complete);
    assert_eq!(report.needs[0].state, NeedState::Unused);
}
