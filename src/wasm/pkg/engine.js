import { dom } from './dom.js';
import { AsklessError } from './errors.js';
import { selectorOf } from './selector.js';
import { lengthOf, snapshot } from './snapshot.js';
import { isStatic } from './static.js';
import { detach } from './strip.js';
import { guard } from './guard.js';
import { packs, version } from './version.js';

const OPTIONS = ['policy', 'service', 'locale', 'today', 'mode'];
const MODES = ['report', 'flag', 'strip'];
// How long the first beginning of a page is that is read in a task of its own, in marks of the snapshot (a question has some 30),
// and how many times as long the next.
const BEGINNING = 1500;
const GROWTH = 1.5;

/**
 * An entry of the package: one build of the engine with the calls around it.
 *
 * `glue` has the functions of the engine's own script, `url` gives the place of its wasm, `readsSource` says whether it reads HTML text,
 * `inScript` loads the engine as a script, for pages that refuse WebAssembly.
 */
export function makeEntry(glue, url, readsSource, inScript) {
  let loading;
  let engine = glue;
  // The packs that are loaded or loading, by language.
  const languages = {};
  // The last page that was asked about, with the engine's answer.
  let last = { asked: [] };
  // Why the engine cannot be called, if it cannot.
  let unusable = new AsklessError('not-ready', 'The engine is not loaded yet: call `await init()` first.');

  /** Loads the engine, once; `wasm` replaces the file beside this script. */
  function init({ wasm } = {}) {
    loading ??= start(glue, wasm ?? url(), inScript).then(
      (loaded) => {
        engine = loaded;
        unusable = undefined;
      },
      (error) => {
        loading = undefined;
        throw error;
      },
    );
    return loading;
  }

  /**
   * Loads the packs of these language tags, where there are any; English and Spanish need none. What is loaded holds for
   * all linters of this entry. Gives the languages that were loaded now or before.
   */
  async function loadLanguages(tags) {
    const wanted = new Set([...tags].map((tag) => primaryLanguage(String(tag))));
    const known = packs.filter((pack) => wanted.has(pack));
    await init();
    await Promise.all(known.map((lang) => (languages[lang] ??= loadPack(lang))));
    return known;
  }

  async function loadPack(lang) {
    try {
      const found = await bytesOf(new URL(`./lexicons/${lang}.lexicon`, import.meta.url));
      const pack = new Uint8Array(found.arrayBuffer ? await found.arrayBuffer() : found);
      const wrong = guarded(() => engine.load_language(pack));
      last = { asked: [] };
      if (wrong) throw new AsklessError('bad-language', wrong);
    } catch (error) {
      delete languages[lang]; // So that another call tries again.
      throw error;
    }
  }

  /** What the engine answers; an answer that is a text says what is wrong. */
  function call(what, handle, text, marks = [], holders = [], spared = []) {
    return answered(what, guarded(() => engine.call(what, handle, text, marks, holders, spared)));
  }

  /** The same for a page. One that reads as the last one did, in every letter, gets the same answer without being read. */
  function callOfPage(...asked) {
    const isSame = !unusable && asked.every((part, at) => same(part, last.asked[at]));
    if (!isSame) last = { asked, answer: guarded(() => engine.call(...asked)) };
    return answered(asked[0], last.answer);
  }

  function answered(what, json) {
    const answer = JSON.parse(json);
    if (typeof answer === 'string') throw new AsklessError(what === 'configure' ? 'bad-config' : 'bad-target', answer);
    return answer;
  }

  function guarded(run) {
    if (unusable) throw unusable;
    try {
      return run();
    } catch (error) {
      // A trap, or the stack ran out: the engine's memory cannot be trusted any more.
      unusable = new AsklessError(
        'stopped',
        'The engine stopped on an error of its own and reads nothing more until the page is loaded again. Please report this, with the form.',
        { cause: error },
      );
      throw unusable;
    }
  }

  /** A linter with this configuration, which is copied and cannot be changed afterwards. */
  function createAskless(options = {}) {
    const config = checked(options);
    const { locale } = options; // If it is given, the notes are in it too.
    const handle = call('configure', 0, JSON.stringify([config.policy, config.service, config.locale, config.today]));

    function lint(target) {
      if (typeof target === 'string') return call('lint_source', handle, sourceOf(target));
      if (!isNode(target)) return call('lint_plain', handle, plainOf(target));
      return lintNode(target).report;
    }

    function lintNode(target) {
      const { text, marks, nodes } = snapshot(target);
      const found = callOfPage('lint', handle, text, marks, [], []);
      return { report: located(found, nodes), places: found.places, nodes };
    }

    /**
     * Reads a page beginning by beginning, each longer one in two tasks of its own. The engine remembers what it found, so that
     * the page as a whole is read quickly afterwards, and does its own first work (its words, its slow first runs) by the way.
     * Last it answers what it will be asked, `lintNode` or `planNode`, so that only acting on it is left.
     */
    async function prepare(target, ask) {
      const { text, marks } = snapshot(target);
      const what = ask === planNode ? 'hide' : 'lint';
      for (let end = 0; end < marks.length; end = Math.max(BEGINNING, Math.floor(end * GROWTH))) {
        const beginning = marks.slice(0, end);
        const words = text.slice(0, lengthOf(beginning));
        for (const step of ['read', what]) {
          await pause();
          guarded(() => engine.call(step, handle, words, beginning, [], []));
        }
      }
      await pause();
      await readAhead(target);
      ask(target);
      await pause();
    }

    /** Reads a page in a task of its own. What is asked about it next, if it stays as it is, is only looked for and judged. */
    async function readAhead(target) {
      const { text, marks } = snapshot(target);
      if (same(text, last.asked[2]) && same(marks, last.asked[3])) return;
      await pause();
      guarded(() => engine.call('read', handle, text, marks, [], []));
      await pause();
    }

    function check(question) {
      return call('check', handle, plainOf(question));
    }

    /** A page, what to do to hide (or to `strip`) questions, and where things stand. Those with a control that `isSpared(node)` takes stay. */
    function planNode(target, isSpared = () => false, what = 'hide') {
      const { text, marks, nodes, more, holders } = snapshot(target);
      const where = (filter) => [...nodes.keys()].filter((id) => nodes[id] !== null && filter(nodes[id]));
      const found = callOfPage(what, handle, text, marks, where((node) => holders.has(node)), where(isSpared));
      return { report: located(found, nodes), places: found.places, plan: found.plan, nodes, more };
    }

    function strip(target) {
      if (typeof target === 'string') {
        const { html, report } = call('strip_source', handle, sourceOf(target));
        return { report, stripped: namesOf(report), html };
      }
      if (!isNode(target)) return stripPlain(target);
      const { report, plan, nodes, more } = planNode(target, undefined, 'strip');
      if (plan.remove.length > 0 && !isStatic(nodes)) {
        throw new AsklessError('not-static', 'A script of this page looks after this form, which would break. Use `guard` with the mode "strip", which hides instead.');
      }
      // What goes has no place afterwards, so its selectors are made now.
      for (const { question } of [...report.stripped, ...report.findings]) void question?.selector;
      return { report, stripped: namesOf(report), restore: detach(plan, nodes, more) };
    }

    function stripPlain(target) {
      const { report, remove } = call('strip_plain', handle, plainOf(target));
      const left = (questions) => questions.filter((_, at) => !remove.includes(at));
      const form = Array.isArray(target) ? left(target) : { ...target, questions: left(target.questions) };
      return { report, stripped: namesOf(report), form };
    }

    function guardNode(target, guardOptions) {
      if (!isNode(target)) throw new AsklessError('bad-target', 'Pass the form, another element or the document to guard.');
      checkMode(guardOptions?.mode ?? config.mode);
      return guard({ lintNode, planNode, prepare, readAhead, config }, target, { locale, ...guardOptions });
    }

    const askless = {
      lint,
      check,
      strip,
      guard: guardNode,
      config,
      version,
    };
    return Object.freeze(askless);
  }

  function sourceOf(html) {
    if (readsSource) return html;
    throw new AsklessError(
      'needs-html',
      "This build leaves parsing to the browser and reads no HTML text: pass an element, or import from 'askless/html'.",
    );
  }

  return { init, loadLanguages, createAskless };
}

