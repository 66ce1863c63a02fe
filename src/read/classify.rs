//! What an element is, from its name and attributes alone.

use super::text::has_word;
use crate::tree::{NodeId, Tree};

/// What an element is to a reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum What {
    /// Part of a line.
    Inline,
    /// Begins and ends a line.
    Block,
    /// `br`, `hr`.
    Break,
    /// A heading of a level.
    Heading(u8),
    /// `label`.
    Label,
    /// `legend`.
    Legend,
    /// A link.
    Link,
    /// A button that sends, resets or does something.
    Button,
    /// `form`.
    Form,
    /// A table cell.
    Cell,
    /// A table row.
    Row,
    /// `table`.
    Table,
    /// Navigation, page header and footer, asides.
    Chrome,
    /// Another document.
    Iframe,
}

impl What {
    /// Whether it begins and ends a line.
    pub(super) fn is_block(self) -> bool {
        use What::*;
        matches!(self, Block | Heading(_) | Legend | Button | Form | Cell | Row | Table | Chrome | Iframe)
    }
}

/// A control that a person fills in, or a hidden field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Control {
    Text,
    Textarea,
    Number,
    Date,
    File,
    Checkbox,
    Radio,
    Select,
    Other,
    Hidden,
    /// The same as custom elements, by their ARIA role or their element's name.
    AriaText,
    AriaTextarea,
    AriaNumber,
    AriaCheckbox,
    AriaRadio,
    AriaSelect,
    /// A canvas to sign on.
    Pad,
    /// `contenteditable`.
    Editable,
}

impl Control {
    /// Whether HTML itself makes it a control.
    pub(super) fn is_native(self) -> bool {
        use Control::*;
        matches!(self, Text | Textarea | Number | Date | File | Checkbox | Radio | Select | Other | Hidden)
    }

    /// Whether it is one choice of several.
    pub(super) fn is_radio(self) -> bool {
        matches!(self, Control::Radio | Control::AriaRadio)
    }

    /// Whether it is ticked.
    pub(super) fn is_checkbox(self) -> bool {
        matches!(self, Control::Checkbox | Control::AriaCheckbox)
    }

    /// Whether a short text is typed into it.
    pub(super) fn is_line(self) -> bool {
        matches!(self, Control::Text | Control::Number | Control::AriaText | Control::AriaNumber)
    }

    /// Whether it is chosen from a list.
    pub(super) fn is_select(self) -> bool {
        matches!(self, Control::Select | Control::AriaSelect)
    }
}

/// What an element is, and which control.
pub(super) fn classify(tree: &Tree, id: NodeId) -> (What, Option<Control>) {
    let name = tree.name(id);
    if name.is_empty() {
        return (What::Inline, None);
    }
    let control = match name {
        "input" => match input(tree.attr(id, "type").unwrap_or("")) {
            Some(control) => Some(control),
            None => return (What::Button, None),
        },
        "textarea" => Some(Control::Textarea),
        "select" => Some(Control::Select),
        _ => None,
    };
    if control.is_some() {
        return (What::Inline, control);
    }
    let role = tree.attr(id, "role").and_then(|role| role.split_ascii_whitespace().next()).unwrap_or("");
    if let Some(control) = aria(tree, id, role).or_else(|| custom(tree, id, name)) {
        let what = if is_inline(name) { What::Inline } else { What::Block };
        return (what, Some(control));
    }
    (what(tree, id, name, role), None)
}

fn input(kind: &str) -> Option<Control> {
    let kind = kind.trim();
    let is = |list: &[&str]| list.iter().any(|known| kind.eq_ignore_ascii_case(known));
    if is(&["submit", "button", "reset", "image"]) {
        return None;
    }
    Some(match () {
        () if is(&["hidden"]) => Control::Hidden,
        () if is(&["radio"]) => Control::Radio,
        () if is(&["checkbox"]) => Control::Checkbox,
        () if is(&["file"]) => Control::File,
        () if is(&["number", "range"]) => Control::Number,
        () if is(&["date", "datetime-local", "month", "week", "datetime"]) => Control::Date,
        () if is(&["time", "color"]) => Control::Other,
        () => Control::Text,
    })
}

