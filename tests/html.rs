//! The source reader builds the tree that html5ever builds by itself, and knows where each node stands.
#![cfg(feature = "html")]

mod pages;

use askless::read::html::{Source, parse};
use askless::tree::{NodeData, NodeId, Tree, is_readable_attribute};
use html5ever::tendril::TendrilSink;
use html5ever::tree_builder::TreeBuilderOpts;
use html5ever::{ParseOpts, parse_document};
use markup5ever_rcdom::{Handle, NodeData as Data, RcDom};

/// Writes a tree down, a line an opening, a text or a closing.
fn show(tree: &Tree) -> String {
    fn node(tree: &Tree, id: NodeId, out: &mut Vec<String>) {
        match tree.node(id).data {
            NodeData::Text(_) => return out.push(format!("{:?}", tree.text(id).unwrap())),
            NodeData::Root => {}
            NodeData::ShadowRoot => out.push("#shadow".into()),
            NodeData::Element { .. } => {
                let mut attrs: Vec<String> =
                    tree.attrs(id).map(|(name, value)| format!(" {name}={value:?}")).collect();
                attrs.sort();
                out.push(format!("<{}{}>", tree.name(id), attrs.concat()));
            }
        }
        tree.children(id).for_each(|child| node(tree, child, out));
        out.push(format!("</{}>", tree.name(id)));
    }
    let mut out = Vec::new();
    node(tree, 0, &mut out);
    out.join("\n")
}

/// The same of html5ever's own tree, with the rules of carrying said once more.
fn show_plain(source: &str) -> String {
    fn node(handle: &Handle, muted: bool, out: &mut Vec<String>, text: &mut String) {
        let end_text = |out: &mut Vec<String>, text: &mut String| {
            if !text.is_empty() {
                out.push(format!("{text:?}"));
                text.clear();
            }
        };
        let mut muted = muted;
        let mut local = String::new();
        match &handle.data {
            Data::Text { contents } if !muted => return text.push_str(&contents.borrow()),
            Data::Document => {}
            Data::Element { name, attrs, .. } => {
                local = name.local.to_lowercase();
                if ["script", "style", "template", "noscript"].contains(&&*local) {
                    return;
                }
                end_text(out, text);
                let attrs = attrs.borrow();
                let full = |attr: &html5ever::Attribute| match &attr.name.prefix {
                    Some(prefix) if !prefix.is_empty() => {
                        format!("{prefix}:{}", attr.name.local).to_lowercase()
                    }
                    _ => attr.name.local.to_lowercase(),
                };
                let attrs: Vec<(String, &str)> =
                    attrs.iter().map(|attr| (full(attr), &*attr.value)).collect();
                let get = |name: &str| {
                    attrs.iter().find(|(n, _)| n == name).map(|(_, value)| value.to_ascii_lowercase())
                };
                let kind = get("type").unwrap_or_default();
                let mut shown: Vec<String> = attrs
                    .iter()
                    .filter(|(name, _)| !name.starts_with("on") && is_readable_attribute(&local, &kind, name))
                    .map(|(name, value)| format!(" {name}={value:?}"))
                    .collect();
                shown.sort();
                out.push(format!("<{local}{}>", shown.concat()));
                let role = get("role").unwrap_or_default();
                muted |= local == "textarea"
                    || local == "output"
                    || get("contenteditable").is_some_and(|value| value != "false")
                    || local != "select"
                        && role
                            .split_whitespace()
                            .any(|role| ["textbox", "combobox", "spinbutton"].contains(&role));
            }
            _ => return,
        }
        handle.children.borrow().iter().for_each(|child| node(child, muted, out, text));
        end_text(out, text);
        out.push(format!("</{local}>"));
    }
    let tree_builder = TreeBuilderOpts { scripting_enabled: false, ..Default::default() };
    let dom = parse_document(RcDom::default(), ParseOpts { tree_builder, ..Default::default() }).one(source);
    let mut out = Vec::new();
    node(&dom.document, false, &mut out, &mut String::new());
    out.join("\n")
}

