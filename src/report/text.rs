//! Showing a report on a terminal.

use std::ops::Range;

use super::{
    Finding, Report,
    excerpt::{Line, cut, find, lines, visible, width},
    lines::Lines,
};
use crate::{
    category::{Category, How},
    form::SlotKind,
    judge::{Asker, Locale, Verdict},
    page::Page,
};

/// How a report is shown.
#[derive(Clone, Copy, Debug)]
pub struct Style {
    /// With colors.
    pub color: bool,
    /// Columns that messages are wrapped to.
    pub columns: usize,
    /// The language of the headings; that of the messages is the report's own.
    pub locale: Locale,
    /// Whether findings that a need covers are shown too.
    pub permitted: bool,
    /// Whether all readings of the law are shown, not only what was assumed about this form.
    pub assumptions: bool,
    /// Whether all remedies are shown, with texts to put in place.
    pub remedies: bool,
}

/// The words of the headings.
struct Words {
    verdicts: [&'static str; 4],
    direct: &'static str,
    proxy: &'static str,
    section: &'static str,
    todo: &'static str,
    or: &'static str,
    not_read: &'static str,
    test: &'static str,
    assumed: &'static str,
    nothing: &'static str,
    incomplete: &'static str,
    counts: [(&'static str, &'static str); 4],
}

static EN: Words = Words {
    verdicts: ["passed", "permitted", "review", "violation"],
    direct: "asked outright",
    proxy: "can be inferred",
    section: "sec.",
    todo: "do",
    or: "or",
    not_read: "not read",
    test: "test",
    assumed: "assumed",
    nothing: "nothing to report",
    incomplete: "not completely read",
    counts: [
        ("violation", "violations"),
        ("for review", "for review"),
        ("permitted", "permitted"),
        ("question", "questions"),
    ],
};

static ES: Words = Words {
    verdicts: ["sin hallazgo", "permitido", "revisar", "infracción"],
    direct: "se pregunta directamente",
    proxy: "se puede deducir",
    section: "sec.",
    todo: "qué hacer",
    or: "o bien",
    not_read: "sin leer",
    test: "prueba",
    assumed: "se supone",
    nothing: "nada que señalar",
    incomplete: "no se leyó por completo",
    counts: [
        ("infracción", "infracciones"),
        ("por revisar", "por revisar"),
        ("permitido", "permitidos"),
        ("pregunta", "preguntas"),
    ],
};

/// More words of a finding are not underlined.
const MAX_MARKS: usize = 4;
/// Columns of a question's label.
const MAX_LABEL: usize = 50;

const RED: &str = "1;31";
const YELLOW: &str = "1;33";
const GREEN: &str = "1;32";
const BLUE: &str = "34";
const BOLD: &str = "1";
const DIM: &str = "2";

/// The report of one form, ending in a line that sums it up.
pub fn render(report: &Report, page: &Page, style: &Style) -> String {
    let words = if style.locale == Locale::Es { &ES } else { &EN };
    let mut out = String::new();
    // In the order of the document; what has no place comes last.
    let place = |finding: &&Finding| finding.question.as_ref().map_or(usize::MAX, |question| question.index);
    let mut findings: Vec<&Finding> = report.all().collect();
    findings.sort_by_key(place);
    findings.retain(|finding| style.permitted || finding.verdict != Verdict::Permitted);
    let mut places = Lines::new(&page.source);
    for finding in findings {
        render_finding(&mut out, finding, report, page, &mut places, words, style);
    }
    for limit in &report.limits {
        note(&mut out, &[words.not_read, ": "].concat(), YELLOW, limit, "", style);
    }
    let others = report.service.as_ref().is_some_and(|service| service.run_by != Asker::City);
    let about_form = |id: &str| matches!(id, "no-service" | "external-form") || id == "contractors" && others;
    for assumption in report.assumptions.iter().filter(|it| style.assumptions || about_form(&it.id)) {
        let switch = match assumption.value.is_empty() {
            true => String::new(),
            false => [" (", &assumption.id, " = ", &assumption.value, ")"].concat(),
        };
        note(&mut out, &[words.assumed, &switch, ": "].concat(), DIM, &assumption.text, "", style);
    }
    out.push_str(&paint(style, BOLD, &clean(&report.file)));
    out.push_str(": ");
    out.push_str(&summary(report, words, style));
    out.push('\n');
    out
}

fn render_finding(
    out: &mut String,
    finding: &Finding,
    report: &Report,
    page: &Page,
    places: &mut Lines,
    words: &Words,
    style: &Style,
) {
    let color = match finding.verdict {
        Verdict::Violation => RED,
        Verdict::Review => YELLOW,
        _ => GREEN,
    };
    out.push_str(&paint(style, color, words.verdicts[finding.verdict as usize]));
    out.push_str(&paint(style, BOLD, &[": ", style.locale.category_name(finding.category)].concat()));
    if let Some(question) = &finding.question {
        match finding.how {
            _ if finding.category >= Category::DeterrentStatement => {}
            How::Direct => out.push_str(&[", ", words.direct].concat()),
            How::Proxy => out.push_str(&[" (", words.proxy, ")"].concat()),
        }
        let label = brief(&question.label);
        if !label.is_empty() {
            out.push_str(&paint(style, DIM, &[" · ", &label].concat()));
        }
    }
    out.push('\n');

    let excerpt = excerpt(finding, page, places);
    let numbers = excerpt.lines.iter().filter_map(|line| line.number);
    let pad = " ".repeat(numbers.max().map_or(1, |number| number.to_string().len()));
    out.push_str(&paint(style, BLUE, &[&pad, "--> "].concat()));
    out.push_str(&clean(&report.file));
    let span = finding.question.as_ref().and_then(|question| question.span);
    if let Some((line, column)) = excerpt.at.or(span.map(|span| (span.line, span.column))) {
        out.push_str(&[":", &line.to_string(), ":", &column.to_string()].concat());
    } else if let Some(question) = &finding.question {
        out.push_str(&[" #", &clean(&question.id)].concat());
    }
    out.push('\n');
    let bar = paint(style, BLUE, &[&pad, " | "].concat());
    if !excerpt.lines.is_empty() {
        out.push_str(&[&paint(style, BLUE, &[&pad, " |"].concat()), "\n"].concat());
    }
    for line in &excerpt.lines {
        let number = line.number.map_or(String::new(), |number| number.to_string());
        let lead = [&" ".repeat(pad.len().saturating_sub(number.len())), number.as_str(), " | "].concat();
        out.push_str(&[&paint(style, BLUE, &lead), line.text.as_str(), "\n", &bar].concat());
        let mut marks: Vec<(&Range<usize>, &str)> = line
            .marks
            .iter()
            .enumerate()
            .map(|(index, mark)| (mark, if index == 0 { "^" } else { "-" }))
            .collect();
        marks.sort_by_key(|(mark, _)| mark.start);
        let mut column = 0;
        for (mark, sign) in marks {
            out.push_str(&" ".repeat(mark.start.saturating_sub(column)));
            out.push_str(&paint(style, color, &sign.repeat(mark.len())));
            column = mark.end;
        }
        if line.number.is_none() {
            out.push_str(&paint(style, DIM, &[" ", excerpt.slot].concat()));
        }
        out.push('\n');
    }
    let head = |text: &str| [&pad, " = ", text, ": "].concat();
    let section = [words.section, " ", &finding.citation.section].concat();
    note(out, &head(&section), BLUE, &finding.message, &pad, style);
    if !finding.remedy.text.is_empty() {
        note(out, &head(words.todo), BLUE, &finding.remedy.text, &pad, style);
    }
    for other in finding.remedies.iter().filter(|_| style.remedies) {
        let mut text = other.text.clone();
        for wording in other.wording.iter().flat_map(|it| [&it.en, &it.es]) {
            text.push_str(&[" «", wording, "»"].concat());
        }
        note(out, &head(&[words.or, " ", other.kind.id()].concat()), BLUE, &text, &pad, style);
    }
    let test = finding.need.and_then(|at| report.needs.get(at)).map_or("", |need| &need.test);
    if !test.is_empty() && finding.question.is_some() {
        note(out, &head(words.test), BLUE, test, &pad, style);
    }
    let ids = [&pad, "   ", &finding.rule, " · ", &finding.fingerprint].concat();
    out.push_str(&paint(style, DIM, &ids));
    out.push_str("\n\n");
}

/// The beginning of a question's label, on one line.
fn brief(label: &str) -> String {
    let mut columns = 0;
    let mut out = String::new();
    for c in clean(label).trim().chars() {
        columns += width(c);
        if columns > MAX_LABEL {
            out.push('…');
            break;
        }
        out.push(c);
    }
    out
}

struct Excerpt {
    lines: Vec<Line>,
    /// Line and column of the strongest words.
    at: Option<(usize, usize)>,
    /// The slot that the lines are, where they are none of the source.
    slot: &'static str,
}

/// The lines of the source where the words stand, if they can be found there, else the text of the strongest slot.
fn excerpt(finding: &Finding, page: &Page, places: &mut Lines) -> Excerpt {
    let mut excerpt = Excerpt { lines: Vec::new(), at: None, slot: "" };
    let Some(question) =
        finding.question.as_ref().and_then(|question| page.form.questions.get(question.index))
    else {
        return excerpt;
    };
    let Page { source, parsed, .. } = page;
    let evidence = finding.evidence.iter().take(MAX_MARKS);
    let ranges: Vec<Range<usize>> = evidence
        .filter_map(|evidence| {
            let slot = question.slots.get(evidence.index)?;
            let node = slot.node?;
            let tag = || parsed.start_tag(node).and_then(|range| find(source, range, &evidence.text, true));
            let text = || parsed.outer(node).and_then(|range| find(source, range, &evidence.text, false));
            match slot.kind {
                SlotKind::Placeholder | SlotKind::Machine => tag().or_else(text),
                _ => text().or_else(tag),
            }
        })
        .collect();
    excerpt.at = ranges.first().map(|range| places.span(range.clone())).map(|span| (span.line, span.column));
    excerpt.lines = lines(source, &ranges, places);
    if let (true, Some(evidence)) = (excerpt.lines.is_empty(), finding.evidence.first()) {
        let slot = question.slots.get(evidence.index).map_or("", |slot| &slot.text);
        let mark = evidence.start..evidence.end;
        excerpt.lines = vec![cut(slot, std::slice::from_ref(&mark), None)];
        excerpt.slot = evidence.slot;
    }
    excerpt
}

/// A heading and a text, wrapped under it.
fn note(out: &mut String, head: &str, color: &str, text: &str, pad: &str, style: &Style) {
    out.push_str(&paint(style, color, head));
    let indent = if pad.is_empty() { 2 } else { pad.len() + 3 };
    let mut column = head.chars().map(width).sum::<usize>();
    // A section sign stays with its number.
    let text = clean(text).replace("sec. ", "sec.\u{a0}").replace("secs. ", "secs.\u{a0}");
    for (index, word) in text.split(' ').enumerate() {
        let long = word.chars().map(width).sum::<usize>();
        if index > 0 && column + 1 + long > style.columns {
            out.push('\n');
            out.push_str(&" ".repeat(indent));
            column = indent;
        } else if index > 0 {
            out.push(' ');
            column += 1;
        }
        out.push_str(&word.replace('\u{a0}', " "));
        column += long;
    }
    out.push('\n');
}

fn summary(report: &Report, words: &Words, style: &Style) -> String {
    let counts = &report.counts;
    let rows = [
        (counts.violations, RED, words.counts[0]),
        (counts.reviews, YELLOW, words.counts[1]),
        (counts.permitted, GREEN, words.counts[2]),
    ];
    let mut parts: Vec<String> = rows
        .into_iter()
        .filter(|(count, ..)| *count > 0)
        .map(|(count, color, name)| paint(style, color, &counted(count, name)))
        .collect();
    if parts.is_empty() && report.complete {
        parts.push(words.nothing.to_owned());
    }
    if !report.complete {
        parts.push(paint(style, YELLOW, words.incomplete));
    }
    let questions = counted(counts.questions, words.counts[3]);
    [&parts.join(", "), " (", &questions, ")"].concat()
}

/// `1 violation`, `2 violations`.
pub fn counted(count: usize, (one, many): (&str, &str)) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

/// A text in a color, if there are any.
pub fn paint(style: &Style, color: &str, text: &str) -> String {
    if style.color && !text.is_empty() {
        ["\u{1b}[", color, "m", text, "\u{1b}[0m"].concat()
    } else {
        text.to_owned()
    }
}

/// A text without what could steer a terminal.
pub fn clean(text: &str) -> String {
    text.chars().map(|c| if c.is_whitespace() { ' ' } else { visible(c) }).collect()
}
