import { documentOf, dom } from './dom.js';
import { langAround } from './snapshot.js';

/** Whether the page is in another language than when the guard came, or says that the browser translates it. */
export function isTranslated({ target, langAtStart }) {
  const { documentElement, matches } = dom();
  const root = documentElement.call(documentOf(target()));
  return langAround(root) !== langAtStart || (root !== null && matches.call(root, '.translated-ltr, .translated-rtl'));
}
