//! Showing reports as SARIF 2.1.0 (OASIS Static Analysis Results Interchange Format), which code hosts and editors read.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::{Finding, Report};
use crate::judge::Verdict;

/// One run with all reports. `describe` gives the text of a detection rule, if it has one.
pub fn sarif(reports: &[Report], describe: &dyn Fn(&str) -> Option<String>) -> Value {
    // Each rule that has a finding, in the order of their ids.
    let mut places: BTreeMap<&str, usize> =
        reports.iter().flat_map(Report::all).map(|finding| (&*finding.rule, 0)).collect();
    for (index, place) in places.values_mut().enumerate() {
        *place = index;
    }
    let rules: Vec<Value> = places.keys().map(|id| rule(id, describe(id))).collect();
    let results: Vec<Value> = reports
        .iter()
        .flat_map(|report| {
            let shown =
                report.all().map(|finding| result(report, finding, places.get(&*finding.rule).copied()));
            let suppressed = report.suppressed.iter().map(|one| {
                let mut result = result(report, &one.finding, None);
                let by = format!("{} ({}, {})", one.reason, one.author, one.date);
                result["suppressions"] = json!([{ "kind": "external", "justification": by }]);
                result
            });
            shown.chain(suppressed).collect::<Vec<_>>()
        })
        .collect();
    let notifications: Vec<Value> = reports
        .iter()
        .flat_map(|report| {
            report.limits.iter().map(|limit| {
                json!({
                    "level": "warning",
                    "message": { "text": limit },
                    "locations": [{ "physicalLocation": { "artifactLocation": { "uri": uri(&report.file) } } }],
                })
            })
        })
        .collect();
    json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "askless",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": rules,
            } },
            "columnKind": "unicodeCodePoints",
            "invocations": [{ "executionSuccessful": true, "toolExecutionNotifications": notifications }],
            "results": results,
        }],
    })
}

fn rule(id: &str, text: Option<String>) -> Value {
    let text = text.unwrap_or_else(|| id.to_owned());
    json!({ "id": id, "shortDescription": { "text": text } })
}

fn result(report: &Report, finding: &Finding, rule: Option<usize>) -> Value {
    // Where the kind is not `fail` the level must be `none`.
    let (kind, level) = match finding.verdict {
        Verdict::Violation => ("fail", "error"),
        Verdict::Review => ("fail", "warning"),
        Verdict::Permitted | Verdict::Passed => ("pass", "none"),
    };
    let mut place = json!({ "artifactLocation": { "uri": uri(&report.file) } });
    let question = finding.question.as_ref();
    if let Some(span) = question.and_then(|question| question.span) {
        place["region"] = json!({
            "startLine": span.line,
            "startColumn": span.column,
            "byteOffset": span.start,
            "byteLength": span.end.saturating_sub(span.start),
        });
    }
    let mut location = json!({ "physicalLocation": place });
    if let Some(question) = question {
        location["logicalLocations"] = json!([{ "name": question.id, "kind": "element" }]);
    }
    let text = [&finding.message, &finding.remedy.text].map(String::as_str).join(" ");
    let mut result = json!({
        "ruleId": finding.rule,
        "kind": kind,
        "level": level,
        "message": { "text": text.trim() },
        "locations": [location],
        "partialFingerprints": { "askless/v1": finding.fingerprint },
        "properties": {
            "category": finding.category,
            "how": finding.how,
            "verdict": finding.verdict,
            "section": finding.citation.section,
        },
    });
    if let Some(index) = rule {
        result["ruleIndex"] = json!(index);
    }
    result
}

/// A file's name as a relative or absolute URI reference.
fn uri(file: &str) -> String {
    if file == "-" {
        return "stdin".to_owned();
    }
    let mut out = String::new();
    for byte in file.replace('\\', "/").bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                out.push(char::from(byte))
            }
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}
