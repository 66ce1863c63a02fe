//! What was detected in the last page: a question that reads as it did then is not detected in again, so that a
//! change of the page costs what the changed questions cost. And a page that was read ahead, in a task of its own.

use std::cell::RefCell;

use crate::{
    detect::{self, Ask, Lexicon, Senses},
    form::{Form, Question},
    gather::Gather,
    read::{read, snapshot},
    tree::Tree,
};

/// How many questions may have gone or come since, before the next ones count as new.
const AHEAD: usize = 64;

/// The questions of a page with what each asks for, the number of the languages that they were read in, and in which
/// senses.
type Last = (usize, Senses, Vec<(Question, Vec<Ask>)>);

/// A snapshot and what was read from it.
struct Ahead {
    text: String,
    marks: Vec<u32>,
    read: (Tree, Form),
}

thread_local! {
    static AHEAD_READ: RefCell<Option<Ahead>> = const { RefCell::new(None) };
    static LAST: RefCell<Last> = const { RefCell::new((0, Senses { ignored: 0, direct: 0 }, Vec::new())) };
}

/// Reads a page that will be asked about.
pub(super) fn read_ahead(text: &str, marks: &[u32]) {
    let read = read_now(text, marks);
    AHEAD_READ.set(Some(Ahead { text: text.to_owned(), marks: marks.to_vec(), read }));
}

/// The tree and the form of a page, which may have been read ahead.
pub(super) fn read_page(text: &str, marks: &[u32]) -> (Tree, Form) {
    match AHEAD_READ.take() {
        Some(ahead) if ahead.text == text && ahead.marks == marks => ahead.read,
        _ => read_now(text, marks),
    }
}

fn read_now(text: &str, marks: &[u32]) -> (Tree, Form) {
    let tree = snapshot::decode(text, marks);
    let form = read(&tree);
    (tree, form)
}

/// What each question of a form asks for. [`keep`] it together with the form.
pub(super) fn detect(lexicons: &[Lexicon], form: &Form, senses: Senses) -> Vec<Vec<Ask>> {
    LAST.with_borrow_mut(|(languages, known, last)| {
        if (*languages, *known) != (lexicons.len(), senses) {
            (*languages, *known) = (lexicons.len(), senses);
            last.clear();
        }
        let mut asks = Vec::with_capacity(form.questions.len());
        let (mut from, mut new, mut fresh) = (0, Vec::new(), Vec::new());
        for question in &form.questions {
            let known =
                last.iter().skip(from).take(AHEAD).position(|(known, _)| reads_the_same(known, question));
            if let Some(ahead) = known {
                from += ahead + 1;
                asks.push(last[from - 1].1.clone());
            } else {
                new.push(question);
                asks.push(Vec::new());
                fresh.push(asks.len() - 1);
            }
        }
        for (place, found) in fresh.into_iter().zip(detect::detect_all(lexicons, &new, senses)) {
            asks[place] = found;
        }
        asks
    })
}

/// Remembers what the questions of the form that was detected in last ask for.
pub(super) fn keep(form: Form, asks: Vec<Vec<Ask>>) {
    LAST.with_borrow_mut(|(_, _, last)| *last = form.questions.into_iter().zip(asks).gather());
}

/// Whether two questions give detection the same: all but where they stand.
fn reads_the_same(a: &Question, b: &Question) -> bool {
    a.id == b.id
        && a.kind == b.kind
        && a.required == b.required
        && a.lang == b.lang
        && a.slots.len() == b.slots.len()
        && a.slots.iter().zip(&b.slots).all(|(a, b)| a.kind == b.kind && a.text == b.text)
}
