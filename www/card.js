// One finding as a card: what is asked, the words that show it, the section, what to do.
import { say } from "./words.js";

/** The card of a finding of a report; `select(finding, card)` is called when its title is chosen. */
export function card(finding, select) {
  const item = el("li", { className: `card is-${finding.verdict}` });
  const head = el("header", {}, [
    el("span", { className: `pill ${finding.verdict}`, textContent: say(finding.verdict) }),
    el("span", { textContent: say(finding.category).replaceAll("-", " ") }),
    el("span", { className: "section", textContent: finding.citation.section ? `${say("section")} ${finding.citation.section}` : "" }),
  ]);
  const title = el("h3");
  if (finding.question) {
    title.append(el("button", { type: "button", onclick: () => select(finding, item) }, marked(finding)));
  } else {
    title.textContent = say("form");
  }
  const words = finding.evidence.filter(({ slot }) => !["name", "group", "placeholder"].includes(slot)).map(({ text }) => `“${text}”`);
  item.append(
    head,
    title,
    ...(words.length > 0 ? [el("p", { className: "words", textContent: `${say("words")}: ${[...new Set(words)].join(", ")} (${say(finding.how)})` })] : []),
    el("p", { textContent: finding.message }),
    ...(finding.rule.includes("/") ? [el("p", { className: "words" }, [rule(finding)])] : []),
    ...(finding.remedy ? [el("p", { className: "do" }, [el("strong", { textContent: `${say("do")}: ` }), finding.remedy.text])] : []),
  );
  return item;
}

/** A link to the rule that saw a finding. */
function rule(finding) {
  return el("a", { href: `rules.html#${finding.rule}`, target: "_blank", rel: "noopener", title: finding.rule, textContent: say("rule") });
}

/** The question's label with the words that ask marked in it. */
function marked({ question, evidence }) {
  const label = question.label || question.id;
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
