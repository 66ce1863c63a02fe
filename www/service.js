// The service that a designer writes in the page: what the form is for, and what it needs to ask.
import { say } from "./words.js";

const $ = (id) => document.getElementById(id);
// What a need can be declared for: what the law names, then other private attributes. Their names are words of the page.
const CATEGORIES = [
  "immigration-status", "sexual-orientation", "domestic-violence-victim", "sexual-assault-victim", "crime-witness", "public-assistance",
  "income-tax-records", "gender-identity", "race-ethnicity", "national-origin", "religion", "political-affiliation", "disability-health",
  "criminal-history", "crime-victim", "social-security-number", "marital-family",
];
const TEMPLATES = new URL("../pkg/page/services.json", import.meta.url);

/** The short name of a service of which nothing is said but who fills the form in. */
export const UNNAMED = "draft";

/** The service that a file's text is, as the page downloads it; none of any other text. */
export function serviceOf(text) {
  try {
    const found = JSON.parse(text);
    return typeof found?.id === "string" && (Array.isArray(found.needs) || typeof found.audience === "string") ? found : null;
  } catch {
    return null;
  }
}

/**
 * Starts the dialog in which a service is written. `use(service)` is called with the one that the designer wants the draft
 * judged by; `chosen()` gives the one that it is judged by, `asked()` the findings of the draft, `title()` its title, and `fail` is told what went wrong.
 * Gives `declare(finding)`, which opens the dialog with a need for what the finding asks.
 */
export function startService({ use, chosen, asked, title, fail }) {
  const dialog = $("service-dialog");
  const form = $("service-form");
  let templates;
  let filled = null; // The service that was put into the dialog; what was written since stays.
  let rest = {}; // What that service says that the dialog does not ask; its needs keep theirs themselves.
  let derived = ""; // The short name that was made of the title; one that somebody wrote stays.

  $("write-service").addEventListener("click", open);

  /** Opens the dialog, as it was left, or with another service that was chosen since. */
  async function open() {
    try {
      templates ??= await fetched(TEMPLATES);
      if ($("template").length === 1) {
        $("template").append(...templates.map(({ service }) => new Option(`${service.title} (${service.agency})`, service.id)));
      }
      if (chosen() && chosen() !== filled) {
        filled = chosen();
        if (filled.id === UNNAMED) form.elements.audience.value = filled.audience;
        else fill(filled);
      }
      if (value("title") === "") {
        form.elements.title.value = title();
        derive();
      }
      dialog.showModal();
    } catch (error) {
      fail(error);
    }
  }

  /** Opens the dialog with a need for the question of a finding: the need for its category that there is, or a new one. */
  async function declare({ category, question }) {
    await open();
    let block = [...$("needs").children].find((need) => need.querySelector("[name=category]").value === category);
    if (!block) block = addNeed({ category, scope: [question.id] });
    const scope = block.querySelector("[name=scope]");
    const fields = scope.value.split(",").map((field) => field.trim()).filter(Boolean);
    if (!fields.includes(question.id)) scope.value = [...fields, question.id].join(", ");
    block.querySelector("[name=basis]").focus();
  }

  $("template").addEventListener("change", ({ target }) => {
    const found = templates.find(({ service }) => service.id === target.value);
    fill(found?.service ?? { id: "", title: "", agency: "", audience: "general", needs: [] });
    $("template-note").textContent = [found?.not_needed && `${say("not-needed")}: ${found.not_needed}.`, found?.note].filter(Boolean).join(" ");
  });
  $("add-need").addEventListener("click", () => {
    addNeed({ category: asked().find(({ category }) => !written().needs.some((need) => need.category === category))?.category ?? "" });
    $("needs").lastElementChild.querySelector("select").focus();
  });
  form.elements.title.addEventListener("input", derive);
  $("cancel-service").addEventListener("click", () => dialog.close());
  $("save-service").addEventListener("click", () => {
    if (form.reportValidity()) save(written());
  });
  form.addEventListener("submit", () => use((filled = written())));

  /** Makes a short name of the title, as long as nobody has written another. */
  function derive() {
    if (value("id") !== derived) return;
    form.elements.id.value = derived = value("title").normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");
  }

  function fill(service) {
    const { id, title, agency, audience, needs, "run-by": _, "external-form": __, ...others } = service;
    rest = others;
    for (const [key, text] of Object.entries({ id, title, agency, audience: audience ?? "general" })) form.elements[key].value = text ?? "";
    form.elements["run-by"].value = service["run-by"] ?? "city";
    form.elements["external-form"].checked = service["external-form"] ?? false;
    $("needs").replaceChildren();
    needs?.forEach(addNeed);
  }

  function addNeed(need) {
    const block = $("need-template").content.cloneNode(true).firstElementChild;
    const fields = (need.scope?.length ?? 0) > 0 ? need.scope : fieldsFor(need.category);
    block.querySelector("[name=category]").append(...CATEGORIES.map((id) => new Option(say(id), id)));
    for (const field of block.querySelectorAll("[name]")) field.value = need[field.name] ?? field.value;
    block.querySelector("[name=scope]").value = fields.join(", ");
    const isAsked = (key) => block.querySelector(`[name="${key}"]`);
    block.dataset.rest = JSON.stringify(Object.fromEntries(Object.entries(need).filter(([key]) => !isAsked(key))));
    for (const word of block.querySelectorAll("[data-say]")) word.textContent = say(word.dataset.say);
    // The offense is asked where it counts.
    const basis = block.querySelector("[name=basis]");
    const suit = () => block.querySelectorAll("[data-basis]").forEach((field) => (field.hidden = field.dataset.basis !== basis.value));
    basis.addEventListener("input", suit);
    suit();
    // The scope follows the category until somebody writes it.
    const scope = block.querySelector("[name=scope]");
    let filled = scope.value;
    block.querySelector("[name=category]").addEventListener("input", ({ target }) => {
      if (scope.value === filled) scope.value = filled = fieldsFor(target.value).join(", ");
    });
    block.querySelector("[data-say=remove-need]").addEventListener("click", () => {
      block.remove();
      $("add-need").focus();
    });
    $("needs").append(block);
    return block;
  }

  /** The fields of the draft that ask for a category. */
  function fieldsFor(category) {
    return [...new Set(asked().filter((finding) => finding.category === category).map(({ question }) => question?.id).filter(Boolean))];
  }

  function written() {
    const service = { ...rest, id: value("id"), title: value("title"), agency: value("agency"), audience: value("audience") };
    if (value("run-by") !== "city") service["run-by"] = value("run-by");
    if (form.elements["external-form"].checked) service["external-form"] = true;
    service.needs = [...$("needs").children].map((block) => {
      const all = [...block.querySelectorAll("[name]")].map(({ name, value }) => [name, value.trim()]);
      const need = { ...JSON.parse(block.dataset.rest), ...Object.fromEntries(all.filter(([, text]) => text !== "")) };
      if (need.scope) need.scope = need.scope.split(",").map((field) => field.trim()).filter(Boolean);
      return need;
    });
    return service;
  }

  const value = (name) => form.elements[name].value.trim();
  return { declare };
}

async function fetched(url) {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url.pathname}: ${response.status} ${response.statusText}`);
  return response.json();
}

function save(service) {
  const file = new Blob([`${JSON.stringify(service, null, 2)}\n`], { type: "application/json" });
  const link = Object.assign(document.createElement("a"), { href: URL.createObjectURL(file), download: `${service.id}.service.json` });
  link.click();
  URL.revokeObjectURL(link.href);
}
