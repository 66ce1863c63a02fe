import load, { call, load_language } from './wasm/html.js';
import { makeEntry } from './engine.js';

export { AsklessError } from './errors.js';
export { version } from './version.js';
export const { init, loadLanguages, createAskless } = makeEntry({ load, call, load_language }, () => new URL('./wasm/html_bg.wasm', import.meta.url), true);
