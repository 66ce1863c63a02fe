// The workbench: a draft in, the rendered form beside its findings, the stripped form out.
import { packs } from "../pkg/version.js";
import { card } from "./card.js";
import { decoded, LARGEST_FILE, save, textOf } from "./files.js";
import { keptLines, read } from "./plain.js";
import { startService } from "./service.js";
import { locale, say } from "./words.js";

const $ = (id) => document.getElementById(id);
const HIGHLIGHT = {
  violation: "outline: 3px solid #a4161a !important; outline-offset: 2px !important;",
  review: "outline: 3px dashed #8a5a00 !important; outline-offset: 2px !important;",
  permitted: "outline: 2px solid #1b6b3a !important; outline-offset: 2px !important;",
};

/** Starts the workbench. `fail` is told what went wrong. */
export function startDraft(fail) {
  const worker = new Worker(new URL("worker.js", import.meta.url), { type: "module" });
  let asked = 0; // the newest request; answers to older ones are dropped
  let draft = null; // what was asked about, as `read` gives it
  let answer = null;
  let service = null;
  let shown = "draft";
  let broken = false; // whether the checker never came
  let sought = null; // the finding to lead to once the form is shown
  let name = "form.html";
  let timer;
  let reasons = {}; // What each rule says of itself.
  fetch(new URL("../pkg/page/reasons.json", import.meta.url))
    .then((response) => (response.ok ? response.json() : {}))
    .then((found) => {
      reasons = found;
      if (answer) render();
    }, () => {}); // A finding without them still says what to do.

  worker.addEventListener("error", (event) => {
    broken = true;
    $("progress").hidden = true;
    $("status").textContent = "";
    fail(new Error(event.message || say("not-started")));
  });
  worker.addEventListener("message", ({ data }) => {
    if (data.id !== asked) return;
    if (data.record) return recorded(data);
    $("progress").hidden = true;
    if (data.error) {
      $("status").textContent = "";
      return fail(new Error(data.error));
    }
    $("failure").hidden = true;
    answer = { ...data, ...draft };
    render();
  });

  /** Asks the worker about the draft as it stands. */
  function check() {
    clearTimeout(timer);
    const source = $("source").value;
    $("clear").hidden = source === "";
    asked += 1;
    draft = read(source);
    if (source.trim() === "" || draft.problem) {
      answer = null;
      $("progress").hidden = true;
      $("result").hidden = true;
      $("status").textContent = draft.problem ? say(draft.problem) : "";
      document.body.classList.remove("has-result");
      return;
    }
    if (broken) return;
    $("progress").hidden = false;
    $("status").textContent = say("reading");
    worker.postMessage({ id: asked, source: draft.html, service, locale: locale(), languages: languages(draft.html) });
  }

  /** The languages that a draft declares, and the one that the designer chose. */
  function languages(source) {
    const declared = new DOMParser().parseFromString(source, "text/html").querySelectorAll("[lang]");
    return [$("draft-language").value, ...[...declared].map((element) => element.getAttribute("lang"))];
  }

  function render() {
    const { report } = answer;
    document.body.classList.add("has-result");
    // In the order of the form; what is about the whole form comes first.
    const place = ({ question }) => question?.span?.start ?? -1;
    const findings = [...report.form_findings, ...report.findings].sort((one, other) => place(one) - place(other));
    const isEmpty = report.counts.questions === 0;
    $("result").hidden = isEmpty && findings.length === 0;
    $("status").textContent = [isEmpty ? say("empty") : say("done", findings.length), answer.lines && say("as-text")].filter(Boolean).join(" ");
    summary(report);
    $("findings").replaceChildren(...findings.map((finding) => card(finding, reasons, select, writer.declare)));
    judged(report);
    show(shown);
  }

  function summary(report) {
    const { violations, reviews, permitted } = report.counts;
    const pills = Object.entries({ violation: violations, review: reviews, permitted })
      .filter(([, count]) => count > 0)
      .map(([verdict, count]) => pill(verdict, say(`count-${verdict}`, count)));
    // No questions is no clean form.
    if (pills.length === 0 && answer.lines) pills.push(pill("info", say("nothing-text")));
    else if (pills.length === 0 && report.counts.questions > 0) {
      pills.push(report.complete ? pill("permitted", say("nothing")) : pill("review", say("nothing-incomplete")));
    }
    pills.push(pill("info", say("count-questions", report.counts.questions)));
    if (!report.complete) pills.push(pill("review", say("incomplete")));
    $("summary").replaceChildren(...pills);
  }

  function judged(report) {
    const lists = [
      ["limits", report.limits],
      ["needs", report.needs.map(({ category, state, message }) => [`${category}: ${state}`, message].filter(Boolean).join(". "))],
      ["assumptions", report.assumptions.map(({ text }) => text)],
    ];
    $("judged").replaceChildren(
      ...lists.filter(([, lines]) => lines.length > 0).flatMap(([key, lines]) => {
        const title = document.createElement("h3");
        title.textContent = say(key);
        const list = document.createElement("ul");
        list.append(...lines.map((line) => Object.assign(document.createElement("li"), { textContent: line })));
        return [title, list];
      }),
    );
    $("more").open = report.limits.length > 0;
  }

  /** Shows the form as written or stripped, in a frame in which no script can run and that can load nothing. */
  function show(which) {
    shown = which;
    $("show-draft").setAttribute("aria-pressed", String(which === "draft"));
    $("show-stripped").setAttribute("aria-pressed", String(which === "stripped"));
    $("preview").srcdoc = which === "draft" ? answer.html : answer.stripped;
    const taken = answer.report.stripped.length;
    if (which === "stripped") $("status").textContent = taken === 0 ? say("stripped-none") : say("stripped-some", taken);
  }

  $("preview").addEventListener("load", () => {
    if (!answer || shown !== "draft") return;
    const view = $("preview").contentDocument;
    const style = view.createElement("style");
    style.textContent = Object.entries(HIGHLIGHT).map(([verdict, css]) => `[data-askless="${verdict}"] { ${css} }`).join("\n");
    view.head.append(style);
    for (const finding of answer.report.findings) {
      const element = find(finding);
      // The strictest verdict of a question is the one that is shown.
      if (element && element.dataset.askless !== "violation") element.dataset.askless = finding.verdict;
    }
    if (sought) lead(sought);
  });

  /** The element of a finding's question in the preview. */
  function find(finding) {
    try {
      const selector = finding.question?.selector;
      const control = selector && $("preview").contentDocument.querySelector(selector);
      return control && (whole(control) ?? control);
    } catch {
      return null;
    }
  }

  function select(finding, element) {
    for (const other of $("findings").children) other.setAttribute("aria-current", String(other === element));
    if (shown === "draft") return lead(finding);
    sought = finding; // The form as written is not there yet.
    show("draft");
  }

  function lead(finding) {
    sought = null;
    find(finding)?.scrollIntoView({ block: "center", behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth" });
  }

  /** Opens a file or an example. */
  async function open(file) {
    name = file.name;
    const text = file.size > LARGEST_FILE ? "" : decoded(await file.arrayBuffer());
    const problem = file.size > LARGEST_FILE ? "too-long" : text.trim() === "" ? "empty-file" : read(text).problem;
    $("source").value = problem ? "" : text; // What is no text only fills the field with signs.
    check();
    if (problem) $("status").textContent = say(problem);
  }

  async function load(path) {
    const response = await fetch(new URL(path, import.meta.url));
    if (!response.ok) throw new Error(`${path}: ${response.status} ${response.statusText}`);
    return response;
  }

  $("source").addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(check, 300);
  });
  $("source").addEventListener("paste", (event) => {
    const text = textOf(event.clipboardData);
    if (text === event.clipboardData.getData("text/plain")) return;
    event.preventDefault();
    document.execCommand("insertText", false, text); // So that it can be undone.
  });
  // The same file can be opened again, after it was changed.
  $("file").addEventListener("click", ({ target }) => (target.value = ""));
  $("file").addEventListener("change", ({ target }) => target.files[0] && open(target.files[0]).catch(fail));
  $("example").addEventListener("change", async ({ target }) => {
    if (!target.value) return;
    try {
      name = target.value.split("/").pop();
      $("source").value = await (await load(target.value)).text();
      check();
    } catch (error) {
      fail(error);
    }
  });
  for (const lang of packs) {
    const option = new Option(new Intl.DisplayNames([lang], { type: "language" }).of(lang), lang);
    option.lang = lang;
    $("draft-language").append(option);
  }
  $("draft-language").addEventListener("change", check);
  $("service").addEventListener("change", async ({ target }) => {
    try {
      if (target.value === "own") return; // Chosen by the dialog alone, which hands it over.
      $("service").querySelector("[value=own]")?.remove();
      service = target.value ? await (await load(target.value)).json() : null;
      check();
    } catch (error) {
      fail(error);
    }
  });
  const writer = startService({
    asked: () => answer?.report.findings ?? [],
    title: () => titleOf(answer),
    fail,
    use(written) {
      service = written;
      $("service").querySelector("[value=own]")?.remove();
      $("service").append(new Option(say("own-service", written.title), "own", true, true));
      check();
    },
  });
  $("clear").addEventListener("click", () => {
    $("source").value = "";
    $("example").value = "";
    check();
    $("source").focus();
  });
  $("show-draft").addEventListener("click", () => show("draft"));
  $("show-stripped").addEventListener("click", () => show("stripped"));
  $("download").addEventListener("click", () => {
    const base = name.replace(/\.\w+$/, "");
    if (answer.lines) save(`${base}.stripped.txt`, keptLines(answer.lines, answer.stripped), "text/plain");
    else save(`${base}.stripped.html`, answer.stripped, "text/html");
  });
  // A record is made when it is asked for, by the checker.
  const record = (then) => {
    const title = titleOf(answer);
    const called = title ? `${title} (${name})` : name;
    worker.postMessage({ id: asked, source: answer.html, service, locale: locale(), languages: languages(answer.html), record: called, then });
  };
  $("print-record").addEventListener("click", () => record("print"));
  $("save-record").addEventListener("click", () => record("save"));

  function recorded({ record, then }) {
    if (then === "save") return save(name.replace(/(\.\w+)?$/, ".record.html"), record, "text/html");
    document.getElementById("record")?.remove();
    const frame = Object.assign(document.createElement("iframe"), { id: "record", title: say("record-of"), className: "visually-hidden", srcdoc: record });
    frame.setAttribute("sandbox", "allow-same-origin allow-modals");
    frame.addEventListener("load", () => frame.contentWindow.print(), { once: true });
    document.body.append(frame);
  }
  $("download-report").addEventListener("click", () =>
    save(name.replace(/(\.\w+)?$/, ".askless.json"), JSON.stringify({ version: answer.report.version, reports: [answer.report] }, null, 2), "application/json"));
  document.addEventListener("locale", check);

  // A file can be dropped anywhere on the page; text that is moved within a field stays the field's.
  const isOurs = ({ dataTransfer, target }) => dataTransfer.types.includes("Files") || !target.closest?.("input, textarea:not(:placeholder-shown)");
  document.addEventListener("dragover", (event) => {
    if (!isOurs(event)) return;
    event.preventDefault();
    $("drop").hidden = false;
  });
  document.addEventListener("dragleave", (event) => {
    if (!event.relatedTarget) $("drop").hidden = true;
  });
  document.addEventListener("drop", (event) => {
    if (!isOurs(event)) return;
    event.preventDefault();
    $("drop").hidden = true;
    const [file] = event.dataTransfer.files;
    const text = textOf(event.dataTransfer);
    if (file) open(file).catch(fail);
    else if (text) {
      $("source").value = text;
      check();
    }
  });
}

/** The title of a form that was read; none of no form. */
function titleOf(answer) {
  return answer ? new DOMParser().parseFromString(answer.html, "text/html").title.trim() : "";
}

/** What to outline for a choice: the group around all choices of that name, else its label. */
function whole(control) {
  if (!control.matches("[type=radio], [type=checkbox]")) return null;
  const group = control.closest("fieldset, [role=group], [role=radiogroup]");
  const others = group ? [...group.querySelectorAll("input, select, textarea")] : [];
  return others.length > 0 && others.every(({ name }) => name === control.name) ? group : control.closest("label");
}

function pill(kind, text) {
  return Object.assign(document.createElement("span"), { className: `pill ${kind}`, textContent: text });
}