fn aria(tree: &Tree, id: NodeId, role: &str) -> Option<Control> {
    let has = |name, value| tree.attr(id, name) == Some(value);
    Some(match role {
        "textbox" if has("aria-multiline", "true") => Control::AriaTextarea,
        "textbox" | "searchbox" => Control::AriaText,
        "combobox" | "listbox" => Control::AriaSelect,
        "radio" | "menuitemradio" => Control::AriaRadio,
        "checkbox" | "switch" | "menuitemcheckbox" => Control::AriaCheckbox,
        "spinbutton" | "slider" => Control::AriaNumber,
        _ => {
            let editable = tree.attr(id, "contenteditable").is_some_and(is_editable);
            if editable && !matches!(tree.name(id), "body" | "html") {
                Control::Editable
            } else if tree.name(id) == "canvas" && signs(tree, id) {
                Control::Pad
            } else {
                return None;
            }
        }
    })
}

fn is_editable(value: &str) -> bool {
    ["", "true", "plaintext-only"].iter().any(|known| value.trim().eq_ignore_ascii_case(known))
}

fn signs(tree: &Tree, id: NodeId) -> bool {
    ["id", "class", "name", "aria-label", "title"]
        .iter()
        .any(|name| tree.attr(id, name).is_some_and(|value| has_word(value, SIGNATURE)))
}

/// Words that name a signature.
pub(super) const SIGNATURE: &[&str] =
    &["signature", "signatures", "sig", "sign", "firma", "signaturepad", "esignature"];

/// Form fields that design systems ship as custom elements, when their inside is not at hand.
fn custom(tree: &Tree, id: NodeId, name: &str) -> Option<Control> {
    let (_, kind) = name.split_once('-')?;
    if !["label", "name", "placeholder"].iter().any(|attribute| tree.has_attr(id, attribute)) {
        return None;
    }
    Some(match kind {
        "input" | "textfield" | "text-field" | "outlined-text-field" | "filled-text-field" | "text-input" => {
            Control::AriaText
        }
        "textarea" | "text-area" => Control::AriaTextarea,
        "select" | "combobox" | "combo-box" | "dropdown" | "radio-group" => Control::AriaSelect,
        "checkbox" | "switch" => Control::AriaCheckbox,
        "date-picker" | "datepicker" => Control::Date,
        _ => return None,
    })
}

fn what(tree: &Tree, id: NodeId, name: &str, role: &str) -> What {
    match role {
        "heading" => {
            let level = tree.attr(id, "aria-level").and_then(|level| level.trim().parse().ok()).unwrap_or(2);
            return What::Heading(level);
        }
        "button" | "link" | "menuitem" | "tab" => {
            return if role == "link" { What::Link } else { What::Button };
        }
        "navigation" | "banner" | "contentinfo" | "complementary" => return What::Chrome,
        "row" => return What::Row,
        "cell" | "gridcell" | "columnheader" | "rowheader" => return What::Cell,
        _ => {}
    }
    match name {
        "h1" => What::Heading(1),
        "h2" => What::Heading(2),
        "h3" => What::Heading(3),
        "h4" => What::Heading(4),
        "h5" => What::Heading(5),
        "h6" => What::Heading(6),
        "label" => What::Label,
        "legend" => What::Legend,
        "a" if tree.has_attr(id, "href") => What::Link,
        "button" => What::Button,
        "form" => What::Form,
        "td" | "th" => What::Cell,
        "tr" => What::Row,
        "table" => What::Table,
        "nav" | "header" | "footer" | "aside" => What::Chrome,
        "iframe" | "frame" | "object" | "embed" => What::Iframe,
        "br" | "hr" => What::Break,
        _ if is_inline(name) => What::Inline,
        _ => What::Block,
    }
}