async function start(glue, source, inScript) {
  let refused;
  try {
    if (typeof WebAssembly !== 'object') throw (refused = new AsklessError('no-webassembly', 'This browser runs no WebAssembly, or has it switched off.'));
    await glue.load({ module_or_path: await bytesOf(source) });
    return glue;
  } catch (error) {
    if (/content.security.policy|unsafe-eval|CSP/i.test(error?.message)) {
      refused = new AsklessError(
        'blocked',
        "This page's Content-Security-Policy refuses WebAssembly: add 'wasm-unsafe-eval' to its script-src.",
        { cause: error },
      );
    } else if (error instanceof TypeError && (source instanceof URL || typeof source === 'string')) {
      refused = new AsklessError('not-loaded', `The engine could not be loaded: ${error.message}`, { cause: error });
    }
    // The same engine as a script: larger and slower, so it comes only here.
    const script = refused && inScript && (await inScript().catch(() => undefined));
    if (script) return script;
    if (refused ?? error instanceof AsklessError) throw refused ?? error;
    throw new AsklessError('not-loaded', `The engine could not be loaded: ${error?.message ?? error}`, { cause: error });
  }
}

// The wasm file: read in Node, fetched elsewhere, and anything else (bytes, a compiled module) as it is.
async function bytesOf(source) {
  if (!(source instanceof URL) && typeof source !== 'string') return source;
  const url = new URL(source, globalThis.document?.baseURI);
  if (url.protocol === 'file:') {
    const { readFile } = await import(/* webpackIgnore: true */ /* @vite-ignore */ 'node:fs/promises');
    return readFile(url);
  }
  const response = await fetch(url, { credentials: 'omit' });
  if (response.ok) return response;
  throw new AsklessError('not-loaded', `${url.pathname} answered ${response.status}.`);
}

