//! Stripping source takes out exactly what was planned.
#![cfg(feature = "html")]

mod pages;

use askless::form::{Form, Question};
use askless::plan::plan;
use askless::read::html::parse;
use askless::strip::source::{Stripped, strip};
use askless::tree::{NodeData, NodeId, Tree};

/// A form by hand: question `n` owns the elements with `q=n`, and the texts right in those with `t=n`; the
/// first `count` questions exist.
fn form(tree: &Tree, count: usize) -> Form {
    let mut form = Form { questions: vec![Question::default(); count], ..Form::default() };
    for id in 1..tree.len() {
        let number = |attr| tree.attr(id, attr).and_then(|n| n.parse::<usize>().ok());
        if let Some(n) = number("q") {
            form.questions[n].nodes.push(id);
        }
        if let Some(n) = number("t") {
            form.questions[n].nodes.extend(tree.children(id).filter(|&child| tree.text(child).is_some()));
        }
        if let Some(n) = number("c") {
            form.questions[n].controls.push(id);
        }
    }
    form
}

fn strip_first(source: &str) -> Stripped {
    let parsed = parse(source);
    let form = form(&parsed.tree, 2);
    strip(source, &parsed, &plan(&parsed.tree, &form, &[0], &parsed.holders(source), false))
}

/// Name, source, and the source without question 0.
const ROWS: &[(&str, &str, &str)] = &[
    ("one control", "<p>a <input q=0> b</p>", "<p>a  b</p>"),
    ("its line", "<p>a\n  <input q=0> \n  b</p>", "<p>a\n  b</p>"),
    ("its line, CRLF", "<p>a\r\n\t<input q=0>\r\nb</p>", "<p>a\r\nb</p>"),
    ("a line of two", "<p>a\n  <b q=0>x</b> <input q=0>\nb</p>", "<p>a\nb</p>"),
    ("two lines", "<p>a\n <b q=0>x</b>\n <input q=0>\nb</p>", "<p>a\nb</p>"),
    ("first line", "<input q=0>\na", "a"),
    ("last line", "a\n<input q=0>", "a\n"),
    ("a part of a line", "<p>a\n  <input q=0> b\n", "<p>a\n   b\n"),
    ("text", "<p t=0>Name: <input q=0><b>x</b></p>", "<p t=0> <b>x</b></p>"),
    ("text around a comment", "<p t=0>a <!--c--> b<b>x</b></p>", "<p t=0> <!--c--> <b>x</b></p>"),
    ("wrapper", "a<div> <p><span><input q=0></span></p> </div>b", "ab"),
    ("wrapper with text", "<div>a<p><input q=0></p></div>", "<div>a</div>"),
    ("wrapper with a control", "<div><p><input q=0></p><input></div>", "<div><input></div>"),
    (
        "wrapper with a hidden control",
        "<div><input q=0><input type=hidden></div>",
        "<div><input type=hidden></div>",
    ),
    (
        "a show-if rule on it",
        "<input q=0 name=a id=i><p data-show-if='a=y' hidden class=x>b</p><p data-show-if='c=y' hidden>d</p>",
        "<p class=x>b</p><p data-show-if='c=y' hidden>d</p>",
    ),
    (
        "a show-if rule by an id, hidden by style",
        "<input q=0 name=a id=i><p style='color: red; display: none' x-show=\"i === 'y'\" aria-describedby=i>b</p>",
        "<p style='color: red;'>b</p>",
    ),
    (
        "a show-if rule that a control which stays has too",
        "<input q=0 name=a><input name=a><p data-show-if='a=y' hidden>b</p>",
        "<input name=a><p data-show-if='a=y' hidden>b</p>",
    ),
    ("wrapper with an image", "<div><input q=0><img></div>", "<div><img></div>"),
    ("wrapper with something unknown", "<div><input q=0><x-y></x-y></div>", "<div><x-y></x-y></div>"),
    (
        "wrapper with a script",
        "<div><p><input q=0></p><script>1</script></div>",
        "<div><script>1</script></div>",
    ),
    (
        "wrapper with a template",
        "<div><input q=0><template><p></template></div>",
        "<div><template><p></template></div>",
    ),
    (
        "a script in its wrapper",
        "<div q=0>a<p>b<input c=0></p><script>1</script>c</div>",
        "<div q=0><script>1</script></div>",
    ),
    (
        "a script after it, in a paragraph that nothing ends",
        "<form><p q=0>a <input>\n<script>1</script>\n</form>",
        "<form><p q=0> \n<script>1</script>\n</form>",
    ),
    ("styles in its control", "a<div q=0><b c=0><style></style>x</b></div>", "a"),
    ("wrapper with a comment", "a<div><!-- c --><input q=0></div>b", "ab"),
    ("wrapper with line breaks", "a<div><input q=0><br></div>b", "ab"),
    ("wrapper that was empty before", "a<div></div><div><input q=0></div>b", "a<div></div>b"),
    ("no wrapper", "a<main><input q=0></main>b", "a<main></main>b"),
    ("the form stays", "<form><p><input q=0></p></form>", "<form></form>"),
    ("fieldset with its legend", "a<fieldset><legend>L</legend><input q=0></fieldset>b", "ab"),
    (
        "fieldset with another",
        "<fieldset><legend>L</legend><input q=0><input q=1></fieldset>",
        "<fieldset><legend>L</legend><input q=1></fieldset>",
    ),
    (
        "fieldset with text",
        "<fieldset><legend>L</legend><input q=0>a</fieldset>",
        "<fieldset><legend>L</legend>a</fieldset>",
    ),
    (
        "fieldset with a control in its legend",
        "<fieldset><legend>L<input></legend><input q=0></fieldset>",
        "<fieldset><legend>L<input></legend></fieldset>",
    ),
    (
        "untouched fieldset",
        "<fieldset><legend>L</legend></fieldset><input q=0>",
        "<fieldset><legend>L</legend></fieldset>",
    ),
    ("section with its heading", "a<section><h2>H</h2><p><input q=0></p></section>b", "ab"),
    (
        "section with a heading that asks",
        "<section><h2 q=1>H?</h2><p><input q=0></p></section>",
        "<section><h2 q=1>H?</h2></section>",
    ),
    ("wrapper that is another question's", "<div q=1><input q=0></div>", "<div q=1></div>"),
    ("a heading elsewhere", "<div><h2>H</h2><p><input q=0></p></div>", "<div><h2>H</h2></div>"),
    (
        "row",
        "<table><tr><td>x</td></tr><tr><td t=0>a</td><td><input q=0></td></tr></table>",
        "<table><tr><td>x</td></tr></table>",
    ),
    (
        "cell in a row that stays",
        "<table><tr><td q=0>a<b>c</b></td><td>b</td></tr></table>",
        "<table><tr><td q=0></td><td>b</td></tr></table>",
    ),
    ("table without tags for its body", "a<table><tr><td><input q=0></table>b", "ab"),
    ("list item", "<ul><li>a<li><input q=0><li>b</ul>", "<ul><li>a<li>b</ul>"),
    ("list", "a<ul><li><input q=0></ul>b", "ab"),
    ("definition list", "<dl><dt q=0>a<dd><input q=0><dt>b<dd>c</dl>", "<dl><dt>b<dd>c</dl>"),
    ("label for it", "<label for=x>a</label><input id=x q=0>b", "b"),
    (
        "label for another",
        "<label for=y>a</label><input id=x q=0><input id=y>",
        "<label for=y>a</label><input id=y>",
    ),
    (
        "label for it with another question",
        "<label for=x>a<b c=1></b></label><input id=x q=0>",
        "<label>a<b c=1></b></label>",
    ),
    ("label around it", "<label>a <input q=0></label>b", "b"),
    ("label around two", "<label>a <input q=0><input></label>b", "<label>a <input></label>b"),
    (
        "label for it around another",
        "<label for=x>a<input></label><input q=0 id=x>",
        "<label>a<input></label>",
    ),
    ("choices of its own", "<input list=l q=0><datalist id=l><option>a</datalist>b", "b"),
    (
        "choices of two",
        "<input list=l q=0><input list=l><datalist id=l><option>a</datalist>",
        "<input list=l><datalist id=l><option>a</datalist>",
    ),
    ("reference", "<p id=h q=0>a</p><input aria-describedby=h name=b>", "<input name=b>"),
    (
        "one of two references",
        "<p id=h q=0>a</p><input aria-describedby='g  h'><p id=g>c</p>",
        "<input aria-describedby='g'><p id=g>c</p>",
    ),
    (
        "reference to an id that another has too",
        "<p id=h q=0>a</p><b id=h>b</b><input aria-describedby=h>",
        "<b id=h>b</b><input aria-describedby=h>",
    ),
    ("reference of a clone", "<p id=h q=0>x</p><p><b aria-describedby=h>1<p>2</b>", "<p><b>1<p>2</b>"),
    ("what another question shares", "<div q=0><input><p q=1>a</p></div>b", "<div q=0><p q=1>a</p></div>b"),
    (
        "a control of another question in there",
        "<div q=0>b<p><input c=1></p></div>",
        "<div q=0><p><input c=1></p></div>",
    ),
    ("controls only", "<p>a<input c=0></p>", "<p>a</p>"),
    ("implied elements", "<html><p q=0>a", "<html>"),
    ("not ASCII", "ñ<input q=0>€", "ñ€"),
    ("byte order mark", "\u{FEFF}<p q=0>a</p>b", "\u{FEFF}b"),
    ("value that was typed", "<textarea>a<b></textarea><input q=0 value=x>", "<textarea>a<b></textarea>"),
    ("wrapper that must stay", "<p>a<div><input q=0></div>c", "<p>a<div></div>c"),
    ("in svg", "<svg><a q=0>b</a><title>c</title></svg>", "<svg><title>c</title></svg>"),
    (
        "in a shadow root",
        "<div><template shadowrootmode=open>a<input q=0></template></div>",
        "<div><template shadowrootmode=open>a</template></div>",
    ),
];