fn assert_same(name: &str, source: &str) {
    let (ours, plain) = (show(&parse(source).tree), show_plain(source));
    if ours != plain {
        let (at, (a, b)) =
            ours.lines().zip(plain.lines()).enumerate().find(|(_, (a, b))| a != b).unwrap_or((0, ("", "")));
        panic!("{name}: line {at} is\n{a}\nand should be\n{b}");
    }
}

/// What is true of the places of all nodes of any source.
fn check_places(name: &str, source: &str) {
    let Source { tree, .. } = &parse(source);
    let parsed = parse(source);
    for id in 0..tree.len() {
        let at = || format!("{name}: node {id}, {} {:?}", tree.name(id), parsed.outer(id));
        if let Some(start) = parsed.start_tag(id) {
            let tag = &source[start.clone()];
            let local = tree.name(id);
            let fits = tag[1..].to_lowercase().starts_with(local) || local == "img" || local.is_empty();
            assert!(tag.starts_with('<') && tag.ends_with('>') && fits, "{}: {tag}", at());
            let outer = parsed.outer(id).unwrap();
            assert_eq!(outer.start, start.start, "{}", at());
            assert!(outer.end >= start.end && outer.end <= source.len(), "{}", at());
            if let Some(end) = parsed.end_tag(id) {
                let tag = &source[end.clone()];
                assert!(tag.starts_with("</") && tag.ends_with('>'), "{}: {tag}", at());
                assert_eq!(end.end, outer.end, "{}", at());
            }
        }
        for piece in parsed.texts(id) {
            let text = &source[piece];
            // What stands in the source is the text, unless something was decoded.
            let plain = !text.contains(['&', '\r', '\0']) && !text.contains("<![CDATA[");
            let whole = tree.text(id).unwrap();
            assert!(
                !plain || whole.contains(text.trim()) || text.contains(whole.trim()),
                "{}: {text:?} {whole:?}",
                at()
            );
        }
    }
}

