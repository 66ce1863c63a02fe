//! `askless record`

use std::path::PathBuf;

use askless::{
    Report,
    record::{Document, html, markdown, record},
};

use super::{
    Fallible, Outcome,
    args::{Common, Own, choice, value},
    config::config,
    help,
    input::{Input, Named, read},
    languages::Languages,
    output,
};

/// Writes a record in one format.
type Write = fn(&Document) -> String;

const FORMATS: &[(&str, Write)] = &[("html", html), ("md", markdown)];

pub fn run(mut parser: lexopt::Parser) -> Fallible<Outcome> {
    let mut common = Common::default();
    let (mut format, mut before, mut target) = (None::<Write>, None::<PathBuf>, None::<PathBuf>);
    let mut files: Vec<PathBuf> = Vec::new();
    while let Some(own) = common.next(&mut parser, &["format", "before", "output", "o"])? {
        match own {
            Own::Help => return output::print(help::RECORD),
            Own::File(file) => files.push(file.into()),
            Own::Option(name) => match name.as_str() {
                "format" => format = Some(choice(&mut parser, "format", FORMATS)?),
                "before" => before = Some(value(&mut parser, "before")?.into()),
                _ => target = Some(value(&mut parser, "output")?.into()),
            },
        }
    }
    let [file] = files.as_slice() else {
        return Err("name one form\n  askless record FORM --service SERVICE".to_owned());
    };
    if common.service.is_none() {
        return Err(
            "a record is of a form and its service\n  name it: --service FILE (askless service new writes one)".to_owned()
        );
    }
    let config = config(&common)?;
    let mut languages = Languages::default();
    let mut judged = |file: PathBuf| -> Fallible<Report> {
        let input = if file.as_os_str() == "-" { Input::Stdin } else { Input::File(file) };
        let Named { file, page } = read(&input)?;
        let mut report = page.lint(languages.of(&page.form), &config);
        report.file = file;
        Ok(report)
    };
    let report = judged(file.clone())?;
    let before = before.map(judged).transpose()?;
    // The name of the file says the format, if nothing else does.
    let is_markdown = target.as_ref().and_then(|file| file.extension()).is_some_and(|end| end == "md");
    let write = format.unwrap_or(if is_markdown { markdown } else { html });
    let text = write(&record(&report, before.as_ref(), &config));
    let Some(target) = target else { return output::print(&text) };
    output::replace(&target, &text)?;
    Ok(Outcome::Clean)
}
