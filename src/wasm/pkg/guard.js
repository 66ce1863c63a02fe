import { flag, questionsToFlag } from './notes.js';

// How long changes of the page are gathered before it is read again, in milliseconds.
const PAUSE = 50;

// Attributes that can change what a form asks. What people type and how things look changes none of them.
const WATCHED = ['id', 'name', 'type', 'for', 'form', 'role', 'title', 'placeholder', 'label', 'lang', 'alt', 'hidden',
  'required', 'autocomplete', 'contenteditable', 'href', 'action', 'aria-label', 'aria-labelledby', 'aria-describedby',
  'aria-description', 'aria-hidden', 'aria-required', 'aria-placeholder', 'slot'];

/**
 * Guards a form: lints it, does what the mode says, and again after the page changes.
 *
 * `askless` is `{ lintNode, strip, config }`. Options: `mode` (`report`, `flag`, `strip`), and `on`, called with
 * `'report'`, `'strip'` or `'error'` and what it is about.
 */
export function guard({ lintNode, strip, config }, form, { mode = config.mode, on = () => {} } = {}) {
  const undo = [];
  let report;
  let flagged = [];
  let timer;

  // Without a service nobody has said what the form needs: taking questions out would be a guess.
  const guesses = mode === 'strip' && config.service === undefined;
  const kept = guesses ? 'flag' : mode;
  if (guesses) {
    on('error', {
      code: 'no-service',
      message: 'Nothing is stripped without a service that says what the form needs; questions are flagged instead.',
    });
  }

  const observer = new MutationObserver(() => (timer ??= setTimeout(check, PAUSE)));

  function check() {
    timer = undefined;
    try {
      const found = lintNode(form);
      report = found.report;
      on('report', report);
      if (kept === 'flag') renewFlags(found);
      if (kept === 'strip' && report.counts.violations > 0) {
        const done = strip(form);
        undo.push(done.restore);
        report = done.report;
        on('strip', done);
      }
    } catch (error) {
      // The page goes on without the guard, and the form stays as it is.
      on('error', error);
    }
    observer.takeRecords(); // What the guard itself changed.
  }

  function renewFlags(found) {
    const controls = questionsToFlag(found).map(({ control }) => control);
    if (controls.length === flagged.length && controls.every((control, i) => control === flagged[i])) return;
    takeBack();
    flagged = controls;
    undo.push(flag(found, config.locale));
  }

  function takeBack() {
    while (undo.length > 0) undo.pop()();
  }

  check();
  observer.observe(form, { subtree: true, childList: true, characterData: true, attributeFilter: WATCHED });
  return Object.freeze({
    /** The last report. */
    get report() {
      return report;
    },
    /** What is done with findings: `strip` falls back to `flag` without a service. */
    mode: kept,
    /** Takes back all that the guard did to the form, and stops. */
    stop() {
      observer.disconnect();
      clearTimeout(timer);
      takeBack();
    },
  });
}