#[test]
fn takes_out_what_is_planned() {
    for &(name, source, expected) in ROWS {
        let stripped = strip_first(source);
        assert_eq!(stripped.html, expected, "{name}: {:?}", stripped.kept);
        assert_eq!((stripped.removed, stripped.kept.len()), (vec![0], 0), "{name}");
    }
}

#[test]
fn leaves_what_cannot_go_alone() {
    let rows = [
        ("what follows would move", "<p>a<div q=0>b</div>c"),
        ("formatting across it", "<p q=0>a<b>b</p>c"),
        ("foster parents", "<table q=0><tr><td>a</td></tr>b</table>"),
        ("a comment of another element in it", "<div q=0>a</body><!--c--></div>b"),
        ("a control of another question in the control", "<p><b c=0>a<input c=1></b></p>"),
        ("a cell that is a control", "<table><tr><td c=0 contenteditable></td><td>b</td></tr></table>"),
        ("unclosed formatting", "<div q=0><b>a</div>c"),
        ("second body", "<body><p id=h q=0>a</p><body aria-describedby=h>b"),
    ];
    for (name, source) in rows {
        let stripped = strip_first(source);
        assert_eq!(stripped.html, source, "{name}");
        assert_eq!((stripped.removed.len(), stripped.kept.len()), (0, 1), "{name}: {stripped:?}");
    }
    let stripped = strip_first("<p>a</p>");
    assert_eq!(stripped.kept, [(0, "Nothing in the page belongs to this question alone.")]);
}

