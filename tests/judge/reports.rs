//! What a report says beside its findings.

use super::*;

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
fn a_rule_with_words_to_put_in_place_says_these_alone() {
    let mut list = question("q", false);
    list.kind = Kind::File;
    list.slots[0].text = "Upload one of the following: lease, green card".into();
    let form = Form { questions: vec![list], ..Form::default() };
    let report = judge(&form, &[vec![ask(ImmigrationStatus, Proxy)]], &["en"], &config(None));
    assert_eq!(report.findings[0].provision, "any-document");
    assert!(report.findings[0].remedy.text.starts_with("Write: "), "{}", report.findings[0].remedy.text);
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
