//! Service files: written from templates, checked, and never valid before counsel has confirmed them.

mod run;
mod support;

use std::fs;

use askless::{judge::Basis, services::templates};
use run::{askless, folder, golden};

const FORM: &str =
    "<!doctype html><html lang=en><title>Renters' rebate</title><form method=post action=/apply>
<label>Full name <input name=name></label>
<label>Upload a copy of your federal tax return <input type=file name=return_copy></label>
</form></html>
";

#[test]
fn a_new_service_file_is_to_be_confirmed_before_it_counts() {
    let here = folder("service-new");
    fs::write(here.join("form.html"), FORM).unwrap();
    let args =
        ["service", "new", "renters-rebate", "--form", "form.html", "--today", "2026-11-22", "-o", "s.toml"];
    let new = askless(&here, &args, b"");
    assert_eq!((new.code, new.out.as_str(), new.err.as_str()), (0, "", ""));
    let text = fs::read_to_string(here.join("s.toml")).unwrap();
    golden("service-new.toml", &text);
    let check = askless(&here, &["service", "check", "s.toml", "--today", "2026-11-22"], b"");
    assert_eq!(check.code, 1, "{}{}", check.out, check.err);
    assert!(check.out.contains("3 needs, 3 that do not count"), "{}", check.out);
    let lint = askless(&here, &["lint", "form.html", "--service", "s.toml"], b"");
    assert_eq!(lint.code, 1, "the return may not be asked for yet: {}", lint.out);
    // Dates alone do not make it count; confirming it does.
    let dated = text
        .replace("# as-of = 2026-11-22 ", "as-of = 2026-11-22 ")
        .replace("# review-by = …", "review-by = 2027-11-21");
    fs::write(here.join("s.toml"), &dated).unwrap();
    let check = askless(&here, &["service", "check", "s.toml", "--today", "2026-11-22"], b"");
    assert!(check.out.contains("It still says \"to be confirmed\""), "{}", check.out);
    let confirmed = dated
        .replace(" (to be confirmed by counsel)", "")
        .replace("reviewed-by = \"to be confirmed by counsel\"", "reviewed-by = \"Corporation Counsel\"");
    fs::write(here.join("s.toml"), &confirmed).unwrap();
    let lint = askless(&here, &["lint", "form.html", "--service", "s.toml", "--today", "2026-11-22"], b"");
    assert_eq!(lint.code, 0, "{}", lint.out);
    // A file that is there is not written over.
    let again = askless(&here, &args, b"");
    assert_eq!(again.code, 2);
    assert!(again.err.contains("there is such a file already"), "{}", again.err);
    assert_eq!(fs::read_to_string(here.join("s.toml")).unwrap(), confirmed);
}

#[test]
fn templates_are_listed_and_wrong_names_say_what_to_do() {
    let here = folder("service-list");
    let list = askless(&here, &["service", "new"], b"");
    assert_eq!(list.code, 0);
    for template in templates() {
        assert!(list.out.contains(&template.id) && list.out.contains(&template.title), "{}", template.id);
    }
    let near = askless(&here, &["service", "new", "renter-rebate"], b"");
    assert_eq!(near.code, 2);
    assert!(near.err.contains("did you mean `renters-rebate`?"), "{}", near.err);
    let blank = askless(&here, &["service", "new", "tool-library", "--blank"], b"");
    assert!(
        blank.out.contains("id = \"tool-library\"") && blank.out.contains("It declares no need"),
        "{}",
        blank.out
    );
}

#[test]
fn the_templates_carry_the_citys_services() {
    let Some(file) = support::shared("law/services.json") else { return };
    let data: serde_json::Value = serde_json::from_str(&fs::read_to_string(file).unwrap()).unwrap();
    let templates = templates();
    for service in data["services"].as_array().unwrap() {
        let id = service["id"].as_str().unwrap();
        let template = templates.iter().find(|it| it.id == id).unwrap_or_else(|| panic!("no template {id}"));
        let needs = service["needs"].as_array().unwrap().iter();
        // These are no categories of the ordinance.
        let needs = needs.filter(|need| {
            !["dob", "language", "other-private"].contains(&need["category"].as_str().unwrap())
        });
        let needs: Vec<_> = needs.collect();
        assert_eq!(needs.len(), template.needs.len(), "{id}");
        for (need, lead) in needs.iter().zip(&template.needs) {
            let category = match need["category"].as_str().unwrap() {
                "income" => "income-tax-records",
                other => other,
            };
            assert_eq!(lead.category.id(), category, "{id}");
            let basis = need["basis"].as_str().unwrap();
            let expected = match basis {
                "inherent" | "necessity" if id == "arrest" => Basis::CriminalInvestigation,
                "inherent" | "necessity" => Basis::Necessary,
                _ => Basis::RequiredByLaw,
            };
            assert_eq!(lead.basis, expected, "{id}");
            let level = basis.strip_suffix("_law");
            assert!(level.is_none_or(|level| lead.level.is_some_and(|known| known.id() == level)), "{id}");
            let authority = need["authority"].as_str().unwrap();
            assert!(authority == "same" || lead.authority == authority, "{id}: {authority}");
        }
    }
}
