import { dom } from './dom.js';

/**
 * Keeps the names of stripped questions out of every form's data set, in whatever way it comes to be: submit,
 * `requestSubmit()`, `submit()`, `new FormData(form)`. A name that a kept control has too stays.
 * `isBarred(control)` says whether a control is stripped. No value is read.
 */
export function keepOut(isBarred) {
  let names = new Set();
  let submitted = -Infinity;
  const roots = new Set();

  function renew(target, now) {
    for (const name of now) names.add(name);
    const { nodeType, ownerDocument, getRootNode } = dom();
    const document = nodeType.call(target) === 9 ? target : ownerDocument.call(target);
    listen(document.defaultView);
    // The event does not leave a shadow root.
    const root = getRootNode.call(target);
    if (nodeType.call(root) === 11) listen(root);
  }

  function listen(root) {
    if (!root || roots.has(root)) return;
    roots.add(root);
    root.addEventListener('formdata', first, true);
    root.addEventListener('formdata', clean);
    root.addEventListener('submit', submit, true);
    root.addEventListener('click', submit, true);
  }

  // The page's own listeners may add the name again: one that is added now comes after theirs.
  function first(event) {
    EventTarget.prototype.addEventListener.call(event.target, 'formdata', clean, { once: true });
  }

  function clean(event) {
    if (names.size === 0) return;
    const kept = new Set();
    for (const control of dom().elements.call(event.target)) {
      const { getAttribute } = dom();
      // A hidden field asks nothing: it carries the answer of a control of its name.
      const isHidden = (getAttribute.call(control, 'type') ?? '').toLowerCase() === 'hidden';
      if (!isHidden && !isBarred(control)) kept.add(getAttribute.call(control, 'name'));
    }
    for (const name of names) if (!kept.has(name)) event.formData.delete(name);
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
