//! The command line as a person uses it: what it prints, and its exit status. Bad input above all.

mod run;

use std::{fs, path::Path};

use run::{FORM, askless, folder, golden};

const SERVICE: &str = r#"id = "renters-rebate"
title = "Renters' rebate"
agency = "Assessor"

[[needs]]
category = "income-tax-records"
basis = "required-by-law"
level = "state"
authority = "CGS 12-170f"
reason = "The statute asks for a copy of the return."
scope = ["agi"]
reviewed-by = "Corporation Counsel"
as-of = 2026-01-01
review-by = "2027-01-01"
"#;

#[test]
fn wrong_services_and_policies_say_what_to_fix() {
    let here = folder("config");
    let rows: &[(&str, &str, &str)] = &[
        ("unknown key", "reviewed-by", "reviewd-by"),
        ("key of another world", "agency", "colour"),
        ("key in another spelling", "agency", "external_form"),
        ("unknown category", "income-tax-records", "imigration-status"),
        ("category of older files", "income-tax-records", "income"),
        ("category of nowhere", "income-tax-records", "shoe-size"),
        ("category that is none to need", "income-tax-records", "disclosure"),
        ("unknown basis", "required-by-law", "required-by-laws"),
        ("basis of older files", "required-by-law", "state_law"),
        ("number for a text", "\"Assessor\"", "3"),
        ("text for a list", "[\"agi\"]", "\"agi\""),
        ("empty name", "[\"agi\"]", "[\"\"]"),
        ("impossible date", "2026-01-01", "2026-02-30"),
        ("impossible date, quoted", "2027-01-01", "2027-02-30"),
        ("year for a date", "\"2027-01-01\"", "2027"),
        ("words for a date", "2027-01-01", "next year"),
        ("missing key", "basis = \"required-by-law\"", ""),
        ("open quote", "Assessor\"", "Assessor"),
        ("block for a list", "[[needs]]", "[needs]"),
        ("level without law", "required-by-law", "necessary"),
        ("no name", "renters-rebate", " "),
        ("asker that is none", "agency =", "run-by = \"vendor\"\nagency ="),
        ("another government that runs a service", "agency =", "run-by = \"other-government\"\nagency ="),
        ("nothing at all", SERVICE, ""),
    ];
    let mut all = String::new();
    for (name, from, to) in rows {
        assert!(SERVICE.contains(from), "{name}");
        fs::write(here.join("service.toml"), SERVICE.replacen(from, to, 1)).unwrap();
        let run = askless(&here, &["service", "check", "service.toml"], b"");
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{name}: {}", run.err);
        all.push_str(&format!("# {name}\n{}\n", run.err));
    }
    let json = [
        (
            "category in JSON",
            "{\"id\": \"x\",\n \"needs\": [{\"category\": \"income\", \"basis\": \"necessary\"}]}",
        ),
        ("number for a list in JSON", "{\"id\": \"x\",\n \"needs\": 3}"),
        ("end of JSON", "{\"id\": \"x\","),
        ("list of JSON", "[]"),
    ];
    for (name, text) in json {
        fs::write(here.join("service.json"), text).unwrap();
        let run = askless(&here, &["service", "check", "service.json"], b"");
        assert_eq!(run.code, 2, "{name}");
        all.push_str(&format!("# {name}\n{}\n", run.err));
    }
    let hartford =
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/judge/policy/hartford.toml"))
            .unwrap();
    let policies: &[(&str, &str, &str)] = &[
        ("policy: section that is not listed", "section = \"2-927(a)\"", "section = \"2-927(x)\""),
        ("policy: unknown act", "act = \"gate\"", "act = \"gates\""),
        ("policy: two rules of one name", "id = \"gate\"", "id = \"referral\""),
        ("policy: unknown audience", "[\"police-public\"]", "[\"police\"]"),
        ("policy: absolute and accepting", "absolute = true", "absolute = true\naccepts = [\"necessary\"]"),
        ("policy: levels without law", "accepts = [\"required-by-law\"]\nlevels", "levels"),
        ("policy: impossible date", "2008-07-23", "2008-07-32"),
        ("policy: word for yes or no", "with-ruling = true", "with-ruling = \"yes\""),
        ("policy: unknown language", "es = \"Es un atributo", "fr = \"Es un atributo"),
        ("policy: no title of the law", "title = \"City services and", "titel = \"City services and"),
        (
            "policy: unknown category",
            "categories = [\"immigration-status\"]",
            "categories = [\"imigration-status\"]",
        ),
        ("policy: rule for nothing", "categories = [\"immigration-status\"]", "categories = []"),
        ("policy: unknown condition", "when = [\"any-of\"]", "when = [\"anyof\"]"),
        ("policy: unknown sense", "direct = [\"social-insurance\"]", "direct = [\"social-security\"]"),
        ("policy: unknown verdict", "verdict = \"violation\"", "verdict = \"forbidden\""),
        ("policy: how far was it checked", "status = \"as in", "evidence = \"seen\"\nstatus = \"as in"),
        ("policy: duty of a kind that is none", "kind = \"train\"", "kind = \"teach\""),
        (
            "policy: duty under a section that is not listed",
            "section = \"2-928(e)\"\ntext",
            "section = \"2-928(z)\"\ntext",
        ),
        (
            "policy: category under a section that is not listed",
            "section = \"2-926\"\nnote",
            "section = \"2-9\"\nnote",
        ),
        ("policy: two readings of one name", "id = \"contractors\"", "id = \"form-is-inquiry\""),
        (
            "policy: switch without a value of its own",
            "id = \"residual\"\ndefault = \"review\"\n",
            "id = \"residual\"\n",
        ),
        (
            "policy: switch with a value that it does not have",
            "id = \"residual\"\ndefault = \"review\"",
            "id = \"residual\"\ndefault = \"review\"\nvalue = \"violations\"",
        ),
        ("policy: switch for a rule that is none", "rules = [\"deter\"]", "rules = [\"detter\"]"),
        (
            "policy: must-ask under a section that is not listed",
            "# --- asks ---",
            "[[must-ask]]\nsection = \"9\"\ncategories = [\"religion\"]\nwhy = { en = \"x\" }",
        ),
        (
            "policy: must-ask for nothing",
            "# --- asks ---",
            "[[must-ask]]\nsection = \"2-929\"\ncategories = []\nwhy = { en = \"x\" }",
        ),
        (
            "policy: basis that wants what no need has",
            "# --- asks ---",
            "[[bases]]\nbasis = \"necessary\"\nrequires = [\"citation\"]",
        ),
        (
            "policy: higher law without its citation",
            "# --- asks ---",
            "[[preempted-by]]\ntext = { en = \"x\" }",
        ),
    ];
    for (name, from, to) in policies {
        assert!(hartford.contains(from), "{name}");
        fs::write(here.join("policy.toml"), hartford.replacen(from, to, 1)).unwrap();
        let run = askless(&here, &["policy", "build", "policy.toml"], b"");
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{name}: {}", run.err);
        all.push_str(&format!("# {name}\n{}\n", run.err));
    }
    golden("config-errors.txt", &all);
}

