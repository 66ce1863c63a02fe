import { documentOf, dom, findAll, isInside } from './dom.js';
import { make } from './own.js';
import { adopt } from './sheet.js';

/** What tells a screen reader: `say(text, lang)`, `undo()`. It stands in `host`, a shadow root, or in the page. */
export function teller({ target, host }) {
  let region;

  function say(text, lang) {
    const place = heardIn(target(), host);
    if (region && dom().parentNode.call(region) !== place) undo();
    if (!region) {
      region = make(documentOf(target()), 'div', { class: 'askless-status', role: 'status', part: 'status', lang });
      adopt(dom().getRootNode.call(place));
      place.append(region);
    }
    // What is there when the region appears is not read out: it comes a moment later.
    const now = region;
    setTimeout(() => (now.textContent = text), 100);
  }

  function undo() {
    region?.remove();
    region = undefined;
  }

  return { say, undo };
}

// While a modal dialog is open, nothing outside of it is read out.
function heardIn(target, host) {
  const document = documentOf(target);
  const modal = [document, dom().getRootNode.call(target)].flatMap((root) => findAll(root, 'dialog:modal')).at(-1);
  return modal && !(host && isInside(host, modal)) ? modal : host ?? dom().body.call(document);
}
