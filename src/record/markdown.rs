//! A record in Markdown.

use super::Document;

/// The document as Markdown (CommonMark with tables).
pub fn markdown(document: &Document) -> String {
    let mut out = format!("# {}\n\n", line(&document.title));
    for (name, value) in &document.facts {
        out.push_str(&format!("- **{}:** {}\n", line(name), line(value)));
    }
    for part in &document.parts {
        out.push_str(&format!("\n## {}\n", line(&part.heading)));
        if !part.intro.is_empty() {
            out.push_str(&format!("\n{}\n", line(&part.intro)));
        }
        if !part.rows.is_empty() {
            out.push_str(&format!("\n{}|{}\n", row(&part.heads), "---|".repeat(part.heads.len())));
            part.rows.iter().for_each(|cells| out.push_str(&row(cells)));
        }
        if !part.items.is_empty() {
            out.push('\n');
            part.items.iter().for_each(|item| out.push_str(&format!("- {}\n", line(item))));
        }
    }
    out.push('\n');
    for signature in &document.signatures {
        out.push_str(&format!("\n{}: ______________________________\n", line(signature)));
    }
    out
}

fn row(cells: &[String]) -> String {
    let cells: Vec<String> = cells.iter().map(|cell| line(cell)).collect();
    format!("| {} |\n", cells.join(" | "))
}

/// One line of text that cannot be taken for markup.
fn line(text: &str) -> String {
    let mut out = String::new();
    for c in text.split_whitespace().collect::<Vec<_>>().join(" ").chars() {
        if matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '#') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::line;

    #[test]
    fn text_is_no_markup() {
        assert_eq!(line("a | b\n<script>*x*"), "a \\| b \\<script\\>\\*x\\*");
    }
}
