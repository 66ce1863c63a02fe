// Drafts that are no HTML with fields in it: a form copied from a word processor or from paper, a question to a line.

const BOX = "(?:\\[\\s*\\]|\\(\\s*\\)|[☐□◻❏○◯])";
const BOXES = new RegExp(`\\s*${BOX}\\s*`);
const startsWithBox = (line) => new RegExp(`^\\s*${BOX}`).test(line);
/** Whether a line leaves room for an answer: a question mark, a colon at its end, a blank, a box. */
const asks = (line) => /\?|:\s*$|_{3,}|\.{5,}|…{2,}/.test(line) || BOXES.test(line);
/** A line of nothing but room to write. */
const isBlank = (line) => /[_.…]{3}|…/.test(line) && /^[\s_.…/|-]+$/.test(line);
const isSentence = (line) => /[.!]["”»)]?\s*$/.test(line);
const isHeading = (line) => /\p{Lu}/u.test(line) && line === line.toUpperCase();
const FIELDS = "input, select, textarea, button, [contenteditable], [role]";
const BLOCKS = "br, p, div, li, tr, td, th, dt, dd, h1, h2, h3, h4, h5, h6, legend, label, section, article, header, footer";

/**
 * What a draft is: `{ html }` if it is HTML, `{ html, lines }` if it was text, with the form made of its lines, and
 * `{ problem }`, a key of the page's words, if it is neither.
 */
export function read(source) {
  if (/^(?:PK\x03|%PDF-|\{\\rtf)|\0/.test(source)) return { problem: "not-text" };
  if (isJson(source)) return { problem: "is-json" };
  const lines = linesOf(source);
  return lines?.some(asks) ? { html: formOf(lines), lines } : { html: source };
}

/** The lines of a text whose questions are still in the stripped form that was made of it. */
export function keptLines(lines, stripped) {
  const page = new DOMParser().parseFromString(stripped, "text/html");
  const kept = new Set([...page.querySelectorAll("[data-line]")].map((element) => Number(element.dataset.line)));
  return lines.filter((line, at) => line.trim() === "" || kept.has(at)).join("\n");
}

function isJson(source) {
  if (!/^\s*[[{]/.test(source)) return false;
  try {
    JSON.parse(source);
    return true;
  } catch {
    return false;
  }
}

/** The lines of a text, also of HTML without fields (as word processors save it); null for HTML with fields. */
function linesOf(source) {
  if (!/<[a-z!/][^<>]*>/i.test(source)) return source.split(/\r?\n/);
  const page = new DOMParser().parseFromString(source, "text/html");
  const elements = [...page.querySelectorAll("*")];
  if (elements.some((element) => element.matches(FIELDS) || element.localName.includes("-"))) return null;
  page.querySelectorAll("script, style, template, noscript").forEach((element) => element.remove());
  // Lines of the source mean nothing in HTML: the ends of its blocks do.
  const texts = page.createTreeWalker(page.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) texts.currentNode.data = texts.currentNode.data.replace(/\s+/g, " ");
  page.querySelectorAll(BLOCKS).forEach((block) => block.after("\n"));
  return page.body.textContent.split("\n");
}

/** A form with a field for every line but sentences, headings and what comes before the first question. Each line's number stands on what was made of it. */
function formOf(lines) {
  const page = document.implementation.createHTMLDocument("");
  const form = page.body.appendChild(page.createElement("form"));
  form.method = "post";
  const make = (parent, name, text, line) => {
    const element = parent.appendChild(page.createElement(name));
    element.textContent = text;
    if (line !== undefined) element.dataset.line = line;
    return element;
  };
  const answer = (parent, text, line) => {
    const input = Object.assign(page.createElement("input"), { name: `line-${line + 1}` });
    const label = make(parent, "label", `${text} `);
    for (let blank = line + 1; blank < lines.length && isBlank(lines[blank]); blank += 1) make(label, "span", `${lines[blank]} `, blank);
    label.append(input);
  };
  const choice = (parent, text, line) => {
    const input = Object.assign(page.createElement("input"), { type: "checkbox", name: `line-${line + 1}`, value: text });
    make(parent, "label", ` ${text}`).prepend(input);
  };
  const first = lines.findIndex(asks); // What stands before it says what the form is.
  let group = null; // The question that the choices on their own lines belong to, with its own line.
  for (const [at, line] of lines.entries()) {
    const text = line.trim();
    if (text === "" || (isBlank(line) && form.querySelector(`[data-line="${at}"]`))) continue;
    const [own, ...choices] = text.split(BOXES).map((part) => part.trim());
    if (startsWithBox(line) && group) {
      const row = make(group.set, "p", "", at);
      for (const text of choices) choice(row, text, group.line);
      continue;
    }
    group = null;
    const next = lines.slice(at + 1).find((other) => other.trim() !== "") ?? "";
    if (!asks(line) && !isBlank(lines[at + 1] ?? "") && (at < first || isSentence(line) || isHeading(line))) {
      make(form, form.childElementCount === 0 ? "h1" : isSentence(line) ? "p" : "h2", text, at);
      continue;
    }
    if (choices.length === 0 && !startsWithBox(next)) {
      answer(make(form, "p", "", at), text, at);
      continue;
    }
    const set = make(form, "fieldset", "");
    make(set, "legend", own || text, at);
    for (const text of choices) choice(set, text, at);
    group = { set, line: at };
  }
  page.title = lines.find((line) => line.trim() !== "").trim();
  return page.documentElement.outerHTML;
}
