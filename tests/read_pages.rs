//! Properties that hold on every shared page, rendered form and on the pages of this repository.

mod support;

use askless::read::read;

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
        support::check(&page, &tree, &form);
        let controls: usize = form.questions.iter().map(|q| q.controls.len()).sum();
        assert!(controls > 0, "{page}: no controls");
        seen += 1;
    }
    assert!(seen >= 36, "{seen} pages");
}

/// The pages of this repository keep the properties too, and are read whole.
#[test]
fn own_pages_are_read() {
    let root = std::path::PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let mut seen = 0;
    for folder in ["tests/pages", "www/examples"] {
        for entry in std::fs::read_dir(root.join(folder)).into_iter().flatten() {
            let path = entry.unwrap().path();
            if path.extension().is_none_or(|end| end != "html") {
                continue;
            }
            let tree = support::tree(&String::from_utf8_lossy(&std::fs::read(&path).unwrap()));
            let form = read(&tree);
            support::check(&path.to_string_lossy(), &tree, &form);
            seen += 1;
        }
    }
    assert!(seen > 0);
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
        support::check(name, &tree, &form);
        assert!(spent.as_secs() < 5, "{name}: {spent:?}");
        println!("{name}: {spent:?}, {} questions", form.questions.len());
    }
}
