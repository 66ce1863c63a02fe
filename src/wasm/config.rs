//! Configurations: read once, checked, and kept for the calls that name them.

use std::cell::RefCell;

use wasm_bindgen::JsValue;

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

/// Keeps a configuration and gives its number, or says what is wrong with it.
pub(super) fn keep(policy: &str, service: &str, locale: &str, today: &str) -> Result<u32, String> {
    let source = [policy, service, locale, today].join("\n");
    let known = KEPT.with_borrow(|kept| kept.iter().position(|(known, _)| *known == source));
    if let Some(number) = known {
        return Ok(number as u32);
    }
    let policies = match json::parse(policy) {
        Some(Value::List(list)) if !list.is_empty() => {
            list.into_iter().map(|one| one_policy(Some(one))).collect()
        }
        data => one_policy(data).map(|policy| vec![policy]),
    }?;
    let service = match json::parse(service) {
        Some(Value::Null) => None,
        data => {
            let service: Service = plain("service", data)?;
            service.check().map_err(|problem| told("service", &problem))?;
            Some(service)
        }
    };
    let locale = Locale::from_tag(locale)
        .ok_or_else(|| ["locale: no messages in \"", locale, "\"; there are \"en\" and \"es\""].concat())?;
    let today = Date::parse(today)
        .ok_or_else(|| ["today: \"", today, "\" is not a day; write it as 2026-11-22"].concat())?;
    let config = Config { policies, service, today, locale };
    Ok(KEPT.with_borrow_mut(|kept| {
        kept.push((source, config));
        kept.len() - 1
    }) as u32)
}

/// A policy: Hartford's where none is given, a built-in one by its name, or one that is plain data.
fn one_policy(data: Option<Value>) -> Result<Policy, String> {
    match data {
        Some(Value::Null) => Ok(Policy::hartford()),
        Some(Value::Text(name)) if name == "hartford" => Ok(Policy::hartford()),
        Some(Value::Text(name)) => {
            Err(["policy: no policy called \"", &name, "\" is built in; there is \"hartford\""].concat())
        }
        data => {
            let policy: Policy = plain("policy", data)?;
            policy.check().map_err(|problem| told("policy", &problem))?;
            Ok(policy)
        }
    }
}

/// Calls with the configuration of this number.
pub(super) fn with<T>(number: u32, then: impl FnOnce(&Config) -> Result<T, JsValue>) -> Result<T, JsValue> {
    KEPT.with_borrow(|kept| match kept.get(number as usize) {
        Some((_, config)) => then(config),
        None => Err(JsValue::from("no such configuration")),
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
