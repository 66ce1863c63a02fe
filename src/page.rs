//! A page as source: from HTML text to a report, and to the text without the questions that may not be asked.

use crate::{
    Config, Form, Report,
    detect::Lexicon,
    form::{Kind, Question},
    judge::Verdict,
    plan::plan,
    read::{
        html::{Source, parse},
        read,
    },
    report::{Place, QuestionRef, Stripped, lines::Lines},
    strip::source::strip,
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
        if report.service.as_ref().is_some_and(|service| service.external_form) {
            return (self.source.clone(), report);
        }
        let violations = report.findings.iter().filter(|finding| finding.verdict == Verdict::Violation);
        let mut questions: Vec<usize> = violations
            .filter_map(|finding| finding.question.as_ref())
            .map(|question| question.index)
            .collect();
        questions.retain(|at| {
            self.form.questions.get(*at).is_some_and(|question| question.kind != Kind::Statement)
        });
        questions.dedup();
        if questions.is_empty() {
            return (self.source.clone(), report);
        }
        let done = strip(&self.source, &self.parsed, &plan(&self.parsed.tree, &self.form, &questions));
        for at in done.removed {
            let findings =
                report.findings.iter().filter(|it| it.question.as_ref().is_some_and(|it| it.index == at));
            let fingerprints = findings.map(|finding| finding.fingerprint.clone()).collect();
            if let Some(question) = self.form.questions.get(at) {
                let names = self.names(question);
                report.stripped.push(Stripped {
                    question: self.reference(at, question),
                    names,
                    fingerprints,
                });
            }
        }
        for (at, why) in done.kept {
            let id = self.form.questions.get(at).map_or("", |question| &question.id);
            report.limits.push(["The question ", id, " was not taken out. ", why].concat());
            report.complete = false;
        }
        (done.html, report)
    }

    /// Fills in where the questions of findings stand.
    pub fn locate(&self, report: &mut Report) {
        let mut lines = Lines::new(&self.source);
        report.locate(&self.form, &mut |question| self.place(question, &mut lines));
    }

    fn place(&self, question: &Question, lines: &mut Lines) -> Place {
        let node = question.controls.first().or(question.nodes.first()).copied();
        let node = node.or_else(|| question.slots.iter().find_map(|slot| slot.node));
        let range = node.and_then(|node| self.parsed.start_tag(node).or_else(|| self.parsed.outer(node)));
        Place { selector: None, span: range.map(|range| lines.span(range)) }
    }

    fn reference(&self, at: usize, question: &Question) -> QuestionRef {
        let Place { selector, span } = self.place(question, &mut Lines::new(&self.source));
        QuestionRef { id: question.id.clone(), label: question.label().to_owned(), selector, span, index: at }
    }

    /// The names that its controls are sent under, each once.
    fn names(&self, question: &Question) -> Vec<String> {
        let mut names: Vec<String> = Vec::new();
        for name in question.controls.iter().filter_map(|control| self.parsed.tree.attr(*control, "name")) {
            if !name.is_empty() && !names.iter().any(|known| known == name) {
                names.push(name.to_owned());
            }
        }
        names
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
}
