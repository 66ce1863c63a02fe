//! Where service files may begin: the City's services with what each may have a basis to ask, as leads that counsel has
//! still to confirm.

use std::fmt::Write;

use serde::Deserialize;

use crate::{
    Category, Date,
    judge::{
        Audience, Basis, Level,
        need::UNCONFIRMED,
        policy::{Evidence, Text},
    },
};

/// What stands in place of a review that has not been made.
const BY_COUNSEL: &str = "to be confirmed by counsel";

/// One service to begin with.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Template {
    /// A short name.
    pub id: String,
    /// Its title.
    #[serde(default)]
    pub title: String,
    /// Who runs it.
    #[serde(default)]
    pub agency: String,
    /// Whom its form is put before.
    #[serde(default)]
    pub audience: Option<Audience>,
    /// The form is prescribed by another government.
    #[serde(default)]
    pub external_form: bool,
    /// What such forms ask without need.
    #[serde(default)]
    pub not_needed: String,
    /// What else to know.
    #[serde(default)]
    pub note: String,
    /// What it may have a basis to ask.
    #[serde(default)]
    pub needs: Vec<Lead>,
}

/// What a service may have a basis to ask.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Lead {
    /// What it may ask.
    pub category: Category,
    /// On which basis.
    pub basis: Basis,
    /// Whose law it is.
    #[serde(default)]
    pub level: Option<Level>,
    /// The law.
    #[serde(default)]
    pub authority: String,
    /// What exactly, of whom.
    pub about: String,
    /// How far the citation was checked.
    pub evidence: Evidence,
}

/// All of them, in the order of their file.
///
/// # Panics
/// Never for the file that comes with the crate: a test reads it.
pub fn templates() -> Vec<Template> {
    #[derive(Deserialize)]
    struct File {
        services: Vec<Template>,
    }
    let file: Result<File, _> = toml::from_str(include_str!("services/templates.toml"));
    file.map_or_else(|error| panic!("templates.toml: {error}"), |file| file.services)
}

impl Template {
    /// One for a service that has none.
    pub fn blank(id: &str) -> Template {
        Template {
            id: id.to_owned(),
            title: String::new(),
            agency: String::new(),
            audience: None,
            external_form: false,
            not_needed: String::new(),
            note: String::new(),
            needs: Vec::new(),
        }
    }

    /// The text of a service file to fill in. `scopes` gives the fields of the form that ask for a category.
    pub fn service_file(&self, today: Date, scopes: &dyn Fn(Category) -> Vec<Text>) -> String {
        let mut out = String::new();
        // Writing to a string cannot fail.
        let _ = self.write(&mut out, today, scopes);
        out
    }

    fn write(
        &self,
        out: &mut String,
        today: Date,
        scopes: &dyn Fn(Category) -> Vec<Text>,
    ) -> std::fmt::Result {
        writeln!(
            out,
            "# What the form is for, and what it needs to ask. `askless service check` says what becomes of the needs."
        )?;
        if !self.needs.is_empty() {
            writeln!(
                out,
                "# The needs are leads. None of them counts while it says \"{UNCONFIRMED}\": have counsel confirm the citation and the"
            )?;
            writeln!(
                out,
                "# reason, name who did and when, and take these words out. Delete what this form does not ask."
            )?;
        }
        for (head, text) in [("Usually not needed: ", &self.not_needed), ("Note: ", &self.note)] {
            if !text.is_empty() {
                writeln!(out, "# {head}{text}.")?;
            }
        }
        writeln!(out, "\nid = {}", quoted(&self.id))?;
        writeln!(out, "title = {}", quoted(&self.title))?;
        writeln!(out, "agency = {}", quoted(&self.agency))?;
        let audience = self.audience.unwrap_or(Audience::General).id();
        writeln!(out, "audience = {}  # {}", quoted(audience), Audience::IDS.join(", "))?;
        if self.external_form {
            writeln!(
                out,
                "external-form = true  # prescribed by another government: flagged, never stripped"
            )?;
        }
        for lead in &self.needs {
            let Lead { category, basis, level, authority, about, evidence } = lead;
            writeln!(out, "\n[[needs]]\ncategory = {}", quoted(category.id()))?;
            writeln!(out, "basis = {}", quoted(basis.id()))?;
            if let Some(level) = level {
                writeln!(out, "level = {}", quoted(level.id()))?;
            }
            if !authority.is_empty() {
                let authority = quoted(&format!("{authority} ({BY_COUNSEL})"));
                writeln!(out, "authority = {authority}  # checked so far: {}", evidence.id())?;
            }
            let words = if *basis == Basis::CriminalInvestigation { "offense" } else { "reason" };
            writeln!(out, "{words} = {}", quoted(&format!("{about} ({BY_COUNSEL})")))?;
            let fields = scopes(*category);
            let fields: Vec<String> = fields.iter().map(|field| quoted(field)).collect();
            let hint = if fields.is_empty() { "  # the fields that it is for" } else { "" };
            writeln!(out, "scope = [{}]{hint}", fields.join(", "))?;
            writeln!(out, "reviewed-by = {}", quoted(BY_COUNSEL))?;
            writeln!(
                out,
                "# as-of = {today}       # the day of the review\n# review-by = …            # the last day on which it is valid"
            )?;
        }
        if self.needs.is_empty() {
            writeln!(
                out,
                "\n# It declares no need, so the form may ask for nothing confidential. A need is a block:"
            )?;
            writeln!(
                out,
                "# [[needs]]\n# category = \"…\"\n# basis = \"required-by-law\"  # or necessary\n# level = \"state\"\n# authority = \"…\"\n# reason = \"…\""
            )?;
            writeln!(out, "# scope = [\"…\"]\n# reviewed-by = \"…\"\n# as-of = {today}\n# review-by = …")?;
        }
        Ok(())
    }
}

fn quoted(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}

#[cfg(test)]
mod tests {
    use super::{Template, templates};
    use crate::{
        Config, Date, Form,
        judge::{judge, load},
        report::NeedState,
    };

    fn today() -> Date {
        Date::new(2026, 11, 22).unwrap()
    }

    #[test]
    fn every_template_is_a_service_whose_needs_do_not_count_yet() {
        let all = templates();
        assert_eq!(all.len(), 61);
        for template in all {
            let file = template.service_file(today(), &|_| vec!["field".into()]);
            let service =
                load::service("service.toml", &file).unwrap_or_else(|error| panic!("{error}\n{file}"));
            assert_eq!(service.needs.len(), template.needs.len(), "{}", template.id);
            // Even with all that is left out filled in.
            let mut filled = service.clone();
            for need in &mut filled.needs {
                (need.as_of, need.review_by) = (Some(today()), Some(today()));
            }
            for service in [service, filled] {
                let config = Config { service: Some(service), ..Config::new(today()) };
                let report = judge(&Form::default(), &[], &["en"], &config);
                for need in &report.needs {
                    let counts =
                        matches!(need.state, NeedState::Valid | NeedState::Blanket | NeedState::Unused);
                    assert!(!counts, "{}: {need:?}", template.id);
                }
            }
        }
    }

    #[test]
    fn an_empty_one_is_a_service_too() {
        let file = Template::blank("block party \"2026\"").service_file(today(), &|_| Vec::new());
        let service = load::service("service.toml", &file).unwrap();
        assert_eq!((service.id.as_ref(), service.needs.len()), ("block party \"2026\"", 0));
    }
}
