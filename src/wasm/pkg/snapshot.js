import { above, dom, windowOf } from './dom.js';
import { changesOf, isOwn } from './own.js';

// One walk of the page into one string and one list of numbers (the marks), as src/read/snapshot.rs reads them.
// What is left out, the source reader (src/read/html.rs) leaves out too. What a person typed is never touched:
// only attributes and text nodes are read.

const CLOSE = 0, OPEN = 1, ATTRIBUTE = 2, TEXT = 3, SHADOW = 4, LIMIT = 5;

// Numbers of the limits, and where they lie; `Limit` in src/read/snapshot.rs says them in words.
const NODES = 0, DEPTH = 1, LENGTH = 2, CLOSED_SHADOW = 3;
const MAX_NODES = 200_000, MAX_DEPTH = 1_000, MAX_LENGTH = 8_000_000;

// Elements without any text for a person.
const SKIPPED = new Set(['script', 'style', 'template', 'noscript']);
// Elements and roles whose text is what a person typed, or was computed from it.
const TYPED = new Set(['textarea', 'output']);
const TYPED_ROLES = /(?:^|\s)(?:textbox|combobox|spinbutton)(?:\s|$)/i;
// The types of input whose `value` attribute is a choice or a caption.
const CHOICES = new Set(['radio', 'checkbox', 'submit', 'button', 'reset', 'image']);

/**
 * Reads a document, an element or a shadow root.
 *
 * Gives `text` and `marks` for the engine, and `nodes`: the node with the id `n` is `nodes[n]` (0 is the target's
 * container). Adjacent text nodes are one node to the engine: `nodes` has the first, `more` the others by its id.
 * `holders` are the nodes that hold something that was left out, such as a script.
 */
