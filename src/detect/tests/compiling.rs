//! What the compiler of lexicons makes of rules, and what it refuses.

use super::{
    super::{
        coding::{Coder, context},
        decode::Reader,
    },
    *,
};

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
fn short_forms_stand_for_their_words() {
    let sets =
        "[set]\nhelp = [\"public assistance\"]\n[short]\npublic = [\"pub\"]\nassistance = [\"asst\"]\n";
    let lexicon =
        compile("short", &rule("phrases = [\"@help\", \"assist* case\"]"), sets, "").unwrap_or_default();
    for (text, words) in [
        ("Public asst", Some("Public asst")),
        ("Pub. Asst. number", Some("Pub. Asst")),
        ("Asst case", Some("Asst case")),
        ("Assisting case", Some("Assisting case")),
        ("Publ asst", None),
        ("Asst manager", None),
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

/// The guide's own cues, sets and rules compile, and its examples hold.
#[test]
fn the_guide_to_adding_a_language_holds() {
    let guide = include_str!("../../../docs/adding-a-language.md");
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
