//! The judge against the provisions of secs. 2-927 to 2-929, as a table, with hand-made asks.

use askless::{
    category::{Category, How},
    detect::{Ask, Evidence},
    form::{Form, FormElement, Kind, Question, Slot, SlotKind},
    judge::{Audience, Basis, Config, Date, Level, Locale, Need, Service, Verdict, judge},
    report::{NeedState, Report},
};
use {Audience::*, Category::*, How::*, Verdict::*};

fn day(text: &str) -> Date {
    Date::parse(text).unwrap()
}

fn question(name: &str, required: bool) -> Question {
    let slot = |kind, text: &str| Slot { kind, text: text.to_owned(), node: None };
    Question {
        id: name.to_owned(),
        required,
        slots: vec![slot(SlotKind::Name, &format!("About {name}?")), slot(SlotKind::Machine, name)],
        ..Question::default()
    }
}

fn ask(category: Category, how: How) -> Ask {
    Ask { category, how, rule: "en/test.rule".into(), evidence: vec![Evidence { slot: 0, start: 0, end: 5 }] }
}

fn need(category: Category, basis: Basis) -> Need {
    Need {
        category,
        basis,
        level: (basis == Basis::RequiredByLaw).then_some(Level::Federal),
        authority: if basis == Basis::RequiredByLaw { "42 U.S.C. 1436a" } else { "" }.into(),
        reason: "the law makes the City ask".into(),
        offense: if basis == Basis::CriminalInvestigation { "18 U.S.C. 1546" } else { "" }.into(),
        scope: vec!["q".into()],
        reviewed_by: "Corporation Counsel".into(),
        as_of: Some(day("2026-01-01")),
        review_by: Some(day("2026-12-31")),
        counsel_ruling: "".into(),
    }
}

fn by_law(category: Category, level: Level, authority: &'static str) -> Need {
    Need { level: Some(level), authority: authority.into(), ..need(category, Basis::RequiredByLaw) }
}

fn service(audience: Audience, needs: Vec<Need>) -> Service {
    Service { audience, needs, ..Service::without_needs("test") }
}

fn config(service: Option<Service>) -> Config {
    Config { service, ..Config::new(day("2026-11-22")) }
}

/// Judges one question, called `q`.
fn one(audience: Audience, required: bool, kind: Kind, ask: Ask, needs: Vec<Need>) -> Report {
    let question = Question { kind, ..question("q", required) };
    let form = Form { questions: vec![question], ..Form::default() };
    judge(&form, &[vec![ask]], &["en"], &config(Some(service(audience, needs))))
}

fn decision(report: &Report) -> Option<(Verdict, &str, &str)> {
    let finding = report.all().find(|finding| finding.question.is_some())?;
    Some((finding.verdict, &finding.provision, &finding.citation.section))
}

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

#[test]
fn without_a_service_the_report_says_what_it_assumed() {
    let form = Form { questions: vec![question("q", false)], ..Form::default() };
    let report = judge(&form, &[vec![ask(ImmigrationStatus, Direct)]], &["en"], &config(None));
    assert_eq!(report.findings[0].verdict, Violation);
    assert_eq!(report.assumptions[0].id, "no-service");
    assert!(report.service.is_none());
    let report = one(General, false, Kind::Text, ask(Religion, Direct), vec![]);
    assert!(report.assumptions.iter().all(|it| it.id != "no-service"));
    assert!(report.assumptions.iter().any(|it| it.id == "required-is-gate"));
}

#[test]
fn a_language_without_a_lexicon_is_a_limit() {
    let rows =
        [("", "en", true), ("", "es-PR", true), ("", "", true), ("ht", "en", false), ("", "pt-BR", false)];
    for (lang, page, complete) in rows {
        let question = Question { lang: lang.into(), ..question("q", false) };
        let form = Form { lang: page.into(), questions: vec![question], ..Form::default() };
        let report = judge(&form, &[vec![]], &["en", "es"], &config(None));
        assert_eq!(report.complete, complete, "{lang} {page}: {:?}", report.limits);
        assert_eq!(report.limits.is_empty(), complete);
    }
}

#[test]
fn fingerprints_do_not_depend_on_position_and_number_repetitions() {
    let (a, b) = (question("a", false), question("b", true));
    let asks = || vec![ask(PublicAssistance, Direct)];
    let prints = |questions: Vec<Question>| {
        let asks: Vec<Vec<Ask>> = questions.iter().map(|_| asks()).collect();
        let form = Form { questions, ..Form::default() };
        let report = judge(&form, &asks, &["en"], &config(None));
        report.findings.into_iter().map(|it| it.fingerprint).collect::<Vec<_>>()
    };
    let one = prints(vec![a.clone(), b.clone()]);
    let other = prints(vec![b.clone(), a.clone()]);
    assert_eq!((&one[0], &one[1]), (&other[1], &other[0]));
    assert_ne!(one[0], one[1]);
    // Neither a field's name nor case nor spacing changes it; the words do.
    let mut same = a.clone();
    same.slots[0].text = "ABOUT   a".into();
    same.slots[1].text = "renamed".into();
    assert_eq!(prints(vec![same])[0], one[0]);
    let twice = prints(vec![a.clone(), a.clone(), a]);
    assert_eq!(twice[1], format!("{}-2", twice[0]));
    assert_eq!(twice[2], format!("{}-3", twice[0]));
    assert_eq!(twice[0].len(), 16);
}

#[test]
fn reports_speak_english_and_spanish() {
    let form = Form { questions: vec![question("q", true)], ..Form::default() };
    for category in Category::ALL {
        for how in [Direct, Proxy] {
            let texts = [Locale::En, Locale::Es].map(|locale| {
                let config = Config { locale, ..config(None) };
                let report = judge(&form, &[vec![ask(*category, how)]], &["en"], &config);
                report.all().next().map(|finding| (finding.message.clone(), finding.remedy.text.clone()))
            });
            if let [Some(en), Some(es)] = texts {
                assert_ne!(en.0, es.0, "{category:?}");
                assert_ne!(en.1, es.1, "{category:?}");
                assert!(!en.1.is_empty() && !en.0.contains("{}") && !es.0.contains("{}"));
            }
        }
    }
}

#[test]
fn evidence_out_of_place_is_left_out_and_nothing_panics() {
    let places = [(0, 0, 5), (9, 0, 1), (0, 3, 99), (0, 5, 2), (0, usize::MAX, usize::MAX), (0, 1, 2)];
    let evidence = places.map(|(slot, start, end)| Evidence { slot, start, end });
    let mut question = question("q", false);
    question.slots[0].text = "éabcd".into();
    let asks = vec![Ask { evidence: evidence.to_vec(), ..ask(PublicAssistance, Direct) }];
    let form = Form { questions: vec![question], ..Form::default() };
    let report = judge(&form, &[asks], &["en"], &config(None));
    assert_eq!(report.findings[0].evidence.len(), 1);
    assert_eq!(report.findings[0].evidence[0].text, "éabc");
}
