import { dom, findAll, isInside } from './dom.js';
import { primaryLanguage } from './engine.js';
import { AsklessError } from './errors.js';
import { createAskless, init, loadLanguages } from './index.js';
import { change, make, put, unchange } from './own.js';
import { adopt } from './sheet.js';
import { langAround } from './snapshot.js';

// Attributes that are properties too, under the same name.
const STRINGS = { mode: 'report', lang: '', for: '', 'on-failure': 'open' };
const FLAGS = ['cloak', 'disabled', 'frames'];
const STATES = ['loading', 'ready', 'failed', 'found', 'stripped'];
// How long a cloaked form stays hidden while the guard is loading, in milliseconds; cloak.css has the same.
const LATE = 8000;

/**
 * `<askless-guard>`: guards what is in it, the form around it, or the form with the id in `for`, now or once it comes.
 *
 * Attributes, which are properties too: `policy` (the name of a built-in policy, or as `service`), `service` (an address
 * of JSON of the page's own origin, or the id of a JSON script in the page; as a property also plain data), `mode`
 * (`report`, `flag`, `strip`), `lang`, `for`, `cloak`, `on-failure` (`open`, `closed`), `frames`, `disabled`.
 *
 * Events, which bubble, each with what it is about as `detail`: `askless-report`, `askless-finding`, `askless-strip`
 * (before a question is stripped; `preventDefault()` leaves it), `askless-error`.
 * States: `loading`, `ready`, `failed`, `found`, `stripped`. Parts: `panel`, `status`, `failure`.
 */
export class AsklessGuard extends (globalThis.HTMLElement ?? class {}) {
  static observedAttributes = ['policy', 'service', ...Object.keys(STRINGS), ...FLAGS];

  #guard;
  #states;
  #shadow;
  #given = {};
  // Counts starts, so that one that is overtaken while it loads does nothing.
  #start = 0;
  #isQueued = false;
  // What this element has hidden.
  #veiled = new Set();
  // The last reports, of the form and of frames.
  #reports = new Map();

  constructor() {
    super();
    this.#shadow = this.attachShadow({ mode: 'open' });
    this.#shadow.append(document.createElement('slot'));
    this.#states = this.attachInternals?.().states;
  }

  /** The last report, if there is one. */
  get report() {
    return this.#guard?.report;
  }

