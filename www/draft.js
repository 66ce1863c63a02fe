// The workbench: a draft in, the rendered form beside its findings, the stripped form out.
import { packs } from "../pkg/version.js";
import { asText, card } from "./card.js";
import { decoded, LARGEST_FILE, save, textOf } from "./files.js";
import { languagesOf } from "./language.js";
import { lineOf, textsIn, wordsAt } from "./places.js";
import { keptLines, read } from "./plain.js";
import { startPreview } from "./preview.js";
import { serviceOf, startService, UNNAMED } from "./service.js";
import { locale, say } from "./words.js";

const $ = (id) => document.getElementById(id);
const BY_AUDIENCE = "audience:"; // begins the value of a choice that says only who fills the form in
const FOCUSABLE = "button, a, summary";
// In a longer text what is put in its place cannot be undone: the browser would take seconds for it.
const LONGEST_UNDONE = 200_000;

/** Starts the workbench. `fail` is told what went wrong. */
export function startDraft(fail) {
  let worker = startWorker();
  let loaded = new Set(); // the languages beyond the compiled-in ones that the worker has read
  const preview = startPreview($("preview"));
  let asked = 0; // the newest request; answers to older ones are dropped
  let draft = null; // what was asked about, as `read` gives it
  let answer = null;
  let service = null;
  let shown = "draft";
  let broken = false; // whether the checker never came
  let name = "form.html";
  let timer;
  let reasons = {}; // What each rule says of itself.
  let known = null; // How often each language has which words.
  // A finding without the reasons still says what to do, and a draft can say its language itself.
  const fetched = (file) => fetch(new URL(`../pkg/page/${file}`, import.meta.url)).then((response) => (response.ok ? response.json() : null)).catch(() => null);
  fetched("reasons.json").then((found) => {
    reasons = found ?? {};
    if (answer) render();
  });
  fetched("words.json").then((found) => {
    known = found;
    if (draft) check();
  });

  function startWorker() {
    const started = new Worker(new URL("worker.js", import.meta.url), { type: "module" });
    started.addEventListener("error", (event) => {
      broken = true;
      $("progress").hidden = true;
      $("status").textContent = "";
      fail(new Error(event.message || say("not-started")));
    });
    started.addEventListener("message", ({ data }) => {
      if (data.id !== asked) return;
      if (data.record) return recorded(data);
      $("progress").hidden = true;
      if (data.error) {
        $("status").textContent = "";
        answer = null; // What was judged before was judged otherwise.
        $("result").hidden = true;
        return fail(new Error(data.error));
      }
      $("failure").hidden = true;
      answer = { ...data, ...draft };
      render();
    });
    return started;
  }

  /** Makes the worker one that has read no other languages than these: what was loaded for one draft must not change what is found in the next. */
  function readIn(languages) {
    const wanted = new Set(languages.map((tag) => tag.toLowerCase().split("-")[0]).filter((lang) => packs.includes(lang)));
    if ([...loaded].every((lang) => wanted.has(lang))) return void (loaded = wanted);
    worker.terminate();
    worker = startWorker();
    loaded = wanted;
  }

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
    speakAs(draft);
    $("progress").hidden = false;
    $("status").textContent = say("reading");
    readIn(draft.languages);
    worker.postMessage({ id: asked, source: draft.html, service, locale: locale(), languages: draft.languages });
  }

  /**
   * Adds to a draft the languages to read it in (`languages`): the one that the designer chose, else those that its words tell
   * (`told`, null if they tell of none that is known), and those that it declares. Its own one (`lang`) is put on what was text.
   */
  function speakAs(draft) {
    const page = new DOMParser().parseFromString(draft.html, "text/html");
    const chosen = $("draft-language").value;
    const declared = [...page.querySelectorAll("[lang]")].map((element) => element.lang);
    draft.told = chosen || !known ? [] : languagesOf(textsIn(page), known);
    draft.lang = chosen || draft.told?.[0] || page.documentElement.lang.split("-")[0];
    draft.languages = [chosen, ...(draft.told ?? []), ...declared].filter(Boolean);
    draft.guessed = (draft.told ?? []).filter((lang) => packs.includes(lang) && !declared.some((tag) => tag.split("-")[0] === lang));
    if (!draft.lines || !draft.lang) return;
    page.documentElement.lang = draft.lang;
    draft.html = page.documentElement.outerHTML;
  }

  /** All findings, in the order of the form; what is about the whole form comes first. */
  function inOrder({ form_findings, findings }) {
    const place = ({ question }) => question?.span?.start ?? -1;
    return [...form_findings, ...findings].sort((one, other) => place(one) - place(other));
  }

  function render() {
    const { report } = answer;
    document.body.classList.add("has-result");
    const findings = inOrder(report);
    const isEmpty = report.counts.questions === 0;
    $("result").hidden = isEmpty && findings.length === 0;
    const names = new Intl.DisplayNames([locale()], { type: "language" });
    const guessed = answer.guessed.map((lang) => names.of(lang)).join(", ");
    $("status").textContent = [isEmpty ? say("empty") : say("done", findings.length), answer.lines && say("as-text"), guessed && say("guessed", guessed)].filter(Boolean).join(" ");
    summary(report);
    const focused = focusedCard();
    $("findings").replaceChildren(...findings.map((finding) => card(finding, reasons, answer.lang, { select, seek, declare: writer.declare })));
    refocus(focused);
    judged(report);
    show(shown);
  }

  /** Which finding has the focus, by its fingerprint, and which of its buttons and links: cards are drawn anew with each answer. */
  function focusedCard() {
    const one = document.activeElement.closest("#findings > .card");
    return one && { print: one.dataset.fingerprint, at: [...one.querySelectorAll(FOCUSABLE)].indexOf(document.activeElement) };
  }

  /** Gives the focus back to what had it; where that is gone, to the finding's title, else to that of all findings. */
  function refocus(focused) {
    if (!focused) return;
    const one = [...$("findings").children].find(({ dataset }) => dataset.fingerprint === focused.print);
    const inside = [...(one?.querySelectorAll(FOCUSABLE) ?? [])];
    (inside[focused.at] ?? inside[0] ?? $("findings-title")).focus({ preventScroll: Boolean(one) });
  }

  function summary(report) {
    const { violations, reviews, permitted } = report.counts;
    const pills = Object.entries({ violation: violations, review: reviews, permitted })
      .filter(([, count]) => count > 0)
      .map(([verdict, count]) => filter(verdict, say(`count-${verdict}`, count)));
    if (!pills.some(({ ariaPressed }) => ariaPressed === "true")) showOnly("");
    // No questions is no clean form.
    const isStrange = answer.told === null;
    if (isStrange) pills.push(pill("review", say("strange")));
    else if (pills.length === 0 && answer.lines) pills.push(pill("info", say("nothing-text")));
    else if (pills.length === 0 && report.counts.questions > 0) {
      pills.push(report.complete ? pill("permitted", say("nothing")) : pill("review", say("nothing-incomplete")));
    }
    pills.push(pill("info", say("count-questions", report.counts.questions)));
    if (!report.complete) pills.push(pill("review", say("incomplete")));
    $("summary").replaceChildren(...pills);
  }

  /** How many findings have a verdict, as a button that shows them alone, or all again. */
  function filter(verdict, textContent) {
    const ariaPressed = String($("findings").dataset.only === verdict);
    const onclick = ({ target }) => {
      showOnly(target.ariaPressed === "true" ? "" : verdict);
      for (const other of $("summary").querySelectorAll("button")) other.ariaPressed = String(other === target && $("findings").dataset.only !== "");
    };
    return Object.assign(document.createElement("button"), { type: "button", className: `pill ${verdict}`, title: say("only"), textContent, ariaPressed, onclick });
  }

  function showOnly(verdict) {
    $("findings").dataset.only = verdict;
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

  /** Shows the form as written or stripped. */
  function show(which) {
    shown = which;
    $("show-draft").setAttribute("aria-pressed", String(which === "draft"));
    $("show-stripped").setAttribute("aria-pressed", String(which === "stripped"));
    if (which === "draft") preview.show(answer.html, inOrder(answer.report));
    else preview.show(answer.stripped);
    if (which === "stripped") tellStripped();
  }

  /** Says what was taken out, and what a person has to see to: nothing takes out statements, and what is for a person to decide. */
  function tellStripped() {
    const { stripped, findings, form_findings } = answer.report;
    const gone = new Set(stripped.map(({ question }) => question.id));
    const left = [...findings.filter(({ question }) => !gone.has(question.id)), ...form_findings];
    const count = (wanted) => left.filter(({ verdict }) => verdict === wanted).length;
    const [violations, reviews] = [count("violation"), count("review")];
    $("status").textContent = [
      stripped.length === 0 ? say("stripped-none") : say("stripped-some", stripped.length),
      violations + reviews > 0 && say("stripped-left", [violations > 0 && say("left-violation", violations), reviews > 0 && say("count-review", reviews)].filter(Boolean).join(", ")),
    ].filter(Boolean).join(" ");
  }

  /** Leads to the question of a finding in the form as written. */
  function select(finding, element) {
    for (const other of $("findings").children) other.setAttribute("aria-current", String(other === element));
    const isShown = shown === "draft";
    if (!isShown) show("draft");
    preview.lead(finding, !isShown);
  }

  /** Selects the words of a finding in the draft's text. */
  function seek({ question, evidence }) {
    const field = $("source");
    const isText = answer.lines?.join("\n") === field.value; // Else its lines were made of the blocks of HTML.
    const [start, end] = isText ? lineOf(question, answer) : wordsAt(question.span, evidence, field.value);
    field.setSelectionRange(start, start);
    field.blur();
    field.focus(); // Browsers scroll a field to where its caret is when it gets the focus.
    field.setSelectionRange(start, end);
  }

  /** Puts a text in place of the draft, so that it can be undone. */
  function put(text) {
    const field = $("source");
    const focused = document.activeElement;
    if (text.length + field.value.length <= LONGEST_UNDONE) {
      field.focus();
      field.select();
      document.execCommand(text ? "insertText" : "delete", false, text);
      focused?.focus();
    }
    if (field.value !== text) field.value = text;
    check();
  }

  /** Opens a file or an example. */
  async function open(file) {
    const text = file.size > LARGEST_FILE ? "" : decoded(await file.arrayBuffer());
    const opened = serviceOf(text);
    if (opened) {
      use(opened);
      if (!answer) $("status").textContent = say("service-opened", opened.title);
      return;
    }
    name = file.name;
    const problem = file.size > LARGEST_FILE ? "too-long" : text.trim() === "" ? "empty-file" : read(text).problem;
    put(problem ? "" : text); // What is no text only fills the field with signs.
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
      put(await (await load(target.value)).text());
    } catch (error) {
      fail(error);
    }
  });
  for (const lang of ["en", "es", ...packs]) {
    const option = new Option(new Intl.DisplayNames([lang], { type: "language" }).of(lang), lang);
    option.lang = lang;
    $("draft-language").append(option);
  }
  $("draft-language").addEventListener("change", check);
  $("service").addEventListener("change", async ({ target }) => {
    try {
      if (target.value === "own") return; // Chosen by the dialog alone, which hands it over.
      $("service").querySelector("[value=own]")?.remove();
      if (target.value.startsWith(BY_AUDIENCE)) service = { id: UNNAMED, title: target.selectedOptions[0].textContent, audience: target.value.slice(BY_AUDIENCE.length), needs: [] };
      else service = target.value ? await (await load(target.value)).json() : null;
      check();
    } catch (error) {
      fail(error);
    }
  });
  const writer = startService({
    asked: () => answer?.report.findings ?? [],
    title: () => titleOf(answer),
    chosen: () => service,
    fail,
    use,
  });

  /** Judges by a service that the designer wrote or opened. */
  function use(written) {
    service = written;
    $("service").querySelector("[value=own]")?.remove();
    $("service").append(new Option(say("own-service", written.title ?? written.id), "own", true, true));
    check();
  }
  $("clear").addEventListener("click", () => {
    $("example").value = "";
    put("");
    $("source").focus();
  });
  $("show-draft").addEventListener("click", () => show("draft"));
  $("show-stripped").addEventListener("click", () => show("stripped"));
  $("download").addEventListener("click", () => {
    const base = name.replace(/\.\w+$/, "");
    tellStripped();
    if (answer.lines) save(`${base}.stripped.txt`, keptLines(answer.lines, answer.stripped), "text/plain");
    else save(`${base}.stripped.html`, answer.stripped, "text/html");
  });
  // A record is made when it is asked for, by the checker.
  const record = (then) => {
    const title = titleOf(answer);
    const called = title ? `${title} (${name})` : name;
    worker.postMessage({ id: asked, source: answer.html, service, locale: locale(), languages: answer.languages, record: called, then });
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
  $("copy").addEventListener("click", async () => {
    const { report } = answer;
    const called = [titleOf(answer) || name, report.policy.citation, report.today].filter(Boolean).join(", ");
    const texts = inOrder(report).map((finding, at) => `${at + 1}. ${asText(finding)}`);
    try {
      await navigator.clipboard.writeText(`${[called, ...texts].join("\n\n")}\n`);
      $("status").textContent = say("copied", texts.length);
    } catch {
      fail(new Error(say("not-copied")));
    }
  });
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
    else if (text) put(text);
  });
}

/** The title of a form that was read; none of no form. */
function titleOf(answer) {
  return answer ? new DOMParser().parseFromString(answer.html, "text/html").title.trim() : "";
}

function pill(kind, text) {
  return Object.assign(document.createElement("span"), { className: `pill ${kind}`, textContent: text });
}
