// Drafts that are no HTML with fields in it: a form copied from a word processor or from paper, a question to a line.

import {
  BOXES, BULLET, explainsMark, isAnswer, isAnswerField, isBlank, isCapitals, isCommonAnswer, isInstruction, isItem, isMarked, isSection, isSentence,
  isYesOrNo, leavesRoom, LETTER, NUMBER, offersChoices, saysRequired, startsWithBox,
} from "./lines.js";

// Room to write at the end of a line or of a part of it: a line to write on, a date, a phone number.
const ROOM = "[\\s$(]{0,9}(?:_{2,}|\\.{5,}|…{2,})[\\s_.…()/–-]*";
const ROOM_AT_END = new RegExp(`${ROOM}$`);
// The longest forms that cities publish have a tenth of these lines; a web page with its pictures in it may be long in characters.
const MOST_LINES = 5_000;
const LARGEST = 5_000_000;
const LONG = 5000; // In a longer line nobody looks for room to write: it is no form.
const withoutRoom = (text) => (text.length > LONG ? text : text.replace(ROOM_AT_END, ""));
const FIELDS = "input, select, textarea, button, [contenteditable], [role]";
const BLOCKS = "br, p, div, li, tr, td, th, dt, dd, h1, h2, h3, h4, h5, h6, legend, label, section, article, header, footer";

/**
 * What a draft is: `{ html }` if it is HTML, `{ html, lines }` if it was text, with the form made of its lines, and
 * `{ problem }`, a key of the page's words, if it is neither.
 */
export function read(source) {
  if (isBinary(source)) return { problem: "not-text" };
  if (isJson(source)) return { problem: "is-json" };
  if (source.length > LARGEST) return { problem: "too-long" };
  const found = linesOf(source);
  if (found?.lines.length > MOST_LINES) return { problem: "too-long" };
  if (!found?.lines.some((line) => leavesRoom(line) || isItem(line)) && !(found?.wraps && isListOfLabels(found.lines))) return { html: source };
  return { html: formOf(found), lines: found.lines };
}

/** Whether a text is nothing but labels, one to a line. */
function isListOfLabels(lines) {
  const filled = lines.filter((line) => line.trim() !== "");
  return filled.length > 1 && filled.filter((line) => !isSentence(line) && line.length <= 60).length * 4 >= filled.length * 3;
}

/** The lines of a text, with the parts of each that are still in the stripped form that was made of it. */
export function keptLines(lines, stripped) {
  const page = new DOMParser().parseFromString(stripped, "text/html");
  const kept = new Set([...page.querySelectorAll("[data-line]")].map((element) => element.dataset.line));
  return lines
    .map((line, at) => {
      if (line.trim() === "") return line;
      const parts = partsOf(line);
      const left = parts.filter((_, part) => kept.has(`${at}`) || kept.has(`${at}.${part}`));
      return left.length > 0 ? left.join("") : null;
    })
    .filter((line) => line !== null)
    .join("\n");
}

