//! The phrase language and the weighing, on small lexicons written for the purpose.

use super::{
    Senses,
    coding::{Coder, context},
    compiler,
    decode::{Reader, decode},
    detect, detect_all,
    lexicon::Lexicon,
};
use crate::{
    category::{Category, How, Sense},
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

#[test]
fn variants_of_a_character_are_one() {
    let sets = "variants = \"国國 证証證\"\n[set]\npaper = [\"证\", \"签证\"]\n";
    let lexicon =
        compile("variants", &rule("phrases = [\"国民\", \"出 @paper\"]"), sets, "").unwrap_or_default();
    for (text, words) in [
        ("国民", Some("国民")),
        ("是國民嗎", Some("國民")),
        ("出證", Some("出證")),
        ("国人", None),
        ("出签証", Some("出签証")),
    ] {
        let found = asked(&lexicon, &question(Kind::Text, &[(SlotKind::Name, text)]));
        assert_eq!(found.map(|(_, words)| words).as_deref(), words, "{text}");
    }
}

#[test]
fn phrases_mean_what_the_readme_says() {
    let sets = "[set]\nus = [\"us\", \"united states\"]\n";
    for (phrase, text, words) in [
        ("food stamps", "Do you get Food  Stamps now?", Some("Food  Stamps")),
        ("food stamps", "food and stamps", None),
        ("food stamps", "No food. Stamps sold here", None), // not over the end of a sentence
        ("immigra*", "Your immigration status", Some("immigration")),
        ("immigra*", "migration", None),
        ("(get|live on) snap", "I live on SNAP", Some("live on SNAP")),
        ("(get|live on) snap", "I live snap", None),
        ("born (in the)? @us", "Born United States", Some("Born United States")),
        ("born (in the)? @us", "born in the U.S.", Some("born in the U.S")),
        ("are you? citizen", "are citizen", Some("are citizen")),
        ("tax ... return", "tax year 2024 return", Some("tax year 2024 return")),
        ("tax ... return", "tax one two three four return", None),
        ("tax ...1 return", "tax return", Some("tax return")),
        ("tax _ return", "tax return", None),
        ("tax _ return", "tax refund return", Some("tax refund return")),
        ("^ status $", "Status:", Some("Status")),
        ("^ status $", "Your status", None),
        ("w 2", "Form W-2", Some("W-2")),
        ("w 2", "W2", Some("W2")),
        ("@us citizen", "a UNITED\u{200B} STATES citizen", Some("UNITED\u{200B} STATES citizen")),
        ("... citizen", "citizen", Some("citizen")),
    ] {
        let lexicon = compile("phrases", &rule(&format!("phrases = [{phrase:?}]")), sets, "").unwrap();
        let found = asked(&lexicon, &question(Kind::Text, &[(SlotKind::Name, text)])).map(|(_, words)| words);
        assert_eq!(found.as_deref(), words, "{phrase:?} in {text:?}");
    }
}

#[test]
fn wrong_lexicons_are_refused_with_place_and_remedy() {
    for (rules, message) in [
        (rule("phrases = [\"a (b\"]"), "a `(` without its `)`"),
        (rule("phrases = [\"a b)\"]"), "a `)` without its `(`"),
        (rule("phrases = [\"@nobody\"]"), "there is no set \"nobody\""),
        (rule("phrases = [\"a?\"]"), "may not be missing"),
        (rule("phrases = [\"a ...12 b\"]"), "1 to 9 words"),
        (rule("phrases = [\"a | \"]"), "empty phrase"),
        (rule("phrases = [\"a\"]\nslots = [\"labl\"]"), "unknown \"labl\""),
        (rule("phrases = [\"a\"]\nkinds = [\"txt\"]"), "unknown \"txt\""),
        (rule("phrases = [\"a\"]\nchoice = \"maybe\""), "choice \"maybe\""),
        (rule("phrase = [\"a\"]"), "unknown field `phrase`"),
        (rule(""), "can never speak"),
        (rule("phrases = [\"a\"]").repeat(2), "stands twice"),
        (rule("phrases = [\"a\"]").replace("religion direct", "religion"), "`direct` or `proxy`"),
        (rule("phrases = [\"a\"]").replace("religion", "religon"), "unknown category"),
    ] {
        let error = compile("wrong", &rules, "", "").unwrap_err();
        assert!(error.contains(message), "{rules}\n{error}");
        let line = error.split_once("rules.toml:").and_then(|(_, rest)| rest.split(':').next()?.parse().ok());
        assert!(line.is_some_and(|line: u32| line > 0), "names the file and the line: {error}");
    }
}

#[test]
fn the_place_of_a_match_decides_what_it_counts() {
    use SlotKind::*;
    let cues = "[cue]\ndisclaim = [\"do not ask\"]\ndisclaimed = [\"not matter\"]\nbut = [\"but\"]\nattest = [\"i certify\"]\n\
         uninformative = [\"^ other $\"]\n";
    let rules = rule("phrases = [\"church\"]\nspare = [\"church street\"]\nwithout = [\"building permit\"]");
    let lexicon = compile("places", &rules, "", cues).unwrap();
    let (direct, proxy) = (Some(How::Direct), Some(How::Proxy));
    type Case<'a> = (&'a str, Kind, &'a [(SlotKind, &'a str)], Option<How>);
    let cases: &[Case] = &[
        ("label", Kind::Text, &[(Name, "Church")], direct),
        ("title is context only", Kind::Text, &[(Title, "Church"), (Name, "Name")], None),
        ("section is context only", Kind::Text, &[(Section, "Church"), (Name, "Name")], None),
        (
            "a section that asks",
            Kind::Text,
            &[(Section, "Do you attend a church?"), (Name, "Other:")],
            direct,
        ),
        ("a section that asks, no label", Kind::Text, &[(Section, "Do you attend a church?")], direct),
        ("a section that asks another", Kind::Text, &[(Section, "Which church?"), (Name, "Phone")], None),
        ("a section that only states", Kind::Text, &[(Section, "The church"), (Name, "Other:")], None),
        ("help", Kind::Text, &[(Name, "Place"), (Help, "For example a church.")], proxy),
        ("help that asks", Kind::Text, &[(Name, "7"), (Help, "What is your church?")], direct),
        ("machine name under a label", Kind::Text, &[(Name, "Place"), (Machine, "church")], None),
        ("machine name alone", Kind::Text, &[(Machine, "homeChurch")], proxy),
        ("machine name, label says nothing", Kind::Text, &[(Name, "Other:"), (Machine, "church")], proxy),
        ("spare", Kind::Text, &[(Name, "Church Street number")], None),
        ("spare elsewhere", Kind::Text, &[(Name, "Church, or Church Street number")], direct),
        ("without, in the title", Kind::Text, &[(Title, "Building permit"), (Name, "Church")], None),
        ("disclaimed", Kind::Text, &[(Name, "We do not ask about church. Name")], None),
        ("asked before it is disclaimed", Kind::Text, &[(Name, "Church (we do not ask for proof)")], direct),
        ("disclaimed up to a but", Kind::Text, &[(Name, "We do not ask your age, but your church")], direct),
        ("disclaimed afterwards", Kind::Text, &[(Name, "Your church does not matter, your name")], None),
        (
            "disclaimed before a but",
            Kind::Text,
            &[(Name, "Your church, but your age does not matter")],
            direct,
        ),
        ("explained, then asked otherwise", Kind::Text, &[(Name, "A church helps us. Your name?")], proxy),
        ("asked otherwise, then explained", Kind::Text, &[(Name, "Your name? A church helps us.")], proxy),
        ("answers after the question", Kind::Text, &[(Name, "Where? Park, church, home")], direct),
        ("a question's end", Kind::Text, &[(Name, "Do you attend one? Church name:")], direct),
        ("a question's head", Kind::Text, &[(Name, "Church: ¿do you attend?")], direct),
        ("statement", Kind::Statement, &[(Name, "The church is open.")], None),
        ("attestation", Kind::Statement, &[(Name, "I certify that I belong to a church.")], direct),
        (
            "one choice of many",
            Kind::Radio,
            &[(Name, "Where?"), (Choice, "Church"), (Choice, "Park"), (Choice, "Home")],
            proxy,
        ),
        (
            "two choices of three",
            Kind::Radio,
            &[(Name, "Where?"), (Choice, "A church"), (Choice, "My church"), (Choice, "Home")],
            direct,
        ),
    ];
    for (name, kind, slots, expected) in cases {
        let found = asked(&lexicon, &question(*kind, slots)).map(|(how, _)| how);
        assert_eq!(found, *expected, "{name}");
    }
}

