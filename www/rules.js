// The rule pages: every rule of the lexicons with an anchor of its own, `rules.html#en/immigration.citizenship`.
import { categories as known, rules } from "../pkg/rules.js";
import { say, speak } from "./words.js";

const $ = (id) => document.getElementById(id);
const filters = ["query", "category", "lang"];
const categories = (rule) => rule.asks.map((ask) => ask.split(" ")[0]);
const named = (lang) => new Intl.DisplayNames([lang], { type: "language" }).of(lang);
const folded = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
// What the search looks in.
const texts = new Map(rules.map((rule) => [rule, folded([rule.id, rule.why, ...rule.phrases, ...rule.choices, ...rule.hit.map(words)].join("\n"))]));

speak(navigator.language?.startsWith("es") ? "es" : "en");
for (const category of new Set(rules.flatMap(categories))) {
  $("category").append(new Option(known.find((one) => one.category === category)?.name ?? category, category));
}
for (const lang of new Set(rules.map((rule) => rule.lang))) {
  $("lang").append(Object.assign(new Option(named(lang), lang), { lang }));
}
$("filter").addEventListener("input", list);
$("filter").addEventListener("submit", (event) => event.preventDefault());
addEventListener("hashchange", jump);
jump();

/** Shows the rule that the address names, whatever is filtered. */
function jump() {
  const id = decodeURIComponent(location.hash.slice(1));
  const rule = rules.find((rule) => rule.id === id);
  if (rule) for (const filter of filters) $(filter).value = filter === "lang" ? rule.lang : "";
  list();
  document.getElementById(id)?.scrollIntoView();
}

function list() {
  const [query, category, lang] = filters.map((filter) => $(filter).value);
  const shown = rules.filter(
    (rule) => (!category || categories(rule).includes(category)) && (!lang || rule.lang === lang) && texts.get(rule).includes(folded(query)),
  );
  $("count").textContent = say("rules-count", shown.length);
  $("rules").replaceChildren(...shown.map(article));
}

function article(rule) {
  return el("article", { id: rule.id, className: "card rule", lang: "en" }, [
    el("h2", {}, [el("a", { href: `#${rule.id}`, textContent: rule.id })]),
    el("p", { className: "words", textContent: rule.asks.map(asked).join("; ") }),
    el("p", { textContent: rule.why }),
    ...(rule.instead ? [el("p", { className: "do" }, [el("strong", { textContent: `${say("instead")}: ` }), el("span", { lang: rule.lang, textContent: rule.instead })])] : remedies(rule)),
    ...examples("finds", rule.hit, rule.lang),
    ...examples("leaves", rule.miss, rule.lang),
    el("p", { className: "words", textContent: `${say("source")}: ${rule.source}` }),
  ]);
}

/** What a rule asks for, in words, each category with the section that it is judged under. */
function asked(ask, place) {
  const [id, how] = ask.split(" ");
  const category = known.find(({ category }) => category === id);
  const law = category?.section ? ` (${place === 0 ? "Hartford Municipal Code " : ""}${say("section")} ${category.section})` : "";
  return `${category?.name ?? id}: ${say(how)}${law}`;
}

/** What is known of the categories that a rule finds. */
function about(rule) {
  return [...new Set(categories(rule))].map((id) => known.find(({ category }) => category === id)).filter(Boolean);
}

/** What to do about each category; of a rule for very many, its findings tell. */
function remedies(rule) {
  if (about(rule).length > 4) return [];
  return about(rule).map(({ remedy }) => el("p", {}, [el("strong", { textContent: `${say("do")}: ` }), remedy]));
}

function examples(key, list, lang) {
  const items = list.map((example) => el("li", { lang, dir: "auto", textContent: words(example) }));
  return [el("h3", { textContent: say(key) }), el("ul", {}, items)];
}

/** An example as text: its label, then what stands around it. */
function words(example) {
  if (typeof example === "string") return example;
  const { label, name, options, ...around } = example;
  const rest = Object.entries(around).filter(([key]) => key !== "kind").map(([key, value]) => `${key}: ${value}`);
  if (options) rest.push(options.join(" / "));
  if (label && name) rest.push(`name: ${name}`);
  return [label ?? name, ...rest].filter(Boolean).join(" · ");
}

function el(tag, properties = {}, children = []) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}
