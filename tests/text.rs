//! How a report looks on a terminal, as golden files. The asks are made by hand, so that a change of the lexicons
//! changes nothing here.

use std::{fs, path::Path};

use askless::{
    Config, Date, Locale, Service,
    category::{Category, How},
    detect::{Ask, Evidence},
    judge::{Basis, Need, judge},
    page::Page,
    report::text::{Style, render},
};

const FORM: &str = "<!doctype html>
<html lang=en><title>Apply for a library card</title>
<form action=https://forms.example/apply>
  <label>Full name <input name=name></label>
\t<p><label for=c>Are you a <b>U.S.</b>
  citizen or a permanent resident?</label> <select id=c name=citizen required><option>Yes<option>No</select></p>
  <label>日本 Religion <input name=religion placeholder='Your religion or faith'></label>
  <p>Only U.S. citizens &amp; residents may apply.</p>
  <label>Household income last year, before taxes, from all jobs, and anything else that you can think of that brought money <input name=income></label>
</form>
";

/// Asks whose evidence is where the words stand.
fn asks(page: &Page) -> Vec<Vec<Ask>> {
    use {Category::*, How::*};
    let rows: [(Category, How, &[&str]); 4] = [
        (ImmigrationStatus, Direct, &["U.S. citizen", "permanent resident", "citizen"]),
        (Religion, Direct, &["Religion", "faith"]),
        (DeterrentStatement, Direct, &["citizens & residents"]),
        (IncomeTaxRecords, Proxy, &["income", "money"]),
    ];
    let of = |question: &askless::form::Question| {
        let ask = |(category, how, words): &(Category, How, &[&str])| {
            let place = |word: &&str| {
                let find = |(slot, it): (usize, &askless::form::Slot)| {
                    let start = it.text.find(word)?;
                    Some(Evidence { slot, start, end: start + word.len() })
                };
                question.slots.iter().enumerate().filter(|(_, slot)| slot.kind.id() != "title").find_map(find)
            };
            let evidence: Vec<Evidence> = words.iter().filter_map(place).collect();
            (evidence.len() == words.len()).then(|| Ask {
                category: *category,
                how: *how,
                rule: "en/test.rule".into(),
                evidence,
            })
        };
        rows.iter().filter_map(ask).collect()
    };
    page.form.questions.iter().map(of).collect()
}

fn shown(style: &Style) -> String {
    let page = Page::read(FORM.to_owned());
    let asks = asks(&page);
    assert_eq!(asks.iter().flatten().count(), 4, "{:?}", page.form);
    let need = Need {
        category: Category::IncomeTaxRecords,
        basis: Basis::Necessary,
        level: None,
        authority: "".into(),
        reason: "The fee depends on it.".into(),
        offense: "".into(),
        scope: vec![],
        reviewed_by: "Counsel".into(),
        as_of: Date::parse("2026-01-01"),
        review_by: Date::parse("2027-01-01"),
        counsel_ruling: "".into(),
    };
    let service = Service { needs: vec![need], ..Service::without_needs("library") };
    let today = Date::parse("2026-11-22").unwrap();
    let config = Config { service: Some(service), locale: style.locale, ..Config::new(today) };
    let mut report = judge(&page.form, &asks, &["en", "es"], &config);
    report.file = "card.html".into();
    page.locate(&mut report);
    render(&report, &page, style)
}

#[test]
fn a_report_is_shown_as_the_golden_files_say() {
    let plain = Style {
        color: false,
        columns: 100,
        locale: Locale::En,
        permitted: true,
        assumptions: false,
        remedies: false,
    };
    let rows = [
        ("report.txt", plain),
        ("report-es.txt", Style { locale: Locale::Es, ..plain }),
        (
            "report-color.txt",
            Style { color: true, columns: 60, permitted: false, assumptions: true, remedies: false, ..plain },
        ),
    ];
    for (name, style) in rows {
        let text = shown(&style);
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(name);
        if std::env::var_os("UPDATE_GOLDEN").is_some() {
            fs::write(&file, &text).unwrap();
        }
        let known = fs::read_to_string(&file).unwrap_or_default();
        assert_eq!(text, known, "{name}: UPDATE_GOLDEN=1 takes it over");
        if !style.color {
            assert!(text.lines().all(|line| line.chars().count() <= 112), "{name}");
        }
    }
}