const CASES: &[(&str, &str)] = &[
    ("empty", ""),
    ("text only", "Name"),
    ("not HTML", "\u{7f}ELF\0\u{1}<<<>>&&&;</"),
    ("byte order mark", "\u{FEFF}<p>a"),
    ("implied elements", "<title>t</title><p>a<table><tr><td>b<td>c<tr><td>d</table><li>e<li>f"),
    ("CRLF", "<p>a\r\nb\rc\r\n</p>\r\n<p title='x\r\ny'>"),
    ("NUL", "<p>a\0b<svg>a\0b</svg><textarea>a\0</textarea><p i\0d=a\0b>"),
    ("entities", "<p title='&amp;&notit;&notit=&lt'>&amp;&notit;&#x41;&#0;&ntilde&hellip;&zz;"),
    ("pre and listing", "<pre>\n\na</pre><pre>&#10;a</pre><listing>\r\nb</listing>"),
    ("formatting", "<b>1<p>2</b>3</p>4<i>5<b>6</i>7</b>"),
    ("formatting with attributes", "<p><b id=a class=x>1<p>2<p>3</b>4"),
    ("Noah's Ark", "<p><b><b><b><b><b>1</p><p>2"),
    ("Noah's Ark, attributes in another order", "<p><b x y><b y x><b x y><b y x=1><b y x>1</p><p>2"),
    ("Noah's Ark, font", "<p><font size=1><font size=1><font SIZE=1><font size=2><font size=1>1</p><p>2"),
    ("links in links", "<a href=1>a<a href=2>b<p>c<a href=3>d</a>e"),
    ("nobr", "<nobr>1<nobr>2</nobr>3"),
    ("table, foster parents", "<table>a<b>b<tr>c<td>d</td>e<input><input type=HIDDEN>f</table>g"),
    ("table in table", "<table><tr><td><table><td>a</table>b<table><table>"),
    (
        "form in form",
        "<form id=a><div><form id=b><input></form></div><input></form><form id=c><p></form>a</p>",
    ),
    ("form in table", "<table><form><tr><td><input></form></table>"),
    ("stray end tags", "a</p>b</br>c</div>d</b></table></body></html>e<p>f"),
    ("headings", "<h1>a</h2><h2>b<h3>c</h1>d"),
    ("two bodies", "<html lang=en><body class=a><html lang=es id=x><body class=b id=y>"),
    ("lists", "<ul><li>a<ul><li>b</ul><li>c</ul><dl><dt>a<dd>b<dt>c</dl>"),
    (
        "select",
        "<select><option value=1>a<option selected>b<optgroup label=x><option>c</select>d<select><div>e</div><input>f",
    ),
    ("select in table", "<table><tr><td><select><option>a<tr><td>b"),
    ("textarea", "<textarea>\n<b>secret</b></textarea>a<textarea value=x>b"),
    (
        "typed text",
        "<div contenteditable>a<b id=b>c</b></div><div contenteditable=false>d</div><output>e</output>",
    ),
    (
        "typed roles",
        "<div role='x TextBox'>a</div><select role=combobox><option>b</select><i role=spinbutton>c</i>d",
    ),
    (
        "values",
        "<input value=a><input type=RADIO value=b checked><button value=c>d</button><input type=hidden value=e>",
    ),
    ("handlers", "<p onclick='a()' ONFOO=b id=c>"),
    (
        "raw text",
        "<style>a<b></style><script>if(a<b)'</p>'</script><xmp><b></xmp><iframe><b></iframe><noembed><b></noembed>x",
    ),
    ("script states", "<script><!--<script></script>--></script>a<script><!--</script>b"),
    ("noscript", "<head><noscript><meta></noscript></head><noscript><input id=a></noscript>b"),
    ("plaintext", "<p>a<plaintext><b></plaintext>"),
    ("title", "<title><b>a</title><svg><title><b>a</b></title></svg>"),
    (
        "template",
        "a<template><p>b<tr></template>c<table><template><td>d</template></table><template shadowrootmode=x>e</template>",
    ),
    (
        "svg",
        "<svg viewBox='0 0 1 1' xlink:href=a><foreignObject><p>a</p></foreignObject><text>b<circle/>c</svg>d",
    ),
    ("svg, breaking out", "<svg><g><p>a</svg>b<svg><font color=red>c</svg><svg><font>d</svg>"),
    ("svg, script and style", "<svg><style>a<b>c</b></style><script>d</script></svg>e"),
    (
        "math",
        "<math><mi>a<b>b</b></mi><annotation-xml encoding=TEXT/html><p>c</p></annotation-xml><annotation-xml><p>d",
    ),
    ("CDATA", "<svg><![CDATA[a<b>]]>c</svg><p><![CDATA[d]]>e"),
    ("comments", "a<!-- b -->c<!-->d<!- e>f<?g?>h</ i>j<!DOCTYPE k>l<!--m"),
    ("doctype and quirks", "<!DOCTYPE HTML PUBLIC \"-//W3C//DTD HTML 3.2//EN\"><p>a<table>b"),
    ("no quirks", "<!DOCTYPE html><p>a<table>b"),
    ("frameset", "<frameset><frame><noframes><p>a</noframes></frameset>b"),
    ("image and other old elements", "<image src=a><isindex><keygen><marquee>a</marquee><center>b"),
    ("attributes", "<p a=1 A=2 a='3' =b c = d e='f'g/h i=\"j\"k>"),
    ("attributes of end tags", "<p a>b</p c=d><i e>"),
    ("unfinished tag", "<p>a<b c='d"),
    ("unfinished end tag", "<p>a</p"),
    ("self-closing", "<div/>a<br/>b<svg/>c<input/><script/>d</script>e"),
    ("buttons", "<button>a<button>b</button>c<p><button><p>d</button>"),
    ("ruby", "<ruby>a<rb>b<rt>c<rtc>d<rp>e</ruby>"),
    ("after the end", "<body>a</body> <!-- b --></html> <p>c"),
    ("white space before the body", " <html> <head> <title>a</title> </head> <body> b"),
    ("markers", "<b><object><b>a</object>b<table><td><b>c</table>d"),
    ("names that are not ASCII", "<p\u{c9}>a<x-É>b<input É=c>"),
];