function checked(options) {
  const unknown = Object.keys(options).find((key) => !OPTIONS.includes(key));
  if (unknown !== undefined) {
    throw new AsklessError('bad-config', `Unknown option "${unknown}": there are ${OPTIONS.join(', ')}.`);
  }
  const { policy, service, locale = 'en', today = localDay(new Date()), mode = 'report' } = options;
  checkMode(mode);
  let copy;
  try {
    // Not structuredClone, which refuses the proxies that Vue and others make of plain data.
    copy = JSON.parse(JSON.stringify({ policy, service, locale, today, mode }, plainOnly));
  } catch (error) {
    throw new AsklessError('bad-config', 'policy and service must be plain data.', { cause: error });
  }
  return frozen(copy);
}

function checkMode(mode) {
  if (!MODES.includes(mode)) throw new AsklessError('bad-config', `mode is "${mode}": it must be ${MODES.join(', ')}.`);
}

function plainOnly(_, value) {
  if (typeof value === 'function') throw new TypeError('A function is no data.');
  return value;
}

function frozen(value) {
  if (typeof value === 'object' && value !== null) Object.values(Object.freeze(value)).forEach(frozen);
  return value;
}

function localDay(date) {
  const two = (n) => String(n).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

function isNode(target) {
  if (typeof Node !== 'function' || typeof target !== 'object') return false;
  try {
    return dom().nodeType.call(target) > 0;
  } catch {
    return false; // Not a node, whatever it says.
  }
}

function plainOf(target) {
  if (typeof target === 'object' && target !== null) {
    try {
      return JSON.stringify(target);
    } catch (error) {
      throw new AsklessError('bad-target', 'A plain form or question must be plain data.', { cause: error });
    }
  }
  throw new AsklessError('bad-target', 'Pass an element, a document, or a plain form or question.');
}

const same = (a, b) => a === b || (Array.isArray(a) && Array.isArray(b) && a.length === b.length && a.every((part, at) => part === b[at]));

/** Lets the page go on. A message waits for nothing else, while timers rest in pages that nobody looks at. */
function pause() {
  const { port1, port2 } = new MessageChannel();
  return new Promise((done) => {
    port1.onmessage = () => {
      port1.close();
      done();
    };
    port2.postMessage(0);
  });
}

const namesOf = (report) => report.stripped.flatMap(({ names }) => names);

// The engine names places by the nodes' ids, one place a finding. A selector is made only when somebody looks at it.
function located({ report, places }, nodes) {
  [...report.form_findings, ...report.findings, ...report.stripped].forEach(({ question }, at) => {
    const node = nodes[places[at]?.controls[0] ?? places[at]?.nodes[0]];
    if (!question || !node) return;
    Object.defineProperty(question, 'selector', {
      configurable: true,
      enumerable: true,
      get() {
        const value = selectorOf(node);
        Object.defineProperty(this, 'selector', { value, enumerable: true, configurable: true, writable: true });
        return value;
      },
    });
  });
  return report;
}

/** The primary subtag of a language tag, read as `primary_language` in src/form.rs reads it. */
export function primaryLanguage(tag) {
  const primary = tag.trim().split(/[-_]/)[0].toLowerCase();
  return { fil: 'tl', cmn: 'zh', yue: 'zh' }[primary] ?? primary;
}
