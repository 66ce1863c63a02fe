//! `askless lint` and what it is told: formats, services, baselines, policies; and help.

use std::{fs, path::Path};

use crate::{
    SERVICE,
    run::{FORM, askless, folder},
};

#[test]
fn formats_agree_and_exit_codes_say_what_was_found() {
    let here = folder("formats");
    fs::write(here.join("form.html"), FORM).unwrap();
    fs::create_dir(here.join("more")).unwrap();
    fs::write(here.join("more/clean.htm"), "<form><label>Full name <input name=n></label></form>").unwrap();
    fs::write(here.join("more/not.txt"), "x").unwrap();

    let text = askless(&here, &["lint", "form.html", "--today", "2026-11-22"], b"");
    assert_eq!(text.code, 1);
    assert!(!text.out.contains('\u{1b}'), "no colors where there is no terminal");
    assert!(text.out.contains("form.html:3:8"), "{}", text.out);
    assert!(text.last().contains("violation"), "{}", text.last());
    let color = askless(&here, &["lint", "form.html", "--color", "always"], b"");
    assert!(color.out.contains("\u{1b}[1;31mviolation"));

    let json = askless(&here, &["lint", "--format", "json", ".", "--today", "2026-11-22"], b"");
    let all: serde_json::Value = serde_json::from_str(&json.out).unwrap();
    assert_eq!(all["version"], env!("CARGO_PKG_VERSION"));
    let reports = all["reports"].as_array().unwrap();
    let files: Vec<&str> = reports.iter().map(|report| report["file"].as_str().unwrap()).collect();
    assert_eq!(files, ["./form.html", "./more/clean.htm"]);
    assert!(json.err.contains("2 forms"), "{}", json.err);
    let report = &reports[0];
    assert_eq!(report["today"], "2026-11-22");
    for key in [
        "file",
        "version",
        "policy",
        "service",
        "complete",
        "today",
        "assumptions",
        "counts",
        "form_findings",
        "findings",
        "needs",
        "stripped",
        "limits",
    ] {
        assert!(report.get(key).is_some(), "{key}");
    }
    let finding = &report["findings"][0];
    for key in [
        "rule",
        "category",
        "how",
        "verdict",
        "citation",
        "message",
        "remedy",
        "evidence",
        "question",
        "need",
        "fingerprint",
    ] {
        assert!(finding.get(key).is_some(), "{key}");
    }
    assert_eq!(finding["question"]["span"]["line"], 3);
    let start = finding["question"]["span"]["start"].as_u64().unwrap() as usize;
    assert!(FORM[start..].starts_with("<input name=citizen"));
    assert_eq!(
        askless(&here, &["lint", "--format", "json", ".", "--today", "2026-11-22"], b"").out,
        json.out,
        "same bytes"
    );

    let sarif = askless(&here, &["lint", "--format", "sarif", "form.html"], b"");
    let log: serde_json::Value = serde_json::from_str(&sarif.out).unwrap();
    assert_eq!(log["version"], "2.1.0");
    let run = &log["runs"][0];
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    let results = run["results"].as_array().unwrap();
    let found =
        report["findings"].as_array().unwrap().len() + report["form_findings"].as_array().unwrap().len();
    assert_eq!(results.len(), found);
    for result in results {
        let index = result["ruleIndex"].as_u64().unwrap() as usize;
        assert_eq!(rules[index]["id"], result["ruleId"]);
        assert!(!result["message"]["text"].as_str().unwrap().is_empty());
        assert!(["fail", "pass"].contains(&result["kind"].as_str().unwrap()));
        let region = &result["locations"][0]["physicalLocation"]["region"];
        assert!(region["startLine"].as_u64().unwrap() > 1, "{result}");
        assert_eq!(result["partialFingerprints"]["askless/v1"].as_str().unwrap().len(), 16);
    }

    let clean = askless(&here, &["lint", "more"], b"");
    assert_eq!((clean.code, clean.last()), (0, "1 form: 0 violations, 0 reviews open; everything was read"));
    let stdin = askless(&here, &["lint", "-"], FORM.as_bytes());
    assert_eq!(stdin.code, 1);
    let both = askless(&here, &["lint", "form.html", "nowhere.html"], b"");
    assert_eq!(both.code, 2, "a file that cannot be read weighs more than violations");
    assert!(both.last().ends_with("some files could not be read"), "{}", both.last());
}

#[test]
fn reviews_fail_only_if_asked_to() {
    let here = folder("fail-on");
    let form = "<form method=post><label>Religion <input name=r></label></form>";
    for (fail_on, code) in [("violation", 0), ("unread", 0), ("review", 1), ("incomplete", 1)] {
        let run = askless(&here, &["lint", "-", "--fail-on", fail_on], form.as_bytes());
        assert_eq!(run.code, code, "{fail_on}: {}", run.out);
        assert!(run.last().contains("1 review open"), "{}", run.last());
    }
}

