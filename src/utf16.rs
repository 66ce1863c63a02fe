//! Offsets in UTF-16 units, as JavaScript counts them, from offsets in UTF-8 bytes.

#![cfg_attr(not(target_arch = "wasm32"), allow(dead_code))] // elsewhere only the tests count

use crate::gather::Gather;
use crate::{
    form::{Form, Question},
    report::{EvidenceText, Report},
};

/// The UTF-16 units before byte `at` of a text; an offset inside of a character counts as its end.
pub fn units(text: &str, at: usize) -> usize {
    text.as_bytes().iter().take(at).map(|&byte| width(byte)).sum()
}

// A character is counted at its first byte; four bytes are two units.
fn width(byte: u8) -> usize {
    usize::from(byte & 0xC0 != 0x80) + usize::from(byte >= 0xF0)
}

/// Turns the offsets of a report's evidence, and of the places in `source`, into UTF-16 units.
pub fn recount(report: &mut Report, form: &Form, source: &str) {
    let counts = Counts::new(source);
    for finding in report.form_findings.iter_mut().chain(&mut report.findings) {
        let Some(reference) = &mut finding.question else { continue };
        if let Some(span) = &mut reference.span {
            (span.start, span.end) = (counts.units(source, span.start), counts.units(source, span.end));
        }
        let Some(question) = form.questions.get(reference.index) else { continue };
        finding.evidence = evidence(question, std::mem::take(&mut finding.evidence));
    }
    let stripped = report.stripped.iter_mut().map(|stripped| &mut stripped.question);
    #[cfg(feature = "html")]
    let stripped =
        stripped.chain(report.dangling.iter_mut().filter_map(|dangling| dangling.question.as_mut()));
    for question in stripped {
        if let Some(span) = &mut question.span {
            (span.start, span.end) = (counts.units(source, span.start), counts.units(source, span.end));
        }
    }
}

/// Turns the offsets of evidence into UTF-16 units.
pub fn evidence(question: &Question, mut evidence: Vec<EvidenceText>) -> Vec<EvidenceText> {
    for words in &mut evidence {
        let Some(slot) = question.slots.get(words.index) else { continue };
        let before = units(&slot.text, words.start);
        words.end = before + units(&words.text, words.text.len());
        words.start = before;
    }
    evidence
}

/// The units before each block of a text, so that many offsets cost no more than one walk.
struct Counts(Vec<usize>);

const BLOCK: usize = 1024;

impl Counts {
    fn new(text: &str) -> Counts {
        let mut sum = 0;
        let blocks = text.as_bytes().chunks(BLOCK).map(|block| {
            let before = sum;
            sum += block.iter().map(|&byte| width(byte)).sum::<usize>();
            before
        });
        Counts(blocks.gather())
    }

    fn units(&self, text: &str, at: usize) -> usize {
        let at = at.min(text.len());
        let block = (at / BLOCK).min(self.0.len().saturating_sub(1));
        let rest = text.as_bytes().get(block * BLOCK..at).unwrap_or_default();
        self.0.get(block).copied().unwrap_or(0) + rest.iter().map(|&byte| width(byte)).sum::<usize>()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_as_javascript_does() {
        let rows = [
            ("", 0, 0),
            ("abc", 2, 2),
            ("ñb", 2, 1),
            ("€b", 3, 1),
            ("😀b", 4, 2),
            ("😀b", 5, 3),
            ("abc", 99, 3),
        ];
        for (text, at, expected) in rows {
            assert_eq!(units(text, at), expected, "{text} {at}");
            assert_eq!(Counts::new(text).units(text, at), expected, "{text} {at}");
        }
        let long = "añ€😀".repeat(1_000);
        for (at, _) in long.char_indices() {
            assert_eq!(Counts::new(&long).units(&long, at), long[..at].encode_utf16().count(), "{at}");
        }
    }

    #[test]
    #[cfg(feature = "html")]
    fn every_place_in_a_source_is_turned() {
        let source = "<form>😀<p>1. Are you a U.S. citizen? <input name=a></p><p>If yes, which? <input name=b></p></form>";
        let page = crate::page::Page::read(source.to_owned());
        let config = crate::Config::new(crate::Date::new(2026, 11, 22).unwrap());
        let (_, mut report) = page.strip(page.lint(&crate::detect::builtin(), &config));
        recount(&mut report, &page.form, source);
        let questions = report.findings.iter().filter_map(|it| it.question.as_ref());
        let questions = questions.chain(report.stripped.iter().map(|it| &it.question));
        let questions = questions.chain(report.dangling.iter().filter_map(|it| it.question.as_ref()));
        let units: Vec<u16> = source.encode_utf16().collect();
        let mut tags: Vec<String> = questions
            .map(|question| question.span.map(|span| String::from_utf16_lossy(&units[span.start..span.end])))
            .map(Option::unwrap)
            .collect();
        tags.dedup();
        assert_eq!(tags, ["<input name=a>", "<input name=b>"]);
    }

    #[test]
    fn evidence_stands_where_javascript_finds_it() {
        let plain = crate::read::plain::PlainQuestion {
            label: Some("😀 ¿Señor? What is your immigration status?".into()),
            ..Default::default()
        };
        let question = crate::read::plain::question(plain);
        let form = Form { questions: vec![question], ..Form::default() };
        let config = crate::Config::new(crate::Date::new(2026, 11, 22).unwrap());
        let mut report = crate::lint(&form, &crate::detect::builtin(), &config);
        recount(&mut report, &form, "");
        let label: Vec<u16> = form.questions[0].label().encode_utf16().collect();
        let shown: Vec<_> = report.all().flat_map(|finding| &finding.evidence).collect();
        assert!(!shown.is_empty());
        for words in shown {
            assert_eq!(String::from_utf16_lossy(&label[words.start..words.end]), words.text);
        }
    }
}