#[test]
fn one_that_cannot_go_keeps_no_other() {
    let good = |n: usize| format!("<li><input q={n}></li>\n");
    let mut source: String = (0..20).map(good).collect();
    source += "<p>a<div q=20>b</div>c<p>";
    source.extend((21..40).map(good));
    let parsed = parse(&source);
    let all: Vec<usize> = (0..40).collect();
    let stripped = strip(&source, &parsed, &plan(&parsed.tree, &form(&parsed.tree, 40), &all, &[], false));
    assert_eq!(stripped.html, "<p>a<div q=20>b</div>c<p>\n");
    assert_eq!(stripped.removed.len(), 39);
    assert_eq!(stripped.kept.iter().map(|(n, _)| *n).collect::<Vec<_>>(), [20]);
}

#[test]
fn an_empty_plan_changes_nothing() {
    let source = "<p>a\r\n<b></p>\0";
    let parsed = parse(source);
    let plan = plan(&parsed.tree, &form(&parsed.tree, 2), &[], &[], false);
    assert_eq!(strip(source, &parsed, &plan), Stripped { html: source.into(), ..Stripped::default() });
}

/// A tree without white space and without the attributes that refer to ids: a piece for each element and
/// character.
fn pieces(tree: &Tree) -> Vec<String> {
    let mut out = Vec::new();
    for id in 1..tree.len() {
        match tree.node(id).data {
            NodeData::Text(_) => {
                let text = tree.text(id).unwrap_or_default();
                out.extend(text.chars().filter(|c| !c.is_whitespace()).map(String::from));
            }
            _ => {
                // Nor those of show-if rules, which go with what they name.
                let may_change = |name: &str| {
                    askless::plan::REFERENCES.contains(&name)
                        || matches!(name, "hidden" | "style")
                        || askless::read::conditions::OPENED_IF.split(' ').any(|known| known == name)
                };
                let attrs = tree.attrs(id).filter(|(name, _)| !may_change(name));
                out.push(format!("<{} {:?}", tree.name(id), attrs.collect::<Vec<_>>()));
            }
        }
    }
    out
}

/// How many pieces of `all` are not in `some`, which must be all in it and in the same order.
fn missing(all: &[String], some: &[String]) -> Option<usize> {
    let mut rest = all.iter();
    some.iter().all(|line| rest.any(|other| other == line)).then_some(all.len() - some.len())
}

fn controls(tree: &Tree) -> Vec<NodeId> {
    (1..tree.len()).filter(|&id| matches!(tree.name(id), "input" | "select" | "textarea")).collect()
}

