//! Bad input: files that cannot be read, wrong services and policies, wrong calls, and forms that are anything but.

use std::{fs, path::Path};

use crate::{
    SERVICE,
    run::{askless, folder, golden},
};

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
        ("folder for questions", &["check", "."]),
        ("folder for a report", &["diff", ".", "."]),
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
fn data_is_json_by_its_name_and_may_begin_with_a_byte_order_mark() {
    let here = folder("mark");
    for file in ["form.json", "FORM.JSON"] {
        fs::write(here.join(file), "\u{FEFF}[{\"label\": \"Are you a U.S. citizen?\"}]").unwrap();
        let run = askless(&here, &["lint", file], b"");
        assert!(run.last().starts_with("1 form: 1 violation"), "{file}: {}", run.out);
        fs::write(here.join(file), "\u{FEFF}{\"id\": \"x\"}").unwrap();
        let run = askless(&here, &["service", "check", file], b"");
        assert_eq!(run.code, 0, "{file}: {}", run.err);
    }
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
        (
            "paper form",
            b"<table><tr><td>Are you a citizen?</td><td>Yes ___ No ___</td></tr></table>",
            "There is no field",
        ),
        ("page without a form", b"<p>Questions? Call us. <a href=\"x?y=1\">Where?</a></p>", ""),
        ("invalid UTF-8", b"<form><label>Na\xc3me <input name=a></label></form>", "not valid UTF-8"),
        ("broken markup", b"<form><label>Name <input name=a</form><p <table><tr><input <", ""),
        ("deep", deep.as_bytes(), ""),
        ("null character", b"<form><p>\xEF\xBF\xBD</p>\0<input name=a></form>", ""),
        ("UTF-16 without its mark", b"<\0p\0>\0a\0", "This is not text"),
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
            let run = askless(&here, &["lint", "--fail-on", "review", "form.html"], b"");
            assert_eq!(run.code, 0, "{name}");
            let run = askless(&here, &["lint", "--fail-on", "incomplete", "form.html"], b"");
            assert_eq!(run.code, 1, "{name}");
            let run = askless(&here, &["lint", "--fail-on", "unread", "form.html"], b"");
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
