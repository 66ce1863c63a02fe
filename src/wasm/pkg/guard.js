import { documentOf, dom, windowOf } from './dom.js';
import { AsklessError } from './errors.js';
import { change, isOwn, unchange } from './own.js';
import { adopt } from './sheet.js';
import { langAround } from './snapshot.js';

// How long changes of the page are gathered before it is read again, in milliseconds.
const PAUSE = 50;
// With a cloak, and where the page draws anew what was stripped, it is read before it is painted, for so many milliseconds of
// each second; beyond that, a cloaked page is veiled until it has come to rest.
const BUDGET = 200;
// A page that took so many milliseconds is read in a task of its own the next time, before it is acted on.
const LONG = 25;

// Attributes that can change what a form asks. What people type and how things look changes none of them.
const READ = ['id', 'name', 'type', 'for', 'form', 'role', 'title', 'placeholder', 'label', 'lang', 'alt', 'hidden',
  'required', 'autocomplete', 'contenteditable', 'href', 'action', 'method', 'formaction',
  'formmethod', 'pattern', 'aria-label', 'aria-labelledby', 'aria-describedby', 'aria-description', 'aria-hidden', 'aria-required', 'aria-placeholder', 'slot'];
// Attributes that a stripped question is held by, or that show that a page insists on it.
const HELD = ['disabled', 'inert', 'data-askless', 'aria-invalid', 'class'];

// What each mode does, loaded when it is first needed.
const PARTS = {
  report: async (context) => (await import('./panel.js')).panel(context),
  flag: async (context) => (await import('./flag.js')).flagger(context),
  strip: async (context) => (await import('./hide.js')).stripper(context),
};

/**
 * Guards a page, or a part of it: lints it, does what the mode says, and again after the page changes.
 *
 * `engine` is `{ lintNode, planNode, prepare, readAhead, config }`. `options`: `mode`; `on(type, detail)`, which is told of every `report`,
 * `finding`, `strip` (false: leave this question) and `error`; `locale`; `cloak`; `frames`; `host`, a shadow root for
 * what the guard says; `find()` with `around`, where the target may be replaced by another; `reports`, a map that holds the last
 * report of each guard at work, those of frames among them.
 */
