import { dom } from './dom.js';
import { make } from './own.js';
import { adopt } from './sheet.js';

/** What tells a screen reader: `say(text, lang)`, `undo()`. It stands in `host`, a shadow root, or in the page. */
export function teller({ target, host }) {
  let region;

  function say(text, lang) {
    if (!region) {
      const document = dom().nodeType.call(target()) === 9 ? target() : dom().ownerDocument.call(target());
      region = make(document, 'div', { class: 'askless-status', role: 'status', part: 'status', lang });
      adopt(host ?? document);
      (host ?? document.body)?.append(region);
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