export function snapshot(target) {
  const { nodeType, firstChild, nextSibling, parentNode, data, localName, shadowRoot, getAttributeNames, getAttribute, hasAttribute } = dom();
  const marks = [];
  const nodes = [null];
  const more = new Map();
  // For each open element or shadow root, the node to go on with after it.
  const open = [];
  const limits = new Set();
  const holders = new Set();
  const registry = windowOf(target)?.customElements;
  let text = '';
  let inText = false;
  // How many elements were open where text began to be somebody's answer.
  let mutedAt = Infinity;

  const isElement = nodeType.call(target) === 1;
  if (!isElement) nodes[0] = target;
  else page(target);
  let node = isElement ? target : firstChild.call(target);

  for (;;) {
    if (node === null) {
      if (open.length === 0) break;
      node = open.pop();
      if (open.length < mutedAt) mutedAt = Infinity;
      marks.push(CLOSE);
      inText = false;
      continue;
    }
    const next = isElement && node === target ? null : nextSibling.call(node);
    if (nodes.length >= MAX_NODES || text.length >= MAX_LENGTH) {
      limits.add(nodes.length >= MAX_NODES ? NODES : LENGTH);
      node = null;
      continue;
    }
    const type = nodeType.call(node);
    if (type === 3 || type === 4) {
      const string = open.length < mutedAt ? data.call(node) : '';
      if (string.length > MAX_LENGTH) {
        limits.add(LENGTH);
      } else if (string !== '') {
        text += string;
        if (inText) {
          marks[marks.length - 1] += string.length << 3;
          const others = more.get(nodes.length - 1);
          if (others) others.push(node);
          else more.set(nodes.length - 1, [node]);
        } else {
          marks.push((string.length << 3) | TEXT);
          nodes.push(node);
          inText = true;
        }
      }
      node = next;
      continue;
    }
    const name = type === 1 ? localName.call(node).toLowerCase() : '';
    if (name === '' || SKIPPED.has(name) || isOwn(node)) {
      if (SKIPPED.has(name)) holders.add(parentNode.call(node));
      node = next;
      continue;
    }
    if (open.length >= MAX_DEPTH) {
      limits.add(DEPTH);
      node = next;
      continue;
    }

    marks.push((name.length << 3) | OPEN);
    text += name;
    nodes.push(node);
    inText = false;
    let typed = TYPED.has(name);
    const changes = changesOf(node);
    for (const attribute of getAttributeNames.call(node)) {
      if (attribute.startsWith('on') || attribute === 'checked' || attribute === 'selected') continue;
      if (attribute === 'value' && !hasReadableValue(name, node, getAttribute)) continue;
      let value = getAttribute.call(node, attribute);
      const change = changes?.get(attribute);
      if (change?.now === value) value = change.before;
      if (value === null) continue;
      if (attribute === 'contenteditable') typed ||= value.toLowerCase() !== 'false';
      else if (attribute === 'role') typed ||= name !== 'select' && TYPED_ROLES.test(value);
      // Lower case may be longer: "İ" becomes two units.
      const lower = attribute.toLowerCase();
      marks.push((lower.length << 3) | ATTRIBUTE, value.length);
      text += lower + value;
    }
    for (const [attribute, { before, now }] of changes ?? []) {
      if (now !== null || before === null || hasAttribute.call(node, attribute)) continue;
      marks.push((attribute.length << 3) | ATTRIBUTE, before.length);
      text += attribute + before;
    }
    open.push(next);
    if (typed && mutedAt === Infinity) mutedAt = open.length;
    // The guard's own shadow root shows only what the guard says.
    const shadow = name === 'askless-guard' ? null : shadowRoot.call(node);
    node = firstChild.call(node);
    if (shadow !== null) {
      open.push(node);
      marks.push(SHADOW);
      nodes.push(shadow);
      node = firstChild.call(shadow);
    } else if (node === null && name.includes('-') && name !== 'askless-guard' && registry?.get(name)) {
      // A custom element that is defined and shows nothing that can be read.
      limits.add(CLOSED_SHADOW);
    }
  }
  for (const limit of limits) marks.push((limit << 3) | LIMIT);
  return { text, marks, nodes, more, holders };

  // What an element takes from the page around it: the language, and the title as context.
  function page(element) {
    const { ownerDocument, documentElement } = dom();
    const document = ownerDocument.call(element);
    const root = documentElement.call(document);
    if (root === null || element === root) return;
    const add = (mark, string) => {
      marks.push((string.length << 3) | mark);
      text += string;
    };
    add(OPEN, 'html');
    nodes.push(root);
    const lang = langAround(element);
    if (lang) {
      add(ATTRIBUTE, 'lang');
      marks.push(lang.length);
      text += lang;
    }
    const title = Document.prototype.querySelector.call(document, 'head > title');
    const words = title && firstChild.call(title);
    if (words && nodeType.call(words) === 3 && data.call(words) !== '') {
      add(OPEN, 'title');
      add(TEXT, data.call(words));
      nodes.push(title, words);
      marks.push(CLOSE);
    }
    // The end of the page is the end of the text: what is left open is closed there.
  }
}

/** How much of the text the first marks are about. */
export function lengthOf(marks) {
  let length = 0;
  for (let at = 0; at < marks.length; at += 1) {
    const what = marks[at] & 7;
    if (what === OPEN || what === ATTRIBUTE || what === TEXT) length += marks[at] >> 3;
    if (what === ATTRIBUTE) length += marks[(at += 1)] ?? 0;
  }
  return length;
}

/** The language that an element stands in, through the hosts of shadow roots; "" if none is named. */
export function langAround(element) {
  const { closest, getAttribute, getRootNode } = dom();
  for (let node = element; node; node = above(getRootNode.call(node))) {
    const named = closest.call(node, '[lang]');
    if (named) return getAttribute.call(named, 'lang');
  }
  return '';
}

function hasReadableValue(name, node, getAttribute) {
  if (name === 'option' || name === 'button') return true;
  return name === 'input' && CHOICES.has((getAttribute.call(node, 'type') ?? '').toLowerCase());
}