#[test]
fn builds_the_tree_of_html5ever() {
    for (name, source) in CASES {
        assert_same(name, source);
        check_places(name, source);
    }
}

#[test]
fn builds_the_tree_of_html5ever_on_all_pages() {
    for (name, source) in pages::all() {
        assert_same(&name, &source);
        check_places(&name, &source);
    }
}

/// Sources made of the pieces that parsers stumble on, from a small generator of its own.
#[test]
fn builds_the_tree_of_html5ever_on_tag_soup() {
    let pieces: Vec<&str> = CASES
        .iter()
        .flat_map(|(_, source)| source.split_inclusive('>'))
        .filter(|piece| !piece.contains(['\0', '\u{FEFF}']) && !piece.contains("plaintext"))
        .collect();
    let rounds = std::env::var("ASKLESS_SOUP").ok().and_then(|n| n.parse().ok()).unwrap_or(300);
    let mut seed = 7_u64;
    let mut next = move |below: usize| {
        seed = seed.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        (seed >> 33) as usize % below
    };
    for round in 0..rounds {
        let source: String = (0..1 + next(40)).map(|_| pieces[next(pieces.len())]).collect();
        assert_same(&format!("soup {round}: {source}"), &source);
        check_places(&format!("soup {round}: {source}"), &source);
    }
}

/// The element with this id.
fn by_id(tree: &Tree, id: &str) -> NodeId {
    (0..tree.len())
        .find(|&node| tree.attr(node, "id") == Some(id))
        .unwrap_or_else(|| panic!("no element {id}"))
}

#[test]
fn knows_where_elements_stand() {
    // The element with id x is what stands between the signs « and »; its end tag begins at ¦.
    let rows = [
        ("element", "a«<p id=x>b¦</p>»c"),
        ("void element", "a«<input id=x>»c"),
        ("self-closing", "<svg>«<g id=x />»c"),
        ("closed by the next", "<ul>«<li id=x>a »<li>b</ul>"),
        ("closed by its parent", "<ul>«<li id=x>a »</ul>"),
        ("closed by the end", "«<div id=x>a »"),
        ("with other ones inside", "«<div id=x><p>a<p>b¦</div>»"),
        ("closed by a heading of another level", "«<h2 id=x>a¦</h3>»b"),
        ("raw text", "«<textarea id=x><b></textareaz>¦</textarea >»"),
        ("attributes in the end tag", "«<p id=x>a¦</p title='>'>»"),
        ("upper case", "«<DIV ID=x>a¦</DIV>»"),
        ("svg in upper case", "<svg>«<FOREIGNobject id=x>a¦</foreignOBJECT>»</svg>"),
        ("formatting, mis-nested", "«<b id=x>a<p>b¦</b>»c</p>"),
        ("form, mis-nested", "<div>«<form id=x><div>a¦</form>»b</div>"),
        ("cell", "<table><tr>«<td id=x>a »<td>b</table>"),
        ("row", "<table>«<tr id=x><td>a»<tr><td>b</table>"),
        ("option", "<select>«<option id=x>a»<option>b</select>"),
        ("entities and line ends", "&amp;\r\n«<p id=x>&lt;\r\n¦</p>»"),
        ("not ASCII", "ñ€😀«<p id=x>ñ¦</p>»"),
        ("after a byte order mark", "\u{FEFF}«<p id=x>a¦</p>»"),
        ("closed by text in a table", "<table><colgroup><col>«<colgroup id=x>»a</table>"),
    ];
    for (name, marked) in rows {
        let source = marked.replace(['«', '»', '¦'], "");
        let parsed = parse(&source);
        let id = by_id(&parsed.tree, "x");
        let outer = parsed.outer(id).expect(name);
        let end = parsed.end_tag(id).map_or(usize::MAX, |end| end.start);
        let mut shown = String::new();
        for (at, c) in source.char_indices().chain([(source.len(), ' ')]) {
            shown.extend((at == outer.end).then_some('»'));
            shown.extend((at == outer.start).then_some('«'));
            shown.extend((at == end).then_some('¦'));
            shown.push(c);
        }
        shown.pop();
        assert_eq!(shown, marked, "{name}");
    }
}

