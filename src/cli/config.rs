//! From options to the configuration of a run.

use std::{
    fs,
    path::Path,
    time::{SystemTime, UNIX_EPOCH},
};

use askless::{
    Config, Policy, Service,
    judge::{Date, load},
};

use super::{Fallible, args::Common};

/// The configuration that the options describe.
pub fn config(common: &Common) -> Fallible<Config> {
    let policy = match &common.policy {
        Some(file) => policy(file)?,
        None => Policy::hartford(),
    };
    let service = common.service.as_deref().map(service).transpose()?;
    Ok(Config { policy, service, today: common.today.map_or_else(today, Ok)?, locale: common.locale })
}

/// A policy: the built-in one by its name, else a file.
pub fn policy(file: &Path) -> Fallible<Policy> {
    let built_in = Policy::hartford();
    if file == Path::new(&*built_in.id) && !file.exists() {
        return Ok(built_in);
    }
    load::policy(&name(file), &read(file, "policy")?).map_err(|error| error.to_string())
}

/// A service from a file.
pub fn service(file: &Path) -> Fallible<Service> {
    load::service(&name(file), &read(file, "service")?).map_err(|error| error.to_string())
}

/// A path as it is shown.
pub fn name(file: &Path) -> String {
    file.to_string_lossy().into_owned()
}

fn read(file: &Path, what: &str) -> Fallible<String> {
    fs::read_to_string(file).map_err(|error| {
        let remedy = match error.kind() {
            std::io::ErrorKind::NotFound => "there is no such file: check the name and the folder",
            std::io::ErrorKind::InvalidData => "the file is not UTF-8 text: save it as UTF-8",
            std::io::ErrorKind::PermissionDenied => "you may not read it: check its permissions",
            _ if file.is_dir() => "this is a folder: name a file",
            _ => return format!("{}: cannot read the {what}: {error}", file.display()),
        };
        format!("{}: cannot read the {what}\n  {remedy}", file.display())
    })
}

/// The system's date (UTC). Only the command line asks for it; elsewhere `today` is an input.
fn today() -> Fallible<Date> {
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
    let wrong =
        || "the system's clock shows no day of the calendar\n  name the day: --today 2026-11-22".to_owned();
    Date::from_unix_days(seconds / 86_400).ok_or_else(wrong)
}
