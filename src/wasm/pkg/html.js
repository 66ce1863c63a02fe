import load, { call, load_language } from './wasm/html.js';
import { makeEntry } from './engine.js';

export { AsklessError } from './errors.js';
export { version } from './version.js';
export const { init, loadLanguages, createAskless } = makeEntry({ load, call, load_language }, () => new URL('./wasm/html_bg.wasm', import.meta.url), true);

/**
 * The necessity record of HTML text, as a page to print: what `askless record` writes. `name` is what it calls the form; the
 * options are those of `createAskless`.
 */
export function record(html, name = '', options = {}) {
  const { policy, service, locale, today } = createAskless(options).config;
  const ask = (what, handle, text) => JSON.parse(call(what, handle, text, [], [], []));
  const handle = ask('configure', 0, JSON.stringify([policy, service, locale, today]));
  return ask('record_source', handle, JSON.stringify([name, html])).record;
}
