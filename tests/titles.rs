//! What a form is called silences no rule of the seven categories: who asks for a green card number on a form of the parks
//! department asks for it.

use askless::{
    Category,
    detect::{builtin, detect},
    read::plain::question,
    rules::rules,
};
use std::collections::BTreeSet;

const TITLES: &[(&str, &[&str])] = &[
    (
        "en",
        &[
            "Building permit application",
            "Business license application",
            "City grant application",
            "Community survey",
            "Complaint form",
            "Dog license",
            "Employment application",
            "Event registration",
            "Health clinic registration",
            "Library card application",
            "Parks and Recreation camp registration",
            "Public records request",
            "Rental application",
            "Scholarship application",
            "School enrollment",
            "Volunteer application",
            "Youth sports league",
            "Fair housing discrimination complaint",
            "Legal aid intake",
            "Library immigration and citizenship services",
            "Energy assistance application",
            "Property tax relief for the elderly",
            "Crime victim services intake",
            "Accident report",
            "Reentry program intake",
            "Shelter intake",
            "Food pantry registration",
            "Child care application",
            "Nonprofit grant application",
            "Senior center and meals",
            "Job training center registration",
            "Hospital financial assistance",
            "Small business loan",
            "Fuel and lifeline discount",
            "Probate court petition",
        ],
    ),
    (
        "es",
        &[
            "Encuesta a la comunidad",
            "Formulario de queja",
            "Inscripción en el campamento de verano",
            "Licencia de negocio",
            "Licencia de perro",
            "Liga deportiva",
            "Matrícula escolar",
            "Permiso de construcción",
            "Registro de evento",
            "Registro de la clínica",
            "Solicitud de alquiler",
            "Solicitud de beca",
            "Solicitud de empleo",
            "Solicitud de tarjeta de biblioteca",
            "Solicitud de voluntariado",
        ],
    ),
];

/// Where words mean something else on such a form: sponsors of workers and events, what a business earns, HUSKY and dogs,
/// whom a health plan covers, what an organization gets, the services that volunteers give, witnesses to a lease.
const OTHER_SENSES: &[(&str, &str)] = &[
    ("en/assistance.general", "Nonprofit grant application"),
    ("en/assistance.husky", "Dog license"),
    ("en/immigration.sponsor", "Employment application"),
    ("en/immigration.sponsor", "Job training center registration"),
    ("en/immigration.sponsor-in-section", "Employment application"),
    ("en/immigration.sponsor-in-section", "Job training center registration"),
    ("en/immigration.sponsor-in-section", "Event registration"),
    ("en/tax.dependents", "School enrollment"),
    ("en/tax.dependents-on-return", "School enrollment"),
    ("en/tax.in-tax-form", "Business license application"),
    ("en/tax.in-tax-form", "Property tax relief for the elderly"),
    ("en/tax.in-tax-form", "Small business loan"),
    ("en/tax.irs", "Nonprofit grant application"),
    ("en/violence.mentioned", "Volunteer application"),
    ("en/witness.codes", "Accident report"),
    ("en/witness.codes", "Rental application"),
    ("en/witness.codes", "Small business loan"),
    ("es/immigration.sponsored", "Registro de evento"),
    ("es/tax.income", "Licencia de negocio"),
    ("es/tax.income-on-form", "Licencia de negocio"),
    ("es/tax.income-parts", "Licencia de negocio"),
    ("es/tax.return", "Licencia de negocio"),
    ("es/tax.tax-help", "Licencia de negocio"),
    // A gap: a rent is no income, so the word silences bare amounts under a heading of income.
    ("es/tax.income-parts", "Solicitud de alquiler"),
];

#[test]
fn a_title_silences_no_rule() {
    let lexicons = builtin();
    let mut silenced = BTreeSet::new();
    let mut seen = BTreeSet::new();
    for rule in rules() {
        let Some((_, titles)) = TITLES.iter().find(|(lang, _)| *lang == rule.lang) else { continue };
        let own: Vec<Category> =
            rule.asks.iter().filter_map(|ask| Category::from_id(ask.split(' ').next()?)).collect();
        for example in rule.hit.iter().filter(|example| example.question().form.is_none()) {
            let asked = |title: Option<&str>| -> Vec<Category> {
                let mut plain = example.question();
                plain.form = title.map(str::to_string);
                let found = detect(&lexicons, &question(plain)).into_iter().map(|ask| ask.category);
                found.filter(|found| own.contains(found) && found.is_confidential()).collect()
            };
            let expected = asked(None);
            for title in titles.iter().filter(|_| !expected.is_empty()) {
                if !expected.iter().all(|category| asked(Some(title)).contains(category)) {
                    seen.insert((rule.id.clone(), title.to_string()));
                    if !OTHER_SENSES.contains(&(&rule.id, title)) {
                        silenced.insert(format!("{} on {title:?}: {}", rule.id, example.text()));
                    }
                }
            }
        }
    }
    assert!(silenced.is_empty(), "{silenced:#?}");
    let gone =
        OTHER_SENSES.iter().find(|(rule, title)| !seen.contains(&(rule.to_string(), title.to_string())));
    assert_eq!(gone, None, "this exception is needed no more");
}
