import { above, documentOf, dom, findAll, isInside } from './dom.js';
import { flagger, questionsToFlag } from './flag.js';
import { keepOut } from './dataset.js';
import { change, changesOf, put, unchange } from './own.js';
import { patience } from './patience.js';
import { keyOf, lastingRule } from './rule.js';
import { adopt, drop, sheetOf } from './sheet.js';
import { isStatic } from './static.js';
import { teller } from './status.js';
import { isTranslated } from './translated.js';
import { wordsOf } from './words.js';

// Strip mode. Nodes stay where they are, also where nobody else looks after the form: scripts go on finding what they look
// for, and browsers give back what was typed when a resident returns to the page. Questions are hidden, switched off, asked
// nothing of, and kept out of what is sent, again and again as the page changes.

// How many rules are kept for questions that are not on the page just now.
const RULES = 1000;
// How often within a second a page may undo what the guard did to an element before the guard gives up.
const PATIENCE = 20;
// How long after a try to submit the page may answer that it wants a stripped question, in milliseconds.
const ANSWER = 2000;
// How attributes say that an answer is missing.
const INVALID = { 'aria-invalid': /^true$/, class: /invalid|error|missing/i };

const CONTROLS = 'input, select, textarea, button, object, output, [contenteditable]';

// Signs of a script that may yet take over what the server drew (hydration): it throws the form away, and all that was
// typed, where there is a node that it does not know. These are modules but for our own entry, and what Next.js and Gatsby leave.
const TAKES_OVER = 'script[type=module], #__NEXT_DATA__, #__next, #___gatsby';
const OWN = import.meta.url.replace(/[^/]*$/, 'define.js');

/** Why a question that may not be asked was left. */
const REASONS = {
  vetoed: 'The page asked to leave this question.',
  bound: 'Its text stands beside another question, without an element of its own: put an element around it.',
  insists: 'The page itself does not go on without an answer: make the question optional there.',
  contested: 'The page keeps switching the question on again.',
};

/**
 * What strips the questions of a page: `renew(found)` for a new reading, `mutated(records)` for changes of the page,
 * `undo()` to give all back. The context gives `target()`, `replan(isSpared)`, `tell(type, detail)`,
 * `flush()`, `locale`, `host`, `langAtStart`.
 */
