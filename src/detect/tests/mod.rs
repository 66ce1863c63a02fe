//! The phrase language and the weighing, on small lexicons written for the purpose.

mod compiling;
mod deciding;

use super::{compiler, decode::decode, detect, lexicon::Lexicon};
use crate::{
    category::{Category, How},
    form::{Kind, Question, Slot, SlotKind},
};

/// Reads a lexicon from rule, set and cue files.
fn source(name: &str, rules: &str, sets: &str, cues: &str) -> Result<compiler::Source, String> {
    let folder = std::env::temp_dir().join(format!("askless-lexicon-{}-{name}", std::process::id()));
    std::fs::create_dir_all(&folder).map_err(|e| e.to_string())?;
    for (file, text) in [("rules.toml", rules), ("sets.toml", sets), ("cues.toml", cues)] {
        std::fs::write(folder.join(file), text).map_err(|e| e.to_string())?;
    }
    let source = compiler::read(&folder);
    std::fs::remove_dir_all(&folder).map_err(|e| e.to_string())?;
    source
}

/// Compiles a lexicon from rule, set and cue files.
fn compile(name: &str, rules: &str, sets: &str, cues: &str) -> Result<Lexicon, String> {
    Ok(decode("xx", &compiler::compile(&source(name, rules, sets, cues)?)?))
}

fn rule(fields: &str) -> String {
    format!("[[rule]]\nid = \"r\"\nasks = [\"religion direct\"]\nwhy = \"w\"\nsource = \"s\"\n{fields}\n")
}

fn question(kind: Kind, slots: &[(SlotKind, &str)]) -> Question {
    let slots =
        slots.iter().map(|(kind, text)| Slot { kind: *kind, text: text.to_string(), node: None }).collect();
    Question { kind, slots, ..Question::default() }
}

/// How the lexicon finds religion asked by a question, and by which words.
fn asked(lexicon: &Lexicon, question: &Question) -> Option<(How, String)> {
    let asks = detect(std::slice::from_ref(lexicon), question);
    let ask = asks.into_iter().find(|ask| ask.category == Category::Religion)?;
    let evidence = ask.evidence[0];
    Some((ask.how, question.slots[evidence.slot].text[evidence.start..evidence.end].to_string()))
}