#[test]
fn implied_and_cloned_elements_stand_nowhere() {
    let parsed = parse("<table><tr><td>a</table><p><b id=x>c<p>d");
    let tree = &parsed.tree;
    let without: Vec<&str> =
        (1..tree.len()).filter(|&id| parsed.outer(id).is_none()).map(|id| tree.name(id)).collect();
    assert_eq!(without, ["html", "head", "body", "tbody", "b"]);
    assert_eq!(
        (1..tree.len()).filter(|&id| tree.attr(id, "id") == Some("x")).count(),
        2,
        "a clone has the attributes"
    );
}

#[test]
fn texts_know_their_pieces() {
    let source = "<p>a<!-- b -->c<script>d</script>e<b>f</b></p>";
    let parsed = parse(source);
    let text = (0..parsed.tree.len()).find(|&id| parsed.tree.text(id) == Some("ace")).unwrap();
    let pieces: Vec<&str> = parsed.texts(text).map(|piece| &source[piece]).collect();
    assert_eq!(pieces, ["a", "c", "e"]);
    let skipped: Vec<&str> =
        parsed.skipped.iter().map(|skip| &source[skip.span.start as usize..skip.span.end as usize]).collect();
    assert_eq!(skipped, ["<!-- b -->", "<script>d</script>"]);
    assert!(parsed.skipped.iter().all(|skip| parsed.tree.name(skip.parent) == "p"));
}

#[test]
fn declarative_shadow_roots() {
    let open = "<div id=x>a<template shadowrootmode=OPEN><p>b<slot></slot></template>c</div>";
    let parsed = parse(open);
    let host = by_id(&parsed.tree, "x");
    let text = "</head>\n<body>\n<div id=\"x\">\n#shadow\n<p>\n\"b\"\n<slot>\n</slot>\n</p>\n</>\n\"ac\"\n</div>\n</body>";
    assert!(show(&parsed.tree).contains(text), "{}", show(&parsed.tree));
    assert_eq!(
        &open[parsed.outer(host + 1).unwrap()],
        "<template shadowrootmode=OPEN><p>b<slot></slot></template>"
    );
    for (name, source, limits) in [
        ("closed", "<div><template shadowrootmode=closed>b</template></div>", 1),
        ("not a host", "<ul><template shadowrootmode=open>b</template></ul>", 0),
        (
            "second root",
            "<div><template shadowrootmode=open></template><template shadowrootmode=open>b</template>",
            0,
        ),
    ] {
        let tree = parse(source).tree;
        assert!(!show(&tree).contains('b') || !show(&tree).contains("\"b\""), "{name}");
        assert_eq!(tree.limits.len(), limits, "{name}: {:?}", tree.limits);
    }
}

#[test]
fn limits_are_reported() {
    let rows = [
        ("none", "<div>".repeat(400), None),
        ("depth", "<div>".repeat(600), Some("512 deep")),
        ("nodes", "<p>a".repeat(150_000), Some("200,000 nodes")),
        ("text", "a".repeat(9_000_000), Some("8 million")),
        ("tags", "</p x>".repeat(1_000_001), Some("million tags")),
    ];
    for (name, source, note) in rows {
        let limits = parse(&source).tree.limits;
        match note {
            None => assert!(limits.is_empty(), "{name}: {limits:?}"),
            Some(note) => assert!(limits.len() == 1 && limits[0].contains(note), "{name}: {limits:?}"),
        }
    }
}

#[test]
fn what_is_too_deep_stands_side_by_side() {
    let source = format!("{}<div id=x><i>a</i></div><p id=y>b", "<div>".repeat(600));
    let tree = parse(&source).tree;
    let texts: Vec<&str> = (0..tree.len()).filter_map(|id| tree.text(id)).collect();
    assert_eq!(texts, ["a", "b"]);
    assert!((0..tree.len()).all(|id| tree.ancestors(id).count() <= 520));
    by_id(&tree, "x");
    by_id(&tree, "y");
}
