import { dom } from './dom.js';
import { make } from './own.js';
import { sheetOf } from './sheet.js';

// Report mode, for developers: what was found, in a corner of the page and in the console. The form stays as it is.

const STYLE = `
.panel { position: fixed; inset-block-end: 1rem; inset-inline-end: 1rem; z-index: 2147483647; box-sizing: border-box;
  inline-size: min(26rem, calc(100vw - 2rem)); max-block-size: 60vh; overflow: auto; padding: .75rem 1rem;
  font: var(--askless-panel-font, 14px/1.45 system-ui, sans-serif); color: var(--askless-panel-color, #1b1b1b);
  background: var(--askless-panel-background, #fff); border: 1px solid #565c65; border-radius: 6px; box-shadow: 0 2px 12px #0004; }
summary { font-weight: 600; cursor: pointer; }
summary::marker { color: #565c65; }
p { margin: .5rem 0 0; }
ul { margin: .5rem 0 0; padding: 0; list-style: none; }
li { padding: .5rem 0; border-block-start: 1px solid #dfe1e2; }
button { padding: 0; border: 0; background: none; color: #005ea2; font: inherit; font-weight: 600; text-align: start; text-decoration: underline; cursor: pointer; }
button:focus-visible, summary:focus-visible { outline: 3px solid #2491ff; outline-offset: 2px; }
.verdict { display: block; inline-size: fit-content; margin-block-end: .2em; padding: 0 .4em; border: 1px solid; border-radius: 3px; font-size: .85em; }
.violation { color: #8b0a03; } .review { color: #5c410a; }
`;
const VERDICTS = { violation: 'may not be asked', review: 'needs a decision' };

/** What shows a page's report: `renew(found)` for a new reading, `undo()` to take it away. */
export function panel({ target, host }) {
  let box;
  let shown = '';
  let isOpen = true;
  let holder;

  function renew(found) {
    const findings = [...found.report.form_findings, ...found.report.findings].filter(({ verdict }) => verdict in VERDICTS);
    const key = findings.map(({ fingerprint }) => fingerprint).join();
    if (box?.isConnected && key === shown) return;
    shown = key;
    log(found.report, findings);
    undo();
    if (findings.length > 0) show(found, findings);
  }

  function show({ report, nodes, places }, findings) {
    const node = target();
    const document = dom().nodeType.call(node) === 9 ? node : dom().ownerDocument.call(node);
    const root = host ?? standIn(document);
    const sheet = sheetOf(document, STYLE);
    if (sheet && 'adoptedStyleSheets' in root) root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
    const { violations, reviews } = report.counts;
    box = make(document, 'aside', { class: 'panel', part: 'panel', 'aria-label': 'askless', lang: 'en' });
    const details = make(document, 'details', {});
    details.open = isOpen;
    details.addEventListener('toggle', () => (isOpen = details.open));
    details.append(make(document, 'summary', {}, `askless: ${violations} may not be asked, ${reviews} need a decision`));
    const list = make(document, 'ul');
    const all = [...report.form_findings, ...report.findings];
    for (const finding of findings) {
      const item = make(document, 'li');
      item.append(make(document, 'span', { class: `verdict ${finding.verdict}` }, VERDICTS[finding.verdict]));
      const control = nodes[places[all.indexOf(finding)]?.controls[0]];
      const label = finding.question?.label || finding.question?.id || 'The form';
      const name = make(document, control ? 'button' : 'b', control ? { type: 'button' } : {}, label);
      if (control) name.addEventListener('click', () => (control.scrollIntoView({ block: 'center' }), control.focus()));
      item.append(name, make(document, 'p', {}, finding.message), make(document, 'p', {}, `${finding.remedy.text} (${finding.citation.section})`));
      list.append(item);
    }
    details.append(list);
    if (!report.complete) details.append(make(document, 'p', {}, `Not everything was read: ${report.limits.join(' ')}`));
    box.append(details);
    root.append(box);
  }

  // A shadow root of its own, where no element of ours is there to hold it.
  function standIn(document) {
    holder = make(document, 'div');
    document.body.append(holder);
    return holder.attachShadow({ mode: 'open' });
  }

  function undo() {
    box?.remove();
    holder?.remove();
    box = holder = undefined;
  }

  return { renew, undo };
}

function log({ counts, complete, limits }, findings) {
  console.groupCollapsed(`askless: ${counts.violations} may not be asked, ${counts.reviews} need a decision`);
  for (const { verdict, message, question, citation, remedy } of findings) {
    console.log(`${VERDICTS[verdict]}: ${question?.label ?? ''}\n${message}\n${remedy.text} (${citation.section})`, question?.selector ?? '');
  }
  if (!complete) console.log('Not everything was read:', limits);
  console.groupEnd();
}
