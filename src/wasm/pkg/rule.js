import { dom } from './dom.js';

/**
 * A selector that finds this element, and the one that a page puts in its place when it renders anew: by the name of a
 * control in it, else by its own `for` or id. Gives `{ selector, by }`, with the attribute and value that it goes by, as `keyOf`
 * writes them; null if nothing about the element lasts.
 */
export function lastingRule(element, controls) {
  const { localName, getAttribute, parentNode } = dom();
  const own = localName.call(element);
  for (const control of controls) {
    const name = getAttribute.call(control, 'name');
    if (!name) continue;
    const last = `${CSS.escape(localName.call(control))}[name="${CSS.escape(name)}"]`;
    const by = keyOf('name', name);
    if (control === element) return { selector: last, by };
    const path = [];
    let node = parentNode.call(control);
    while (node && node !== element) {
      if (dom().nodeType.call(node) !== 1) return null;
      path.unshift(CSS.escape(localName.call(node)));
      node = parentNode.call(node);
    }
    if (node) return { selector: `${CSS.escape(own)}:has(> ${[...path, last].join(' > ')})`, by };
  }
  const target = own === 'label' && getAttribute.call(element, 'for');
  if (target) return { selector: `label[for="${CSS.escape(target)}"]`, by: keyOf('for', target) };
  const id = getAttribute.call(element, 'id');
  return id ? { selector: `#${CSS.escape(id)}`, by: keyOf('id', id) } : null;
}

/** An attribute with its value, as one text. */
export const keyOf = (attribute, value) => `${attribute} ${value}`;
