//! Configurations: read once, checked, and kept for the calls that name them.

use std::cell::RefCell;

use crate::{
    Config, Date, Locale, Policy, Service, json,
    judge::check::Problem,
    value::{Plain, Value},
};

thread_local! {
    // Each with what it was read from: the same is kept once, so that a page that asks for it often does not fill
    // the memory.
    static KEPT: RefCell<Vec<(String, Config)>> = const { RefCell::new(Vec::new()) };
}

/// Keeps a configuration and gives its number; the same again gives the same number. It is JSON, a list of four: the
/// policy is null (Hartford's), the name of a built-in policy, a policy or a list of these; the service is null or a
/// service; the locale is a language tag, today a day such as `2026-11-22`.
pub(super) fn keep(source: &str) -> Result<String, String> {
    let known = KEPT.with_borrow(|kept| kept.iter().position(|(known, _)| known == source));
    if let Some(number) = known {
        return Ok(number.to_string());
    }
    let parts = match json::parse(source) {
        Some(Value::List(parts)) => <[Value; 4]>::try_from(parts).ok(),
        _ => None,
    };
    let [policy, service, locale, today] = parts.ok_or("the configuration must be plain data")?;
    let policies = match policy {
        Value::List(list) if !list.is_empty() => list.into_iter().map(one_policy).collect(),
        data => one_policy(data).map(|policy| vec![policy]),
    }?;
    let service = match service {
        Value::Null => None,
        data => {
            let service: Service = plain("service", Some(data))?;
            service.check().map_err(|problem| told("service", &problem))?;
            Some(service)
        }
    };
    let locale: String = plain("locale", Some(locale))?;
    let locale = Locale::from_tag(&locale)
        .ok_or_else(|| ["locale: no messages in \"", &locale, "\"; there are \"en\" and \"es\""].concat())?;
    let today: Date = plain("today", Some(today))?;
    let config = Config { policies, service, today, locale };
    Ok(KEPT.with_borrow_mut(|kept| {
        kept.push((source.to_owned(), config));
        (kept.len() - 1).to_string()
    }))
}

/// A policy: Hartford's where none is given, a built-in one by its name, or one that is plain data.
fn one_policy(data: Value) -> Result<Policy, String> {
    match data {
        Value::Null => Ok(Policy::hartford()),
        Value::Text(name) if name == "hartford" => Ok(Policy::hartford()),
        Value::Text(name) => {
            Err(["policy: no policy called \"", &name, "\" is built in; there is \"hartford\""].concat())
        }
        data => {
            let policy: Policy = plain("policy", Some(data))?;
            policy.check().map_err(|problem| told("policy", &problem))?;
            Ok(policy)
        }
    }
}

/// Calls with the configuration of this number.
pub(super) fn with(number: u32, then: &dyn Fn(&Config) -> Result<String, String>) -> Result<String, String> {
    KEPT.with_borrow(|kept| match kept.get(number as usize) {
        Some((_, config)) => then(config),
        None => Err("no such configuration".to_owned()),
    })
}

/// Reads plain data; an error names what was read.
pub(super) fn plain<T: Plain>(what: &str, data: Option<Value>) -> Result<T, String> {
    let data = data.ok_or_else(|| [what, ": this must be plain data"].concat())?;
    data.read().map_err(|wrong| [what, ": ", &wrong].concat())
}

fn told(what: &str, Problem { key, message, remedy }: &Problem) -> String {
    [what, ": ", key, ": ", message, "; ", remedy].concat()
}
