// One finding as a card: what is asked, the words that show it, the section, what to do.
import { locale, say } from "./words.js";

const LONGEST_LABEL = 300; // in characters

/**
 * The card of a finding of a report. `reasons` has the texts of its rule, by the rules' ids: `why`, in English, and `instead`, by
 * language; `lang` is the form's language, if it is known. `act` is called with what the designer chooses: `select(finding, card)`
 * leads to its question, `seek(finding)` to its words in the draft, `declare(finding)` says that the service needs it.
 */
export function card(finding, reasons, lang, act) {
  const reason = reasons[finding.rule] ?? {};
  const item = el("li", { className: `card is-${finding.verdict}` });
  item.dataset.fingerprint = finding.fingerprint;
  const head = el("header", {}, [
    el("span", { className: `pill ${finding.verdict}`, textContent: say(finding.verdict) }),
    el("span", { textContent: say(finding.category) }),
    section(finding),
  ]);
  const title = el("h3");
  if (finding.question) {
    title.append(el("button", { type: "button", onclick: () => act.select(finding, item) }, marked(finding)));
  } else {
    title.textContent = say("form");
  }
  const words = shownBy(finding).map((text) => `“${text}”`);
  item.append(
    head,
    title,
    ...(words.length > 0 ? [el("p", { className: "words", textContent: `${say("words")}: ${words.join(", ")} (${say(finding.how)})` })] : []),
    el("p", { textContent: finding.message }),
    ...(finding.rule.includes("/") ? [el("p", { className: "words" }, [...why(reason), rule(finding)])] : []),
    ...(finding.remedy?.text ? [el("p", { className: "do" }, [el("strong", { textContent: `${say("do")}: ` }), finding.remedy.text])] : []),
    ...instead(finding, reason, lang),
    ...others(finding),
  );
  const called = (key) => `${say(key)} ${labelOf(finding)}`;
  const buttons = [];
  if (finding.question?.span) buttons.push(el("button", { type: "button", textContent: say("seek"), ariaLabel: called("seek"), onclick: () => act.seek(finding) }));
  if (finding.question && finding.remedies?.some(({ kind }) => kind === "declare-need")) {
    buttons.push(el("button", { type: "button", className: "need-it", textContent: say("declare"), ariaLabel: called("declare"), onclick: () => act.declare(finding) }));
  }
  if (buttons.length > 0) item.append(el("p", { className: "acts" }, buttons));
  return item;
}

/** A finding as text, for a letter: what its card says. */
export function asText(finding) {
  const { verdict, category, question, citation, message, remedy } = finding;
  return [
    question ? labelOf(finding) : say("form"),
    `   ${say(verdict)}: ${say(category)}${citation.section ? `, ${say("section")} ${citation.section}` : ""}`,
    `   ${message}`,
    ...(remedy?.text ? [`   ${say("do")}: ${remedy.text}`] : []),
  ].join("\n");
}

/** The words beyond the question's own that show what it asks; not those that stand within others. */
function shownBy({ evidence }) {
  const texts = evidence.filter(({ slot }) => !["name", "group", "placeholder"].includes(slot)).map(({ text }) => text);
  return [...new Set(texts)].filter((text) => !texts.some((other) => other.length > text.length && other.toLowerCase().includes(text.toLowerCase())));
}

function section({ citation }) {
  const text = citation.section ? `${say("section")} ${citation.section}` : "";
  if (!citation.url) return el("span", { className: "section", textContent: text });
  return el("a", { className: "section", href: citation.url, target: "_blank", rel: "noopener", textContent: text });
}

/** Why it matters. These texts are in English only. */
function why({ why }) {
  return why && locale() === "en" ? [`${why} `] : [];
}

/** A text to put in place of the question, the rule's own or its category's, in the form's language where there is one. */
function instead({ remedies = [], rule, category }, reason, lang) {
  // Where nothing may take its place, the law's rule offers no wording, and the lexicon's is none for that.
  if (!remedies.some(({ kind }) => kind === "reword" || kind === "declare-need")) return [];
  const wording = remedies.find(({ wording }) => wording)?.wording;
  const [spoken, text] = [lang, rule.split("/")[0], "en"]
    .flatMap((lang) => [[lang, reason.instead?.[lang]], [lang, wording?.[lang]]])
    .find(([, text]) => text) ?? [];
  return text ? [el("p", { className: "instead" }, [el("strong", { textContent: `${say(["deterrent-statement", "disclosure"].includes(category) ? "write-instead" : "instead")}: ` }), el("span", { lang: spoken, textContent: text })])] : [];
}

/** What else can be done, folded away. */
function others({ remedies = [], remedy }) {
  const rest = remedies.filter(({ kind, wording }) => kind !== remedy.kind && !wording);
  if (rest.length === 0) return [];
  return [el("details", {}, [el("summary", { textContent: say("others") }), el("ul", {}, rest.map(({ text }) => el("li", { textContent: text })))])];
}

/** A link to the rule that saw a finding. */
function rule(finding) {
  return el("a", { href: `rules.html#${finding.rule}`, target: "_blank", rel: "noopener", title: finding.rule, textContent: say("rule") });
}

/** A question's label; of a long one, as a list with its lead, what stands around the words that ask. */
function labelOf({ question, evidence }) {
  const label = question.label || question.id;
  if (label.length <= LONGEST_LABEL) return label;
  const at = Math.max(0, label.indexOf(evidence[0]?.text ?? ""));
  const [start, end] = [Math.max(0, at - LONGEST_LABEL / 3), Math.min(label.length, at + (LONGEST_LABEL * 2) / 3)];
  return `${start > 0 ? "…" : ""}${label.slice(start, end)}${end < label.length ? "…" : ""}`;
}

/** The question's label with the words that ask marked in it. */
function marked(finding) {
  const [label, { evidence }] = [labelOf(finding), finding];
  const ranges = evidence
    .map(({ text }) => [label.indexOf(text), text.length])
    .filter(([start, length]) => start >= 0 && length > 0)
    .sort(([a], [b]) => a - b);
  const parts = [];
  let at = 0;
  for (const [start, length] of ranges) {
    if (start < at) continue;
    parts.push(label.slice(at, start), el("mark", { textContent: label.slice(start, start + length) }));
    at = start + length;
  }
  return [...parts, label.slice(at)];
}

function el(name, properties = {}, children = []) {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...children);
  return element;
}
