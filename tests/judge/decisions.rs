//! Which verdict an ask gets, and under which provision.

use super::*;

#[test]
fn asks_are_decided_as_the_provisions_say() {
    use Basis::{CriminalInvestigation as Crime, Necessary, RequiredByLaw as Law};
    let yes = true;
    let no = false;
    let federal = || vec![need(ImmigrationStatus, Law)];
    let state = || vec![by_law(ImmigrationStatus, Level::State, "C.G.S. 17b-1")];
    let necessary = || vec![need(ImmigrationStatus, Necessary)];
    let crime = || vec![need(ImmigrationStatus, Crime)];
    type Row = (
        &'static str,
        Audience,
        bool,
        Category,
        How,
        Vec<Need>,
        Option<(Verdict, &'static str, &'static str)>,
    );
    #[rustfmt::skip]
    let rows: Vec<Row> = vec![
        // 2-929: confidential information and other attributes
        ("core direct", General, no, PublicAssistance, Direct, vec![], Some((Violation, "confidential", "2-929"))),
        ("core direct, required", General, yes, PublicAssistance, Direct, vec![], Some((Violation, "confidential", "2-929"))),
        ("core direct, necessary", General, no, PublicAssistance, Direct, vec![need(PublicAssistance, Necessary)], Some((Permitted, "confidential", "2-929"))),
        ("core direct, by federal law", General, no, PublicAssistance, Direct, vec![need(PublicAssistance, Law)], Some((Permitted, "confidential", "2-929"))),
        ("core direct, by state law", General, no, IncomeTaxRecords, Direct, vec![by_law(IncomeTaxRecords, Level::State, "CGS 12-170f")], Some((Permitted, "confidential", "2-929"))),
        ("core direct, another need", General, no, PublicAssistance, Direct, vec![need(SexualOrientation, Necessary)], Some((Violation, "confidential", "2-929"))),
        ("core proxy", General, no, IncomeTaxRecords, Proxy, vec![], Some((Review, "confidential-proxy", "2-929"))),
        ("core proxy, necessary", General, no, IncomeTaxRecords, Proxy, vec![need(IncomeTaxRecords, Necessary)], Some((Permitted, "confidential-proxy", "2-929"))),
        ("other direct", General, no, Religion, Direct, vec![], Some((Review, "personal", "2-929"))),
        ("other direct, necessary", General, no, DisabilityHealth, Direct, vec![need(DisabilityHealth, Necessary)], Some((Permitted, "personal", "2-929"))),
        ("other proxy", General, no, Religion, Proxy, vec![], None),
        ("obscured", General, no, ObscuredText, Direct, vec![], Some((Review, "obscured", "2-929"))),
        // 2-927(a): gates
        ("immigration, optional", General, no, ImmigrationStatus, Direct, vec![], Some((Violation, "confidential", "2-929"))),
        ("immigration, required", General, yes, ImmigrationStatus, Direct, vec![], Some((Violation, "gate", "2-927(a)"))),
        ("immigration, required, federal", General, yes, ImmigrationStatus, Direct, federal(), Some((Permitted, "gate", "2-927(a)"))),
        ("immigration, required, state", General, yes, ImmigrationStatus, Direct, state(), Some((Violation, "gate", "2-927(a)"))),
        ("immigration, required, necessary", General, yes, ImmigrationStatus, Direct, necessary(), Some((Violation, "gate", "2-927(a)"))),
        ("immigration, optional, federal", General, no, ImmigrationStatus, Direct, federal(), Some((Permitted, "confidential", "2-929"))),
        ("immigration, optional, state", General, no, ImmigrationStatus, Direct, state(), Some((Permitted, "confidential", "2-929"))),
        ("immigration, optional, necessary", General, no, ImmigrationStatus, Direct, necessary(), Some((Permitted, "confidential", "2-929"))),
        ("immigration proxy, required", General, yes, ImmigrationStatus, Proxy, vec![], Some((Review, "confidential-proxy", "2-929"))),
        ("job, authorized to work", JobApplicant, yes, ImmigrationStatus, Proxy, vec![], Some((Review, "confidential-proxy", "2-929"))),
        ("job, citizen", JobApplicant, yes, ImmigrationStatus, Direct, vec![], Some((Violation, "gate", "2-927(a)"))),
        // 2-927(c): referrals
        ("referral, required", Referral, yes, ImmigrationStatus, Direct, federal(), Some((Violation, "referral", "2-927(c)"))),
        ("referral, required proxy", Referral, yes, ImmigrationStatus, Proxy, federal(), Some((Violation, "referral", "2-927(c)"))),
        ("referral, optional", Referral, no, ImmigrationStatus, Direct, vec![], Some((Violation, "confidential", "2-929"))),
        ("referral, optional, necessary", Referral, no, ImmigrationStatus, Direct, necessary(), Some((Permitted, "confidential", "2-929"))),
        ("referral, other category", Referral, yes, DomesticViolenceVictim, Direct, vec![need(DomesticViolenceVictim, Necessary)], Some((Permitted, "confidential", "2-929"))),
        // 2-928(b): police and the public
        ("police, public", PolicePublic, no, ImmigrationStatus, Direct, federal(), Some((Violation, "police-public", "2-928(b)"))),
        ("police, public, proxy", PolicePublic, no, ImmigrationStatus, Proxy, crime(), Some((Violation, "police-public", "2-928(b)"))),
        ("police, public, witness", PolicePublic, no, CrimeWitness, Direct, vec![need(CrimeWitness, Necessary)], Some((Permitted, "confidential", "2-929"))),
        // 2-928(a): police investigations
        ("investigation", PoliceInvestigation, no, ImmigrationStatus, Direct, vec![], Some((Violation, "investigation", "2-928(a)"))),
        ("investigation, offense", PoliceInvestigation, yes, ImmigrationStatus, Direct, crime(), Some((Permitted, "investigation", "2-928(a)"))),
        ("investigation, necessary", PoliceInvestigation, no, ImmigrationStatus, Direct, necessary(), Some((Violation, "investigation", "2-928(a)"))),
        ("investigation, proxy", PoliceInvestigation, yes, ImmigrationStatus, Proxy, vec![], Some((Review, "investigation-proxy", "2-928(a)"))),
        ("investigation, offense elsewhere", General, no, ImmigrationStatus, Direct, crime(), Some((Violation, "confidential", "2-929"))),
        ("consular notice", PoliceInvestigation, no, ImmigrationStatus, Proxy, vec![by_law(NationalOrigin, Level::Treaty, "Vienna Conv. Consular Rel. art. 36")], Some((Permitted, "investigation-proxy", "2-928(a)"))),
        ("consular notice, direct", PoliceInvestigation, no, ImmigrationStatus, Direct, vec![by_law(NationalOrigin, Level::Treaty, "Vienna Conv. Consular Rel. art. 36")], Some((Violation, "investigation", "2-928(a)"))),
    ];
    for (name, audience, required, category, how, needs, expected) in rows {
        let report = one(audience, required, Kind::Text, ask(category, how), needs);
        assert_eq!(decision(&report), expected, "{name}");
        let found = report.findings.first();
        assert_eq!(found.is_some_and(|it| !it.message.is_empty()), expected.is_some(), "{name}: {found:?}");
    }
}