/// A form in which each control is a question of its own, with the label for it.
fn form_of_controls(tree: &Tree) -> Form {
    let question = |&control: &NodeId| {
        let id = tree.attr(control, "id");
        let is_its =
            |&label: &NodeId| tree.name(label) == "label" && id.is_some() && tree.attr(label, "for") == id;
        let nodes = (1..tree.len()).filter(is_its).chain([control]).collect();
        Question { controls: vec![control], nodes, ..Question::default() }
    };
    Form { questions: controls(tree).iter().map(question).collect(), ..Form::default() }
}

/// What must be true of every strip; gives how many questions went and how many stayed.
fn check(name: &str, source: &str, questions: &[usize]) -> (usize, usize) {
    let parsed = parse(source);
    let tree = &parsed.tree;
    let form = form_of_controls(tree);
    let planned = plan(tree, &form, questions, &parsed.holders(source), false);
    let stripped = strip(source, &parsed, &planned);
    assert_eq!(stripped.removed.len() + stripped.kept.len(), questions.len(), "{name}");

    let after = parse(&stripped.html);
    let rest = missing(&pieces(tree), &pieces(&after.tree));
    assert!(rest.is_some(), "{name}: something else changed than was planned");
    if stripped.kept.is_empty() {
        assert_eq!(controls(&after.tree).len(), controls(tree).len() - questions.len(), "{name}");
        let count =
            |id: NodeId| tree.text(id).map_or(1, |text| text.chars().filter(|c| !c.is_whitespace()).count());
        let planned = planned.remove.iter().flat_map(|&id| id..tree.node(id).end).map(count);
        assert!(rest <= Some(planned.sum()), "{name}");
    }
    if stripped.removed.is_empty() {
        assert_eq!(stripped.html, source, "{name}");
    }

    // The questions that stayed cannot go when it is tried again, and nothing else happens.
    let form = form_of_controls(&after.tree);
    let again = strip(&stripped.html, &after, &plan(&after.tree, &form, &[], &[], false));
    assert_eq!(again.html, stripped.html, "{name}");
    (stripped.removed.len(), stripped.kept.len())
}

#[test]
fn every_control_goes_alone_or_stays() {
    let most = std::env::var("ASKLESS_CONTROLS").ok().and_then(|n| n.parse().ok()).unwrap_or(2);
    let mut sum = (0, 0);
    for (name, source) in pages::all() {
        let count = controls(&parse(&source).tree).len();
        let all: Vec<usize> = (0..count).collect();
        let step = count.div_ceil(most).max(1);
        let alone = all.iter().step_by(step).map(std::slice::from_ref);
        for questions in alone.chain([&all[..]]) {
            let (removed, kept) = check(&format!("{name} {questions:?}"), &source, questions);
            sum = (sum.0 + removed, sum.1 + kept);
            if kept > 0 {
                println!("{name}: {kept} of {} questions stay", questions.len());
            }
        }
    }
    println!("{} questions went, {} stayed", sum.0, sum.1);
}

#[test]
fn rendered_forms_can_be_stripped() {
    for layout in pages::LAYOUTS {
        for file in ["bloom.en.jsonl", "assemblyline.es.jsonl"] {
            let Some(source) = pages::rendered(file, layout, 40) else { return };
            let count = controls(&parse(&source).tree).len();
            assert!(count > 20, "{layout}");
            let all: Vec<usize> = (0..count).collect();
            let some: Vec<usize> = (0..count).step_by(3).collect();
            for questions in [&[0][..], &[count / 2], &some, &all] {
                let sum = check(&format!("{file} {layout} {questions:?}"), &source, questions);
                assert_eq!(sum, (questions.len(), 0), "{file} {layout}");
            }
        }
    }
}

/// Sources made of the rows' pieces: whatever the markup, exactly the planned nodes go, or nothing does.
#[test]
fn soup_is_stripped_or_left() {
    let pieces: Vec<&str> = ROWS.iter().flat_map(|(_, source, _)| source.split_inclusive('>')).collect();
    let rounds = std::env::var("ASKLESS_SOUP").ok().and_then(|n| n.parse().ok()).unwrap_or(200);
    let mut seed = 11_u64;
    let mut next = move |below: usize| {
        seed = seed.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        (seed >> 33) as usize % below
    };
    let mut sum = (0, 0);
    for round in 0..rounds {
        let source: String = (0..1 + next(30)).map(|_| pieces[next(pieces.len())]).collect();
        let count = controls(&parse(&source).tree).len();
        let all: Vec<usize> = (0..count).filter(|_| next(3) > 0).collect();
        let (removed, kept) = check(&format!("soup {round}: {source}"), &source, &all);
        sum = (sum.0 + removed, sum.1 + kept);
    }
    println!("{} questions went, {} stayed", sum.0, sum.1);
    assert!(sum.0 > sum.1, "most can go");
}
