use super::*;

fn fold(text: &str, machine: bool) -> Folded {
    let mut folded = Folded::default();
    super::fold(text, machine, &mut folded);
    folded
}

fn words(text: &str, machine: bool) -> String {
    let folded = fold(text, machine);
    folded
        .tokens
        .iter()
        .map(|token| str::from_utf8(folded.word(token)).unwrap())
        .collect::<Vec<_>>()
        .join(" ")
}

#[test]
fn folds_named_cases() {
    for (text, expected) in [
        ("Are you a U.S. citizen?", "are you a us citizen"),
        ("U. S. Citizen", "us citizen"),
        ("W2 / W-2", "w 2 w 2"),
        ("1040EZ", "1040 ez"),
        ("Estatus migratorio: ¿Ciudadanía?", "estatus migratorio ciudadania"),
        ("applicant’s spouse's", "applicants spouses"),
        ("d'immigration", "d immigration"),
        ("ci\u{200B}ti\u{AD}zen", "citizen"),
        ("ＣＩＴＩＺＥＮ", "citizen"),
        ("A# (Alien)", "a # alien"),
        ("e\u{301}tat", "etat"),
        ("移民", "移 民"),
        ("الجنسيّة والجنسيـة للجنسية جنسيتك", "جنسيه جنسيه جنسيه جنسيتك"),
        ("الوالدين والدك الأب بالغ", "والدين والدك اب بالغ"),
        ("SNAP을 W-2를 A-번호", "snap 을 w 2 를 a 번호"),
        ("Empleado(a) / hijo/a, vecinos/as; event(s)", "empleado hijo vecinos event"),
        ("immigrationStatus", "immigration status"),
        ("homeSSNs SSNs", "homessns ssns"),
        ("y/o (a) N/A lado/atrás uno(ajeno)", "y o a n a lado atras uno ajeno"),
    ] {
        assert_eq!(words(text, false), expected, "{text}");
    }
    for (text, expected) in [
        ("isUSCitizen", "is us citizen"),
        ("immig_stat", "immig stat"),
        ("household[0].SSNLast4", "household 0 ssn last 4"),
    ] {
        assert_eq!(words(text, true), expected, "{text}");
    }
}

#[test]
fn finds_arabic_words_behind_particles() {
    for (word, rest) in [("لعنف", Some("عنف")), ("وجنسيتك", Some("جنسيتك")), ("بلد", None), ("citizen", None)]
    {
        assert_eq!(arabic::without_particle(word.as_bytes()), rest.map(str::as_bytes), "{word}");
    }
}

#[test]
fn parts_sentences_and_knows_questions() {
    let folded =
        fold("We do not ask about status. ¿Es Ud. ciudadano? Name. e.g. Dr. Smith of the U.S. Army", false);
    let sentences: Vec<u16> = folded.tokens.iter().map(|token| token.sentence).collect();
    assert_eq!(sentences, [0, 0, 0, 0, 0, 0, 1, 1, 1, 2, 3, 3, 3, 3, 3, 3, 3]);
    assert_eq!(folded.questions, [false, true, false, false]);
    let folded = fold("Citizen?Y/N Pub. Asst. case", false);
    assert!(folded.tokens.iter().all(|token| token.sentence == 0));
    assert_eq!(folded.questions, [true]);
}

#[test]
fn offsets_lead_back() {
    let text = "Estatus — migración";
    let folded = fold(text, false);
    let last = &folded.tokens[1];
    assert_eq!(&text[last.start as usize..last.end as usize], "migración");
}

#[test]
fn suspicion_is_raised_by_what_may_hide_a_word() {
    for (text, suspicious) in [
        ("сitizen", true),
        ("гражданин США", true),
        ("ci\u{200B}tizen", true),
        ("c1t1zen, W2", true),
        ("c!tizen", true),
        ("food $tamps", true),
        ("A B C D", true),
        ("Are you a citizen? Yes! No, I am not.", false),
        ("U.S. visa: $5, 10 % (A-number)", false),
        ("¿Es ciudadano? Año, niñez, garçon", false),
        ("me@city.gov", true),
    ] {
        assert_eq!(fold(text, false).suspicious, suspicious, "{text}");
    }
}

#[test]
fn the_number_of_a_question_is_no_word_of_it() {
    for (text, expected) in [
        ("7. Country", "country"),
        ("12) Country", "country"),
        ("b. country", "country"),
        ("(3a) Country", "country"),
        ("Q7: Country", "country"),
        ("C17. Country of birth", "country of birth"),
        ("1.2 Country", "country"),
        ("1.2.3. Country", "country"),
        ("iv) Country", "country"),
        ("B. Country of birth", "country of birth"),
        // These begin with a word.
        ("E. civil", "e civil"),
        ("A. NUMBER", "a number"),
        ("U. S. Citizen", "us citizen"),
        ("2 dependents", "2 dependents"),
        ("A# of the child", "a # of the child"),
        ("I-94: number", "i 94 number"),
        ("Visa: number", "visa number"),
        ("1040. Line 7", "1040 line 7"),
        ("Line 12. Name", "line 12 name"),
        ("401(k) balance", "401 k balance"),
        ("12 months.", "12 months"),
        ("W-2.", "w 2"),
    ] {
        assert_eq!(words(text, false), expected, "{text}");
    }
}

#[test]
fn a_remark_in_brackets_is_where_a_name_ends() {
    for (text, expected) in [
        ("Country (optional)", 1),
        ("Country of birth [if any] *", 3),
        ("国家（必填）", 2),
        ("Country (optional):", 1),
        ("Country", 1),
        ("(optional)", 1),
        ("Country (optional) of birth", 4),
        ("Country (where you were born or have lived)", 8),
        ("Country optional)", 2),
    ] {
        assert_eq!(fold(text, false).end, expected, "{text}");
    }
}
