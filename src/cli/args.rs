//! Reading arguments: the options that commands share, and errors that say what would be right.

use std::{ffi::OsString, path::PathBuf};

use askless::{
    Locale,
    judge::{Date, check::nearest},
};
use lexopt::{Arg, Parser, ValueExt};

use super::Fallible;

/// The options that commands share.
#[derive(Debug, Default)]
pub struct Common {
    /// In the order in which they were named; none means Hartford's.
    pub policies: Vec<PathBuf>,
    pub service: Option<PathBuf>,
    /// Switches of the policies, with their values.
    pub switches: Vec<(String, String)>,
    pub today: Option<Date>,
    pub locale: Locale,
    pub color: Color,
}

/// When to use colors.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Color {
    #[default]
    Auto,
    Always,
    Never,
}

/// The options of [`Common`].
pub const COMMON: &[&str] = &["policy", "switch", "service", "today", "lang", "color", "help"];

/// An argument that is no common option.
pub enum Own {
    Option(String),
    File(OsString),
    Help,
}

impl Common {
    /// Takes common options until there is an argument of another kind. `known` are the command's own options.
    pub fn next(&mut self, parser: &mut Parser, known: &[&str]) -> Fallible<Option<Own>> {
        loop {
            let name = match parser.next().map_err(|error| error.to_string())? {
                None => return Ok(None),
                Some(Arg::Value(file)) => return Ok(Some(Own::File(file))),
                Some(Arg::Short('h')) => return Ok(Some(Own::Help)),
                Some(Arg::Short(short)) => short.to_string(),
                Some(Arg::Long(long)) => long.to_owned(),
            };
            match name.as_str() {
                "policy" => self.policies.push(value(parser, "policy")?.into()),
                "switch" => {
                    let text = text(parser, "switch")?;
                    let pair =
                        text.split_once('=').map(|(id, value)| (id.trim().into(), value.trim().into()));
                    self.switches.push(pair.ok_or_else(|| {
                        format!("--switch: `{text}` has no value\n  write id=value, e.g. residual=violation")
                    })?);
                }
                "service" => self.service = Some(value(parser, "service")?.into()),
                "today" => {
                    let text = text(parser, "today")?;
                    let wrong = || {
                        format!(
                            "--today: `{text}` is no day of the calendar\n  write year-month-day, e.g. 2026-11-22"
                        )
                    };
                    self.today = Some(Date::parse(&text).ok_or_else(wrong)?);
                }
                "lang" => {
                    let text = text(parser, "lang")?;
                    let wrong =
                        || format!("--lang: there are no messages in `{text}`\n  allowed here: en, es");
                    self.locale = Locale::from_tag(&text).ok_or_else(wrong)?;
                }
                "color" | "colour" => {
                    self.color = choice(
                        parser,
                        "color",
                        &[("auto", Color::Auto), ("always", Color::Always), ("never", Color::Never)],
                    )?;
                }
                "help" => return Ok(Some(Own::Help)),
                _ if known.contains(&name.as_str()) => return Ok(Some(Own::Option(name))),
                _ => return Err(unknown(&name, known)),
            }
        }
    }
}

fn unknown(name: &str, known: &[&str]) -> String {
    let dashed =
        |name: &str| if name.chars().count() == 1 { format!("-{name}") } else { format!("--{name}") };
    let all: Vec<&str> = known.iter().chain(COMMON).copied().collect();
    let hint = match nearest(name, &all) {
        Some(near) => format!("did you mean `{}`?", dashed(near)),
        None => {
            format!("allowed here: {}", all.iter().map(|name| dashed(name)).collect::<Vec<_>>().join(", "))
        }
    };
    format!("unknown option `{}`\n  {hint}", dashed(name))
}

/// The value of an option.
pub fn value(parser: &mut Parser, name: &str) -> Fallible<OsString> {
    parser.value().map_err(|_| format!("--{name} needs a value\n  `askless help` shows which"))
}

/// The value of an option, as text.
pub fn text(parser: &mut Parser, name: &str) -> Fallible<String> {
    value(parser, name)?.string().map_err(|_| format!("--{name}: the value is not valid Unicode"))
}

/// The value of an option that has few.
pub fn choice<T: Copy>(parser: &mut Parser, name: &str, choices: &[(&str, T)]) -> Fallible<T> {
    let said = text(parser, name)?;
    if let Some((_, chosen)) = choices.iter().find(|(word, _)| *word == said) {
        return Ok(*chosen);
    }
    let words: Vec<&str> = choices.iter().map(|(word, _)| *word).collect();
    let hint = nearest(&said, &words).map_or(String::new(), |near| format!("did you mean `{near}`? "));
    Err(format!("--{name}: unknown value `{said}`\n  {hint}allowed here: {}", words.join(", ")))
}
