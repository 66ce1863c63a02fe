//! The command line. Each command is a file; what they share is in `args`, `config`, `input` and `output`.

mod args;
mod baseline;
mod check;
mod config;
mod diff;
mod files;
mod help;
mod input;
mod languages;
mod lexicon;
mod lint;
mod output;
mod record;
mod rule_page;
mod rules;
mod strip;
mod suppressions;

use std::process::ExitCode;

use askless::judge::check::nearest;

/// What went wrong, with its remedy, for the person at the terminal.
type Fallible<T> = Result<T, String>;

/// What a command found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    /// Nothing that the command should fail on.
    Clean,
    /// Findings that it should fail on.
    Found,
    /// Something could not be done; what it was has been printed.
    Failed,
}

const COMMANDS: &[&str] =
    &["lint", "strip", "record", "diff", "check", "rules", "lexicon", "policy", "service", "help"];

/// Runs the command that the arguments name.
pub fn run() -> ExitCode {
    let mut args = std::env::args_os().skip(1);
    let command = args.next().map(|command| command.to_string_lossy().into_owned()).unwrap_or_default();
    let parser = lexopt::Parser::from_args(args);
    let outcome = match command.as_str() {
        "lint" => lint::run(parser),
        "strip" => strip::run(parser),
        "record" => record::run(parser),
        "diff" => diff::run(parser),
        "rules" => rules::run(parser),
        "check" => check::run(parser),
        "lexicon" => lexicon::run(parser),
        "policy" => files::policy(parser),
        "service" => files::service(parser),
        "--version" | "-V" | "version" => output::print(&format!("askless {}\n", env!("CARGO_PKG_VERSION"))),
        "help" | "--help" | "-h" => help::run(parser),
        "" => {
            eprint!("{}", help::OVERVIEW);
            Ok(Outcome::Failed)
        }
        other => Err(unknown(other)),
    };
    match outcome {
        Ok(Outcome::Clean) => ExitCode::SUCCESS,
        Ok(Outcome::Found) => ExitCode::from(1),
        Ok(Outcome::Failed) => ExitCode::from(2),
        Err(message) => {
            output::error(&message);
            ExitCode::from(2)
        }
    }
}

fn unknown(command: &str) -> String {
    let hint = match nearest(command, COMMANDS) {
        Some(near) => format!("did you mean `askless {near}`?"),
        None if std::path::Path::new(command).exists() => format!("to lint it: askless lint {command}"),
        None => "`askless help` lists the commands".to_owned(),
    };
    format!("unknown command `{command}`\n  {hint}")
}
