// The rendered form: in a frame in which no script can run and that can load nothing, with the questions of its findings outlined.

const HIGHLIGHT = {
  violation: "outline: 3px solid #a4161a !important; outline-offset: 2px !important;",
  review: "outline: 3px dashed #8a5a00 !important; outline-offset: 2px !important;",
  permitted: "outline: 2px solid #1b6b3a !important; outline-offset: 2px !important;",
};
const CURRENT = "[data-askless-current] { box-shadow: 0 0 0 8px #ffe08a !important; }";

/** Starts it in a frame. Gives `show(html, findings)`, which outlines the questions of the findings, and `lead`. */
export function startPreview(frame) {
  let outlined = [];
  let sought = null; // the finding to lead to once the form is there

  frame.addEventListener("load", () => {
    if (outlined.length === 0) return;
    const view = frame.contentDocument;
    const style = view.createElement("style");
    style.textContent = Object.entries(HIGHLIGHT).map(([verdict, css]) => `[data-askless="${verdict}"] { ${css} }`).concat(CURRENT).join("\n");
    view.head.append(style);
    for (const finding of outlined) {
      const element = find(finding);
      // The strictest verdict of a question is the one that is shown.
      if (element && element.dataset.askless !== "violation") element.dataset.askless = finding.verdict;
    }
    if (sought) lead(sought);
  });

  function show(html, findings = []) {
    outlined = findings;
    frame.srcdoc = html;
  }

  /** Leads to the question of a finding: now, or once the form is there that is being loaded. */
  function lead(finding, isLoading = false) {
    sought = isLoading ? finding : null;
    if (isLoading) return;
    frame.contentDocument.querySelector("[data-askless-current]")?.removeAttribute("data-askless-current");
    const element = find(finding);
    element?.setAttribute("data-askless-current", "");
    element?.scrollIntoView({ block: "center", behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth" });
  }

  /** The element of a finding's question. */
  function find(finding) {
    try {
      const selector = finding.question?.selector;
      const control = selector && frame.contentDocument.querySelector(selector);
      return control && (whole(control) ?? control);
    } catch {
      return null;
    }
  }

  return { show, lead };
}

/** What to outline for a choice: the group around all choices of that name, else what is around them alone, else its label. */
function whole(control) {
  if (!control.matches("[type=radio], [type=checkbox]")) return null;
  let around = control.closest("label");
  for (let one = control.parentElement; control.name && one && !one.matches("form, body"); one = one.parentElement) {
    if ([...one.querySelectorAll("input, select, textarea")].some(({ name }) => name !== control.name)) break;
    around = one;
    if (one.matches("fieldset, [role=group], [role=radiogroup]")) break;
  }
  return around;
}