/// HTML's phrasing elements; everything else, and every unknown element, is taken for a block.
fn is_inline(name: &str) -> bool {
    matches!(
        name,
        "a" | "abbr"
            | "acronym"
            | "b"
            | "bdi"
            | "bdo"
            | "big"
            | "button"
            | "canvas"
            | "cite"
            | "code"
            | "data"
            | "del"
            | "dfn"
            | "em"
            | "font"
            | "i"
            | "img"
            | "ins"
            | "kbd"
            | "label"
            | "map"
            | "mark"
            | "picture"
            | "q"
            | "rp"
            | "rt"
            | "ruby"
            | "s"
            | "samp"
            | "slot"
            | "small"
            | "span"
            | "strike"
            | "strong"
            | "sub"
            | "sup"
            | "svg"
            | "time"
            | "tt"
            | "u"
            | "var"
            | "nobr"
            | "wbr"
    )
}

/// Whether markup alone hides the element (never computed style: source and page must agree).
pub(super) fn hides(tree: &Tree, id: NodeId) -> bool {
    tree.attrs(id).any(|(name, value)| match name {
        "hidden" | "inert" => true,
        "aria-hidden" => value.trim().eq_ignore_ascii_case("true"),
        "style" => style_hides(value),
        _ => false,
    })
}

fn style_hides(style: &str) -> bool {
    style.split(';').filter_map(|rule| rule.split_once(':')).any(|(property, value)| {
        let value = value.split('!').next().unwrap_or("").trim();
        let (property, is) = (property.trim(), |known: &str| value.eq_ignore_ascii_case(known));
        (property.eq_ignore_ascii_case("display") && is("none"))
            || (property.eq_ignore_ascii_case("visibility") && (is("hidden") || is("collapse")))
    })
}

/// Whether its text is never read: typed or computed content, and what is not text (design invariant 1).
pub(super) fn is_private(tree: &Tree, id: NodeId, control: Option<Control>) -> bool {
    matches!(
        control,
        Some(
            Control::Textarea
                | Control::Editable
                | Control::AriaText
                | Control::AriaTextarea
                | Control::AriaNumber
        )
    ) || matches!(
        tree.name(id),
        "output"
            | "meter"
            | "progress"
            | "svg"
            | "script"
            | "style"
            | "template"
            | "noscript"
            | "textarea"
            | "title"
            | "head"
    ) || tree.attr(id, "contenteditable").is_some_and(is_editable)
        || matches!(tree.attr(id, "role"), Some("textbox" | "searchbox" | "spinbutton"))
}

/// Whether it groups controls under one name.
pub(super) fn is_group(tree: &Tree, id: NodeId) -> bool {
    tree.name(id) == "fieldset" || matches!(tree.attr(id, "role"), Some("group" | "radiogroup"))
}

/// Whether a heading inside holds for the inside only.
pub(super) fn is_sectioning(tree: &Tree, id: NodeId) -> bool {
    matches!(
        tree.name(id),
        "section"
            | "article"
            | "aside"
            | "nav"
            | "main"
            | "form"
            | "fieldset"
            | "dialog"
            | "details"
            | "footer"
            | "body"
            | "li"
    ) || matches!(
        tree.attr(id, "role"),
        Some("region" | "group" | "tabpanel" | "form" | "dialog" | "radiogroup" | "listitem")
    )
}

/// Whether nothing around it can belong to one question alone.
pub(super) fn is_stop(tree: &Tree, id: NodeId) -> bool {
    id == 0
        || matches!(
            tree.name(id),
            "html"
                | "body"
                | "main"
                | "form"
                | "section"
                | "article"
                | "dialog"
                | "aside"
                | "nav"
                | "header"
                | "footer"
        )
}