  /** Reads the form again now, and gives the report; after `restore()`, acts again too. */
  refresh() {
    if (!this.#guard) this.#restart();
    return this.#guard?.refresh();
  }

  /** Puts the form back exactly as it was, and rests until `refresh()`. */
  restore() {
    if (!this.#guard) return this.#stop();
    this.#show('ready');
    this.#guard.restore();
  }

  /** The service: plain data that was given, else the attribute. */
  get service() {
    return this.#given.service ?? this.getAttribute('service') ?? undefined;
  }
  set service(value) {
    this.#give('service', value);
  }

  /** The policy: plain data that was given, else the attribute. */
  get policy() {
    return this.#given.policy ?? this.getAttribute('policy') ?? undefined;
  }
  set policy(value) {
    this.#give('policy', value);
  }

  #give(name, value) {
    const isData = typeof value === 'object' && value !== null;
    this.#given[name] = isData ? value : undefined;
    if (!isData && value !== undefined && value !== null) this.setAttribute(name, value);
    else if (!isData) this.removeAttribute(name);
    this.#restart();
  }

  connectedCallback() {
    // What was set before the element was defined is set again, now that there are accessors.
    for (const name of Object.keys(this)) {
      if (!(name in AsklessGuard.prototype)) continue;
      const value = this[name];
      delete this[name];
      this[name] = value;
    }
    adopt(this.getRootNode());
    if (this.cloak && !this.disabled) this.#veil();
    this.setAttribute('data-askless-on', ''); // From here on the veil is this element's, no more the style sheet's.
    this.#restart();
  }

  disconnectedCallback() {
    // A page that moves the element puts it back at once.
    queueMicrotask(() => this.isConnected || this.#stop());
  }

  attributeChangedCallback(name, before, now) {
    if (!this.isConnected || before === now) return;
    if (name === 'disabled' && now !== null) this.#stop();
    else this.#restart();
  }

  #stop() {
    this.#start += 1;
    this.#guard?.stop();
    this.#guard = undefined;
    this.#unveil();
    this.#shadow.querySelector('[part=failure]')?.remove();
    this.#show();
  }

  #restart() {
    if (this.#isQueued || !this.isConnected) return;
    this.#isQueued = true;
    queueMicrotask(() => {
      this.#isQueued = false;
      if (!this.isConnected) return;
      const veil = this.cloak && !this.disabled;
      this.#stop();
      if (veil) this.#veil();
      if (!this.disabled) this.#run();
    });
  }

  async #run() {
    const start = this.#start;
    const around = this.for ? this.getRootNode() : undefined;
    let isLoading = true;
    let isVeiled = this.cloak;
    // The form may come while the guard is loading, or later.
    const observer = new MutationObserver(() => {
      if (start !== this.#start || this.#guard) observer.disconnect();
      else if (!isLoading && this.#target()) this.#restart();
      else if (isVeiled) this.#veil();
    });
    if (around) observer.observe(around, { subtree: true, childList: true, attributeFilter: ['id'] });
    if (isVeiled && this.onFailure !== 'closed') {
      setTimeout(() => {
        if (!isLoading || start !== this.#start) return;
        isVeiled = false;
        this.#unveil();
      }, LATE);
    }
    this.#show('loading');
    try {
      const [policy, service] = await Promise.all([this.#load('policy'), this.#load('service'), init(), parsed(this.ownerDocument)]);
      if (start !== this.#start) return;
      const target = this.#target();
      // Without its pack a language is a limit of the report; the guard goes on.
      await loadLanguages(languagesOf(target ?? this)).catch((error) => this.#tell('error', error));
      if (start !== this.#start) return;
      // A form in another language than its page has its notes in its own.
      const speaks = this.lang || !target ? this : findAll(target, 'form')[0] ?? target;
      const locale = langAround(speaks) || 'en';
      const askless = createAskless({ policy, service, locale: ['en', 'es'].includes(primaryLanguage(locale)) ? locale : 'en', mode: this.mode });
      if (!target) {
        isLoading = false;
        this.#tell('error', new AsklessError('no-form', `There is no form with the id "${this.for}" yet: the guard waits for it.`));
        return this.#unveil();
      }
      adopt(dom().getRootNode.call(target));
      if (isVeiled) this.#veil();
      const on = (type, detail) => {
        if (start !== this.#start) return false;
        const goesOn = this.#tell(type, detail);
        if (detail.code === 'stopped') this.#fail();
        return goesOn;
      };
      const find = around && (() => this.#target());
      this.#guard = askless.guard(target, { locale, cloak: this.cloak, frames: this.frames, host: this.#shadow, on, find, around, reports: this.#reports });
      await this.#guard.ready;
      isLoading = false;
      if (start === this.#start) this.#unveil();
    } catch (error) {
      if (start !== this.#start) return;
      if (!this.#guard) this.#tell('error', error); // What the guard could not do it has told.
      this.#fail();
    }
  }

  #target() {
    if (this.for) return byId(this.getRootNode(), this.for);
    return this.closest('form') ?? this;
  }

  #veil() {
    for (const element of [this, this.#target()]) {
      if (!element) continue;
      change(element, 'data-askless-veil', '');
      this.#veiled.add(element);
    }
  }

  #unveil() {
    for (const element of [this.#shadow.firstChild, ...this.#veiled]) {
      for (const attribute of ['data-askless-veil', 'inert']) unchange(element, attribute);
    }
    // WebKit goes on with the animation of cloak.css after its rule has ceased to hold.
    for (const element of [...this.#veiled, ...this.children]) {
      for (const animation of Element.prototype.getAnimations.call(element)) {
        if (animation.animationName === 'askless-cloak') animation.cancel();
      }
    }
    this.#veiled.clear();
  }

  /** With `on-failure="open"` the form is shown as it is; with `closed` it stays veiled, and a sentence says so. */
  async #fail() {
    this.#show('failed');
    if (this.onFailure !== 'closed') {
      this.#start += 1;
      return this.#unveil();
    }
    const start = this.#start;
    this.#veil();
    // Not what the element stands in, nor itself: nobody would be read the sentence in it.
    for (const element of this.#veiled) {
      if (!isInside(this, element)) change(element, 'inert', '');
      else if (this.#target() === this) change(this.#shadow.firstChild, 'inert', '');
    }
    // The file with the words may not come either.
    const words = await import('./words.js').then(({ wordsOf }) => wordsOf(langAround(this))).catch(() => ({ lang: 'en', failed: 'This form cannot be shown right now.' }));
    if (start !== this.#start || this.#shadow.querySelector('[part=failure]')) return;
    const sentence = make(this.ownerDocument, 'p', { part: 'failure', role: 'alert', lang: words.lang, dir: 'auto' }, words.failed);
    sentence.style.visibility = 'visible';
    this.#shadow.append(sentence);
  }

  #tell(type, detail) {
    if (type === 'report') {
      const all = [...this.#reports.values()];
      this.#show('ready', all.some(({ counts }) => counts.violations > 0) && 'found', all.some(({ stripped }) => stripped.length > 0) && 'stripped');
    }
    return this.dispatchEvent(new CustomEvent(`askless-${type}`, { detail, bubbles: true, composed: true, cancelable: type === 'strip' }));
  }

  #show(...states) {
    for (const state of STATES) {
      try {
        if (states.includes(state)) this.#states?.add(state);
        else this.#states?.delete(state);
      } catch {
        // Older browsers know only states that begin with two dashes.
      }
    }
  }

  /** The data given as a property, in a JSON script of the page, or at an address; a policy's name as it is. */
  async #load(name) {
    const value = this.#given[name] ?? this.getAttribute(name);
    if (!value || typeof value === 'object') return value || undefined;
    const script = /^#?[\w-]+$/.test(value) && byId(this.ownerDocument, value.replace('#', ''));
    if (script?.localName === 'script') return json(name, `in #${script.id}`, script.textContent);
    if (name === 'policy' && /^[\w-]+$/.test(value)) return value;
    try {
      const url = new URL(value, this.baseURI);
      if (url.origin !== self.origin) {
        throw new AsklessError('other-origin', `The ${name} must come from this page's own origin, not from ${url.origin}.`);
      }
      const response = await fetch(url, { credentials: 'omit', mode: 'same-origin' });
      if (!response.ok) throw new AsklessError('not-loaded', `The ${name} ${url.pathname} answered ${response.status}.`);
      return json(name, url.pathname, await response.text());
    } catch (cause) {
      if (cause instanceof AsklessError) throw cause;
      throw new AsklessError('not-loaded', `The ${name} ${value} could not be loaded: ${cause.message}`, { cause });
    }
  }
}

for (const [name, fallback] of Object.entries(STRINGS)) {
  if (name === 'lang') continue; // HTMLElement has it.
  Object.defineProperty(AsklessGuard.prototype, name.replace('on-f', 'onF'), {
    configurable: true,
    get() {
      return this.getAttribute(name) ?? fallback;
    },
    set(value) {
      put(this, name, value ?? null); // null and undefined take it away, as frameworks expect.
    },
  });
}
for (const name of FLAGS) {
  Object.defineProperty(AsklessGuard.prototype, name, {
    configurable: true,
    get() {
      return this.hasAttribute(name);
    },
    set(value) {
      this.toggleAttribute(name, Boolean(value));
    },
  });
}

const byId = (root, id) => findAll(root, `#${CSS.escape(id)}`)[0];

function json(name, place, text) {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new AsklessError('bad-config', `The ${name} ${place} is not JSON.`, { cause });
  }
}

function parsed(document) {
  if (document.readyState !== 'loading') return undefined;
  return new Promise((done) => document.addEventListener('DOMContentLoaded', done, { once: true }));
}

// The language tags around and inside a form.
function languagesOf(form) {
  const inside = findAll(form, '[lang]').map((element) => dom().getAttribute.call(element, 'lang') ?? '');
  return [langAround(form), ...inside];
}
