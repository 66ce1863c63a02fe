import { AsklessError } from './errors.js';
import { createAskless, init, loadLanguages } from './index.js';

const STYLE = `
askless-guard { display: contents; }
.askless-note { display: block; margin-block: .25em; padding-inline-start: .6em; border-inline-start: .25em solid; font-size: .95em; }
`;

/**
 * `<askless-guard>`: guards the form around it, inside it, or with the id in `for`.
 *
 * Attributes: `policy` (the name of a built-in policy or the address of one as JSON), `service` (the address of a
 * service as JSON), `mode` (`report`, `flag`, `strip`), `lang`, `for`, `disabled`. Addresses must be of the page's own
 * origin. Events, which bubble: `askless-report`, `askless-strip`, `askless-error`, each with what it is about as `detail`.
 */
export class AsklessGuard extends (globalThis.HTMLElement ?? class {}) {
  static observedAttributes = ['policy', 'service', 'mode', 'lang', 'for', 'disabled'];

  #guard;
  // Counts starts, so that one that is overtaken while it loads does nothing.
  #start = 0;

  /** The last report, if there is one. */
  get report() {
    return this.#guard?.report;
  }

  connectedCallback() {
    this.#restart();
  }

  disconnectedCallback() {
    this.#stop();
  }

  attributeChangedCallback(_name, before, now) {
    if (this.isConnected && before !== now) this.#restart();
  }

  #stop() {
    this.#start += 1;
    this.#guard?.stop();
    this.#guard = undefined;
  }

  async #restart() {
    this.#stop();
    if (this.hasAttribute('disabled')) return;
    const start = this.#start;
    try {
      const [policy, service] = await Promise.all([
        this.#load('policy'), this.#load('service'), init(), parsed(this.ownerDocument),
      ]);
      if (start !== this.#start) return;
      const form = this.#form();
      // Without its pack a language is a limit of the report; the guard goes on.
      await loadLanguages(languagesOf(form)).catch((error) => this.#tell('error', error));
      if (start !== this.#start) return;
      const locale = this.closest('[lang]')?.getAttribute('lang') || 'en';
      const askless = createAskless({ policy, service, locale, mode: this.getAttribute('mode') ?? 'report' });
      adopt(form.getRootNode());
      this.#guard = askless.guard(form, { on: (type, detail) => this.#tell(type, detail) });
    } catch (error) {
      if (start === this.#start) this.#tell('error', error);
    }
  }

  #tell(type, detail) {
    this.dispatchEvent(new CustomEvent(`askless-${type}`, { detail, bubbles: true, composed: true }));
  }

  #form() {
    const id = this.getAttribute('for');
    const form = id ? this.getRootNode().getElementById(id) : (this.closest('form') ?? this.querySelector('form'));
    if (form) return form;
    throw new AsklessError('no-form', id ? `There is no form with the id "${id}".` : 'Put the form inside askless-guard, or name its id in "for".');
  }

  /** What the address in an attribute gives; a name without `/` or `.` as it is; undefined without the attribute. */
  async #load(attribute) {
    const address = this.getAttribute(attribute);
    if (!address || /^[\w-]+$/.test(address)) return address || undefined;
    const url = new URL(address, this.ownerDocument.baseURI);
    if (url.origin !== location.origin) {
      throw new AsklessError('other-origin', `The ${attribute} must come from this page's own origin, not from ${url.origin}.`);
    }
    const response = await fetch(url, { credentials: 'omit' });
    if (!response.ok) throw new AsklessError('not-loaded', `The ${attribute} ${url.pathname} answered ${response.status}.`);
    try {
      return await response.json();
    } catch (cause) {
      throw new AsklessError('bad-config', `The ${attribute} ${url.pathname} is not JSON.`, { cause });
    }
  }
}

function parsed(document) {
  if (document.readyState !== 'loading') return undefined;
  return new Promise((done) => document.addEventListener('DOMContentLoaded', done, { once: true }));
}

// The language tags around and inside a form.
function languagesOf(form) {
  const around = form.closest('[lang]');
  const inside = form.querySelectorAll('[lang]');
  return [around, ...inside].map((element) => element?.getAttribute('lang') ?? '');
}

const sheets = new WeakMap();

// A constructed stylesheet: it touches no node, and a page's style-src does not refuse it.
function adopt(root) {
  const document = root.ownerDocument ?? root;
  if (!root.adoptedStyleSheets || sheets.has(root)) return;
  const sheet = new document.defaultView.CSSStyleSheet();
  sheet.replaceSync(STYLE);
  sheets.set(root, sheet);
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
}
