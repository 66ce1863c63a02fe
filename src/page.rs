//! A page as source: from HTML text to a report, and to the text without the questions that may not be asked.

use crate::{
    Config, Form, Report,
    detect::Lexicon,
    form::Question,
    plan::plan,
    read::{
        html::{Source, parse},
        read,
    },
    report::{Place, lines::Lines},
    selector::Selectors,
    strip::{add_hidden_names, dangling::dangling, record, source::strip, strippable},
};

/// A page that was read.
#[derive(Clone, Debug, Default)]
pub struct Page {
    /// Its HTML.
    pub source: String,
    /// The tree of it, with the place of every node.
    pub parsed: Source,
    /// Its questions.
    pub form: Form,
}

impl Page {
    /// Reads HTML. Never fails: what could not be read is in the form's limits.
    pub fn read(source: String) -> Page {
        let parsed = parse(&source);
        let form = read(&parsed.tree);
        Page { source, parsed, form }
    }

    /// Lints the page; the questions of findings have their place in the source.
    pub fn lint(&self, lexicons: &[Lexicon], config: &Config) -> Report {
        let mut report = crate::lint(&self.form, lexicons, config);
        self.locate(&mut report);
        report
    }

    /// Takes the questions with a violation out of the source: its text then, and the report with `stripped` filled in.
    /// What could not be taken out is in the limits. Nothing is taken out of a form that another government prescribes.
    pub fn strip(&self, mut report: Report) -> (String, Report) {
        let questions = strippable(&report, &self.form);
        if questions.is_empty() {
            return (self.source.clone(), report);
        }
        let holders = self.parsed.holders(&self.source);
        let plan = plan(&self.parsed.tree, &self.form, &questions, &holders, false);
        let done = strip(&self.source, &self.parsed, &plan);
        let mut locator = Locator::new(self);
        let outcome = (done.removed.as_slice(), done.kept.as_slice());
        let tree = &self.parsed.tree;
        record(&mut report, &self.form, tree, outcome, &mut |question| locator.place(question));
        add_hidden_names(&mut report, &self.form, tree);
        report.dangling =
            dangling(&self.form, &report.stripped, &done.html, &mut |question| locator.place(question));
        (done.html, report)
    }

    /// Fills in where the questions of findings stand.
    pub fn locate(&self, report: &mut Report) {
        let mut locator = Locator::new(self);
        report.locate(&self.form, &mut |question| locator.place(question));
    }
}

/// Says where questions stand in a page's source.
struct Locator<'a> {
    page: &'a Page,
    lines: Lines<'a>,
    selectors: Selectors<'a>,
}

impl<'a> Locator<'a> {
    fn new(page: &'a Page) -> Self {
        Locator { page, lines: Lines::new(&page.source), selectors: Selectors::new(&page.parsed.tree) }
    }

    fn place(&mut self, question: &Question) -> Place {
        let parsed = &self.page.parsed;
        let node = question.controls.first().or(question.nodes.first()).copied();
        let node = node.or_else(|| question.slots.iter().find_map(|slot| slot.node));
        let range = node.and_then(|node| parsed.start_tag(node).or_else(|| parsed.outer(node)));
        let selector = node.map(|node| self.selectors.of(node));
        Place { selector, span: range.map(|range| self.lines.span(range)) }
    }
}

#[cfg(test)]
mod tests {
    use super::Page;
    use crate::{Config, Date, Service, detect};

    const FORM: &str = "<form method=post>
<p><label>Full name <input name=n></label></p>
<p>Are you a U.S. citizen? <label><input type=radio name=c value=y> Yes</label> <label><input type=radio name=c value=n> No</label></p>
<p>You must be a U.S. citizen to apply.</p>
</form>
";

    fn config() -> Config {
        Config::new(Date::new(2026, 11, 22).unwrap())
    }

    #[test]
    fn takes_out_what_may_not_be_asked_and_nothing_else() {
        let lexicons = detect::builtin();
        let page = Page::read(FORM.to_owned());
        let (html, report) = page.strip(page.lint(&lexicons, &config()));
        let line = FORM.lines().nth(2).unwrap();
        assert_eq!(html, FORM.replace(&format!("{line}\n"), ""));
        let [stripped] = report.stripped.as_slice() else { panic!("{:?}", report.stripped) };
        assert_eq!(stripped.names, ["c"]);
        assert_eq!(stripped.fingerprints, [report.findings[0].fingerprint.clone()]);
        assert_eq!(stripped.question.span.map(|span| span.line), Some(3));
        let again = Page::read(html.clone());
        let (same, report) = again.strip(again.lint(&lexicons, &config()));
        assert_eq!((same, report.stripped.len()), (html, 0));
        assert!(report.findings.is_empty());
        assert_eq!(report.form_findings.len(), 1, "the statement stays and is flagged");
    }

    #[test]
    fn names_the_hidden_fields_that_go_too() {
        let row =
            "<p>Immigration status <input name=a><input type=hidden name=b><input type=hidden name=c></p>";
        let page = Page::read(format!(
            "<form>{row}<p>Full name <input name=n><input type=hidden name=c></p></form>"
        ));
        let (html, report) = page.strip(page.lint(&detect::builtin(), &config()));
        assert!(!html.contains("name=b"), "{html}");
        assert_eq!(report.stripped[0].names, ["a", "b"], "c is sent still");
    }

    #[test]
    fn leaves_a_form_that_another_government_prescribes() {
        let lexicons = detect::builtin();
        let service = Service { external_form: true, ..Service::without_needs("state-form") };
        let page = Page::read(FORM.to_owned());
        let report = page.lint(&lexicons, &Config { service: Some(service), ..config() });
        assert_eq!(report.findings.len(), 1);
        assert!(report.assumptions.iter().any(|it| it.id == "external-form"));
        let (html, report) = page.strip(report);
        assert_eq!((html.as_str(), report.stripped.len()), (FORM, 0));
    }

    #[test]
    #[cfg(feature = "cli")]
    fn strips_such_a_form_only_where_the_policy_says_so() {
        let service = Service { external_form: true, ..Service::without_needs("state-form") };
        let page = Page::read(FORM.to_owned());
        for (value, count) in [("flag", 0), ("review", 0), ("strip", 1)] {
            let policy = crate::judge::library::parse("hartford").unwrap().unwrap();
            let chosen = [("external-forms".to_owned(), value.to_owned())];
            let policies = vec![crate::judge::switches::settle(policy, &chosen).unwrap()];
            let config = Config { policies, service: Some(service.clone()), ..config() };
            let (_, report) = page.strip(page.lint(&detect::builtin(), &config));
            assert_eq!(report.stripped.len(), count, "{value}");
        }
    }

    #[test]
    #[cfg(feature = "cli")]
    fn leaves_what_one_law_forbids_and_another_demands_to_counsel() {
        let policies = ["hartford", "arizona-1-502"].map(|name| {
            let policy = crate::judge::library::parse(name).unwrap().unwrap();
            crate::judge::switches::settle(policy, &[]).unwrap()
        });
        let page = Page::read(FORM.to_owned());
        let report = page.lint(&detect::builtin(), &Config { policies: policies.into(), ..config() });
        assert!(report.form_findings.iter().any(|finding| finding.rule == crate::judge::CONFLICT));
        assert_eq!(report.counts.violations, 2, "the question and the statement: {report:?}");
        let (html, report) = page.strip(report);
        assert_eq!((html.as_str(), report.stripped.len()), (FORM, 0));
    }
}
