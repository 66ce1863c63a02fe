import { dom } from './dom.js';

/**
 * A selector that finds this element, and the one that a page puts in its place when it renders anew: by the name of a
 * control in it, else by its own `for` or id. Gives `{ selector, name }`, the name being that of the control (null if it
 * goes by another); null if nothing about the element lasts.
 */
export function lastingRule(element, controls) {
  const { localName, getAttribute, parentNode } = dom();
  const own = localName.call(element);
  for (const control of controls) {
    const name = getAttribute.call(control, 'name');
    if (!name) continue;
    const last = `${CSS.escape(localName.call(control))}[name="${CSS.escape(name)}"]`;
    if (control === element) return { selector: last, name };
    const path = [];
    let node = parentNode.call(control);
    while (node && node !== element) {
      if (dom().nodeType.call(node) !== 1) return null;
      path.unshift(CSS.escape(localName.call(node)));
      node = parentNode.call(node);
    }
    if (node) return { selector: `${CSS.escape(own)}:has(> ${[...path, last].join(' > ')})`, name };
  }
  const target = own === 'label' && getAttribute.call(element, 'for');
  if (target) return { selector: `label[for="${CSS.escape(target)}"]`, name: null };
  const id = getAttribute.call(element, 'id');
  return id ? { selector: `#${CSS.escape(id)}`, name: null } : null;
}
