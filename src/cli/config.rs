//! From options to the configuration of a run.

use std::{
    fs,
    path::{Path, PathBuf},
    time::{SystemTime, UNIX_EPOCH},
};

use askless::{
    Config, Policy, Service,
    judge::{Date, check::nearest, library, load, switches::settle},
};

use super::{Fallible, args::Common, input::unreadable};

/// The configuration that the options describe.
pub fn config(common: &Common) -> Fallible<Config> {
    let mut policies = Vec::new();
    let hartford = [PathBuf::from("hartford")];
    let named = if common.policies.is_empty() { &hartford[..] } else { &common.policies };
    for file in named {
        let loaded = policy(file, &common.switches)?;
        if policies.iter().any(|known: &Policy| known.id == loaded.id) {
            return Err(format!("--policy: the policy `{}` is named twice\n  name each once", loaded.id));
        }
        policies.push(loaded);
    }
    for (id, _) in &common.switches {
        let all = policies.iter().flat_map(|policy| policy.readings.iter()).filter(|it| !it.value.is_empty());
        let known: Vec<&str> = all.map(|reading| &*reading.id).collect();
        if !known.contains(&id.as_str()) {
            let hint = nearest(id, &known).map_or_else(
                || format!("switches here: {}", known.join(", ")),
                |near| format!("did you mean `{near}`?"),
            );
            return Err(format!("--switch: no policy here has a switch `{id}`\n  {hint}"));
        }
    }
    let service = common.service.as_deref().map(service).transpose()?;
    Ok(Config { policies, service, today: common.today.map_or_else(today, Ok)?, locale: common.locale })
}

/// A policy: a built-in one by its name, else a file; its switches in force.
pub fn policy(file: &Path, switches: &[(String, String)]) -> Fallible<Policy> {
    let built_in = file.to_str().filter(|_| !file.exists()).and_then(library::text);
    let (name, text) = match built_in {
        Some(text) => (format!("{}.toml", name(file)), text.to_owned()),
        None if file.exists() => (name(file), read(file, "the policy")?),
        None => return Err(no_policy(file)),
    };
    let loaded = load::policy(&name, &text).map_err(|error| error.to_string())?;
    settle(loaded, switches).map_err(|problem| load::place(&name, &text, problem).to_string())
}

/// A service from a file.
pub fn service(file: &Path) -> Fallible<Service> {
    load::service(&name(file), &read(file, "the service")?).map_err(|error| error.to_string())
}

/// A path as it is shown.
pub fn name(file: &Path) -> String {
    file.to_string_lossy().into_owned()
}

fn read(file: &Path, what: &str) -> Fallible<String> {
    fs::read_to_string(file).map_err(|error| unreadable(file, what, &error))
}

/// That a policy is neither a file nor built in.
fn no_policy(file: &Path) -> String {
    let names: Vec<&str> = library::names().collect();
    let near = file.to_str().and_then(|name| nearest(name, &names));
    let near = near.map_or(String::new(), |near| format!("; did you mean `{near}`?"));
    format!(
        "{}: cannot read the policy\n  there is no such file{near} (built in: {})",
        file.display(),
        names.join(", ")
    )
}

/// The system's date (UTC). Only the command line asks for it; elsewhere `today` is an input.
fn today() -> Fallible<Date> {
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
    let wrong =
        || "the system's clock shows no day of the calendar\n  name the day: --today 2026-11-22".to_owned();
    Date::from_unix_days(seconds / 86_400).ok_or_else(wrong)
}
