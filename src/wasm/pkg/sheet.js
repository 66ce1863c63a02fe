import { documentOf, dom, windowOf } from './dom.js';

// The guard's styles, as constructed stylesheets: they touch no node, a page's style-src does not refuse them, and
// nothing that renders the page anew takes them away. What hides stands in a layer, where an important declaration wins over
// all of the page's outside of layers.

const RULES = `
askless-guard:not([hidden]) { display: contents; }
@layer askless {
[data-askless-veil], [data-askless-veil] *, [data-askless], [data-askless] * { visibility: hidden !important; transition: none !important; }
[data-askless~="gone"] { display: none !important; }
}
.askless-note { display: block; margin-block: .25em; padding-inline-start: .6em; border-inline-start: .25em solid;
  font-size: .95em; text-align: start; color: var(--askless-note-color, inherit); background: var(--askless-note-background, none); }
.askless-status { position: absolute !important; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
`;

// One sheet of the common rules for each document.
const common = new WeakMap();

/** A sheet of these rules for a node's document; null where the browser or the document makes none. */
export function sheetOf(node, rules) {
  try {
    const sheet = new (windowOf(node).CSSStyleSheet)();
    sheet.replaceSync(rules);
    return sheet;
  } catch {
    return null;
  }
}

/**
 * Puts the common rules, and a sheet of one's own, into a document or shadow root, if they are not there; for an element that
 * stands nowhere yet, into its document. Gives the one that has them.
 */
export function adopt(node, own = null) {
  const document = documentOf(node);
  const root = dom().nodeType.call(node) === 11 ? node : document;
  if (!('adoptedStyleSheets' in root)) return root;
  if (!common.has(document)) common.set(document, sheetOf(document, RULES));
  const now = adopted(root);
  const missing = [common.get(document), own].filter((sheet) => sheet && !now.includes(sheet));
  if (missing.length > 0) adopted(root, [...now, ...missing]);
  return root;
}

/** Takes one's own sheet out again. */
export function drop(root, own) {
  if (own) adopted(root, adopted(root).filter((sheet) => sheet !== own));
}

/** The sheets of a document or shadow root, or these instead. */
function adopted(root, sheets) {
  const { prototype } = dom().nodeType.call(root) === 9 ? Document : ShadowRoot;
  if (sheets) Reflect.set(prototype, 'adoptedStyleSheets', sheets, root);
  return Reflect.get(prototype, 'adoptedStyleSheets', root);
}
