// The demo: a city form in this page, guarded by the same element that a city would put on it.
import { locale, say } from "./words.js";

const FORMS = { en: "examples/repair-grant.html", es: "examples/solicitud.html" };
const SERVICES = { en: "examples/repair-grant.service.json", es: "examples/solicitud.service.json" };
const $ = (id) => document.getElementById(id);
const chosen = (name) => document.querySelector(`input[name="${name}"]:checked`).value;

/** Starts the demo when its tab is first opened. `fail` is told what went wrong. */
export function startLive(fail) {
  let defined;
  let placed = 0; // counts choices: only the last is shown
  const start = async () => {
    try {
      defined ??= import("../pkg/define.js");
      await defined;
      await place();
    } catch (error) {
      fail(error);
    }
  };

  /** Puts the chosen form into the page, with the guard around it. */
  async function place() {
    const language = chosen("form-lang");
    const mode = chosen("mode");
    const own = (placed += 1);
    const response = await fetch(new URL(FORMS[language], import.meta.url));
    if (!response.ok) throw new Error(`${FORMS[language]}: ${response.status} ${response.statusText}`);
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    if (own !== placed) return;
    const form = document.adoptNode(page.querySelector("form"));
    form.addEventListener("submit", (event) => event.preventDefault());
    const holder = $("live-form");
    holder.lang = language;
    if (mode === "off") {
      holder.replaceChildren(form);
      $("live-status").textContent = say("guard-off");
      return;
    }
    const guard = document.createElement("askless-guard");
    guard.setAttribute("mode", mode);
    guard.setAttribute("lang", language);
    guard.setAttribute("service", new URL(SERVICES[language], import.meta.url).href);
    const tell = (count) => ($("live-status").textContent = say(`guard-${mode}`, count));
    guard.addEventListener("askless-report", ({ detail }) => {
      const flagged = detail.findings.filter(({ verdict }) => verdict === "violation").map(({ question }) => question.id);
      if (mode === "flag") tell(new Set(flagged).size);
      if (mode === "strip") tell(detail.stripped.length);
    });
    guard.addEventListener("askless-error", ({ detail }) => fail(detail));
    guard.append(form);
    holder.replaceChildren(guard);
  }

  for (const input of document.querySelectorAll('input[name="mode"], input[name="form-lang"]')) {
    input.addEventListener("change", start);
  }
  const choose = (language) => (document.querySelector(`input[name="form-lang"][value="${language}"]`).checked = true);
  choose(locale());
  document.addEventListener("tab", ({ detail }) => detail === "live" && start());
  document.addEventListener("locale", ({ detail }) => {
    choose(detail);
    if (!$("live").hidden) start();
  });
}
