// The page: two tabs, one language. Each tab is a module of its own.
import { startDraft } from "./draft.js";
import { startLive } from "./live.js";
import { speak } from "./words.js";

const tabs = [...document.querySelectorAll("[role=tab]")];

/** Shows a tab's panel; the address keeps it, so that a reload and a link find it again. */
function show(tab) {
  for (const other of tabs) {
    const selected = other === tab;
    other.setAttribute("aria-selected", String(selected));
    other.tabIndex = selected ? 0 : -1;
    document.getElementById(other.getAttribute("aria-controls")).hidden = !selected;
  }
  history.replaceState(null, "", `#${tab.getAttribute("aria-controls")}`);
  document.dispatchEvent(new CustomEvent("tab", { detail: tab.getAttribute("aria-controls") }));
}

for (const [index, tab] of tabs.entries()) {
  tab.addEventListener("click", () => show(tab));
  // WAI-ARIA Authoring Practices, tabs pattern: arrows move, Home and End jump.
  tab.addEventListener("keydown", (event) => {
    const to = { ArrowRight: index + 1, ArrowLeft: index - 1, Home: 0, End: -1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    const next = tabs.at(to % tabs.length);
    next.focus();
    show(next);
  });
}

const locale = document.getElementById("locale");
const preferred = navigator.language?.startsWith("es") ? "es" : "en";
locale.value = preferred;
speak(preferred);
locale.addEventListener("change", () => {
  speak(locale.value);
  document.dispatchEvent(new CustomEvent("locale", { detail: locale.value }));
});

/** What went wrong, where a person sees it. */
export function fail(error) {
  const notice = document.getElementById("failure");
  notice.textContent = error.message ?? String(error);
  notice.hidden = false;
  console.error(error);
}

startDraft(fail);
startLive(fail);
const named = tabs.find((tab) => `#${tab.getAttribute("aria-controls")}` === location.hash);
if (named) show(named);
