//! `askless strip` as a person uses it.

use std::fs;

use crate::run::{FORM, askless, folder, golden};

#[test]
fn strip_writes_the_form_without_its_violations() {
    let here = folder("strip");
    let clean = FORM
        .replace("<label>Are you a U.S. citizen? <input name=citizen></label>\n", "")
        .replace("<label>Adjusted gross income from your tax return <input name=agi></label>\n", "");
    fs::write(here.join("form.html"), FORM).unwrap();
    let run = askless(&here, &["strip", "form.html"], b"");
    assert_eq!((run.code, run.out.as_str()), (0, clean.as_str()), "{}", run.err);
    assert!(run.err.contains("stripped (line 3): Are you a U.S. citizen?"), "{}", run.err);
    assert!(run.err.contains("must stop accepting these fields too: citizen, agi"), "{}", run.err);
    assert!(
        run.err.trim_end().ends_with("1 form: 0 violations, 1 review open; everything was read"),
        "{}",
        run.err
    );
    assert_eq!(fs::read_to_string(here.join("form.html")).unwrap(), FORM, "the file is as it was");

    let stdin = askless(&here, &["strip", "-", "--format", "json"], FORM.as_bytes());
    assert_eq!(stdin.out, clean);
    let json: serde_json::Value = serde_json::from_str(&stdin.err).unwrap();
    let stripped = json["reports"][0]["stripped"].as_array().unwrap();
    assert_eq!(stripped.iter().map(|it| &it["names"][0]).collect::<Vec<_>>(), ["citizen", "agi"]);
    assert_eq!(stripped[0]["question"]["label"], "Are you a U.S. citizen?");
    assert_eq!(json["reports"][0]["findings"][0]["fingerprint"], stripped[0]["fingerprints"][0]);

    let out = askless(&here, &["strip", "form.html", "-o", "new.html"], b"");
    assert_eq!((out.code, out.out.as_str()), (0, ""));
    assert_eq!(fs::read_to_string(here.join("new.html")).unwrap(), clean);

    let in_place = askless(&here, &["strip", "--in-place", "form.html"], b"");
    assert_eq!((in_place.code, in_place.out.as_str()), (0, ""), "{}", in_place.err);
    assert_eq!(fs::read_to_string(here.join("form.html")).unwrap(), clean);
    let written = fs::metadata(here.join("form.html")).unwrap().modified().unwrap();
    let again = askless(&here, &["strip", "-i", "form.html"], b"");
    assert_eq!(again.code, 0);
    assert_eq!(fs::read_to_string(here.join("form.html")).unwrap(), clean);
    assert_eq!(
        fs::metadata(here.join("form.html")).unwrap().modified().unwrap(),
        written,
        "nothing to strip: not touched"
    );
    let left: Vec<_> = fs::read_dir(&here).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(left.len(), 2, "nothing is left lying about: {left:?}");
}

/// Two questions in one cell: without the second one the title beside them is the name of the first.
#[test]
fn what_reads_as_a_question_once_another_is_gone_goes_too() {
    let here = folder("strip-rounds");
    let form = "<form method=post><p>Immigration status</p><div><input name=a>Are you a victim of domestic violence? \
        <input type=radio name=b value=y>Yes<input type=radio name=b value=n>No</div></form>";
    let run = askless(&here, &["strip", "-", "--names", "names.json"], form.as_bytes());
    assert_eq!((run.code, run.out.contains("name=a")), (0, false), "{}{}", run.out, run.err);
    assert!(run.err.contains(": Immigration status · "), "{}", run.err);
    let names: serde_json::Value =
        serde_json::from_slice(&fs::read(here.join("names.json")).unwrap()).unwrap();
    let fields: Vec<_> = names["fields"].as_array().unwrap().iter().map(|field| &field["name"]).collect();
    assert_eq!(fields, ["b", "a"]);
    assert_eq!(askless(&here, &["strip", "-"], run.out.as_bytes()).out, run.out);
    let json = askless(&here, &["strip", "-", "--format", "json"], form.as_bytes()).err;
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["reports"].as_array().unwrap().len(), 2, "a report for each round");
}

