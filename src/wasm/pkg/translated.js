import { dom } from './dom.js';
import { langAround } from './snapshot.js';

/** Whether the page is in another language than when the guard came, or says that the browser translates it. */
export function isTranslated({ target, langAtStart }) {
  const { nodeType, ownerDocument, documentElement, matches } = dom();
  const document = nodeType.call(target()) === 9 ? target() : ownerDocument.call(target());
  const root = documentElement.call(document);
  return langAround(root) !== langAtStart || (root !== null && matches.call(root, '.translated-ltr, .translated-rtl'));
}
