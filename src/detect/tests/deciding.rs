//! What counts where.

use super::{
    super::{Senses, detect_all},
    *,
};
use crate::category::Sense;

#[test]
fn the_end_of_the_longest_text_is_read() {
    let lexicon = compile("long", &rule("phrases = [\"church\"]"), "", "").unwrap();
    let text = "and ".repeat(crate::read::QUESTION_TEXT / 4 - 2) + "church?";
    let question = question(Kind::Text, &[(SlotKind::Name, &text)]);
    assert_eq!(asked(&lexicon, &question), Some((How::Direct, "church".to_owned())));
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
        ("a question's first clause", Kind::Text, &[(Name, "For your church, ¿do you pay?")], direct),
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
