import { dom } from './dom.js';

// The notes that flag questions to residents. They are the guard's own: a later walk leaves them out, and sees the
// `required` that was lifted, so that the guard does not judge itself. No markup can pass for a note.

const notes = new WeakSet();
const lifted = new WeakMap();
let any = false;
let count = 0;

const NONE = [];
const REQUIRED = ['required', 'aria-required'];

const TEXTS = {
  en: {
    violation: (section) => `You do not have to answer this. The City may not ask it here (section ${section}).`,
    review: (section) => `You may ask why the City needs this before you answer (section ${section}).`,
  },
  es: {
    violation: (section) => `No tiene que responder a esto. La Ciudad no puede preguntarlo aquí (sección ${section}).`,
    review: (section) => `Antes de responder, puede preguntar para qué lo necesita la Ciudad (sección ${section}).`,
  },
};

/** Whether the guard made this node. */
export const isNote = (node) => any && notes.has(node);

/** The attributes that the guard lifted from this element, as pairs of name and value. */
export const liftedFrom = (element) => (any && lifted.get(element)) || NONE;

/**
 * The questions that get a note, in the order of the report: one note each, for its first finding.
 * `found` is `{ report, places, nodes }`, as the engine's lint of a page gives it.
 */
export function questionsToFlag({ report, places, nodes }) {
  const questions = new Map();
  [...report.form_findings, ...report.findings].forEach(({ verdict, citation }, at) => {
    const control = nodes[places[at]?.controls[0]];
    if (!control || !TEXTS.en[verdict]) return;
    const known = questions.get(control);
    if (known && (known.verdict === 'violation' || verdict === 'review')) return;
    const controls = places[at].controls.map((id) => nodes[id]);
    const around = nodes[places[at].nodes.at(-1)] ?? controls.at(-1);
    questions.set(control, { control, controls, around, verdict, section: citation.section });
  });
  return [...questions.values()];
}

/**
 * Puts a note beside each question with a violation or a review and lets violations go unanswered.
 * Gives a function that takes all of it back.
 */
export function flag(found, locale) {
  const undo = [];
  any = true;
  for (const { controls, around, verdict, section } of questionsToFlag(found)) {
    const note = makeNote(around, verdict, section, locale);
    undo.push(place(note, around, controls.at(-1)));
    for (const control of controls) {
      undo.push(describe(control, note.id));
      if (verdict === 'violation') undo.push(lift(control));
    }
  }
  return () => {
    while (undo.length > 0) undo.pop()();
  };
}

function makeNote(near, verdict, section, locale) {
  const language = locale.slice(0, 2) in TEXTS ? locale.slice(0, 2) : 'en';
  const note = Document.prototype.createElement.call(dom().ownerDocument.call(near), 'span');
  notes.add(note);
  note.className = 'askless-note';
  note.id = `askless-note-${(count += 1)}`;
  note.lang = language;
  note.textContent = TEXTS[language][verdict](section);
  return note;
}

// A note stands at the end of the element around the question where text may stand there (a label's would be read as
// the question's name), else behind it, else behind the last control.
const HOLDS_TEXT = new Set(['div', 'p', 'fieldset', 'li', 'td', 'dd', 'section', 'form', 'body', 'main']);

function place(note, around, last) {
  const { parentNode, nextSibling, insertBefore, removeChild } = dom();
  const parent = parentNode.call(around);
  if (holdsText(around)) insertBefore.call(around, note, null);
  else if (holdsText(parent)) insertBefore.call(parent, note, nextSibling.call(around));
  else insertBefore.call(parentNode.call(last), note, nextSibling.call(last));
  return () => {
    const now = parentNode.call(note);
    if (now) removeChild.call(now, note);
  };
}

function holdsText(node) {
  const { localName, nodeType } = dom();
  return node !== null && nodeType.call(node) === 1 && HOLDS_TEXT.has(localName.call(node));
}

function describe(control, id) {
  const { getAttribute, setAttribute, removeAttribute } = dom();
  const before = getAttribute.call(control, 'aria-describedby');
  setAttribute.call(control, 'aria-describedby', before ? `${before} ${id}` : id);
  return () => {
    const now = getAttribute.call(control, 'aria-describedby') ?? '';
    if (now === `${before} ${id}`) setAttribute.call(control, 'aria-describedby', before);
    else if (now === id && before === null) removeAttribute.call(control, 'aria-describedby');
    else setAttribute.call(control, 'aria-describedby', now.split(/\s+/).filter((other) => other !== id).join(' '));
  };
}

function lift(control) {
  const { getAttribute, setAttribute, removeAttribute, hasAttribute } = dom();
  const before = REQUIRED.filter((name) => hasAttribute.call(control, name)).map((name) => [name, getAttribute.call(control, name)]);
  if (before.length > 0) lifted.set(control, before);
  before.forEach(([name]) => removeAttribute.call(control, name));
  return () => {
    lifted.delete(control);
    before.forEach(([name, value]) => setAttribute.call(control, name, value));
  };
}