#[test]
fn files_that_cannot_be_read_say_why() {
    let here = folder("unreadable");
    fs::write(here.join("latin.toml"), b"id = \"\xe9\"").unwrap();
    let rows: &[(&str, &[&str])] = &[
        ("no file named", &["lint"]),
        ("missing form", &["lint", "nowhere.html"]),
        ("folder without forms", &["lint", "."]),
        ("missing service", &["lint", "--service", "nowhere.toml", "-"]),
        ("missing policy", &["lint", "--policy", "nowhere.toml", "-"]),
        ("policy of a similar name", &["lint", "--policy", "hartfort", "-"]),
        ("policy named twice", &["lint", "--policy", "hartford", "--policy", "hartford", "-"]),
        ("switch without a value", &["lint", "--switch", "residual", "-"]),
        ("unknown switch", &["lint", "--switch", "residuals=violation", "-"]),
        ("unknown value of a switch", &["lint", "--switch", "residual=violations", "-"]),
        ("switch of a reading that is none", &["lint", "--switch", "interviewed=no", "-"]),
        ("folder for a service", &["lint", "--service", ".", "-"]),
        ("service in another encoding", &["lint", "--service", "latin.toml", "-"]),
        ("missing baseline", &["lint", "--baseline", "nowhere.txt", "-"]),
        ("missing questions", &["check", "nowhere.jsonl"]),
        ("unknown command", &["lnt"]),
        ("form without a command", &["latin.toml"]),
        ("unknown option", &["lint", "--formt", "json", "-"]),
        ("unknown short option", &["lint", "-x", "-"]),
        ("unknown format", &["lint", "--format", "jsn", "-"]),
        ("unknown threshold", &["lint", "--fail-on", "warning", "-"]),
        ("option without its value", &["lint", "--format"]),
        ("impossible day", &["lint", "--today", "2026-02-30", "-"]),
        ("language without messages", &["lint", "--lang", "fr", "-"]),
        ("half a command", &["policy"]),
        ("unknown part of a command", &["service", "chek", "x.toml"]),
        ("help for nothing", &["help", "lnt"]),
    ];
    let mut all = String::new();
    for (name, args) in rows {
        let run = askless(&here, args, b"<form></form>");
        assert_eq!(run.code, 2, "{name}: {}{}", run.out, run.err);
        // The system's own words for an error differ.
        let err = run.err.replace(" (os error 2)", "");
        all.push_str(&format!("# {name}: askless {}\n{err}\n", args.join(" ")));
    }
    golden("usage-errors.txt", &all);
}