#[test]
fn a_hostile_text_ends() {
    // Every word anchors a pattern with gaps; without bounds this would not end.
    let lexicon = compile("hostile", &rule("phrases = [\"a ...9 a ...9 a ...9 b\"]"), "", "").unwrap();
    let question = question(Kind::Text, &[(SlotKind::Name, &"a ".repeat(100_000))]);
    assert_eq!(asked(&lexicon, &question), None);
}

/// The guide's own cues, sets and rules compile, and its examples hold.
#[test]
fn the_guide_to_adding_a_language_holds() {
    let guide = include_str!("../../docs/adding-a-language.md");
    let blocks: Vec<&str> =
        guide.split("```toml\n").skip(1).filter_map(|rest| rest.split("```").next()).collect();
    let [cues, sets, rules] = blocks.as_slice() else { panic!("{} blocks", blocks.len()) };
    let lexicons = [compile("guide", rules, sets, cues).unwrap_or_else(|error| panic!("{error}"))];
    let table: toml::Table = toml::from_str(rules).unwrap_or_default();
    let rule = table["rule"][0].as_table().cloned().unwrap_or_default();
    let mut wrong = Vec::new();
    for (examples, expected) in [("hit", true), ("miss", false)] {
        for example in rule[examples].as_array().into_iter().flatten() {
            let text = |key: &str| example.get(key).and_then(toml::Value::as_str);
            let label = example.as_str().or(text("label")).unwrap_or_default();
            let options = example.get("options").and_then(toml::Value::as_array).into_iter().flatten();
            let mut slots = vec![(SlotKind::Name, label)];
            slots.extend(options.filter_map(|option| Some((SlotKind::Choice, option.as_str()?))));
            if detect(&lexicons, &question(Kind::Text, &slots)).is_empty() == expected {
                wrong.push(format!("{examples}: {label}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn coded_numbers_are_read_as_they_were_written() {
    // A small generator of numbers, most of them small, with runs that drive the odds to their ends.
    let mut seed = 7u32;
    let mut next = |below: u32| {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (seed >> 8) % below
    };
    let numbers: Vec<usize> = (0..20_000)
        .map(|at| match at % 4 {
            0 => next(65_535) as usize,
            1 => next(3) as usize,
            2 if at < 9_000 => 0,
            _ => 255,
        })
        .collect();
    let mut writer = Coder::new(compiler::Writer::default());
    for number in &numbers {
        writer.number(context::STEP, *number);
        writer.symbol(context::KIND, 8, number & 255);
        writer.letter(b'a', (number & 127) as u32, (number & 255) as u8);
        writer.place(context::WORD, 16, *number);
    }
    let bytes = writer.shares.end();
    let mut reader = Coder::new(Reader::new(&bytes));
    for number in numbers {
        assert_eq!(reader.number(context::STEP, 0), number);
        assert_eq!(reader.symbol(context::KIND, 8, 0), number & 255);
        assert_eq!(usize::from(reader.letter(b'a', (number & 127) as u32, 0)), number & 255);
        assert_eq!(reader.place(context::WORD, 16, 0), number);
    }
}

#[test]
fn contexts_at_the_head_of_a_file_hold_for_all_its_rules() {
    use SlotKind::*;
    let rules = ["without = [\"permit\"]\nweak = [\"gift*\"]", &rule("phrases = [\"church\"]")].join("\n");
    let lexicon = compile("head", &rules, "", "").unwrap();
    for (group, how) in [("Member", Some(How::Direct)), ("Gifts", Some(How::Proxy)), ("Permit", None)] {
        let found = asked(&lexicon, &question(Kind::Text, &[(Group, group), (Name, "Church")]));
        assert_eq!(found.map(|(how, _)| how), how, "{group}");
    }
}

#[test]
fn a_form_asks_what_its_questions_ask_one_by_one() {
    use SlotKind::*;
    let rules = rule("phrases = [\"church\"]\nwithout = [\"permit\"]\nweak = [\"gift*\"]");
    let lexicon = compile("form", &rules, "", "[cue]\ndisclaim = [\"do not ask\"]\n").unwrap();
    let texts = ["Church", "Permit", "Gifts", "We do not ask your church", "homeChurch", ""];
    let mut questions = Vec::new();
    for first in texts {
        for second in texts {
            // The same texts in one place and another, and as a name for machines and not.
            let slots = [(Section, first), (Name, second), (Machine, first)];
            questions.push(question(Kind::Text, &slots));
        }
    }
    let lexicons = [lexicon];
    let all = detect_all(&lexicons, &questions.iter().collect::<Vec<_>>(), Senses::default());
    let each: Vec<_> = questions.iter().map(|question| detect(&lexicons, question)).collect();
    assert_eq!(all, each);
    assert!(each.iter().any(Vec::is_empty) && each.iter().any(|asks| !asks.is_empty()));
    // A text that is read as a heading and as a name for machines is read as both.
    let both = question(Kind::Text, &[(Section, "homeChurch"), (Machine, "homeChurch")]);
    assert_eq!(asked(&lexicons[0], &both), Some((How::Proxy, "Church".to_owned())));
}

#[test]
fn a_weak_heading_weakens_choices_and_a_weak_text_all() {
    use SlotKind::*;
    let lexicon = compile("weak", &rule("phrases = [\"church\"]\nweak = [\"source\"]"), "", "").unwrap();
    for (slots, how) in [
        (&[(Section, "Source"), (Name, "Church")][..], How::Direct),
        (&[(Name, "Source of help: church")], How::Proxy),
        (&[(Section, "Source"), (Choice, "Church"), (Choice, "My church")], How::Proxy),
        (&[(Section, "Help"), (Choice, "Church"), (Choice, "My church")], How::Direct),
    ] {
        let found = asked(&lexicon, &question(Kind::Radio, slots));
        assert_eq!(found.map(|(how, _)| how), Some(how), "{slots:?}");
    }
}

#[test]
fn what_a_heading_needs_beside_it_is_no_choice() {
    use SlotKind::*;
    let with = "with = [\"^ other $\", \"^ church $\"]";
    for (slots, label, choice) in
        [("slots = [\"section\"]", true, false), ("slots = [\"section\", \"name\"]", true, true)]
    {
        let text = rule(&format!("phrases = [\"church\"]\n{slots}\n{with}"));
        let lexicon = compile("heading", &text, "", "").unwrap();
        let found = |slots: &[(SlotKind, &str)]| asked(&lexicon, &question(Kind::Radio, slots)).is_some();
        assert_eq!(found(&[(Section, "Church"), (Name, "Other")]), label, "{slots}");
        // Nor is it the heading itself.
        assert_eq!(found(&[(Section, "Church"), (Name, "Name")]), choice, "{slots}");
        assert_eq!(
            found(&[(Section, "Church"), (Name, "Seat"), (Choice, "Front"), (Choice, "Other")]),
            choice,
            "{slots}"
        );
    }
}

#[test]
fn a_word_of_one_language_is_not_read_as_another_s() {
    let cues = "[cue]\nforeign = [\"church (street|road)\"]\n";
    let one = || compile("one", &rule("phrases = [\"church\"]"), "", "").unwrap();
    let other = || compile("other", &rule("phrases = [\"church road\"]"), "", cues).unwrap();
    for (lexicons, text, found) in [
        (vec![one()], "Church street", true),
        (vec![one(), other()], "Church street", false),
        (vec![one(), other()], "Church", true),
        (vec![one(), other()], "Church road", true), // by its own rule
    ] {
        let asks = detect(&lexicons, &question(Kind::Text, &[(SlotKind::Name, text)]));
        assert_eq!(!asks.is_empty(), found, "{text} in {} languages", lexicons.len());
    }
}

#[test]
fn topics_to_choose_from_say_nothing_of_a_person() {
    let cues = "[cue]\ntopics = [\"in your town\"]\n";
    let lexicon = compile("t", &rule("phrases = [\"church\"]"), "", cues).unwrap();
    for (label, choice, found) in [
        ("What matters most in your town?", "The church", false),
        ("What matters most to you?", "The church", true),
        ("Your church in your town?", "Other", true), // the label itself asks
    ] {
        let slots = [(SlotKind::Name, label), (SlotKind::Choice, choice), (SlotKind::Choice, "The park")];
        let asks = detect(std::slice::from_ref(&lexicon), &question(Kind::Checkbox, &slots));
        assert_eq!(!asks.is_empty(), found, "{label}");
    }
}

#[test]
fn a_choice_that_two_languages_know_is_one_choice() {
    let rules = rule("phrases = [\"church\"]");
    let lexicons = [compile("one", &rules, "", "").unwrap(), compile("two", &rules, "", "").unwrap()];
    let texts = ["A church", "Church", "Park", "Pool", "Zoo", "Home", "Library", "School"];
    let slots: Vec<_> = texts.iter().map(|text| (SlotKind::Choice, *text)).collect();
    let asks = detect(&lexicons, &question(Kind::Select, &slots));
    assert_eq!(asks[0].how, How::Proxy, "two of eight choices");
}

#[test]
fn a_wall_of_asks_ends() {
    // Each word asks, spares, weakens and stands in a sentence of its own; slots repeat and differ.
    let rules = rule(
        "phrases = [\"church\", \"church ...9 church\"]\nspare = [\"church ...9 street\"]\nweak = [\"church\"]",
    );
    let lexicon = compile("wall", &rules, "", "[cue]\ndemand = [\"church\"]\n").unwrap();
    let walls =
        ["church ".repeat(30_000), "Church. ".repeat(30_000), "church street, church ".repeat(10_000)];
    let slots: Vec<_> = walls.iter().map(|wall| (SlotKind::Name, wall.as_str())).collect();
    let found = asked(&lexicon, &question(Kind::Text, &slots));
    assert!(found.is_some());
}

/// What the build says of examples that fail: file, line and rule, the example, what was found, what held a phrase back.
#[test]
fn examples_that_fail_are_told() {
    let rules = rule(
        r#"phrases = ["your church"]
spare = ["church street"]
hit = ["Your church", "Name of your church street",
  "Your temple"]
miss = ["Street", "Where is your church?", { lable = "Street" }]"#,
    );
    let source = source("examples", &rules, "", "").unwrap();
    let lexicon = decode("xx", &compiler::compile(&source).unwrap());
    let failures = compiler::failures(&source, &[lexicon]);
    let expected = [
        [
            "8: rule r: this `hit` is not found to ask for religion",
            "Name of your church street",
            "nothing",
            "but spare: ",
        ],
        [
            "9: rule r: this `hit` is not found to ask for religion",
            "Your temple",
            "nothing",
            "mend the example",
        ],
        [
            "10: rule r: this `miss` is found to ask for religion",
            "Where is your church?",
            "in \"your church\" (name)",
            "spare",
        ],
        ["10: rule r: an example has no field `lable`", "label", "options", "kind"],
    ];
    assert_eq!(failures.len(), expected.len(), "{failures:#?}");
    for (failure, expected) in failures.iter().zip(expected) {
        assert!(failure.contains("rules.toml:"), "{failure}");
        for part in expected {
            assert!(failure.contains(part), "{part} in {failure}");
        }
    }
}

#[test]
fn a_sense_counts_as_the_policy_says() {
    let rules = [
        rule("phrases = [\"mosque\"]"),
        rule("id2")
            .replace("id2", "phrases = [\"temple\"]\nsense = \"stalking-and-trafficking\"")
            .replace("\"r\"", "\"own\"")
            .replace("direct", "proxy"),
        rule("turns = [\"asked for\"]\nwithout = [\"got\"]\nsense = \"applied-for\"")
            .replace("\"r\"", "\"turns\""),
    ];
    // A sense is of a category: see `Sense::categories`.
    let rules = rules.concat().replace("religion", "public-assistance");
    let lexicon = [compile("senses", &rules, "", "").unwrap()];
    let (applied, stalking) = (Sense::AppliedFor.bit(), Sense::StalkingAndTrafficking.bit());
    let how = |slots: &[(SlotKind, &str)], ignored: u8, direct: u8| {
        let question = question(Kind::Text, slots);
        let asks = detect_all(&lexicon, &[&question], Senses { ignored, direct }).remove(0);
        asks.first().map(|ask| ask.how)
    };
    let (direct, proxy) = (Some(How::Direct), Some(How::Proxy));
    let name = |text| [(SlotKind::Name, text)];
    for (slots, ignored, outright, expected) in [
        (&name("your mosque")[..], applied | stalking, 0, direct), // it has no sense
        (&name("mosque asked for"), 0, 0, direct),
        (&name("mosque asked for"), applied, 0, None),
        (&name("mosque asked for"), stalking, 0, direct),
        (&name("mosque asked for or got"), applied, 0, direct), // `without`
        (&[(SlotKind::Title, "asked for"), (SlotKind::Name, "mosque")], applied, 0, direct), // not the title
        (&[(SlotKind::Name, "mosque"), (SlotKind::Choice, "asked for")], applied, 0, None),
        (&name("your temple"), 0, 0, proxy),
        (&name("your temple"), stalking, 0, None),
        (&name("your temple"), 0, stalking, direct),
        (&[(SlotKind::Machine, "temple")], 0, stalking, proxy), // no more than its place lets it
        (&name("temple or mosque"), stalking, 0, direct),
        (&name("temple asked for"), applied, 0, proxy), // what has a sense is not turned
    ] {
        assert_eq!(how(slots, ignored, outright), expected, "{slots:?} {ignored} {outright}");
    }
}
