import * as glue from './wasm/html.js';
import { makeEntry } from './engine.js';

export { AsklessError } from './errors.js';
export { version } from './version.js';
export const { init, loadLanguages, createAskless } = makeEntry(glue, () => new URL('./wasm/html_bg.wasm', import.meta.url), true);
