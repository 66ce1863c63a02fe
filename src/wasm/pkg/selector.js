import { above, dom, findAll } from './dom.js';

/**
 * A CSS selector that finds this element and no other: by id, else by name, else by its kind or its place.
 * Inside open shadow roots, the hosts' selectors stand before it, each followed by ` >>> `.
 */
export function selectorOf(element) {
  const { getRootNode } = dom();
  const root = getRootNode.call(element);
  const own = inRoot(element, root);
  const host = above(root);
  return host ? `${selectorOf(host)} >>> ${own}` : own;
}

function inRoot(element, root) {
  const { localName, getAttribute, parentNode, nodeType } = dom();
  const parts = [];
  for (let node = element; node !== null && node !== root && nodeType.call(node) === 1; node = parentNode.call(node)) {
    const rest = parts.length > 0 ? ` > ${parts.join(' > ')}` : '';
    const name = localName.call(node);
    for (const attribute of ['id', 'name']) {
      const value = getAttribute.call(node, attribute);
      if (!value) continue;
      const known = attribute === 'id' ? `#${CSS.escape(value)}` : `${CSS.escape(name)}[name="${CSS.escape(value)}"]`;
      if (isOnly(known + rest, element, root)) return known + rest;
    }
    if (isOnly(CSS.escape(name) + rest, element, root)) return CSS.escape(name) + rest;
    parts.unshift(`${CSS.escape(name)}:nth-of-type(${placeOf(node, name)})`);
  }
  return parts.join(' > ');
}

function isOnly(selector, element, root) {
  const found = findAll(root, selector);
  return found.length === 1 && found[0] === element;
}

function placeOf(node, name) {
  const { localName, parentNode, firstChild, nextSibling, nodeType } = dom();
  let place = 1;
  const parent = parentNode.call(node);
  for (let other = parent && firstChild.call(parent); other && other !== node; other = nextSibling.call(other)) {
    if (nodeType.call(other) === 1 && localName.call(other) === name) place += 1;
  }
  return place;
}
