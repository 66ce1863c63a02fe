import { dom, findAll, isInside } from './dom.js';
import { AsklessError } from './errors.js';
import { change, changesOf, isOwn, make, unchange } from './own.js';
import { patience } from './patience.js';
import { adopt } from './sheet.js';
import { isTranslated } from './translated.js';
import { wordsOf } from './words.js';

// Flag mode: a note beside each question that need not be answered, and nothing required of it.

const VERDICTS = ['violation', 'review'];
// How often within a second a page may take a note away or require an answer again before it is left so.
const PATIENCE = 10;
const CONTESTED = 'A question that may be left blank stays as the page wants it, which keeps requiring an answer or taking the note away.';
let count = 0;

/** What flags the questions of a page: `renew(found)` for a new reading, `mutated(records)` for changes of the page, `undo()` to take all back. */
export async function flagger(context) {
  const { locale, tell, config, isInstead } = context;
  const words = await wordsOf(locale);
  if (isInstead) tell('error', whyNotStripped(config));
  const fights = patience(PATIENCE);
  // By the first control of the question: what was put beside it.
  let flags = new Map();
  cleanCopies(context.target());

  function renew(found, questions = questionsToFlag(found)) {
    const now = new Map();
    for (const question of questions) {
      const flag = flags.get(question.control);
      if (!flag) continue;
      const isThere = flag.verdict === question.verdict && stands(flag, question);
      if (!(isThere && !isRequired(question)) && !fights.isOver(question.control)) {
        if (!fights.goOn(question.control)) tell('error', { code: 'flag-contested', message: CONTESTED });
        else if (isThere) lift(flag);
        else continue;
      }
      flags.delete(question.control);
      now.set(question.control, flag);
    }
    // A page that the browser translates keeps the decisions that were made on its own words.
    for (const [control, flag] of isTranslated(context) ? flags : []) {
      if (!dom().isConnected.call(control) || questions.some((question) => question.control === control)) continue;
      flags.delete(control);
      now.set(control, flag);
    }
    undo();
    for (const question of questions) {
      if (!now.has(question.control)) now.set(question.control, put(question, words));
    }
    flags = now;
  }

  function undo() {
    for (const { note, controls, lifted } of flags.values()) {
      for (const control of controls) undescribe(control, new RegExp(`^${note.id}$`));
      for (const element of lifted) for (const attribute of REQUIRED) unchange(element, attribute);
      const parent = dom().parentNode.call(note);
      if (parent) dom().removeChild.call(parent, note);
    }
    flags = new Map();
  }

  return { renew, mutated, undo };
}

function mutated(records) {
  for (const target of new Set(records.map(({ target, addedNodes }) => addedNodes.length > 0 && target))) if (target) cleanCopies(target);
}

/** Takes the notes out of copies that the page has made of what stands in it: they would be read as its own words. */
function cleanCopies(root) {
  for (const note of findAll(root, '.askless-note')) if (!isOwn(note)) note.remove();
  for (const control of findAll(root, '[aria-describedby*=askless-note-]')) {
    if (!changesOf(control)?.has('aria-describedby')) undescribe(control, /^askless-note-/);
  }
}

function whyNotStripped({ service }) {
  return service?.['external-form']
    ? new AsklessError('external-form', 'This form is prescribed by another government: nothing of it is stripped; questions are flagged instead.')
    : new AsklessError('no-service', 'Nothing is stripped without a service that says what the form needs; questions are flagged instead.');
}

/**
 * The questions that get a note, in the order of the report: one note each, for its gravest finding.
 * `found` is `{ report, places, nodes }`, as the engine's lint of a page gives it.
 */
export function questionsToFlag({ report, places, nodes }) {
  const questions = new Map();
  [...report.form_findings, ...report.findings].forEach(({ verdict, citation }, at) => {
    const control = nodes[places[at]?.controls[0]];
    if (!control || !VERDICTS.includes(verdict)) return;
    const known = questions.get(control);
    if (known && (known.verdict === 'violation' || verdict === 'review')) return;
    const controls = places[at].controls.map((id) => nodes[id]);
    const around = nodes[places[at].nodes.at(-1)] ?? controls.at(-1);
    questions.set(control, { control, controls, around, verdict, section: citation.section });
  });
  return [...questions.values()];
}

function stands({ note, controls }, question) {
  const { isConnected, getAttribute } = dom();
  const tied = (control) => (getAttribute.call(control, 'aria-describedby') ?? '').split(/\s+/).includes(note.id);
  return isConnected.call(note) && controls.length === question.controls.length &&
    question.controls.every((control, at) => control === controls[at] && tied(control));
}

function put({ around, controls, verdict, section, control }, words) {
  const id = `askless-note-${(count += 1)}`;
  const note = make(dom().ownerDocument.call(around), 'span', { class: 'askless-note', id, lang: words.lang, dir: 'auto' }, words[verdict](section));
  // A description is found only in the control's own tree, which may be a shadow root.
  const { getRootNode } = dom();
  place(note, getRootNode.call(around) === getRootNode.call(control) ? around : control, controls.at(-1));
  adopt(dom().getRootNode.call(control));
  const flag = { note, controls, around, verdict, lifted: new Set() };
  for (const control of controls) {
    const before = dom().getAttribute.call(control, 'aria-describedby');
    change(control, 'aria-describedby', before ? `${before} ${id}` : id);
  }
  lift(flag);
  return flag;
}

const REQUIRED = ['required', 'aria-required'];
const isRequired = (question) => requiredOf(question).length > 0;

/** What of a question that need not be answered says that it must: its controls, and the groups that they are in. */
function requiredOf({ controls, around, verdict }) {
  if (verdict !== 'violation') return [];
  const groups = new Set(controls.map((control) => dom().closest.call(control, '[aria-required]')));
  const all = new Set([...controls, ...[...groups].filter((group) => group && isInside(group, around))]);
  return [...all].filter((element) => REQUIRED.some((attribute) => dom().hasAttribute.call(element, attribute)));
}

function lift(flag) {
  for (const element of requiredOf(flag)) {
    flag.lifted.add(element);
    for (const attribute of REQUIRED) if (dom().hasAttribute.call(element, attribute)) change(element, attribute, null);
  }
}

// A page that added to the description meanwhile keeps what it added. The notes' ids are those that match.
function undescribe(control, ids) {
  const now = dom().getAttribute.call(control, 'aria-describedby');
  const known = changesOf(control)?.get('aria-describedby');
  unchange(control, 'aria-describedby');
  if (now === null || now === known?.now) return;
  const left = now.split(/\s+/).filter((id) => !ids.test(id)).join(' ');
  if (left) dom().setAttribute.call(control, 'aria-describedby', left);
  else dom().removeAttribute.call(control, 'aria-describedby');
}

// A note stands at the end of the element around the question where text may stand there (a label's would be read as
// the question's name), else behind it, else behind the last control.
const HOLDS_TEXT = new Set(['div', 'p', 'fieldset', 'li', 'td', 'dd', 'section', 'form', 'body', 'main']);

function place(note, around, last) {
  const { parentNode, nextSibling, insertBefore } = dom();
  const parent = parentNode.call(around);
  if (holdsText(around)) insertBefore.call(around, note, null);
  else if (holdsText(parent)) insertBefore.call(parent, note, nextSibling.call(around));
  else insertBefore.call(parentNode.call(last), note, nextSibling.call(last));
}

function holdsText(node) {
  const { localName, nodeType } = dom();
  return node !== null && nodeType.call(node) === 1 && !isOwn(node) && HOLDS_TEXT.has(localName.call(node));
}
