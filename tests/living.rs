//! Living with findings: suppressions, diffs of reports, and what a strip leaves for people to do.

mod run;

use std::fs;

use run::{askless, folder, golden};
use serde_json::Value;

const FORM: &str = "<!doctype html><html lang=en><title>Library card</title><form method=post action=/apply>
<p>Question 1 of 4</p>
<p><label>1. Full name <input name=name></label></p>
<p><label>2. Are you a U.S. citizen? <input name=citizen></label></p>
<p><label>If yes, please explain <input name=why></label></p>
<p><label>3. Religion <input name=religion></label></p>
<div data-show-if=\"citizen=yes\" hidden><label>Phone <input name=phone></label></div>
<p>If you answered yes to question 2, bring your papers along to the desk.</p>
<script>document.forms[0].citizen.value</script>
</form></html>
";

fn report(folder: &std::path::Path, args: &[&str]) -> Value {
    let run = askless(folder, &[&["lint", "form.html", "--format", "json"], args].concat(), b"");
    serde_json::from_str(&run.out).unwrap_or_else(|error| panic!("{error}: {}", run.err))
}

fn suppression(print: &str, more: &str) -> String {
    format!(
        "[[suppress]]\nfingerprint = \"{print}\"\nreason = \"A question about the cardinal, not an ask.\"\nauthor = \"J. Doe, Law\"\ndate = 2026-10-01\n{more}\n"
    )
}

#[test]
fn suppressions_leave_out_what_somebody_has_looked_at() {
    let here = folder("suppress");
    fs::write(here.join("form.html"), FORM).unwrap();
    let today = ["--today", "2026-11-22"];
    let before = report(&here, &today);
    let of = |category: &str| {
        let findings = before["reports"][0]["findings"].as_array().unwrap();
        let found = findings.iter().find(|it| it["category"] == category).unwrap();
        found["fingerprint"].as_str().unwrap().to_owned()
    };
    let (religion, citizen) = (of("religion"), of("immigration-status"));
    let file = suppression(&religion, "")
        + &suppression("0123456789abcdef", "")
        + &suppression(&citizen, "file = \"other.html\"");
    fs::write(here.join("s.toml"), file + &suppression(&citizen, "until = 2026-11-21")).unwrap();
    let args = ["lint", "form.html", "--suppressions", "s.toml", "--today", "2026-11-22"];
    let run = askless(&here, &args, b"");
    assert_eq!(run.code, 1, "the question about citizenship stays: {}", run.out);
    assert!(!run.out.contains("religion") && run.last().ends_with("; 1 suppressed"), "{}", run.out);
    let unused: Vec<&str> = run.err.lines().collect();
    assert_eq!(unused.len(), 3, "{}", run.err);
    assert!(unused[0].contains("0123456789abcdef") && unused[0].contains("no finding has this fingerprint"));
    assert!(unused[2].contains("it held until 2026-11-21"), "{}", run.err);

    let after = report(&here, &["--suppressions", "s.toml", "--today", "2026-11-22"]);
    let suppressed = &after["reports"][0]["suppressed"][0];
    assert_eq!(suppressed["finding"]["fingerprint"], religion.as_str());
    assert_eq!(suppressed["author"], "J. Doe, Law");
    assert_eq!(after["reports"][0]["counts"]["reviews"], 0);
    let sarif = askless(&here, &[&args[..], &["--format", "sarif"]].concat(), b"");
    assert!(sarif.out.contains("\"justification\": \"A question about the cardinal"), "{}", sarif.out);
}

#[test]
fn wrong_suppressions_say_what_to_fix() {
    let here = folder("suppress-wrong");
    fs::write(here.join("form.html"), FORM).unwrap();
    let good = suppression("0123456789abcdef", "");
    let rows: &[(&str, &str, &str)] = &[
        ("no reason", "reason = \"A question about the cardinal, not an ask.\"\n", ""),
        ("an empty reason", "A question about the cardinal, not an ask.", " "),
        ("no author", "author", "by"),
        ("a day to come", "2026-10-01", "2026-12-01"),
        ("no day", "2026-10-01", "\"October\""),
        ("another block", "[[suppress]]", "[[ignore]]"),
        ("one bracket", "[[suppress]]", "[suppress]"),
    ];
    let mut all = String::new();
    for (name, from, to) in rows {
        assert!(good.contains(from), "{name}");
        fs::write(here.join("s.toml"), good.replacen(from, to, 1)).unwrap();
        let run =
            askless(&here, &["lint", "form.html", "--suppressions", "s.toml", "--today", "2026-11-22"], b"");
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{name}");
        all.push_str(&format!("# {name}\n{}\n", run.err));
    }
    golden("suppression-errors.txt", &all);
}

