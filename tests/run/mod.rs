//! Running the command line as a person does.
#![allow(dead_code)] // each test file uses a part

use std::{
    fs,
    io::Write,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

/// What a run gave.
pub struct Run {
    pub out: String,
    pub err: String,
    pub code: i32,
}

impl Run {
    /// The last line of what was printed.
    pub fn last(&self) -> &str {
        self.out.lines().last().unwrap_or("")
    }
}

/// A folder of its own for a test.
pub fn folder(test: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(test);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

/// Runs the program in a folder.
pub fn askless(folder: &Path, args: &[&str], stdin: &[u8]) -> Run {
    let mut child = Command::new(env!("CARGO_BIN_EXE_askless"))
        .args(args)
        .current_dir(folder)
        .env_remove("NO_COLOR")
        .env("COLUMNS", "100")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut pipe = child.stdin.take().unwrap();
    let input = stdin.to_vec();
    let writer = std::thread::spawn(move || pipe.write_all(&input));
    let output = child.wait_with_output().unwrap();
    let _ = writer.join().unwrap();
    Run {
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
        code: output.status.code().unwrap(),
    }
}

/// Compares with a file in `tests/golden`; `UPDATE_GOLDEN=1` writes it.
pub fn golden(name: &str, text: &str) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(name);
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(&file, text).unwrap();
    }
    let known = fs::read_to_string(&file).unwrap_or_default();
    for (number, (now, known)) in text.lines().zip(known.lines()).enumerate() {
        assert_eq!(now, known, "{name}:{}: UPDATE_GOLDEN=1 takes it over", number + 1);
    }
    assert_eq!(text, known, "{name}");
}

/// A form with violations, one question for review, and one that a service may need.
pub const FORM: &str =
    "<!doctype html><html lang=en><title>Library card</title><form method=post action=/apply>
<label>Full name <input name=name></label>
<label>Are you a U.S. citizen? <input name=citizen></label>
<label>Adjusted gross income from your tax return <input name=agi></label>
<label>Religion <input name=religion></label>
</form></html>
";