export function guard(engine, target, options = {}) {
  const { config } = engine;
  const { on = () => {}, locale = langAround(veiled()) || 'en', cloak = false, frames = false, host, find, around, reports } = options;
  const wanted = options.mode ?? config.mode;
  const mode = modeOf(wanted, config);
  const known = new Set();
  const inner = new Map();
  const waiting = new Set();
  let report;
  let found;
  let part;
  let timer;
  let isPaused = false;
  let isBusy = false;
  let spent = { since: 0, time: 0 };
  let lasted = 0;
  let failure;

  const context = {
    locale, host, tell, flush,
    target: () => target,
    langAtStart: langAround(rootOf(target)),
    config,
    isInstead: mode !== wanted, // Flags instead of stripping.
    replan: (isSpared) => engine.planNode(target, isSpared),
  };

  const observer = new MutationObserver(heed);

  function heed(records) {
    if (isPaused) return;
    const now = find?.();
    if (now && now !== target) return move(now);
    records = records.filter(({ target: node }) => !isOwn(node) && (!find || dom().contains.call(target, node) || dom().nodeType.call(dom().getRootNode.call(node)) === 11));
    const isUrgent = part?.mutated?.(records);
    const matters = ({ type, attributeName }) => type !== 'attributes' || !HELD.includes(attributeName);
    if (isUrgent || records.some(matters)) soon(isUrgent);
    else observer.takeRecords();
  }

  /** Reads at once what has changed, where it would be read in a moment. */
  function flush() {
    if (isBusy) return;
    heed(observer.takeRecords());
    if (timer) check();
  }

  function soon(isUrgent) {
    if (!part) return; // The page is read once all is there.
    const now = performance.now();
    if (now - spent.since > 1000) spent = { since: now, time: 0 };
    if ((cloak || isUrgent) && spent.time < BUDGET) return check();
    if (cloak && !failure) veil();
    timer ??= setTimeout(lasted > LONG ? checkInParts : check, PAUSE);
  }

  async function checkInParts() {
    await engine.readAhead(target).catch(() => {}); // What goes wrong is told below.
    if (timer) check(); // Unless somebody asked meanwhile, or all was taken back.
  }

  function check() {
    if (isBusy) return void (timer ??= setTimeout(check, PAUSE)); // A listener asks, in the middle of it.
    isBusy = true;
    clearTimeout(timer);
    timer = undefined;
    const started = performance.now();
    try {
      found = part && mode === 'strip' ? engine.planNode(target, part.isLeft) : engine.lintNode(target);
      follow();
      act();
    } catch (error) {
      // The page goes on without the guard, and the form stays as it is. An engine that stopped says the same each time.
      if (error === failure) return;
      unchange(veiled(), 'data-askless-veil');
      tell('error', (failure = error));
    }
    observer.takeRecords(); // What the guard itself changed.
    lasted = performance.now() - started;
    spent.time += lasted;
    isBusy = false;
    if (isPaused) rest(); // A listener told it to, in the middle of it.
  }

  function act() {
    report = found.report;
    if (!part) return;
    found = part.renew(found) ?? found;
    report = found.report;
    reports?.set(context, report);
    if (cloak) unchange(veiled(), 'data-askless-veil');
    for (const finding of [...report.form_findings, ...report.findings]) {
      if (known.has(finding.fingerprint)) continue;
      known.add(finding.fingerprint);
      tell('finding', finding);
    }
    tell('report', report);
  }

  /** Watches open shadow roots too, custom elements that are not there yet, and frames when asked. */
  function follow() {
    const { nodeType, localName } = dom();
    const registry = windowOf(target)?.customElements;
    for (const [frame, leave] of inner) {
      if (found.nodes.includes(frame)) continue;
      leave();
      inner.delete(frame);
    }
    for (const node of found.nodes) {
      if (node === null) continue;
      const type = nodeType.call(node);
      if (type === 11) observe(node);
      const name = type === 1 ? localName.call(node) : '';
      if (name.includes('-') && registry && !waiting.has(name) && !registry.get(name)) {
        waiting.add(name);
        whenDefined(registry, name, new WeakRef(grown));
      }
      if (frames && name === 'iframe') followFrame(node);
    }
  }

  const grown = () => isPaused || soon();

  function followFrame(frame) {
    if (inner.has(frame)) return;
    let guarded;
    const enter = () => {
      guarded?.stop();
      const document = frame.contentDocument; // null if it is another site's
      const isGone = guarded && !document;
      guarded = document && dom().body.call(document) && guard(engine, document, { ...options, mode, cloak: false, host: undefined, find: undefined, around: undefined });
      if (isGone) soon(); // What it found counts no more.
    };
    inner.set(frame, () => {
      frame.removeEventListener('load', enter);
      guarded?.stop();
    });
    frame.addEventListener('load', enter);
    enter();
  }

  const observe = (root) =>
    observer.observe(root, { subtree: true, childList: true, characterData: true, attributeFilter: [...READ, ...HELD] });

  function watch() {
    observer.disconnect();
    if (around) observer.observe(around, { subtree: true, childList: true, attributeFilter: ['id'] });
    observe(target);
  }

  function move(now) {
    release();
    target = now;
    watch();
    if (part) check();
    else if (cloak) veil();
  }

  function veil() {
    adopt(dom().getRootNode.call(veiled()));
    change(veiled(), 'data-askless-veil', '');
  }

  function veiled() {
    return dom().nodeType.call(target) === 1 ? target : rootOf(target);
  }

  function tell(type, detail) {
    try {
      return on(type, detail) !== false;
    } catch (error) {
      reportError(error); // A listener of the page that fails stops nothing.
      return true;
    }
  }

  /** Takes back all that was done to the target. */
  function release() {
    part?.undo();
    for (const leave of inner.values()) leave();
    inner.clear();
    unchange(veiled(), 'data-askless-veil');
  }

  function rest() {
    isPaused = true;
    clearTimeout(timer);
    timer = undefined;
    release();
    observer.disconnect();
    reports?.delete(context);
  }

  watch();
  // What goes wrong with the engine is told when the page is read.
  const prepared = engine.prepare(target, mode === 'strip' ? engine.planNode : engine.lintNode).catch(() => {});
  const ready = Promise.all([PARTS[mode](context), prepared]).then(
    ([loaded]) => {
      part = loaded;
      if (!isPaused) check();
      if (failure) throw failure;
    },
    (cause) => {
      unchange(veiled(), 'data-askless-veil');
      failure = new AsklessError('not-loaded', `A file of the guard could not be loaded: ${cause?.message ?? cause}`, { cause });
      tell('error', failure);
      throw failure;
    },
  );
  ready.catch(() => {});

  return Object.freeze({
    /** The last report; asked for before the guard is ready, the page is read at once. */
    get report() {
      if (!report && !isPaused) check();
      return report;
    },
    /** What is done with findings: `strip` falls back to `flag` without a service. */
    mode,
    /** Settles once the mode's own part is loaded and has acted. */
    ready,
    /** Reads the page again now; after `restore()`, acts again too. */
    refresh() {
      if (isPaused) watch();
      isPaused = false;
      check();
      return report;
    },
    /** Takes back all that the guard did to the page, and rests until `refresh()`. */
    restore: rest,
    /** The same. */
    stop: rest,
  });
}

/** Weakly: what is never defined would keep the guard and its form for ever. Some names, such as annotation-xml, cannot be. */
function whenDefined(registry, name, then) {
  registry.whenDefined(name).then(() => then.deref()?.(), () => {});
}

function modeOf(mode, { service }) {
  const guesses = mode === 'strip' && (service === undefined || service['external-form'] === true);
  return guesses ? 'flag' : mode;
}

function rootOf(node) {
  return dom().documentElement.call(documentOf(node));
}
