//! Writing to the terminal.

use std::io::{self, IsTerminal, Write};

use askless::report::text::{Style, clean};

use super::{
    Fallible, Outcome,
    args::{Color, Common},
};

/// Writes to standard output. A reader that has gone away (`| head`) is no error.
pub fn print(text: &str) -> Fallible<Outcome> {
    let mut out = io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(format!("cannot write: {error}")),
        _ => Ok(Outcome::Clean),
    }
}

/// Writes a line to standard error.
pub fn tell(text: &str) {
    // There is nowhere left to say that this failed.
    let _ = writeln!(io::stderr().lock(), "{text}");
}

/// Writes an error to standard error.
pub fn error(message: &str) {
    let lines: Vec<String> = message.lines().map(clean).collect();
    tell(&format!("error: {}", lines.join("\n")));
}

/// How text is shown on standard output (or standard error).
pub fn style(common: &Common, to_stderr: bool) -> Style {
    let terminal = if to_stderr { io::stderr().is_terminal() } else { io::stdout().is_terminal() };
    let color = match common.color {
        Color::Always => true,
        Color::Never => false,
        Color::Auto => terminal && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty()),
    };
    let columns = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok()).unwrap_or(100);
    Style {
        color,
        columns: columns.clamp(40, 140),
        locale: common.locale,
        permitted: false,
        assumptions: false,
        remedies: false,
    }
}
