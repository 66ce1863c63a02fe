import load, { call, load_language } from './wasm/guard.js';
import { makeEntry } from './engine.js';

export { AsklessError } from './errors.js';
export { version } from './version.js';
export const { init, loadLanguages, createAskless } = makeEntry(
  { load, call, load_language },
  () => new URL('./wasm/guard_bg.wasm', import.meta.url),
  false,
  () => import('./wasm/script.js'),
);
