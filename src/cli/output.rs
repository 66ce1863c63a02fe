//! Writing to the terminal, and files.

use std::{
    ffi::OsString,
    fs,
    io::{self, IsTerminal, Write},
    path::Path,
};

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

/// Why a file cannot be written, for ways of writing that leave what was there as it was.
pub fn unwritable(file: &Path, error: &io::Error) -> String {
    let remedy = match error.kind() {
        io::ErrorKind::NotFound => "there is no such folder: make it first",
        io::ErrorKind::IsADirectory => "this is a folder: name a file",
        io::ErrorKind::AlreadyExists => "there is such a file already: name another, or move it away",
        _ => "what was there is as it was: check the folder's permissions",
    };
    format!("{}: cannot write it: {error}\n  {remedy}", file.display())
}

/// Writes a file whole or not at all: a new one beside it takes its name.
pub fn replace(file: &Path, text: &str) -> Fallible<()> {
    // Of a link the file that it leads to is replaced.
    let file = fs::canonicalize(file).unwrap_or_else(|_| file.to_owned());
    let old = fs::metadata(&file);
    let failed = |error: io::Error| unwritable(&file, &error);
    if old.as_ref().is_ok_and(|old| !old.is_file() && !old.is_dir()) {
        // A pipe or a terminal has no name to take.
        return fs::write(&file, text).map_err(failed);
    }
    let mut name = OsString::from(".");
    name.push(file.file_name().ok_or_else(|| format!("{}: this is no file", file.display()))?);
    name.push(format!(".askless-{}", std::process::id()));
    let beside = file.with_file_name(name);
    let written = fs::File::create_new(&beside).and_then(|mut new| {
        new.write_all(text.as_bytes())?;
        if let Ok(old) = &old {
            new.set_permissions(old.permissions())?;
        }
        new.sync_all()
    });
    written.and_then(|()| fs::rename(&beside, &file)).map_err(|error| {
        // What was begun goes; if that fails too, the message says enough.
        let _ = fs::remove_file(&beside);
        failed(error)
    })
}