#[test]
fn a_need_permits_until_it_expires() {
    let here = folder("needs");
    fs::write(here.join("form.html"), FORM).unwrap();
    fs::write(here.join("service.toml"), SERVICE).unwrap();
    let verdicts = |today: &str| {
        let args = ["lint", "form.html", "--service", "service.toml", "--today", today, "--format", "json"];
        let all: serde_json::Value = serde_json::from_str(&askless(&here, &args, b"").out).unwrap();
        let findings = all["reports"][0]["findings"].as_array().unwrap().clone();
        let tax = findings.into_iter().find(|finding| finding["category"] == "income-tax-records").unwrap();
        (
            tax["verdict"].as_str().unwrap().to_owned(),
            all["reports"][0]["needs"][0]["state"].as_str().unwrap().to_owned(),
        )
    };
    assert_eq!(verdicts("2027-01-01"), ("permitted".into(), "valid".into()));
    assert_eq!(verdicts("2027-01-02"), ("violation".into(), "expired".into()));
    assert_eq!(verdicts("2025-12-31"), ("violation".into(), "incomplete".into()));
    let check = askless(&here, &["service", "check", "service.toml", "--today", "2027-01-02"], b"");
    assert_eq!((check.code, check.last()), (1, "service.toml: 1 need, 1 that do not count on 2027-01-02"));
}

#[test]
fn a_baseline_leaves_out_what_is_known() {
    let here = folder("baseline");
    fs::write(here.join("form.html"), FORM).unwrap();
    let write = askless(&here, &["lint", "form.html", "--write-baseline", "known.txt"], b"");
    assert_eq!(write.code, 1);
    let known =
        askless(&here, &["lint", "./form.html", "--baseline", "known.txt", "--fail-on", "review"], b"");
    assert_eq!(known.code, 0, "{}", known.out);
    assert!(known.last().ends_with("known from the baseline left out"), "{}", known.last());
    // A new question shows, wherever it stands; those that moved do not.
    let new = FORM.replace(
        "<label>Full name",
        "<label>Do you receive food stamps? <input name=f></label><label>Full name",
    );
    fs::write(here.join("form.html"), new).unwrap();
    let new = askless(&here, &["lint", "form.html", "--baseline", "known.txt"], b"");
    assert_eq!(new.code, 1);
    assert!(new.last().contains("1 violation,"), "{}", new.last());
    fs::write(here.join("known.txt"), "nonsense\n").unwrap();
    let wrong = askless(&here, &["lint", "form.html", "--baseline", "known.txt"], b"");
    assert_eq!(wrong.code, 2);
    assert!(wrong.err.contains("known.txt:1: this is no line of a baseline"), "{}", wrong.err);
}

#[test]
fn plain_forms_are_linted() {
    let here = folder("plain");
    let form = "{\"title\": \"Library card\", \"questions\": [{\"label\": \"Full name\"}, {\"label\": \"Are you a U.S. citizen?\"}]}";
    fs::write(here.join("form.json"), form).unwrap();
    let run = askless(&here, &["lint", "form.json"], b"");
    assert_eq!(run.code, 1, "{}", run.out);
    assert!(run.out.contains("Are you a U.S. citizen?"), "{}", run.out);
    assert!(!run.out.contains("disclosure"), "how it is sent is not known: {}", run.out);
    fs::write(here.join("form.json"), "{\"questions\": 3}").unwrap();
    let run = askless(&here, &["lint", "form.json"], b"");
    assert!(run.out.contains("This is no plain form"), "{}", run.out);
    assert!(run.last().contains("not everything was read"));
}

#[test]
fn policies_are_built_for_the_guard() {
    let here = folder("policy");
    let built = askless(&here, &["policy", "build", "hartford"], b"");
    assert_eq!(built.code, 0);
    fs::write(here.join("hartford.json"), &built.out).unwrap();
    let again = askless(&here, &["policy", "build", "hartford.json"], b"");
    assert_eq!(again.out, built.out, "JSON is read as it is written");
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/judge/policy/hartford.toml");
    let from_toml = askless(&here, &["policy", "build", source.to_str().unwrap()], b"");
    assert_eq!(from_toml.out, built.out, "the compiled policy is the file");
    fs::write(here.join("form.html"), FORM).unwrap();
    let run = |policy: &str| {
        askless(&here, &["lint", "form.html", "--policy", policy, "--today", "2026-11-22"], b"").out
    };
    assert_eq!(run("hartford.json"), run("hartford"));
}

#[test]
fn help_is_given_where_it_is_asked_for() {
    let here = folder("help");
    for args in [
        &["help"][..],
        &["--help"],
        &["help", "lint"],
        &["lint", "--help"],
        &["check", "-h"],
        &["policy", "--help"],
    ] {
        let run = askless(&here, args, b"");
        assert_eq!(run.code, 0, "{args:?}");
        assert!(run.out.contains("Usage: askless"), "{args:?}");
        assert!(run.out.lines().all(|line| line.chars().count() <= 120), "{args:?}");
    }
    let bare = askless(&here, &[], b"");
    assert_eq!((bare.code, bare.out.as_str()), (2, ""));
    assert_eq!(askless(&here, &["--version"], b"").out, format!("askless {}\n", env!("CARGO_PKG_VERSION")));
}

#[test]
fn text_from_a_form_cannot_steer_the_terminal() {
    let here = folder("terminal");
    let form =
        "<form method=post><label>Religion\u{1b}[2J\u{202e}&#27;]0;x&#7; <input name=r></label></form>";
    let run = askless(&here, &["lint", "-"], form.as_bytes());
    assert!(run.out.contains("Religion"), "{}", run.out);
    assert!(!run.out.contains(['\u{1b}', '\u{7}', '\u{202e}']), "{}", run.out);
}
