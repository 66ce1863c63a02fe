import { dom } from './dom.js';

/**
 * Whether nobody else looks after these nodes and what they stand in: only then may nodes be taken out of the page, or put
 * around them. What draws a page keeps its notes as properties of the nodes (React, Vue, Angular, Svelte, Preact, Lit, jQuery
 * and others do), and what the parser made has none.
 */
export function isStatic(nodes) {
  const { parentNode } = dom();
  const all = nodes.filter((node) => node !== null);
  // From the last: the first are the page's root and title, wherever the target stands.
  const last = all.at(-1);
  for (let node = last && parentNode.call(last); node; node = parentNode.call(node)) all.push(node);
  return all.every(isUnowned);
}

function isUnowned(node) {
  const { nodeType, localName, shadowRoot } = dom();
  const type = nodeType.call(node);
  if (type === 9) return true;
  if (type === 11) return false;
  const name = type === 1 ? localName.call(node) : '';
  if (name === 'askless-guard') return true;
  if (name.includes('-') || (type === 1 && shadowRoot.call(node) !== null)) return false;
  if (Object.getOwnPropertySymbols(node).length > 0) return false;
  // The controls of a form and the options of a select are its properties too: by name they cannot be enumerated.
  if (name === 'form' || name === 'select') return Object.keys(node).every((key) => /^\d+$/.test(key));
  return Object.getOwnPropertyNames(node).length === 0;
}