#[test]
fn statements_are_decided_on_the_form() {
    use Basis::{Necessary, RequiredByLaw as Law};
    let say = |rule: &str| Ask { rule: rule.to_string(), ..ask(DeterrentStatement, Direct) };
    let federal = || vec![Need { scope: vec![], ..need(ImmigrationStatus, Law) }];
    let rows = [
        ("citizens only", General, say("en/deterrent.eligibility"), vec![], (Violation, "deter", "2-927(b)")),
        (
            "citizens only, federal",
            General,
            say("en/deterrent.eligibility"),
            federal(),
            (Permitted, "deter", "2-927(b)"),
        ),
        (
            "citizens only, necessary",
            General,
            say("en/deterrent.eligibility"),
            vec![need(ImmigrationStatus, Necessary)],
            (Violation, "deter", "2-927(b)"),
        ),
        (
            "threat, federal",
            General,
            say("en/deterrent.threat-report"),
            federal(),
            (Violation, "deter", "2-927(b)"),
        ),
        (
            "referral by status",
            Referral,
            say("en/deterrent.route"),
            federal(),
            (Violation, "referral-route", "2-927(c)"),
        ),
        ("clause", General, ask(Disclosure, Direct), vec![], (Review, "disclose", "2-929")),
    ];
    for (name, audience, ask, needs, expected) in rows {
        let report = one(audience, false, Kind::Statement, ask, needs);
        assert_eq!(decision(&report), Some(expected), "{name}");
        assert!(report.findings.is_empty(), "{name}: a statement is flagged with the form");
        assert_eq!(report.counts.questions, 0, "{name}");
    }
}

#[test]
fn statistics_of_the_service_lower_only_optional_questions() {
    let mut service = service(General, vec![]);
    service.statistics = vec!["q".into()];
    let rows = [
        ("optional", SexualOrientation, false, Review),
        ("required", SexualOrientation, true, Violation),
        ("required immigration", ImmigrationStatus, true, Violation),
    ];
    for (name, category, required, verdict) in rows {
        let form = Form { questions: vec![question("q", required)], ..Form::default() };
        let report = judge(&form, &[vec![ask(category, Direct)]], &["en"], &config(Some(service.clone())));
        assert_eq!(report.findings[0].verdict, verdict, "{name}");
    }
    service.audience = PolicePublic;
    let form = Form { questions: vec![question("q", false)], ..Form::default() };
    let report = judge(&form, &[vec![ask(ImmigrationStatus, Direct)]], &["en"], &config(Some(service)));
    assert_eq!(report.findings[0].verdict, Violation, "absolute rules stand");
}

#[test]
fn forms_that_give_asks_away_are_for_review() {
    let rows: [(&str, &str, &str, bool, &[&str]); 7] = [
        ("post to the city", "post", "/apply", true, &[]),
        ("get", "get", "", true, &["form/get"]),
        ("dialog", "dialog", "", true, &[]),
        ("third party", "post", "https://forms.example/f", true, &["form/third-party"]),
        ("both", "get", "//forms.example/f", true, &["form/get", "form/third-party"]),
        ("a city host", "post", "https://www.hartfordct.gov/f", true, &[]),
        ("no ask", "get", "https://forms.example/f", false, &[]),
    ];
    for (name, method, action, asks, expected) in rows {
        let element = FormElement { method: method.into(), action: action.into(), ..FormElement::default() };
        let question = Question { form: Some(0), ..question("q", false) };
        let form = Form { sections: vec![element], questions: vec![question], ..Form::default() };
        let asks = if asks { vec![ask(IncomeTaxRecords, Direct)] } else { vec![] };
        // A need to ask does not clear a disclosure.
        let config = config(Some(service(General, vec![need(IncomeTaxRecords, Basis::Necessary)])));
        let report = judge(&form, &[asks], &["en"], &config);
        let found = report.form_findings.iter().filter(|it| it.category == Disclosure);
        let rules: Vec<(&str, Verdict)> = found.map(|it| (&*it.rule, it.verdict)).collect();
        let expected: Vec<(&str, Verdict)> = expected.iter().map(|rule| (*rule, Review)).collect();
        assert_eq!(rules, expected, "{name}");
    }
}
