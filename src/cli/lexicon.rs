//! `askless lexicon build`

use std::fs;

use askless::detect::{pack, packs};

use super::{
    Fallible, Outcome,
    args::{Common, Own},
    help, output,
};

/// What the guard says to residents, as JSON by language tag: `src/lexicon/<lang>/notes.toml`.
static NOTES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/notes.rs"));

pub fn run(mut parser: lexopt::Parser) -> Fallible<Outcome> {
    let mut common = Common::default();
    let mut words = Vec::new();
    while let Some(own) = common.next(&mut parser, &[])? {
        match own {
            Own::Help => return output::print(help::LEXICON),
            Own::File(word) => words.push(word),
            Own::Option(_) => {}
        }
    }
    let [verb, folder] = words.as_slice() else {
        return Err("no folder is named\n  askless lexicon build FOLDER".to_owned());
    };
    if verb != "build" {
        return Err(format!(
            "unknown command `askless lexicon {}`\n  did you mean `askless lexicon build`?",
            verb.display()
        ));
    }
    let folder = std::path::Path::new(folder);
    let failed = |error: std::io::Error| {
        format!("{}: {error}\n  name a folder that can be written to", folder.display())
    };
    fs::create_dir_all(folder).map_err(failed)?;
    for lang in packs() {
        let bytes = pack(lang).unwrap_or_default();
        fs::write(folder.join(format!("{lang}.lexicon")), bytes).map_err(failed)?;
        output::print(&format!("{lang}\n"))?;
    }
    for (tag, notes) in NOTES {
        let script = format!("export default {notes};\n");
        fs::write(folder.join(format!("{tag}.notes.js")), script).map_err(failed)?;
    }
    Ok(Outcome::Clean)
}
