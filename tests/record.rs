//! The necessity record of the demo service, in both formats and languages.

mod run;

use std::{fs, path::Path};

use run::{askless, folder, golden};

fn demo(test: &str) -> std::path::PathBuf {
    let here = folder(test);
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("www/examples");
    for file in ["repair-grant.html", "repair-grant.service.json"] {
        fs::copy(examples.join(file), here.join(file)).unwrap();
    }
    here
}

const SERVICE: [&str; 4] = ["--service", "repair-grant.service.json", "--today", "2026-11-22"];

#[test]
fn the_record_of_the_demo_service() {
    let here = demo("record");
    let strip = [&["strip", "repair-grant.html", "-o", "new.html"][..], &SERVICE].concat();
    assert_eq!(askless(&here, &strip, b"").code, 0);
    let record = |more: &[&str]| {
        let run = askless(
            &here,
            &[&["record", "new.html", "--before", "repair-grant.html"], &SERVICE[..], more].concat(),
            b"",
        );
        assert_eq!((run.code, run.err.as_str()), (0, ""), "{more:?}");
        run.out
    };
    let html = record(&["--policy", "hartford", "--policy", "privacy-act-7"]);
    golden("record.html", &html);
    golden("record.md", &record(&["--format", "md"]));
    golden("record-es.md", &record(&["--format", "md", "--lang", "es"]));
    assert!(!html.contains("<script") && html.contains("<html lang=\"en\">"));
    for words in
        ["Total household income last year", "Corporation Counsel", "2027-09-30", "Are you a U.S. citizen?"]
    {
        assert!(html.contains(words), "{words}");
    }
    // The format follows the file's name.
    askless(&here, &[&["record", "new.html", "-o", "r.md"], &SERVICE[..]].concat(), b"");
    assert!(
        fs::read_to_string(here.join("r.md")).unwrap().starts_with("# Necessity record: Home Repair Grant\n")
    );
}

#[test]
fn a_record_says_what_is_not_in_order() {
    let here = demo("record-open");
    let service = fs::read_to_string(here.join("repair-grant.service.json")).unwrap();
    fs::write(here.join("repair-grant.service.json"), service.replace("2027-09-30", "2026-11-21")).unwrap();
    let form = fs::read_to_string(here.join("repair-grant.html")).unwrap();
    let hostile = form.replace("</form>", "<p><label>Religion &lt;img src=x onerror=alert(1)&gt; | a <input name=r></label></p><iframe></iframe></form>");
    fs::write(here.join("repair-grant.html"), hostile).unwrap();
    let run = |format: &str| {
        askless(&here, &[&["record", "repair-grant.html", "--format", format], &SERVICE[..]].concat(), b"")
            .out
    };
    let (html, markdown) = (run("html"), run("md"));
    assert!(
        html.contains("Religion &lt;img src=x onerror=alert(1)&gt; | a") && !html.contains("<img"),
        "{html}"
    );
    assert!(markdown.contains("Religion \\<img src=x onerror=alert(1)\\> \\| a"), "{markdown}");
    for words in ["Needs that are not in order", "expired", "What was not read", "violation", "not compared"]
    {
        assert!(markdown.contains(words), "{words}: {markdown}");
    }
}

#[test]
fn without_a_service_there_is_no_record() {
    let here = demo("record-wrong");
    for (args, words) in [
        (&["record", "repair-grant.html"][..], "--service FILE"),
        (&["record"], "name one form"),
        (&["record", "nowhere.html", "--service", "repair-grant.service.json"], "there is no such file"),
        (
            &["record", "repair-grant.html", "--service", "repair-grant.service.json", "--format", "pdf"],
            "allowed here: html, md",
        ),
    ] {
        let run = askless(&here, args, b"");
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{args:?}");
        assert!(run.err.contains(words), "{}", run.err);
    }
}