#[test]
fn a_diff_says_what_is_new_gone_and_changed() {
    let here = folder("diff");
    fs::write(here.join("form.html"), FORM).unwrap();
    let write = |name: &str, args: &[&str]| {
        let run = askless(
            &here,
            &[&["lint", "form.html", "--format", "json", "--today", "2026-11-22"], args].concat(),
            b"",
        );
        fs::write(here.join(name), run.out).unwrap();
    };
    write("before.json", &[]);
    // Religion goes, a question comes, and nothing depends on citizenship any more.
    let after = FORM
        .replace(
            "<p><label>3. Religion <input name=religion></label></p>",
            "<p><label>3. Do you receive food stamps? <input name=snap></label></p>",
        )
        .replace("<div data-show-if=\"citizen=yes\" hidden>", "<div>");
    fs::write(here.join("form.html"), after).unwrap();
    write("after.json", &[]);
    let run = askless(&here, &["diff", "before.json", "after.json"], b"");
    assert_eq!(run.code, 1);
    golden("diff.txt", &run.out);
    let back = askless(&here, &["diff", "after.json", "before.json"], b"");
    assert!(back.out.contains("gone violation"), "{}", back.out);
    let json: Value = serde_json::from_str(
        &askless(&here, &["diff", "before.json", "after.json", "--format", "json"], b"").out,
    )
    .unwrap();
    assert_eq!(json["changes"].as_array().unwrap().len(), 3, "{json}");
    let none = askless(&here, &["diff", "before.json", "before.json"], b"");
    assert_eq!(
        (none.code, none.out.as_str()),
        (0, "0 more violations: 0 new, 0 gone, 0 changed; 2 as before\n")
    );
    fs::write(here.join("no.json"), "{}").unwrap();
    let wrong = askless(&here, &["diff", "no.json", "after.json"], b"");
    assert_eq!(wrong.code, 2);
    assert!(
        wrong.err.contains("no.json: this is no report") && wrong.err.contains("--format json"),
        "{}",
        wrong.err
    );
    assert_eq!(askless(&here, &["diff", "before.json"], b"").code, 2);
}

#[test]
fn a_strip_lists_what_it_leaves_dangling_and_names_the_fields() {
    let here = folder("dangling");
    fs::write(here.join("form.html"), FORM).unwrap();
    let run = askless(
        &here,
        &["strip", "form.html", "-o", "new.html", "--names", "names.json", "--today", "2026-11-22"],
        b"",
    );
    assert_eq!(run.code, 0, "{}", run.err);
    golden("strip-dangling.txt", &run.err);
    let html = fs::read_to_string(here.join("new.html")).unwrap();
    assert!(html.contains("<div><label>Phone"), "nothing stays hidden for good: {html}");
    let names: Value = serde_json::from_str(&fs::read_to_string(here.join("names.json")).unwrap()).unwrap();
    assert_eq!(names["fields"][0]["name"], "citizen");
    assert_eq!(names["fields"][0]["categories"], serde_json::json!(["immigration-status"]));
    // Of a form without violations nothing dangles.
    let clean = askless(&here, &["strip", "new.html", "--format", "json"], b"");
    let json: Value = serde_json::from_str(&clean.err).unwrap();
    assert_eq!(json["reports"][0]["dangling"], serde_json::json!([]));
}

#[test]
fn all_remedies_are_shown_where_they_are_asked_for() {
    let here = folder("remedies");
    fs::write(here.join("form.html"), FORM).unwrap();
    let run = askless(&here, &["lint", "form.html", "--remedies", "--today", "2026-11-22"], b"");
    for words in
        ["or remove:", "or move:", "or notice:", "or declare-need:", "What counts here: required by law"]
    {
        assert!(run.out.contains(words), "{words}: {}", run.out);
    }
    assert!(run.out.contains("«Is there a diet") && run.out.contains("«¿Hay una dieta"), "{}", run.out);
}