#[test]
fn linting_never_fails_whatever_is_in_the_file() {
    let here = folder("input");
    let deep = "<div>".repeat(3_000) + "<input name=a>" + &"</div>".repeat(3_000);
    let rows: &[(&str, &[u8], &str)] = &[
        ("empty", b"", "The file is empty"),
        ("blank", b" \n\t\n", "The file is empty"),
        ("PDF", b"%PDF-1.7\n\x00\x01", "This is a PDF, not HTML"),
        ("Word", b"PK\x03\x04\x14\x00", "This is a ZIP or Word file, not HTML"),
        ("binary", b"GIF89a\x00\x01\x00", "This is not text"),
        ("plain text", b"Are you a citizen?\n", "There is no markup"),
        ("invalid UTF-8", b"<form><label>Na\xc3me <input name=a></label></form>", "not valid UTF-8"),
        ("broken markup", b"<form><label>Name <input name=a</form><p <table><tr><input <", ""),
        ("deep", deep.as_bytes(), ""),
        ("null character", b"<form><p>\xEF\xBF\xBD</p><input name=a></form>", ""),
    ];
    for (name, bytes, limit) in rows {
        fs::write(here.join("form.html"), bytes).unwrap();
        let run = askless(&here, &["lint", "--format", "json", "form.html"], b"");
        assert_eq!(run.code, 0, "{name}: {}{}", run.out, run.err);
        let json: serde_json::Value = serde_json::from_str(&run.out).unwrap();
        let report = &json["reports"][0];
        let limits = report["limits"].to_string();
        assert!(limits.contains(limit), "{name}: {limits}");
        if !limit.is_empty() {
            assert_eq!(report["complete"], false, "{name}");
            assert_eq!(report["limits"].as_array().unwrap().len(), 1, "{name}: {limits}");
            let run = askless(&here, &["lint", "--fail-on", "incomplete", "form.html"], b"");
            assert_eq!(run.code, 1, "{name}");
            assert!(run.last().ends_with("not everything was read (1 form)"), "{name}: {}", run.last());
            assert!(!run.out.contains("nothing to report"), "{name}: {}", run.out);
        }
    }
}

#[test]
fn a_file_of_twenty_megabytes_is_linted() {
    let here = folder("large");
    let row = "<p>A line of text about the park &amp; its opening hours, nothing else.</p>\n";
    let mut page = "<form method=post>".to_owned() + &row.repeat((20 << 20) / row.len());
    page.push_str("<label>Full name <input name=n></label></form>");
    fs::write(here.join("large.html"), &page).unwrap();
    let started = std::time::Instant::now();
    let run = askless(&here, &["lint", "large.html"], b"");
    println!("20 MB in {:?}", started.elapsed());
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(run.last().starts_with("1 form: 0 violations"), "{}", run.last());
}

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
    for (fail_on, code) in [("violation", 0), ("review", 1), ("incomplete", 1)] {
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
