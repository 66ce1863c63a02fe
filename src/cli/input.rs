//! What is linted: files, folders, standard input.

use std::{
    fs,
    io::{self, Read},
    path::{Path, PathBuf},
};

use askless::{
    Form,
    form::Kind,
    judge::load::is_json,
    page::Page,
    read::{html, plain},
};

use super::{Fallible, config::name};

/// Who reads what is text alone.
const TEXT: &str =
    "The page for designers (`make run`) reads the text of a paper form, a question to a line.";
const EMPTY: &str = "The file is empty: there was nothing to read.";

/// Where a form comes from.
#[derive(Clone, Debug, PartialEq)]
pub enum Input {
    Stdin,
    File(PathBuf),
}

/// A form that was read, with the name of its file as it is shown and reported.
pub struct Named {
    pub file: String,
    /// Without a source, for a plain form.
    pub page: Page,
}

/// The files that arguments name: `-`, files, and all HTML files of folders, in the order of their names.
pub fn inputs(arguments: &[PathBuf]) -> Vec<Fallible<Input>> {
    let mut out = Vec::new();
    for path in arguments {
        if path == Path::new("-") {
            out.push(Ok(Input::Stdin));
        } else if path.is_dir() {
            let before = out.len();
            walk(path, &mut out, 0);
            if out.len() == before {
                let message = format!(
                    "{}: no HTML files in this folder\n  name the files, or a folder with *.html or *.htm",
                    path.display()
                );
                out.push(Err(message));
            }
        } else {
            out.push(Ok(Input::File(path.clone())));
        }
    }
    out
}

fn walk(folder: &Path, out: &mut Vec<Fallible<Input>>, depth: usize) {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) => return out.push(Err(format!("{}: cannot read the folder: {error}", folder.display()))),
    };
    let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    for path in paths {
        let html = path
            .extension()
            .is_some_and(|end| end.eq_ignore_ascii_case("html") || end.eq_ignore_ascii_case("htm"));
        // Links to folders are not followed: they may lead back.
        if path.is_dir() && !path.is_symlink() && depth < 64 {
            walk(&path, out, depth + 1);
        } else if html && path.is_file() {
            out.push(Ok(Input::File(path)));
        }
    }
}

/// Reads a form. Only a file that cannot be opened is an error; whatever is in it, it is a form with its limits.
pub fn read(input: &Input) -> Fallible<Named> {
    let (file, bytes) = bytes(input)?;
    let page = page(&file, &bytes);
    Ok(Named { file, page })
}

/// The bytes of an input, and its name.
pub fn bytes(input: &Input) -> Fallible<(String, Vec<u8>)> {
    match input {
        Input::Stdin => {
            let mut bytes = Vec::new();
            let read = io::stdin().lock().read_to_end(&mut bytes);
            read.map_err(|error| format!("standard input: {error}"))?;
            Ok(("-".to_owned(), bytes))
        }
        Input::File(path) => {
            let bytes = fs::read(path).map_err(|error| unreadable(path, "it", &error))?;
            Ok((name(path), bytes))
        }
    }
}

/// Why a file cannot be read; `what` it is, e.g. `the service`.
pub fn unreadable(path: &Path, what: &str, error: &io::Error) -> String {
    let remedy = match error.kind() {
        io::ErrorKind::NotFound => "there is no such file: check the name and the folder",
        io::ErrorKind::PermissionDenied => "you may not read it: check its permissions",
        io::ErrorKind::IsADirectory => "this is a folder: name a file",
        io::ErrorKind::InvalidData => "the file is not UTF-8 text: save it as UTF-8",
        _ => return format!("{}: cannot read {what}: {error}", path.display()),
    };
    format!("{}: cannot read {what}\n  {remedy}", path.display())
}

/// The form in some bytes.
pub fn page(file: &str, bytes: &[u8]) -> Page {
    let unread = |limit| Page { form: Form { limits: vec![limit], ..Form::default() }, ..Page::default() };
    if is_json(file) {
        // A byte order mark, as some editors write, is no part of the data.
        return match plain_form(bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes)) {
            Ok(form) => Page { form, ..Page::default() },
            Err(limit) => unread(limit),
        };
    }
    if let Some(limit) = no_html(bytes) {
        return unread(limit);
    }
    let (source, note) = html::decode(bytes);
    let mut page = Page::read(source.into_owned());
    if let Some(note) = note {
        page.form.limits.insert(0, note);
    }
    if page.form.questions.iter().all(|question| question.kind == Kind::Statement) && is_paper(&page.source) {
        page.form
            .limits
            .push(format!("There is no field in this page: what it asks as text was not read. {TEXT}"));
    }
    page
}

/// Whether a page without fields leaves room for answers, as a paper form that was saved as HTML does: lines to write on,
/// boxes to tick, some questions.
fn is_paper(source: &str) -> bool {
    let asks = source.match_indices('?').filter(|(at, _)| {
        let next = source.get(at + 1..).and_then(|rest| rest.chars().next());
        next.is_none_or(|next| next == '<' || next.is_whitespace())
    });
    ["___", "☐", "□", "[ ]"].iter().any(|room| source.contains(room)) || asks.count() >= 3
}

/// A plain form, or why the bytes are none.
fn plain_form(bytes: &[u8]) -> Result<Form, String> {
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(EMPTY.to_owned());
    }
    let told = |error| {
        format!(
            "This is no plain form: {error}. It must be a list of questions, or an object with `questions`; nothing was read."
        )
    };
    serde_json::from_slice(bytes).map(plain::form).map_err(told)
}

/// Why bytes are no HTML, if they plainly are not.
fn no_html(bytes: &[u8]) -> Option<String> {
    let utf16 = bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]);
    let head = bytes.get(..bytes.len().min(8_192)).unwrap_or_default();
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Some(EMPTY.to_owned());
    }
    let kinds: [(&[u8], &str); 4] = [
        (b"%PDF-", "a PDF"),
        (b"PK\x03\x04", "a ZIP or Word file"),
        (b"{\\rtf", "an RTF file"),
        (b"\xD0\xCF\x11\xE0", "a Word file"),
    ];
    let kind = kinds.iter().find(|(magic, _)| head.starts_with(magic)).map(|(_, kind)| *kind);
    if let Some(kind) = kind {
        return Some(format!(
            "This is {kind}, not HTML: nothing was read. Save the form as HTML, or copy its text. {TEXT}"
        ));
    }
    // Browsers pass over a null character in a page: a few alone do not make it a file of another kind.
    let nulls = head.iter().filter(|byte| **byte == 0).count();
    if !utf16 && nulls > 0 && (nulls * 8 > head.len() || std::str::from_utf8(bytes).is_err()) {
        return Some("This is not text, so not HTML: nothing was read.".to_owned());
    }
    if !utf16 && !bytes.contains(&b'<') {
        return Some(format!("There is no markup in this file: it is not HTML, or an empty form. {TEXT}"));
    }
    None
}