/** Whether this is a file of another program, or of no program that writes letters. */
function isBinary(source) {
  const controls = source.slice(0, 100_000).match(/[\x01-\x08\x0e-\x1a\x1c-\x1f\ufffd]/g) ?? [];
  return /^(?:PK\x03|%PDF-|\{\\rtf|GIF8)|\0/.test(source) || controls.length * 100 > Math.min(source.length, 100_000);
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

/**
 * The lines of a text, also of HTML without fields (as word processors save it); null for HTML with fields. Of HTML the cells of
 * its tables and the items of its lists are known for what they are (`items`), and its headings (`headings`), by their lines.
 */
function linesOf(source) {
  const known = { items: new Set(), headings: new Set() };
  if (!/<[a-z!/][^<>]*>/i.test(source)) return { ...known, lines: source.split(/\r?\n/), wraps: true };
  const page = new DOMParser().parseFromString(source, "text/html");
  const elements = [...page.querySelectorAll("*")];
  if (elements.some((element) => element.matches(FIELDS) || element.localName.includes("-"))) return null;
  page.querySelectorAll("script, style, template, noscript").forEach((element) => element.remove());
  // Lines of the source mean nothing in HTML: the ends of its blocks do.
  const lines = [""];
  const texts = page.createTreeWalker(page.body, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
  const open = []; // the blocks around a place
  while (texts.nextNode()) {
    const node = texts.currentNode;
    while (open.length > 0 && !open.at(-1).contains(node)) {
      open.pop();
      lines.push("");
    }
    if (node.nodeType === Node.TEXT_NODE) {
      const at = lines.length - 1;
      lines[at] += node.data.replace(/\s+/g, " ");
      if (node.data.trim() === "") continue;
      if (node.parentElement.closest("td, th, li, dt")) known.items.add(at);
      if (node.parentElement.closest("h1, h2, h3, h4, h5, h6, caption")) known.headings.add(at);
    } else if (node.matches(BLOCKS)) {
      if (lines.at(-1).trim() !== "") lines.push("");
      open.push(node);
    }
  }
  return { ...known, lines };
}

/** Whether a line of a text goes on in the next: it is long and ends nowhere, and the next begins in small letters. */
function goesOn(line, next = "") {
  return line.trim().length >= 40 && !/[.?!:;]["”»)]?\s*$/.test(line) && !leavesRoom(line) && /^\s*\p{Ll}/u.test(next) && !isItem(next);
}

/** The lines of a text with those that go on put together: the first has all of it, the others are empty. `last` has the last line of each. */
function unwrapped(written) {
  const [lines, last] = [[...written], written.map((_, at) => at)];
  for (let at = 0; at < lines.length; at += 1) {
    let end = at;
    for (; goesOn(written[end], written[end + 1]); end += 1) {
      lines[at] = `${lines[at].trimEnd()} ${written[end + 1].trim()}`;
      lines[end + 1] = "";
    }
    last[at] = end;
    at = end;
  }
  return { lines, last };
}

/** Whether a line is the head of a table, as copied from a word processor: short cells with tabs between them, none a question or an answer. */
function isTableHead(line) {
  const cells = line.split("\t").map((cell) => cell.trim()).filter(Boolean);
  return cells.length > 1 && !leavesRoom(line) && cells.every((cell) => /\p{L}{2}/u.test(cell) && cell.length <= 40 && !isSentence(cell) && !/^(?:yes|no|sí|si)$/i.test(cell));
}

/**
 * The parts of a line that ask, each with its room to write: "Name: ____  Phone: ____" has two, and so has the head of a table with two
 * columns. Together they are the line.
 */
function partsOf(line) {
  const parts = [];
  let from = 0;
  if (line.length > LONG) return [line];
  if (isTableHead(line)) return line.match(/\s*\S[^\t]*\s*/g);
  for (const { index, 0: room } of line.matchAll(new RegExp(ROOM, "g"))) {
    const end = index + room.length;
    const rest = line.slice(end);
    const isNew = /(?:\s{2,}|\t)$/.test(room) || NUMBER.test(rest) || /^[^_:?]{1,60}:\s*[($]?_/.test(rest);
    if (!isNew || !/\p{L}/u.test(line.slice(from, index)) || !/\p{L}.*(?:_{2,}|:\s*$|\?)/u.test(rest)) continue;
    parts.push(line.slice(from, end));
    from = end;
  }
  return [...parts, line.slice(from)];
}

/**
 * The answers that stand under a question without any mark, as form builders print them: the lines of them (`answers`), and of their questions
 * (`asked`). What comes between is emptied, and held by its question.
 */
function unmarkedAnswers(lines, last) {
  const [answers, asked] = [new Set(), new Set()];
  const filled = (at) => {
    while (at < lines.length && lines[at].trim() === "") at += 1;
    return at;
  };
  const canBe = (at) => {
    const [line, next] = [lines[at] ?? "", lines[filled(at + 1)] ?? ""];
    const isOther = /^\s*(?:other|otr[oa])\b.{0,20}:\s*$/i.test(line);
    return line.trim() !== "" && line.length <= 60 && (isOther || !leavesRoom(line)) && !isItem(line) && !isMarked(line) && !isSentence(line) && !isInstruction(next) && !isBlank(next) && (isYesOrNo(line) || !isYesOrNo(next));
  };
  for (let at = 0; at < lines.length; at += 1) {
    if (lines[at].trim() === "" || isBlank(lines[at]) || answers.has(at) || BOXES.test(lines[at]) || isInstruction(lines[at])) continue;
    const next = filled(last[at] + 1);
    const isTold = isInstruction(lines[next] ?? "");
    const from = isTold ? filled(next + 1) : next;
    if (!isTold && !isYesOrNo(lines[from] ?? "")) continue;
    if (isTold && (startsWithBox(lines[from] ?? "") || isItem(lines[from] ?? ""))) {
      lines[next] = "";
      last[at] = next;
      continue;
    }
    let end = from;
    while (canBe(end) && (isTold || isCommonAnswer(lines[end]))) end += 1;
    if (end - from < 2) continue;
    for (let line = from; line < end; line += 1) answers.add(line);
    asked.add(at);
    if (isTold) lines[next] = "";
    if (isTold) last[at] = next;
  }
  return { answers, asked };
}

/** What a line asks, and what there is to choose: `["Veteran?", ["Yes", "No"]]` of "Veteran? [ ] Yes [ ] No" and of "Veteran? Yes [ ] No [ ]". */
function choicesOf(text) {
  let line = text;
  if (/\b(?:yes|sí|si)[\s/]*_/i.test(line) && /\bno[\s/]*_/i.test(line)) line = line.replace(/\b(yes|sí|si|no)[\s/]*_{1,9}/gi, "[ ] $1");
  const [own, ...choices] = line.split(BOXES).map((part) => part.trim());
  if (choices.length === 0 || choices.at(-1) !== "") return [own, choices.filter(Boolean), choices.length > 0];
  // The boxes stand after their words.
  const [, asked, first] = /^(.*(?:[?:]|\s{2}|\t))\s*(.*)$/.exec(own) ?? [null, own, ""];
  return [asked.trim(), [first, ...choices].filter(Boolean), true];
}

/** A form with a field for every line but sentences, headings and what comes before the first question. Each line's number stands on what was made of it. */
function formOf({ lines: written, items, headings, wraps }) {
  const { lines, last } = wraps ? unwrapped(written) : { lines: [...written], last: written.map((_, at) => at) };
  for (const [at, line] of lines.entries()) if (isAnswerField(line)) lines[at] = "____";
  const { answers, asked } = unmarkedAnswers(lines, last);
  const marks = lines.some(explainsMark);
  const isRequired = (line) => saysRequired(line) || (marks && isMarked(line));
  const page = document.implementation.createHTMLDocument("");
  const form = page.body.appendChild(page.createElement("form"));
  form.method = "post";
  const make = (parent, name, text, line) => {
    const element = parent.appendChild(page.createElement(name));
    element.textContent = text;
    if (line !== undefined) element.dataset.line = line;
    return element;
  };
  /** Marks that lines went into an element, too. */
  const hold = (element, from, to) => {
    for (let line = from; line <= to; line += 1) make(element, "span", "", line);
  };
  const seen = new Set(); // Lines of room to write that belong to a question.
  const answer = (parent, text, line) => {
    const input = Object.assign(page.createElement("input"), { name: `line-${line.replace(/\d+/, (at) => Number(at) + 1)}` });
    const label = make(parent, "label", `${withoutRoom(text).trim()} `);
    const at = Number.parseInt(line);
    let end = last[at];
    for (; isBlank(lines[end + 1] ?? ""); end += 1) seen.add(end + 1);
    hold(label, at + 1, end);
    input.required = isRequired(text);
    label.append(input);
  };
  const choice = (parent, text, line) => {
    const input = Object.assign(page.createElement("input"), { type: "checkbox", name: `line-${line + 1}`, value: text });
    make(parent, "label", ` ${text}`).prepend(input);
  };
  const after = (at) => lines.slice(at + 1).find((line) => line.trim() !== "") ?? "";
  const asks = (line, at) => leavesRoom(line) || isItem(line) || items.has(at) || asked.has(at);
  // In a form that is all in capitals they tell nothing.
  const filled = lines.filter((line) => line.trim() !== "" && !isBlank(line));
  const capitals = filled.filter(isCapitals).length * 2 < filled.length;
  // What stands before the first question says what the form is: its first lines, up to a gap.
  const begin = lines.findIndex((line) => line.trim() !== "");
  const gap = written.findIndex((line, at) => at > begin && line.trim() === "");
  const first = Math.min(lines.findIndex(asks), gap < 0 ? Infinity : gap);
  const isTitle = (line, at) =>
    headings.has(at) || explainsMark(line) || (!leavesRoom(line) && !asked.has(at) && !isBlank(lines[last[at] + 1] ?? "") && !startsWithBox(after(at)) &&
      (at < first || isSection(line) || isSentence(line) || (capitals && isCapitals(line) && !isItem(line))));
  let group = null; // The question that the choices on their own lines belong to, with its own line.
  for (const [at, line] of lines.entries()) {
    const text = line.trim();
    if (text === "" || seen.has(at)) continue;
    const [own, choices, hasBoxes] = choicesOf(text);
    const isChoice = startsWithBox(line) || answers.has(at) || (group?.isList && isAnswer(line));
    if (isChoice && group) {
      const row = make(group.set, "p", "", at);
      const texts = startsWithBox(line) ? choices : [text.replace(BULLET, "").replace(LETTER, "")];
      for (const one of texts) choice(row, one, group.line);
      continue;
    }
    group = null;
    if (isTitle(line, at)) {
      hold(make(form, form.childElementCount === 0 ? "h1" : isSentence(line) && !headings.has(at) ? "p" : "h2", text, at), at + 1, last[at]);
      continue;
    }
    const next = after(at);
    if (startsWithBox(line)) {
      const row = make(form, "p", "", at);
      for (const one of choices) choice(row, one, at);
      continue;
    }
    const isList = asked.has(at) || offersChoices(text) && !BULLET.test(line) && !LETTER.test(line) && isAnswer(next);
    if (!hasBoxes && !startsWithBox(next) && !isList) {
      const parts = last[at] > at ? [line] : partsOf(line);
      for (const [part, one] of parts.entries()) {
        const mark = parts.length > 1 ? `${at}.${part}` : `${at}`;
        answer(make(form, "p", "", mark), one.trim(), mark);
      }
      continue;
    }
    if (hasBoxes && choices.length === 0) {
      const row = make(form, "p", "", at);
      hold(row, at + 1, last[at]);
      choice(row, own, at);
      continue;
    }
    const set = make(form, "fieldset", "");
    if (isRequired(own)) set.ariaRequired = "true";
    hold(make(set, "legend", withoutRoom(own), at), at + 1, last[at]);
    for (const one of choices) choice(set, one, at);
    group = { set, line: at, isList };
  }
  page.title = lines.find((line) => line.trim() !== "").trim();
  return page.documentElement.outerHTML;
}
