import { dom, isInside, windowOf } from './dom.js';

// What sends a form, or leads on to its next part.
const SENDS = 'button, a, [role=button], input:is([type=submit], [type=image], [type=button])';

/**
 * Keeps the names of stripped questions out of every form's data set, in whatever way it comes to be: submit,
 * `requestSubmit()`, `submit()`, `new FormData(form)`. A name that a kept control has too stays.
 * `isBarred(control)` says whether a control is stripped, `flush()` reads what the page has changed just now. No value is read.
 */
export function keepOut(isBarred, flush) {
  let names = new Set();
  let submitted = -Infinity;
  let target;
  let roots = new Set();
  const heard = [['formdata', first, true], ['formdata', clean], ['submit', submit, true], ['click', submit, true]];

  function renew(now, nodes, stripped) {
    target = now;
    for (const name of stripped) names.add(name);
    const { nodeType, getRootNode } = dom();
    // The event does not leave a shadow root. Those that the page has thrown away are left alone.
    const shadows = [getRootNode.call(target), ...nodes].filter((node) => node && nodeType.call(node) === 11);
    listen([windowOf(target), ...shadows].filter(Boolean));
  }

  function listen(now) {
    const before = roots;
    roots = new Set(now);
    for (const root of before) if (!roots.has(root)) for (const each of heard) root.removeEventListener(...each);
    for (const root of roots) if (!before.has(root)) for (const each of heard) root.addEventListener(...each);
  }

  // The page's own listeners may add the name again: one that is added now comes after theirs. They may also keep the event
  // from all that come after them.
  function first(event) {
    flush();
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
  const isOurs = (form, controls) => dom().contains.call(form, target) || [form, ...controls].some((node) => isInside(node, target));

  function submit(event) {
    const [from] = event.composedPath();
    if (event.type !== 'submit' && !(from.nodeType === 1 && dom().closest.call(from, SENDS))) return;
    flush();
    submitted = performance.now();
  }

  function stop() {
    names = new Set();
    listen([]);
  }

  return { renew, stop, sinceSubmit: () => performance.now() - submitted };
}