#[test]
fn strip_leaves_statements_and_prescribed_forms() {
    let here = folder("strip-not");
    let statement =
        "<form method=post><p>Only U.S. citizens may apply.</p><label>Name <input name=n></label></form>";
    let run = askless(&here, &["strip", "-"], statement.as_bytes());
    assert_eq!((run.code, run.out.as_str()), (1, statement), "flagged, not stripped: {}", run.err);
    fs::write(here.join("service.toml"), "id = \"state-form\"\nexternal-form = true\n").unwrap();
    let run = askless(&here, &["strip", "-", "--service", "service.toml"], FORM.as_bytes());
    assert_eq!((run.code, run.out.as_str()), (1, FORM));
    assert!(run.err.contains("prescribed by another government"), "{}", run.err);
}

#[test]
fn strip_refuses_what_it_could_damage() {
    let here = folder("strip-refuses");
    let latin: &[u8] = b"<form><label>Na\xc3me, U.S. citizen? <input name=a></label></form>";
    let rows: &[(&str, &[u8])] = &[("empty", b""), ("PDF", b"%PDF-1.7\n\x00"), ("another encoding", latin)];
    let mut all = String::new();
    for (name, bytes) in rows {
        fs::write(here.join("form.html"), bytes).unwrap();
        for args in [&["strip", "form.html"][..], &["strip", "-i", "form.html"]] {
            let run = askless(&here, args, b"");
            assert_eq!((run.code, run.out.as_str()), (2, ""), "{name}");
            assert_eq!(&fs::read(here.join("form.html")).unwrap(), bytes, "{name}: the file is as it was");
            all.push_str(&format!("# {name}: askless {}\n{}\n", args.join(" "), run.err));
        }
    }
    fs::write(here.join("form.html"), FORM).unwrap();
    let rows: &[&[&str]] = &[
        &["strip"],
        &["strip", "nowhere.html"],
        &["strip", "."],
        &["strip", "form.html", "-o", "."],
        &["strip", "form.html", "form.html"],
        &["strip", "-i", "-"],
        &["strip", "-i", "form.html", "-o", "other.html"],
        &["strip", "form.html", "-o", "nowhere/other.html"],
    ];
    for args in rows {
        let run = askless(&here, args, FORM.as_bytes());
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{args:?}");
        all.push_str(&format!("# askless {}\n{}\n", args.join(" "), run.err.replace(" (os error 2)", "")));
    }
    let all = all.replace(&here.to_string_lossy().into_owned(), "HERE").replace(" (os error 21)", "");
    assert_eq!(fs::read_to_string(here.join("form.html")).unwrap(), FORM);
    assert_eq!(fs::read_dir(&here).unwrap().count(), 1, "nothing half-written");
    golden("strip-errors.txt", &all);
}

/// Whatever writes a file writes it whole or not at all: where no file can be made beside it, the old one stays.
#[cfg(unix)]
#[test]
fn what_is_written_goes_to_a_new_file_or_to_a_pipe() {
    use std::os::unix::fs::MetadataExt;

    let here = folder("written");
    fs::write(here.join("form.html"), FORM).unwrap();
    fs::write(here.join("s.toml"), "id = \"s\"\n").unwrap();
    for (file, args) in [
        ("known.txt", &["lint", "form.html", "--write-baseline", "known.txt"][..]),
        ("record.md", &["record", "form.html", "--service", "s.toml", "-o", "record.md"]),
        ("new.html", &["strip", "form.html", "-o", "new.html"]),
        ("names.json", &["strip", "form.html", "--names", "names.json"]),
    ] {
        fs::write(here.join(file), "old").unwrap();
        let old = fs::metadata(here.join(file)).unwrap().ino();
        let run = askless(&here, args, b"");
        assert_ne!(fs::read_to_string(here.join(file)).unwrap(), "old", "{file}: {}", run.err);
        assert_ne!(fs::metadata(here.join(file)).unwrap().ino(), old, "{file} was written over");
    }
    assert!(
        fs::read_dir(&here).unwrap().all(|entry| !entry
            .unwrap()
            .file_name()
            .to_string_lossy()
            .starts_with('.'))
    );

    let run = askless(&here, &["record", "form.html", "--service", "s.toml", "-o", "/dev/stdout"], b"");
    assert!(run.out.starts_with("<!doctype html>"), "{}{}", run.out, run.err);
}