export async function stripper(context) {
  const { tell, locale, flush } = context;
  const status = teller(context);
  const { nodeType, parentNode, getAttribute, getRootNode, localName, isConnected } = dom();
  const [flags, words] = await Promise.all([flagger(context), wordsOf(locale)]);
  const out = keepOut(isBarred, flush);
  // First controls: of questions that may be stripped, and of those that are left, with the reason.
  const agreed = new WeakSet();
  const left = new WeakMap();
  let isAnyLeft = false;
  // The names and ids of the controls of all questions that were stripped.
  const asked = new Set();
  // What is held: for each element its attributes and their values.
  let held = new Map();
  // The stripped questions, by first control.
  let hidden = new Map();
  // Elements around texts that had none of their own, so that these can be hidden alone.
  const wraps = new Set();
  const rules = new Map();
  const fights = patience(PATIENCE);
  let sheet = null;
  let ruled = ''; // What is in it.
  let styled = null; // The document or shadow root that has the sheet: a form that goes leaves its own behind.
  let spoken = 0;
  let isAwaited = false;

  function renew(found) {
    isAwaited ||= findAll(documentOf(context.target()), TAKES_OVER).some((sign) => sign.src !== OWN);
    const still = !isAwaited && isStatic(found.nodes);
    if (wraps.size > 0 && !still) {
      unwrap();
      found = context.replan(isLeft);
    }
    found = settled(found, still);
    const focused = activeIn(context.target());
    hide(found);
    flags.renew(found, questionsToFlag(found).filter(({ control }) => left.has(control)));
    const { stripped } = found.report;
    out.renew(context.target(), found.nodes, stripped.flatMap(({ names }) => names));
    for (const { controls } of strippedOf(found)) controls.flatMap(marksOf).forEach((mark) => asked.add(mark));
    // Once all is done: the page may do something about it.
    if (focused) queueMicrotask(() => moveFocus(focused, found.nodes));
    if (hidden.size > spoken) status.say(words.gone(hidden.size), words.lang);
    spoken = hidden.size;
    for (const node of isAnyLeft ? found.nodes : []) {
      if (isLeft(node)) found.report.limits.push(`The question ${getAttribute.call(node, 'name') ?? ''} was not stripped. ${REASONS[left.get(node)]}`);
    }
    return found;
  }

  const isLeft = (node) => left.has(node);
  const marksOf = (element) => ['name', 'id'].map((attribute) => getAttribute.call(element, attribute)).filter(Boolean);
  const isAskedAgain = (node) => nodeType.call(node) === 1 && [node, ...findAll(node, '[name], [id]')].some((element) => marksOf(element).some((mark) => asked.has(mark)));

  /** The stripped questions of a plan, with their controls and all parts of them. */
  function strippedOf({ report, places, nodes }) {
    const from = report.form_findings.length + report.findings.length;
    return report.stripped.map((stripped, at) => {
      const place = places[from + at];
      const controls = place.controls.map((id) => nodes[id]);
      return { ...stripped, control: controls[0], controls, parts: [...controls, ...place.nodes.map((id) => nodes[id])] };
    });
  }

  /** A plan without the questions that the page vetoes and those that can only be hidden by halves. */
  function settled(found, still) {
    for (let tries = 0; ; tries += 1) {
      const { report } = found;
      const gone = goneOf(found);
      const texts = [...gone].filter((node) => isBareText(node, gone));
      for (const { question, fingerprints, names, control, parts } of strippedOf(found)) {
        const findings = report.findings.filter(({ fingerprint }) => fingerprints.includes(fingerprint));
        if (!still && texts.some((node) => parts.includes(node))) leave(control, 'bound', question);
        else if (!agreed.has(control) && !left.has(control) && !tell('strip', { question, names, findings })) leave(control, 'vetoed', question);
        else agreed.add(control);
      }
      const isLess = strippedOf(found).some(({ control }) => left.has(control));
      if (still && !isLess) texts.forEach(wrap);
      if (tries > 9 || !isLess) return found;
      found = context.replan(isLeft);
    }
  }

  /** All nodes that go; adjacent texts are one to the engine. */
  const goneOf = ({ plan, nodes, more }) => new Set(plan.remove.flatMap((id) => [nodes[id], ...(more.get(id) ?? [])]));

  function wrap(text) {
    const span = Document.prototype.createElement.call(documentOf(text), 'span');
    dom().insertBefore.call(parentNode.call(text), span, text);
    span.append(text);
    wraps.add(span);
  }

  function unwrap() {
    for (const span of wraps) span.replaceWith(...span.childNodes);
    wraps.clear();
  }

  function leave(control, reason, question) {
    if (left.has(control)) return;
    left.set(control, reason);
    isAnyLeft = true;
    if (reason !== 'vetoed') tell('error', { code: `strip-${reason}`, message: `A question was not stripped, but flagged. ${REASONS[reason]}`, question });
  }

  // A text that goes while something else stays in its parent: no rule can hide it.
  function isBareText(node, gone) {
    return nodeType.call(node) !== 1 && dom().data.call(node).trim() !== '' && !isEmptied(parentNode.call(node), gone);
  }

  function isEmptied(parent, gone) {
    const { firstChild, nextSibling, data } = dom();
    if (parent === context.target() || nodeType.call(parent) !== 1 || ['form', 'body'].includes(localName.call(parent))) return false;
    for (let child = firstChild.call(parent); child; child = nextSibling.call(child)) {
      const isNothing = nodeType.call(child) === 8 || (nodeType.call(child) === 3 && data.call(child).trim() === '');
      if (!isNothing && !gone.has(child)) return false;
    }
    return true;
  }

  function hide(found) {
    const { nodes, plan } = found;
    const wanted = new Map();
    const want = (element, attribute, value) => {
      if (!wanted.has(element)) wanted.set(element, new Map());
      wanted.get(element).set(attribute, value);
    };
    const gone = goneOf(found);
    for (const node of gone) {
      const isElement = nodeType.call(node) === 1;
      const parent = parentNode.call(node);
      if (!isElement && (dom().data.call(node).trim() === '' || !isEmptied(parent, gone))) continue;
      const element = isElement ? node : parent;
      const isVoid = !isElement && !wraps.has(parent);
      want(element, 'data-askless', isVoid ? 'void' : 'gone');
      // For a page that does away with our style sheets. A cell of a table stays where it is.
      if (!isVoid) want(element, 'hidden', '');
      want(element, 'inert', '');
      for (const control of controlsIn(element)) {
        want(control, 'disabled', '');
        for (const attribute of ['required', 'aria-required']) {
          if (dom().hasAttribute.call(control, attribute) || held.get(control)?.has(attribute)) want(control, attribute, null);
        }
      }
    }
    for (const { node, attribute, value } of plan.edits) want(nodes[node], attribute, value);

    const questions = new Map(strippedOf(found).map((question) => [question.control, question]));
    // A page that the browser translates keeps the decisions that were made on its own words.
    if (isTranslated(context)) {
      const givenBack = [...hidden.values()].filter(({ control }) => isLeft(control)).flatMap(({ parts }) => parts);
      for (const [element, attributes] of held) {
        if (!isConnected.call(element) || givenBack.some((part) => isInside(part, element))) continue;
        for (const [name, value] of attributes) want(element, name, value);
      }
      for (const [control, question] of hidden) if (isConnected.call(control) && !isLeft(control) && !questions.has(control)) questions.set(control, question);
    }
    for (const [element, attributes] of held) {
      for (const attribute of attributes.keys()) if (!wanted.get(element)?.has(attribute)) unchange(element, attribute);
    }
    for (const element of wanted.keys()) if (!changesOf(element) && dom().hasAttribute.call(element, 'data-askless')) cleanCopy(element);
    held = wanted;
    hidden = questions;
    for (const [element, attributes] of held) {
      if (fights.isOver(element)) continue;
      for (const [attribute, value] of attributes) if (getAttribute.call(element, attribute) !== value) change(element, attribute, value);
    }
    renewRules(found, gone);
  }

  /** Takes from a copy that the page has made of what was stripped all that the guard had set there. */
  function cleanCopy(element) {
    for (const attribute of ['data-askless', 'hidden', 'inert']) put(element, attribute, null);
    for (const control of controlsIn(element)) put(control, 'disabled', null);
  }

  /** Rules that hide what is stripped when the page makes it anew, before anybody reads it again. */
  function renewRules({ nodes }, gone) {
    const target = context.target();
    const used = new Set();
    for (const element of gone) {
      const rule = nodeType.call(element) === 1 && lastingRule(element, controlsIn(element));
      if (!rule) continue;
      rules.set(rule.selector, rule.by);
      used.add(rule.selector);
    }
    for (const selector of rules.keys()) if (rules.size > used.size + RULES && !used.has(selector)) rules.delete(selector);
    const root = getRootNode.call(target);
    // What goes by the same name and stays, in this form or another, no rule may hide. (One question of the page for all
    // rules: one for each takes a tenth of a second where there are hundreds.)
    const known = new Set(rules.values());
    const kept = new Set();
    for (const node of known.size > 0 ? findAll(root, '[name], [for], [id]') : []) {
      for (const attribute of ['name', 'for', 'id']) {
        const by = keyOf(attribute, getAttribute.call(node, attribute));
        if (known.has(by) && !kept.has(by) && !isHeld(node)) kept.add(by);
      }
    }
    for (const [selector, by] of rules) if (kept.has(by)) rules.delete(selector);
    const text = `@layer askless { ${[...rules.keys()].map((selector) => `${selector} { display: none !important; visibility: hidden !important; }`).join('\n')} }`;
    sheet ??= sheetOf(target, '');
    // The browser styles the whole page again after this, also where it says the same.
    if (text !== ruled) sheet?.replaceSync(text);
    ruled = text;
    const now = adopt(root, sheet);
    if (styled && styled !== now) drop(styled, sheet);
    styled = now;
    for (const node of nodes) if (node && nodeType.call(node) === 11) adopt(node);
  }

  /** Whether an element is stripped, by itself or with one around it. */
  function isHeld(node) {
    for (let element = node; element; element = above(element)) if (held.get(element)?.has('data-askless')) return true;
    return isBarred(node);
  }

  function isBarred(node) {
    return held.get(node)?.has('disabled') === true;
  }

  /**
   * Holds on to what the page undid, and gives a question back that the page insists on. True if the page is to be read at
   * once: if a question was left, or what was stripped seems to be drawn anew.
   */
  function mutated(records) {
    let isUrgent = false;
    flags.mutated(records);
    for (const record of records) {
      const { type, target, attributeName, addedNodes } = record;
      const attributes = held.get(target);
      isUrgent ||= [...addedNodes].some(isAskedAgain);
      // A reference is the page's to write: what it says now is read, and edited again.
      if (type === 'attributes' && attributes?.has(attributeName) && !/^(aria-[^r]|for)/.test(attributeName)) {
        const value = attributes.get(attributeName);
        if (getAttribute.call(target, attributeName) === value || fights.isOver(target)) continue;
        // Remembered anew: where another guard gave the element back, what it gave back is what the page wants.
        if (fights.goOn(target)) change(target, attributeName, value);
        else isUrgent = concede(target) || isUrgent;
      } else if (out.sinceSubmit() < ANSWER && isAnswer(record)) {
        const question = questionAround(target);
        if (!question || left.has(question.control)) continue;
        leave(question.control, 'insists', question.question);
        isUrgent = true;
      }
    }
    return isUrgent;
  }

  /**
   * Whether a change may be what the page answers to a try to submit: something more, not something else, as when it changes its
   * language, and more than a browser does that translates the page.
   */
  function isAnswer({ type, target, attributeName, addedNodes, removedNodes }) {
    if (type === 'attributes') return INVALID[attributeName]?.test(getAttribute.call(target, attributeName));
    if (addedNodes.length === 0 || removedNodes.length > 0) return false;
    return !isTranslated(context) || [...addedNodes].some((node) => nodeType.call(node) === 1 && localName.call(node) !== 'font');
  }

  function questionAround(node) {
    for (let element = node; element; element = above(element)) {
      if (!held.get(element)?.has('data-askless')) continue;
      for (const question of hidden.values()) if (question.controls.some((control) => isInside(control, element))) return question;
    }
    return null;
  }

  /** Gives up an element. It stays hidden and out of what is sent, unless the page would then never be valid. */
  function concede(element) {
    const blocks = element.willValidate === true && dom().hasAttribute.call(element, 'required');
    const question = [...hidden.values()].find(({ controls }) => controls.includes(element));
    if (blocks && question) {
      leave(question.control, 'contested', question.question);
      return true;
    }
    tell('error', { code: 'strip-contested', message: `A stripped question stays hidden and is not sent. ${REASONS.contested}`, question: question?.question });
    return false;
  }

  function moveFocus(focused, nodes) {
    const isGone = (node) => !isConnected.call(node) || [...held].some(([element, attributes]) => attributes.has('inert') && isInside(node, element));
    const { matches } = dom();
    const at = nodes.indexOf(focused);
    const open = (node) => node && nodeType.call(node) === 1 && isConnected.call(node) &&
      matches.call(node, 'input:not([type=hidden]), select, textarea, button, a[href], [tabindex]') && !matches.call(node, ':disabled, [inert] *, [inert]');
    // What the page does not show takes no focus.
    const others = [...nodes.slice(at + 1), ...nodes.slice(0, Math.max(at, 0)).reverse()].filter(open);
    for (let now = focused; others.length > 0 && (!now || isGone(now)); now = activeIn(context.target())) others.shift().focus();
  }

  function undo() {
    flags.undo();
    for (const [element, attributes] of held) for (const attribute of attributes.keys()) unchange(element, attribute);
    held = new Map();
    hidden = new Map();
    rules.clear();
    if (styled) drop(styled, sheet);
    styled = null;
    out.stop();
    status.undo();
    spoken = 0;
    unwrap();
  }

  return { renew, mutated, undo, isLeft };
}

function activeIn(target) {
  const document = documentOf(target);
  let active = dom().activeElement.call(document);
  while (active && dom().shadowRoot.call(active)?.activeElement) active = dom().shadowRoot.call(active).activeElement;
  return active && active !== dom().body.call(document) ? active : null;
}

/** The controls in an element and in its open shadow roots, itself among them. */
function controlsIn(element) {
  const { matches, shadowRoot, localName } = dom();
  const found = matches.call(element, CONTROLS) ? [element] : [];
  const visit = (root) => {
    for (const node of findAll(root, '*')) {
      if (matches.call(node, CONTROLS) || localName.call(node).includes('-')) found.push(node);
      if (shadowRoot.call(node)) visit(shadowRoot.call(node));
    }
  };
  if (shadowRoot.call(element)) visit(shadowRoot.call(element));
  visit(element);
  return found;
}
