//! The help texts, as they are printed.

use super::{Fallible, Outcome, output};

pub const OVERVIEW: &str = "\
askless tells a form which of its questions a city may not ask, and takes them out.

Usage: askless <command> [options]

Commands:
  lint FILE…            say which questions may not be asked, and what to do about them
  strip FILE            write the form without the questions that may not be asked
  record FORM           write the necessity record of a form and its service, to print
  diff BEFORE AFTER     say what changed between two reports
  check [FILE|-]        judge plain questions, one JSON object a line, one result a line
  rules                 list the rules that see questions
  lexicon build FOLDER  write the language packs, for the guard and the page
  policy build FILE     check a policy and write it as JSON, for the guard in the page
  service new [ID]      write a service file from a template, or list the templates
  service check FILE    check a service and its needs
  help COMMAND          say more about one of them

Options of most commands:
  --policy NAME|FILE    the law to judge by (TOML or JSON); hartford if not given. Several: the strictest verdict wins
  --switch ID=VALUE     how the law is read where it is open, e.g. residual=violation (`--assumptions` lists them)
  --service FILE        what the form is for, and what it needs to ask (TOML or JSON)
  --today DATE          the day to judge on, e.g. 2026-11-22; today if not given
  --lang en|es          the language of messages
  --color WHEN          auto (default), always or never; NO_COLOR is respected
  -V, --version         print the version

Exit status: 0 nothing found, 1 violations, 2 something could not be run, or a file could not be opened. What was opened
but not read (a PDF, an empty file) is said, and makes lint fail with --fail-on unread.
";

pub const LINT: &str = "\
Say which questions of a form may not be asked, and what to do about them.

Usage: askless lint FILE… [options]

FILE is an HTML form, a folder (all *.html and *.htm below it), a plain form (*.json), or - for HTML from
standard input.

Options:
  --format FORMAT       text (default), json or sarif
  --fail-on WHAT        what makes the exit status 1: violation (default); unread, which adds forms that could not be
                        read completely; review, which adds findings that a person must decide; incomplete, all three
  --permitted           show in text what a need permits, too
  --assumptions         show in text how the open points of the law are read
  --baseline FILE       leave out findings that this file knows
  --write-baseline FILE write all findings to this file, for --baseline
  --suppressions FILE   leave out findings that somebody has looked at and that are none: blocks [[suppress]] with
                        fingerprint, reason, author, date, and if wanted file and until; unused ones are reported
  --remedies            show in text all that can be done about a finding, with texts to put in place
  --policy NAME|FILE    the law to judge by (TOML or JSON); hartford if not given. Several: the strictest verdict wins
  --switch ID=VALUE     how the law is read where it is open, e.g. residual=violation (`--assumptions` lists them)
  --service FILE        what the form is for, and what it needs to ask (TOML or JSON)
  --today DATE          the day to judge on, e.g. 2026-11-22; today if not given
  --lang en|es          the language of messages
  --color WHEN          auto (default), always or never; NO_COLOR is respected

Exit status: 0 nothing found to fail on, 1 found something to fail on, 2 something could not be run, or a file could not
be opened. A file that was opened but not read (a PDF, an empty file) is 0, unless --fail-on unread is given.
The last line says how many reviews are open and whether everything was read; with json and sarif it goes to
standard error.
";

pub const STRIP: &str = "\
Write the form without the questions that may not be asked. Everything else stays, byte by byte.

Usage: askless strip FILE [options]

