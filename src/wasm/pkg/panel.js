import { documentOf, dom, windowOf } from './dom.js';
import { make } from './own.js';
import { adopt, drop, sheetOf } from './sheet.js';

// Report mode, for developers: what was found, in a corner of the page and in the console. The form stays as it is.

const STYLE = `
.panel { position: fixed; inset-block-end: 1rem; inset-inline-end: 1rem; z-index: 2147483647; box-sizing: border-box;
  inline-size: min(26rem, calc(100vw - 2rem)); max-block-size: 60vh; overflow: auto; padding: .75rem 1rem;
  font: var(--askless-panel-font, max(14px, .875rem)/1.45 system-ui, sans-serif); overflow-wrap: anywhere; color: var(--askless-panel-color, #1b1b1b);
  background: var(--askless-panel-background, #fff); border: 1px solid #565c65; border-radius: 6px; box-shadow: 0 2px 12px #0004; }
summary { font-weight: 600; cursor: pointer; }
p { margin: .5rem 0 0; }
ul { margin: .5rem 0 0; padding: 0; list-style: none; }
li { padding: .5rem 0; border-block-start: 1px solid #8888; }
button { padding: 0; border: 0; background: none; color: inherit; font: inherit; font-weight: 600; text-align: start; text-decoration: underline; cursor: pointer; }
button:focus-visible, summary:focus-visible { outline: 3px solid #2491ff; outline-offset: 2px; }
.verdict { display: block; inline-size: fit-content; margin-block-end: .2em; padding: 0 .4em; border: 1px solid; border-radius: 3px; font-size: .9em; }
.violation { color: #8b0a03; background: #fdf1ef; } .review { color: #5c410a; background: #faf3d1; }
@media print { .panel { display: none; } }
`;
const summaryOf = ({ counts }) => `askless: ${counts.violations} may not be asked${counts.reviews > 0 ? `, ${counts.reviews} for a person to decide` : ''}`;
const VERDICTS = { violation: 'may not be asked', review: 'needs a decision' };

/** What shows a page's report: `renew(found)` for a new reading, `undo()` to take it away. */
export function panel({ target, host }) {
  let box;
  let shown;
  let controls; // Of the findings, one each.
  const document = documentOf(target());
  const isNarrow = () => windowOf(document)?.matchMedia('(max-width: 40rem)').matches;
  let isOpen = !isNarrow(); // There it would lie on the form.
  let holder;
  let root; // What the panel stands in.
  const sheet = sheetOf(document, STYLE);

  function renew(found) {
    const all = [...found.report.form_findings, ...found.report.findings];
    const findings = all.filter(({ verdict }) => verdict in VERDICTS);
    const key = findings.map(({ fingerprint }) => fingerprint).join();
    // What the page draws anew reads the same, and has other nodes.
    controls = findings.map((finding) => found.nodes[found.places[all.indexOf(finding)]?.controls[0]]);
    const isNews = key !== shown;
    if (!isNews && (findings.length === 0 || box?.isConnected)) return;
    shown = key;
    if (isNews) log(found.report, findings);
    undo();
    if (findings.length > 0) show(found.report, findings);
  }

  function show(report, findings) {
    root = host ?? standIn();
    adopt(root, sheet);
    box = make(document, 'aside', { class: 'panel', part: 'panel', 'aria-label': 'askless', lang: 'en' });
    const details = make(document, 'details', { dir: 'ltr' });
    details.open = isOpen;
    details.addEventListener('toggle', () => (isOpen = details.open));
    details.append(make(document, 'summary', {}, summaryOf(report)));
    const list = make(document, 'ul');
    for (const [at, finding] of findings.entries()) {
      const item = make(document, 'li');
      item.append(make(document, 'span', { class: `verdict ${finding.verdict}` }, VERDICTS[finding.verdict]));
      const label = finding.question?.label || finding.question?.id || 'The form';
      const name = make(document, controls[at] ? 'button' : 'b', controls[at] ? { type: 'button', dir: 'auto' } : { dir: 'auto' }, label);
      if (controls[at]) name.addEventListener('click', () => goTo(controls[at], details));
      item.append(name, make(document, 'p', {}, finding.message), make(document, 'p', {}, `${finding.remedy.text} (${finding.citation.section})`));
      list.append(item);
    }
    details.append(list);
    if (!report.complete) details.append(make(document, 'p', {}, `Not everything was read: ${report.limits.join(' ')}`));
    box.append(details);
    root.append(box);
  }

  function goTo(control, details) {
    if (isNarrow()) details.open = false;
    control?.scrollIntoView({ block: 'center' });
    control?.focus();
  }

  // A shadow root of its own, where no element of ours is there to hold it.
  function standIn() {
    holder = make(document, 'div');
    dom().body.call(document).append(holder);
    return holder.attachShadow({ mode: 'open' });
  }

  function undo() {
    box?.remove();
    holder?.remove();
    if (root) drop(root, sheet);
    box = holder = undefined;
  }

  return { renew, undo };
}

function log(report, findings) {
  const { complete, limits } = report;
  console.groupCollapsed(summaryOf(report));
  for (const { verdict, message, question, citation, remedy } of findings) {
    console.log(`${VERDICTS[verdict]}: ${question?.label ?? ''}\n${message}\n${remedy.text} (${citation.section})`, question?.selector ?? '');
  }
  if (!complete) console.log('Not everything was read:', limits);
  console.groupEnd();
}
