//! `askless policy build` and `askless service check`

use std::path::PathBuf;

use askless::{
    Form,
    judge::{judge, switches::for_guard},
    report::{NeedState, text::counted},
};

use super::{
    Fallible, Outcome,
    args::{Common, Own},
    config, help, output,
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
    let Some(files) = files(&mut common, &mut parser)? else { return output::print(help::SERVICE) };
    let [verb, file] = files.as_slice() else {
        return Err("no file is named\n  askless service check FILE".to_owned());
    };
    if verb.as_os_str() != "check" {
        return Err(format!(
            "unknown command `askless service {}`\n  did you mean `askless service check`?",
            verb.display()
        ));
    }
    common.service = Some(file.clone());
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
