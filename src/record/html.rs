//! A record as a page to print.

use super::Document;

/// Made for paper: black on white, tables that break between rows, no script.
const STYLE: &str = "\
@page { size: letter landscape; margin: 0.75in }
body { font: 11pt/1.4 system-ui, sans-serif; color: #111; background: #fff; max-width: 62rem; margin: 2rem auto; padding: 0 1rem }
h1 { font-size: 1.5rem; margin: 0 0 1rem }
h2 { font-size: 1.1rem; margin: 2rem 0 .5rem; break-after: avoid }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .2rem 1.5rem; margin: 0 }
dt { font-weight: 600 }
dd { margin: 0 }
table { border-collapse: collapse; width: 100%; font-size: .92em }
th, td { border: 1px solid #888; padding: .35rem .5rem; text-align: left; vertical-align: top; overflow-wrap: break-word }
th { background: #eee }
tr { break-inside: avoid }
.whole { white-space: nowrap }
li { margin: .2rem 0 }
.sign { margin-top: 3rem; display: grid; grid-template-columns: 1fr 1fr; gap: 3rem; break-inside: avoid }
.sign p { border-top: 1px solid #111; padding-top: .3rem; margin: 3rem 0 0 }
@media print { body { margin: 0; max-width: none; font-size: 9.5pt } }
";

/// The document as HTML.
pub fn html(document: &Document) -> String {
    let mut out = format!(
        "<!doctype html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width\">\n<title>{}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<h1>{1}</h1>\n<dl>\n",
        document.lang,
        escape(&document.title)
    );
    for (name, value) in &document.facts {
        out.push_str(&format!("<dt>{}</dt><dd>{}</dd>\n", escape(name), escape(value)));
    }
    out.push_str("</dl>\n");
    for part in &document.parts {
        out.push_str(&format!("<h2>{}</h2>\n", escape(&part.heading)));
        if !part.intro.is_empty() {
            out.push_str(&format!("<p>{}</p>\n", escape(&part.intro)));
        }
        if !part.rows.is_empty() {
            let heads: String =
                part.heads.iter().map(|head| format!("<th scope=\"col\">{}</th>", escape(head))).collect();
            out.push_str(&format!("<table>\n<thead><tr>{heads}</tr></thead>\n<tbody>\n"));
            for row in &part.rows {
                let cells: String = row
                    .iter()
                    .map(|cell| {
                        // Dates and sections are not broken at their hyphens.
                        let whole = cell.len() <= 20 && cell.bytes().any(|byte| byte.is_ascii_digit());
                        let class = if whole { " class=\"whole\"" } else { "" };
                        format!("<td{class}>{}</td>", escape(cell))
                    })
                    .collect();
                out.push_str(&format!("<tr>{cells}</tr>\n"));
            }
            out.push_str("</tbody>\n</table>\n");
        }
        if !part.items.is_empty() {
            let items: String =
                part.items.iter().map(|item| format!("<li>{}</li>\n", escape(item))).collect();
            out.push_str(&format!("<ul>\n{items}</ul>\n"));
        }
    }
    let lines: String = document.signatures.iter().map(|line| format!("<p>{}</p>\n", escape(line))).collect();
    out.push_str(&format!("<div class=\"sign\">\n{lines}</div>\n</body>\n</html>\n"));
    out
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
