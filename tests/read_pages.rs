//! Properties that hold on every shared page, rendered form and on the pages of this repository.

mod support;

use askless::form::{Form, Kind};
use askless::read::read;
use askless::tree::Tree;

/// What must hold for any form read from any tree.
fn check(page: &str, tree: &Tree, form: &Form) {
    let mut owners = vec![0u32; tree.len() as usize];
    for question in &form.questions {
        let id = &question.id;
        assert!(!id.is_empty(), "{page}: a question without an id");
        assert!(!question.slots.is_empty(), "{page}: {id} has no slots");
        assert!(question.slots.is_sorted_by_key(|slot| slot.kind), "{page}: {id} has its slots in disorder");
        assert!(
            question.slots.iter().all(|slot| !slot.text.is_empty() && slot.node.is_some()),
            "{page}: {id}"
        );
        assert_eq!(question.kind == Kind::Statement, question.controls.is_empty(), "{page}: {id}");
        assert!(question.nodes.is_sorted(), "{page}: {id} has its nodes in disorder");
        for &node in &question.nodes {
            assert_ne!(tree.name(node), "form", "{page}: {id} would take the form");
            // Every node below a question's node is that question's alone.
            for inner in node..tree.node(node).end {
                owners[inner as usize] += 1;
                assert_eq!(
                    owners[inner as usize], 1,
                    "{page}: node {inner} is in two questions, one is {id}"
                );
            }
        }
        for &control in &question.controls {
            let at = question.nodes.partition_point(|&node| node <= control);
            assert!(
                at > 0 && tree.contains(question.nodes[at - 1], control),
                "{page}: {id} leaves a control"
            );
        }
    }
    let mut uses = vec![0u32; tree.len() as usize];
    for &control in form.questions.iter().flat_map(|question| &question.controls) {
        uses[control as usize] += 1;
    }
    for id in 0..tree.len() {
        let kind = tree.attr(id, "type").unwrap_or("").to_lowercase();
        let is_control = matches!(tree.name(id), "select" | "textarea")
            || (tree.name(id) == "input"
                && !["hidden", "submit", "button", "reset", "image"].contains(&kind.as_str()));
        if is_control {
            let of = uses[id as usize];
            let in_editor = tree.ancestors(id).any(|up| tree.has_attr(up, "contenteditable"));
            assert!(
                of == 1 || in_editor,
                "{page}: control {id} ({:?}) is in {of} questions",
                tree.attr(id, "name")
            );
        }
    }
    for section in &form.sections {
        assert_eq!(tree.name(section.node), "form", "{page}");
    }
    // Reading again gives the same.
    assert_eq!(*form, read(tree), "{page}");
}

#[test]
fn every_control_is_in_one_question() {
    let Some(pages) = support::shared("corpus/pages") else { return };
    let dump = std::env::var("DUMP").unwrap_or_default();
    let mut seen = 0;
    for entry in std::fs::read_dir(pages).unwrap() {
        let path = entry.unwrap().path();
        let page = path.file_name().unwrap().to_string_lossy().into_owned();
        let html = String::from_utf8_lossy(&std::fs::read(&path).unwrap()).into_owned();
        let tree = support::tree(&html);
        let form = read(&tree);
        if !dump.is_empty() && page.contains(&dump) {
            println!("== {page} {:?}\n{}", form.limits, support::dump(&form));
        }
        check(&page, &tree, &form);
        let controls: usize = form.questions.iter().map(|q| q.controls.len()).sum();
        assert!(controls > 0, "{page}: no controls");
        seen += 1;
    }
    assert!(seen >= 36, "{seen} pages");
}

/// Markup made to confuse: the properties hold, and nothing panics.
#[test]
fn hostile_markup_keeps_the_properties() {
    let cases: &[(&str, String)] = &[
        ("empty", String::new()),
        ("text only", "Hello".into()),
        ("cyclic references", "<form><span id=a aria-labelledby=b>A</span><span id=b aria-labelledby=a>B</span><input id=c aria-labelledby='c a b' aria-describedby=c></form>".into()),
        ("one id for all", "<form><label for=x>A</label><input id=x><label for=x>B</label><input id=x><p id=x>C</p></form>".into()),
        ("names of DOM methods", "<form><input name=attributes><input name=removeChild><input name=parentNode><input name=children></form>".into()),
        ("label in label", "<label>A<label>B<input></label><input></label>".into()),
        ("a label around everything", "<form><label>All <input name=a> b <input name=b> c <select name=c><option>d</select></label></form>".into()),
        ("a group of itself", "<fieldset aria-labelledby=f id=f><legend>L</legend><input type=radio name=a><input type=radio name=a></fieldset>".into()),
        ("interleaved radios", "<form><input type=radio name=a><input type=radio name=b><input type=radio name=a><input type=radio name=b></form>".into()),
        ("listboxes that open each other", "<div role=listbox id=a aria-controls=b></div><div role=listbox id=b aria-controls=a></div>".into()),
        ("a control in an editor", "<div contenteditable>typed <input name=a></div>".into()),
        ("controls in a combobox", "<div role=combobox>typed<input name=a><div role=listbox><div role=option>A</div></div></div>".into()),
        ("deep", ["<div>".repeat(3000), "<input name=a>".into()].concat()),
        ("deep groups", ["<fieldset><legend>L</legend>".repeat(400), "<input name=a><input name=b>".into()].concat()),
        ("5,000 controls", (0..5000).map(|n| format!("<p>Text {n} <input name=n{n}></p>")).collect::<String>()),
        ("5,000 on one line", "a <input type=checkbox> ".repeat(5000)),
        ("5,000 radios", "<label><input type=radio name=r> Yes</label>".repeat(5000)),
        ("5,000 options", ["<select>", &"<option>A".repeat(5000)].concat()),
        ("tables in tables", "<table><tr><td>A<td><input name=a>".repeat(100)),
        ("wide cells", ["<table><tr>".into(), "<th colspan=1000>A".repeat(500), "<tr>".into(), "<td colspan=1000><input>".repeat(500)].concat()),
        ("references to all", ["<div id=all>".into(), "<i></i>".repeat(5000), "x</div>".into(), "<input aria-labelledby='all all all'>".repeat(1000)].concat()),
    ];
    for (name, html) in cases {
        let tree = support::tree(html);
        let start = std::time::Instant::now();
        let form = read(&tree);
        let spent = start.elapsed();
        check(name, &tree, &form);
        assert!(spent.as_secs() < 5, "{name}: {spent:?}");
        println!("{name}: {spent:?}, {} questions", form.questions.len());
    }
}
