import { dom } from './dom.js';

/**
 * Keeps the names of stripped questions out of every form's data set, in whatever way it comes to be: submit,
 * `requestSubmit()`, `submit()`, `new FormData(form)`. A name that a kept control has too stays.
 * `isBarred(control)` says whether a control is stripped. No value is read.
 */
export function keepOut(isBarred) {
  let names = new Set();
  let submitted = -Infinity;
  let target;
  const roots = new Set();

  function renew(now, nodes, stripped) {
    target = now;
    for (const name of stripped) names.add(name);
    const { nodeType, ownerDocument, getRootNode } = dom();
    const document = nodeType.call(target) === 9 ? target : ownerDocument.call(target);
    listen(document.defaultView);
    // The event does not leave a shadow root.
    for (const root of [getRootNode.call(target), ...nodes]) if (root && nodeType.call(root) === 11) listen(root);
  }

  function listen(root) {
    if (!root || roots.has(root)) return;
    roots.add(root);
    root.addEventListener('formdata', first, true);
    root.addEventListener('formdata', clean);
    root.addEventListener('submit', submit, true);
    root.addEventListener('click', submit, true);
  }

  // The page's own listeners may add the name again: one that is added now comes after theirs. They may also keep the event
  // from all that come after them.
  function first(event) {
    clean(event);
    EventTarget.prototype.addEventListener.call(event.target, 'formdata', clean, { once: true });
  }

  function clean({ target: form, formData }) {
    const controls = [...dom().elements.call(form)];
    if (names.size === 0 || !isOurs(form, controls)) return;
    const { getAttribute } = dom();
    const kept = new Set();
    for (const control of controls) {
      // A hidden field asks nothing: it carries the answer of a control of its name.
      const isHidden = (getAttribute.call(control, 'type') ?? '').toLowerCase() === 'hidden';
      if (!isHidden && !isBarred(control)) kept.add(getAttribute.call(control, 'name'));
    }
    for (const name of names) if (!kept.has(name)) formData.delete(name);
  }

  // A form in the target or around it, or with controls in it: another form of the page may send the same name.
  const isOurs = (form, controls) => dom().contains.call(form, target) || [form, ...controls].some(isInside);

  function isInside(node) {
    const { parentNode } = dom();
    let at = node;
    while (at && at !== target) at = parentNode.call(at) ?? at.host;
    return at === target;
  }

  function submit({ type, target }) {
    const button = type === 'submit' || (dom().nodeType.call(target) === 1 && dom().closest.call(target, 'button, input[type=submit], input[type=image]'));
    if (button) submitted = performance.now();
  }

  function stop() {
    names = new Set();
    for (const root of roots) {
      root.removeEventListener('formdata', first, true);
      root.removeEventListener('formdata', clean);
      root.removeEventListener('submit', submit, true);
      root.removeEventListener('click', submit, true);
    }
    roots.clear();
  }

  return { renew, stop, sinceSubmit: () => performance.now() - submitted };
}
