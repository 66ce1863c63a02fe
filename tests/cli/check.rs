//! `askless check` and `askless rules` as a person uses them.

use std::fs;

use crate::run::{askless, folder};

#[test]
fn check_explains_an_ask_and_what_holds_one_back() {
    let here = folder("explain");
    let questions =
        b"{\"id\":\"a\",\"label\":\"Immigration status\"}\n{\"id\":\"b\",\"label\":\"Senior citizen?\"}\n";
    let run = askless(&here, &["check", "--explain", "--why-not", "immigration-status"], questions);
    let lines: Vec<serde_json::Value> =
        run.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert!(lines[0]["asks"][0]["explain"]["why"].as_str().unwrap().len() > 20);
    assert!(lines[0]["why_not"]["summary"].as_str().unwrap().starts_with("it asks: en/immigration."));
    assert_eq!(lines[1]["why_not"]["held"][0]["text"], "Senior citizen");
    assert!(lines[1]["why_not"]["held"][0]["held_by"].as_str().unwrap().starts_with("spare"));
    let wrong = askless(&here, &["check", "--why-not", "imigration-status"], questions);
    assert_eq!(wrong.code, 2);
    assert!(wrong.err.contains("did you mean `immigration-status`?"), "{}", wrong.err);
}

#[test]
fn check_gives_a_result_a_line() {
    let here = folder("check");
    let input = "{\"id\":\"a\",\"label\":\"Are you a U.S. citizen?\",\"unknown\":1}\n\n\u{feff}{\"id\":\"b\",\"label\":\"Full name\"}\nnonsense\n{\"id\":3}\n";
    let run = askless(&here, &["check"], input.as_bytes());
    assert_eq!(run.code, 2);
    assert!(run.err.contains("-:4: this is no question"), "{}", run.err);
    assert!(run.err.contains("-:5: this is no question"), "{}", run.err);
    let results: Vec<serde_json::Value> =
        run.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(results.len(), 2);
    assert_eq!((&results[0]["id"], &results[1]["id"]), (&"a".into(), &"b".into()));
    let ask = &results[0]["asks"][0];
    assert_eq!((&ask["category"], &ask["how"]), (&"immigration-status".into(), &"direct".into()));
    let evidence = &ask["evidence"][0];
    let place = evidence["start"].as_u64().unwrap() as usize..evidence["end"].as_u64().unwrap() as usize;
    assert_eq!(&"Are you a U.S. citizen?"[place], evidence["text"].as_str().unwrap());
    assert_eq!(results[0]["findings"][0]["verdict"], "violation");
    assert_eq!(results[1], serde_json::json!({ "id": "b", "asks": [], "findings": [] }));
    let long = format!("{{\"label\":\"Are you a citizen?{}\"}}", " more".repeat(9_000));
    let cut: serde_json::Value =
        serde_json::from_str(&askless(&here, &["check"], long.as_bytes()).out).unwrap();
    assert_eq!(cut["limits"][0], "The question has more text than was read.");
    assert_eq!(cut["asks"][0]["category"], "immigration-status");
    fs::write(here.join("q.jsonl"), "{\"id\":\"a\"}\n").unwrap();
    assert_eq!(askless(&here, &["check", "q.jsonl"], b"").code, 0);
}

#[test]
fn rules_are_listed_in_every_format() {
    let here = folder("rules");
    let json: serde_json::Value =
        serde_json::from_str(&askless(&here, &["rules", "--format", "json"], b"").out).unwrap();
    let rules = json["rules"].as_array().unwrap();
    assert!(rules.len() > 50);
    let first = rules[0]["id"].as_str().unwrap();
    for (format, anchor) in [("text", ""), ("html", " id=\"ID\""), ("md", "<a id=\"ID\"></a>")] {
        let run = askless(&here, &["rules", "--format", format], b"");
        assert_eq!(run.code, 0);
        for rule in rules {
            let id = rule["id"].as_str().unwrap();
            match anchor {
                "" => assert!(run.out.contains(id), "{format}: {id}"),
                _ => assert_eq!(run.out.matches(&anchor.replace("ID", id)).count(), 1, "{format}: {id}"),
            }
        }
    }
    // Each category of a rule has the section that it is judged under.
    let code = askless(&here, &["rules", "vocabulary-code", "--format", "md"], b"").out;
    assert!(code.contains("national origin, by proxy (sec. 2-929)"), "{code}");
    let one = askless(&here, &["rules", first, "--format", "json"], b"");
    let one: serde_json::Value = serde_json::from_str(&one.out).unwrap();
    let one = one["rules"].as_array().unwrap();
    assert!(one.iter().all(|rule| rule["id"].as_str().unwrap().starts_with(first)));
    assert_eq!(askless(&here, &["rules", "nowhere"], b"").code, 2);
}

/// A rule on the page says why, what it finds, where the law stands and what to do; its chapter what others call the category.
#[test]
fn rule_pages_cite_and_advise() {
    let here = folder("rule-pages");
    for (format, expected) in [
        (
            "html",
            &[
                "<a href=\"#immigration-status\">Immigration status</a>: <a href=\"#immigration-status.en\">English</a>",
                "<section id=\"immigration-status.en\">",
                "<article id=\"en/immigration.citizenship\">",
                "<strong>Asks for:</strong> immigration status, outright (Hartford Municipal Code sec. 2-926).",
                "<dt>W3C Data Privacy Vocabulary</dt><dd>pd:Citizenship (close)",
                "<h5>Does not find</h5>",
                "Delete it.",
            ][..],
        ),
        (
            "md",
            &[
                "- [Immigration status](#immigration-status): [English](#immigration-status.en)",
                "<a id=\"en/immigration.citizenship\"></a>",
                "Asks for: immigration status, outright (Hartford Municipal Code sec. 2-926).",
                "- W3C Data Privacy Vocabulary: pd:Citizenship (close)",
            ][..],
        ),
    ] {
        let page = askless(&here, &["rules", "en/immigration", "--format", format], b"").out;
        for text in expected {
            assert!(page.contains(text), "{format} lacks {text}");
        }
    }
    let json: serde_json::Value =
        serde_json::from_str(&askless(&here, &["rules", "en/deterrent", "--format", "json"], b"").out)
            .unwrap();
    assert_eq!(json["categories"][0]["category"], "deterrent-statement");
    assert_eq!(json["categories"][0]["section"], "2-927(b)");
    let json: serde_json::Value =
        serde_json::from_str(&askless(&here, &["rules", "en/tax", "--format", "json"], b"").out).unwrap();
    let tax = &json["categories"].as_array().unwrap()[0];
    assert_eq!(tax["category"], "income-tax-records");
    let loinc = serde_json::json!({ "vocabulary": "loinc", "match": "close", "term": "63586-2" });
    assert!(tax["vocabularies"].as_array().unwrap().contains(&loinc));
    assert_eq!(json["vocabularies"]["dpv"]["version"], "2.3");
}
