//! `askless policy build`, `askless service new` and `askless service check`

use std::{fs, io::Write, path::PathBuf};

use askless::{
    Category, Form, detect,
    judge::{check::nearest, judge, load, policy::Text, switches::for_guard},
    report::{
        NeedState,
        text::{counted, paint},
    },
    services::{Template, templates},
};

use serde_json::json;

use super::{
    Fallible, Outcome,
    args::{Common, Own, choice, value},
    config, help, input, output,
};

pub fn policy(mut parser: lexopt::Parser) -> Fallible<Outcome> {
    let mut common = Common::default();
    let Some(files) = files(&mut common, &mut parser)? else { return output::print(help::POLICY) };
    let [verb, file] = files.as_slice() else {
        return Err("no file is named\n  askless policy build FILE".to_owned());
    };
    if verb.as_os_str() != "build" {
        return Err(format!(
            "unknown command `askless policy {}`\n  did you mean `askless policy build`?",
            verb.display()
        ));
    }
    let policy = for_guard(config::policy(file, &common.switches)?);
    let json = serde_json::to_string_pretty(&policy).map_err(|error| error.to_string())?;
    output::print(&format!("{json}\n"))
}

pub fn service(mut parser: lexopt::Parser) -> Fallible<Outcome> {
    let mut common = Common::default();
    let (mut target, mut form, mut blank) = (None::<PathBuf>, None::<PathBuf>, false);
    let mut json = false;
    let mut files = Vec::new();
    while let Some(own) = common.next(&mut parser, &["output", "o", "form", "blank", "format"])? {
        match own {
            Own::Help => return output::print(help::SERVICE),
            Own::File(file) => files.push(PathBuf::from(file)),
            Own::Option(name) => match name.as_str() {
                "form" => form = Some(value(&mut parser, "form")?.into()),
                "blank" => blank = true,
                "format" => json = choice(&mut parser, "format", &[("text", false), ("json", true)])?,
                _ => target = Some(value(&mut parser, "output")?.into()),
            },
        }
    }
    let verb = files.first().map(|verb| verb.to_string_lossy().into_owned()).unwrap_or_default();
    match (verb.as_str(), files.get(1..).unwrap_or_default()) {
        ("check", [file]) => check(common, file),
        ("check", _) => Err("no file is named\n  askless service check FILE".to_owned()),
        ("new", []) if json => listed(&common),
        ("new", []) => list(&common),
        ("new", [id]) => new(&common, &id.to_string_lossy(), target, form, blank),
        ("new", _) => Err("more than one service is named\n  askless service new ID".to_owned()),
        ("", _) => Err("say what to do\n  askless service new, or askless service check FILE".to_owned()),
        _ => Err(format!(
            "unknown command `askless service {verb}`\n  did you mean `askless service {}`?",
            nearest(&verb, &["new", "check"]).unwrap_or("check")
        )),
    }
}

/// The services that there are templates for.
fn list(common: &Common) -> Fallible<Outcome> {
    let style = output::style(common, false);
    let mut text = String::new();
    for template in templates() {
        let needs = counted(template.needs.len(), ("lead", "leads"));
        text.push_str(&format!("{:<20} {}", template.id, template.title));
        text.push_str(&paint(&style, "2", &format!(" · {} · {needs}\n", template.agency)));
    }
    text.push_str("askless service new ID writes one; --blank ID a file for another service\n");
    output::print(&text)
}

/// The same services as JSON, as the page offers them: each with the marks that keep its needs from counting.
fn listed(common: &Common) -> Fallible<Outcome> {
    let today = config::config(common)?.today;
    let mut all = Vec::new();
    for template in templates() {
        let file = template.service_file(today, &|_| Vec::new());
        let service = load::service(&template.id, &file).map_err(|error| error.to_string())?;
        all.push(json!({ "service": service, "not_needed": template.not_needed, "note": template.note }));
    }
    output::print(&format!("{}\n", serde_json::Value::from(all)))
}

/// Writes a service file to fill in.
fn new(
    common: &Common,
    id: &str,
    target: Option<PathBuf>,
    form: Option<PathBuf>,
    blank: bool,
) -> Fallible<Outcome> {
    let all = templates();
    let template = match all.iter().find(|template| template.id == id) {
        Some(template) if !blank => template.clone(),
        _ if blank => Template::blank(id),
        _ => {
            let ids: Vec<&str> = all.iter().map(|template| template.id.as_str()).collect();
            let near = nearest(id, &ids).map_or(String::new(), |near| format!("did you mean `{near}`? "));
            return Err(format!(
                "there is no template `{id}`\n  {near}`askless service new` lists them; --blank makes an empty one"
            ));
        }
    };
    let config = config::config(common)?;
    let report = match form {
        None => None,
        Some(file) => {
            let input::Named { page, .. } = input::read(&input::Input::File(file))?;
            Some(page.lint(&detect::builtin(), &config))
        }
    };
    let scopes = |category: Category| {
        let findings = report.iter().flat_map(|report| &report.findings);
        let asking = findings.filter(|finding| finding.category == category);
        let mut fields: Vec<Text> =
            asking.filter_map(|finding| finding.question.as_ref()).map(|it| it.id.clone().into()).collect();
        fields.dedup();
        fields
    };
    let text = template.service_file(config.today, &scopes);
    let Some(target) = target else { return output::print(&text) };
    let written = fs::File::create_new(&target).and_then(|mut file| file.write_all(text.as_bytes()));
    written.map_err(|error| output::unwritable(&target, &error))?;
    Ok(Outcome::Clean)
}

/// What becomes of the needs of a service.
fn check(mut common: Common, file: &std::path::Path) -> Fallible<Outcome> {
    common.service = Some(file.to_owned());
    let config = config::config(&common)?;
    // A form of which nothing was read: no need is unused.
    let form = Form { limits: vec![String::new()], ..Form::default() };
    let report = judge(&form, &[], &[], &config);
    let mut text = String::new();
    for need in &report.needs {
        let name = common.locale.category_name(need.category);
        text.push_str(&format!("{}: {name} ({})", need.state.id(), need.basis.id()));
        if !need.message.is_empty() {
            text.push_str(&format!("\n  {}", need.message));
        }
        if !need.test.is_empty() {
            text.push_str(&format!("\n  {}", need.test));
        }
        text.push('\n');
    }
    let wrong = report
        .needs
        .iter()
        .filter(|need| !matches!(need.state, NeedState::Valid | NeedState::Blanket))
        .count();
    let needs = counted(report.needs.len(), ("need", "needs"));
    text.push_str(&format!("{}: {needs}, {wrong} that do not count on {}\n", file.display(), config.today));
    output::print(&text)?;
    Ok(if wrong > 0 { Outcome::Found } else { Outcome::Clean })
}

/// The arguments that are no options; none if help is asked for.
fn files(common: &mut Common, parser: &mut lexopt::Parser) -> Fallible<Option<Vec<PathBuf>>> {
    let mut files = Vec::new();
    while let Some(own) = common.next(parser, &[])? {
        match own {
            Own::Help => return Ok(None),
            Own::File(file) => files.push(PathBuf::from(file)),
            Own::Option(_) => {}
        }
    }
    Ok(Some(files))
}