FILE is an HTML form, or - for standard input. The stripped form goes to standard output, the report to standard
error. Only violations are stripped; statements and what is for review stay. What still speaks of a question that went
(\"if you answered yes to 12\", \"question 3 of 10\", scripts) is listed.
Where something reads as such a question only now that others are gone, it goes in another round, with a report of its own.

Options:
  -i, --in-place        replace the file: a new one is written beside it and takes its name
  -o, --output FILE     write to this file
  --names FILE          write the names of the fields that went as JSON, for the server that must stop accepting them
  --format FORMAT       the report: text (default) or json
  --policy NAME|FILE, --service FILE, --today DATE, --lang en|es, --color WHEN: as in `askless help lint`

Exit status: 0 stripped or nothing to strip, 1 questions with violations are left, 2 could not be run.
";

pub const RECORD: &str = "\
Write the necessity record of a form: every confidential question that it keeps, why, under which authority, who confirmed
it and until when; what was removed; what is open. This is what an auditor asks for.

Usage: askless record FORM --service FILE [options]

Options:
  --before FORM         the form as it was, for what was removed
  --format html|md      a page to print (default), or Markdown (default where the output is called *.md)
  -o, --output FILE     write to this file; standard output if not given
  --policy NAME|FILE, --switch ID=VALUE, --today DATE, --lang en|es: as in `askless help lint`

Exit status: 0 written, whatever it says; 2 could not be run.
";

pub const DIFF: &str = "\
Say what changed between two reports.

Usage: askless diff BEFORE.json AFTER.json [--format text|json]

Both are what `askless lint --format json` printed. Findings are compared by file and fingerprint; one form under two
names is one form.

Exit status: 0 no more violations than before, 1 new ones, 2 could not be run.
";

pub const CHECK: &str = "\
Judge plain questions.

Usage: askless check [FILE|-] [options]

Each line of the input is a question, a JSON object:
  {\"id\": \"q1\", \"form\": \"\", \"lang\": \"en\", \"kind\": \"text\", \"section\": \"\", \"label\": \"Are you a citizen?\", \"help\": \"\",
   \"placeholder\": \"\", \"options\": [], \"name\": \"\", \"required\": false}
Other keys are ignored. Each line of the output is its result:
  {\"id\": \"q1\", \"asks\": [{\"category\", \"how\", \"rule\", \"evidence\": [{\"slot\", \"start\", \"end\", \"text\"}]}], \"findings\": […]}
and `limits` where not all of its text was read.

Options:
  --explain             each ask says why it matters, what to ask instead, and its source: `explain`
  --why-not CATEGORY    what holds the rules of a category back: `why_not`, with each phrase that stands in the question
  --policy FILE, --service FILE, --today DATE, --lang en|es: as in `askless help lint`

Exit status: 0 all lines were judged, 2 some could not be (each is named on standard error).
";

pub const RULES: &str = "\
List the rules that see questions.

Usage: askless rules [ID…] [--format text|json|html|md]

ID is a rule or the beginning of some: en/immigration.citizenship, en/tax, es.

html and md are pages with a table of contents by category and language and an anchor for each rule. json also holds, for
each category, its section of the ordinance, its remedy, and its terms in DPV, fideslang, IAB GPP, NIEM, HMIS and LOINC.
";

pub const POLICY: &str = "\
Check a policy and write it as JSON, for the guard in the page.

Usage: askless policy build FILE

FILE is a policy in TOML or JSON, or the name of a built-in one: hartford, nyc-eo41, sf-12h, chicago-2-173,
king-county-2.15, columbus-161.10, washington-43.17.425, privacy-act-7, arizona-1-502 (an example of a law that makes
agencies ask). The JSON goes to standard output.

Options:
  --switch ID=VALUE     how the law is read where it is open
";

pub const LEXICON: &str = "\
Write the language packs that the guard and the page load on demand, and print their languages.

Usage: askless lexicon build FOLDER

Each pack is a file LANG.lexicon, made for this version alone. English and Spanish are in the engine itself.
Beside them, LANG.notes.js says what the guard says to residents in each language.
";

pub const SERVICE: &str = "\
Write a service file, or check one and what becomes of its needs on a day.

Usage: askless service new [ID] [options]
       askless service check FILE [options]

`new` alone lists the services that there are templates for. Their needs are leads: each says \"to be confirmed by
counsel\", and none counts while it says so.

Options:
  -o, --output FILE     write to this file, which must be a new one; standard output if not given
  --form FORM           name the fields of this form in the needs' scopes
  --blank               an empty service called ID
  --format text|json    the list of templates as JSON
  --policy NAME|FILE, --today DATE, --lang en|es: as in `askless help lint`

FILE is a service in TOML or JSON. Exit status of `check`: 0 all needs count, 1 some do not, 2 the file is wrong.
";

/// The help of a command.
fn of(command: &str) -> Option<&'static str> {
    Some(match command {
        "" | "help" => OVERVIEW,
        "lint" => LINT,
        "strip" => STRIP,
        "record" => RECORD,
        "diff" => DIFF,
        "check" => CHECK,
        "rules" => RULES,
        "lexicon" => LEXICON,
        "policy" => POLICY,
        "service" => SERVICE,
        _ => return None,
    })
}

pub fn run(mut parser: lexopt::Parser) -> Fallible<Outcome> {
    let command = match parser.next() {
        Ok(Some(lexopt::Arg::Value(command))) => command.to_string_lossy().into_owned(),
        _ => String::new(),
    };
    output::print(of(&command).ok_or_else(|| super::unknown(&command))?)
}
