import { dom } from './dom.js';

// What the guard itself put into the page and changed in it. A later walk reads the page as it would be without, so
// that the guard does not judge itself, and all of it can be taken back exactly.

const nodes = new WeakSet();
// For each element, the attributes that the guard changed: what stood there before (null: nothing) and what stands now.
const changes = new WeakMap();
let any = false;

/** Makes an element that is the guard's own. No markup can pass for one. */
export function make(document, name, attributes = {}, text = '') {
  const element = Document.prototype.createElement.call(document, name);
  for (const [attribute, value] of Object.entries(attributes)) element.setAttribute(attribute, value);
  element.textContent = text;
  nodes.add(element);
  any = true;
  return element;
}

/** Whether the guard made this node. */
export const isOwn = (node) => any && nodes.has(node);

/** The attributes that the guard changed, by name: `{ before, now }`; undefined if there are none. */
export const changesOf = (element) => (any ? changes.get(element) : undefined);

/** Sets an attribute, or takes it away with null, and remembers what was there before the guard came. */
export function change(element, attribute, now) {
  any = true;
  let known = changes.get(element);
  if (!known) changes.set(element, (known = new Map()));
  // An attribute that only the guard sets stood there in markup that the page has copied.
  const found = attribute.startsWith('data-askless') ? null : dom().getAttribute.call(element, attribute);
  // What the page has written since is what it wants.
  const { before, now: last } = known.get(attribute) ?? {};
  known.set(attribute, { before: before !== undefined && found === last ? before : found, now });
  put(element, attribute, now);
}

/** Takes back what the guard changed, unless the page has set something else meanwhile. */
export function unchange(element, attribute) {
  const known = changes.get(element);
  const { before, now } = known?.get(attribute) ?? {};
  if (before === undefined) return;
  known.delete(attribute);
  if (known.size === 0) changes.delete(element);
  if (dom().getAttribute.call(element, attribute) === now) put(element, attribute, before);
}

/** Takes back all that the guard changed of an element. */
export function unchangeAll(element) {
  for (const attribute of [...(changes.get(element)?.keys() ?? [])]) unchange(element, attribute);
}

/** Sets an attribute, or takes it away with null; leaves it alone where it is so already. */
export function put(element, attribute, value) {
  const { getAttribute, setAttribute, removeAttribute } = dom();
  if (getAttribute.call(element, attribute) === value) return;
  if (value === null) removeAttribute.call(element, attribute);
  else setAttribute.call(element, attribute, value);
}
