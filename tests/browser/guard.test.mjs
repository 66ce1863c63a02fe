// The package in a real page: what it reads, what it may not read, what it changes and puts back.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { start } from './browser.mjs';

const CSP = { 'content-security-policy': "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'" };
const FORM = `<form id=f method=post>
<p id=n><label>Full name <input name=n value=prefilled></label></p>
<fieldset id=c><legend>Are you a U.S. citizen?</legend>
<label><input type=radio name=c value=y required> Yes</label> <label><input type=radio name=c value=n> No</label></fieldset>
<p id=l>Any comments? <textarea name=t aria-label="Any comments?">prefilled</textarea></p>
<p id=s><label for=soc>Are you receiving food stamps?</label> <input id=soc name=soc aria-describedby="n soc-help"> <span id=soc-help>Yes or no</span></p>
</form>`;
const PAGE = (body, head = '') => `<!doctype html><html lang=en><title>A form</title>${head}<body>${body}`;
const SERVICE = { id: 'library-card', title: 'Library card' };

let stage;
let pages = 0;

before(async () => void (stage = await start()));
after(() => stage.stop());

/** A page with this body, and with `createAskless` in `window` once the engine is loaded. */
async function open(body, { headers = CSP, head, ready = true } = {}) {
  const page = await stage.open(stage.serve(`/page-${(pages += 1)}`, PAGE(body, head), headers));
  await page.evaluate(() => {
    window.violations = [];
    document.addEventListener('securitypolicyviolation', (event) => window.violations.push(event.violatedDirective));
  });
  if (ready) {
    await page.evaluate(async () => {
      const { createAskless, init } = await import('/pkg/index.js');
      await init();
      window.createAskless = createAskless;
    });
  }
  return page;
}

test('reads a live form, and finds the control of a finding by its selector', async () => {
  const page = await open(FORM);
  const found = await page.evaluate(() => {
    const report = createAskless({ today: '2026-11-22' }).lint(document);
    const [{ question, category, verdict, evidence }] = report.findings;
    const controls = document.querySelectorAll(question.selector);
    return { category, verdict, text: evidence[0].text, count: controls.length, name: controls[0].name, questions: report.counts.questions, json: JSON.stringify(report), violations };
  });
  assert.equal(found.category, 'immigration-status');
  assert.equal(found.verdict, 'violation');
  assert.deepEqual([found.count, found.name, found.questions], [1, 'c', 4]);
  assert.match(found.text, /citizen/i);
  assert.ok(!found.json.includes('prefilled'), 'what a server prefilled is in no report');
  assert.ok(JSON.parse(found.json).findings[0].question.selector, 'a selector is data');
  assert.deepEqual(found.violations, []);
  await page.close();
});

test('what cannot be guarded is refused with a remedy, and the page is left as it is', async () => {
  const page = await open(FORM);
  const told = await page.evaluate(() => {
    const before = document.body.outerHTML;
    const askless = createAskless();
    const calls = [() => askless.guard(null), () => askless.guard('form'), () => askless.guard(document, { mode: 'hide' })];
    const errors = calls.map((call) => {
      try {
        return void call();
      } catch ({ code, message }) {
        return [code, message];
      }
    });
    return { errors, isSame: document.body.outerHTML === before };
  });
  assert.deepEqual(told.errors.map(([code]) => code), ['bad-target', 'bad-target', 'bad-config']);
  assert.match(told.errors[0][1], /form/);
  assert.match(told.errors[2][1], /report, flag, strip/);
  assert.ok(told.isSame);
});

test('offsets count UTF-16 units', async () => {
  const page = await open(FORM.replace('Are you a U.S.', '😀 ñ Are you a U.S.'));
  const [text, slice] = await page.evaluate(() => {
    const { findings } = createAskless({}).lint(document.querySelector('form'));
    const { start, end, text } = findings[0].evidence[0];
    return [text, '😀 ñ Are you a U.S. citizen?'.slice(start, end)];
  });
  assert.equal(slice, text);
  await page.close();
});

test('never touches what a person typed', async () => {
  const page = await open(FORM + '<select><option>a</select><div contenteditable>typed</div>');
  const found = await page.evaluate(async () => {
    document.querySelector('[name=n]').value = 'typed';
    const touched = [];
    const trap = (type, ...names) => {
      for (const name of names) {
        const forbid = () => (touched.push(`${type.name}.${name}`), undefined);
        Object.defineProperty(type.prototype, name, { get: forbid, set: forbid, configurable: true });
      }
    };
    trap(HTMLInputElement, 'value', 'checked', 'files', 'valueAsDate', 'valueAsNumber', 'defaultValue', 'defaultChecked');
    trap(HTMLTextAreaElement, 'value', 'defaultValue', 'textLength');
    trap(HTMLSelectElement, 'value', 'selectedIndex', 'selectedOptions');
    trap(HTMLOptionElement, 'selected', 'defaultSelected');
    window.FormData = class { constructor() { touched.push('FormData'); } };
    const askless = createAskless({ service: { id: 'x' } });
    const reports = [askless.lint(document)];
    for (const mode of ['report', 'flag', 'strip']) {
      const guard = askless.guard(document.querySelector('form'), { mode });
      await guard.ready;
      reports.push(guard.report);
      guard.stop();
    }
    document.querySelector('input').value; // the trap works
    return { touched, text: JSON.stringify(reports) };
  });
  assert.deepEqual(found.touched, ['HTMLInputElement.value']);
  assert.ok(!/typed|prefilled/.test(found.text));
  await page.close();
});

test('controls with names of the DOM cannot lie', async () => {
  const liars = ['attributes', 'nodeName', 'nodeType', 'childNodes', 'children', 'firstChild', 'nextSibling', 'parentNode', 'localName',
    'tagName', 'removeChild', 'insertBefore', 'getAttribute', 'getAttributeNames', 'setAttribute', 'shadowRoot', 'ownerDocument', 'id',
    'getRootNode', 'querySelectorAll', 'isConnected', 'closest', 'host', 'submit', 'length', 'elements', 'append', 'hasAttribute'];
  const lies = liars.map((name) => `<input type=hidden name=${name}>`).join('');
  const page = await open(FORM.replace('</form>', `${lies}</form><img name=createElement><img name=childNodes>`));
  const found = await page.evaluate(async () => {
    const form = document.querySelector('form');
    const askless = createAskless({ service: { id: 'x' } });
    const lies = typeof form.firstChild.name;
    const guard = askless.guard(form, { mode: 'flag' });
    await guard.ready;
    const notes = document.querySelectorAll('.askless-note').length;
    guard.stop();
    const { stripped, restore } = askless.strip(form);
    const gone = document.querySelector('[name=c]') === null;
    restore();
    return { lies, notes, stripped, gone, back: document.querySelectorAll('[name=c]').length, left: document.querySelectorAll('.askless-note').length };
  });
  assert.equal(found.lies, 'string', 'the form does lie');
  assert.ok(found.notes > 0);
  assert.ok(found.stripped.includes('c'));
  assert.deepEqual([found.gone, found.back, found.left], [true, 2, 0]);
  await page.close();
});

test('strips a static form, and puts everything back', async () => {
  const page = await open(FORM);
  const found = await page.evaluate(() => {
    const askless = createAskless({ service: { id: 'x' } });
    const radio = document.querySelector('[name=c]');
    const food = document.querySelector('#soc');
    let heard = 0;
    radio.addEventListener('click', () => (heard += 1));
    radio.checked = true;
    food.value = 'typed';
    const before = document.documentElement.outerHTML;
    const nodes = [...document.querySelectorAll('*')];
    const { report, stripped, restore } = askless.strip(document);
    const left = document.body.textContent;
    const again = askless.strip(document);
    const clean = askless.lint(document).counts.violations;
    const unchanged = again.stripped.length === 0;
    again.restore();
    restore();
    restore();
    const same = [...document.querySelectorAll('*')].every((node, at) => node === nodes[at]);
    radio.click();
    return { before, after: document.documentElement.outerHTML, report, stripped, left, clean, unchanged, same, heard, typed: food.value, checked: radio.checked };
  });
  assert.ok(found.stripped.includes('c'));
  assert.equal(found.report.stripped.length, found.report.counts.violations);
  assert.doesNotMatch(found.left, /citizen/);
  assert.match(found.left, /Full name/);
  assert.equal(found.clean, 0);
  assert.ok(found.unchanged && found.same);
  assert.equal(found.after, found.before);
  assert.deepEqual([found.heard, found.typed, found.checked], [1, 'typed', true]);
  await page.close();
});

test('reads open shadow roots, and says that closed ones cannot be read', async () => {
  const page = await open('<open-one></open-one><form></form>');
  const found = await page.evaluate(() => {
    customElements.define('open-one', class extends HTMLElement {
      constructor() {
        super();
        this.attachShadow({ mode: 'open' }).innerHTML = '<label>Are you a U.S. citizen? <input name=c></label>';
      }
    });
    customElements.define('closed-one', class extends HTMLElement {
      constructor() {
        super();
        this.attachShadow({ mode: 'closed' }).innerHTML = '<input>';
      }
    });
    const askless = createAskless({});
    const first = askless.lint(document);
    document.body.append(document.createElement('closed-one'));
    const second = askless.lint(document);
    return { selector: first.findings[0]?.question.selector, before: first.complete, after: second.complete, limits: second.limits };
  });
  assert.equal(found.selector, 'open-one >>> input[name="c"]');
  assert.deepEqual([found.before, found.after], [true, false]);
  assert.match(found.limits[0], /shadow root is closed/);
  await page.close();
});

test('flags: notes that are tied to their controls, nothing required; all taken back', async () => {
  const page = await open(FORM);
  const found = await page.evaluate(async () => {
    const before = document.documentElement.outerHTML;
    const askless = createAskless({ locale: 'es-PR' });
    const form = document.querySelector('form');
    const unguarded = JSON.stringify(askless.lint(form));
    const guard = askless.guard(form, { mode: 'flag' });
    await guard.ready;
    const radio = form.querySelector('[name=c]');
    const note = document.getElementById(radio.getAttribute('aria-describedby'));
    const result = { text: note.textContent, lang: note.lang, required: radio.required, same: JSON.stringify(askless.lint(form)) === unguarded };
    const notes = () => document.querySelectorAll('.askless-note').length;
    result.first = notes();
    form.insertAdjacentHTML('beforeend', '<p><label>Your immigration status <input name=i></label></p>');
    await rest(300);
    result.second = notes();
    form.lastElementChild.remove();
    guard.stop();
    result.clean = document.documentElement.outerHTML === before;
    return result;
  });
  assert.match(found.text, /Puede dejarlo en blanco/);
  assert.equal(found.lang, 'es');
  assert.equal(found.required, false);
  assert.ok(found.same, 'the guard does not judge its own notes');
  assert.equal(found.second, found.first + 1, 'a question that comes later is flagged too');
  assert.ok(found.clean);
  await page.close();
});

test('a question with several findings has one note, for the gravest, and is required no more', async () => {
  const page = await open('<form method=post><p><label>Sexual orientation and gender identity <input name=q required></label></p></form>');
  const found = await page.evaluate(async () => {
    const guard = createAskless().guard(document.querySelector('form'), { mode: 'flag' });
    await guard.ready;
    const notes = [...document.querySelectorAll('.askless-note')].map(({ textContent }) => textContent);
    return { verdicts: guard.report.findings.map(({ verdict }) => verdict), notes, required: document.querySelector('[name=q]').required };
  });
  assert.deepEqual(found, { verdicts: ['violation', 'review'], notes: ['The City does not need this. You may leave it blank. (Section 2-929)'], required: false });
  await page.close();
});

test('the note of a control in a shadow root stands where the control finds it', async () => {
  const page = await open('<form method=post><div><span>Are you a U.S. citizen?</span><x-in></x-in></div></form>');
  const found = await page.evaluate(async () => {
    customElements.define('x-in', class extends HTMLElement {
      constructor() {
        super();
        this.attachShadow({ mode: 'open' }).innerHTML = '<input>';
      }
    });
    const guard = createAskless().guard(document.querySelector('form'), { mode: 'flag' });
    await guard.ready;
    const { shadowRoot } = document.querySelector('x-in');
    const note = shadowRoot.getElementById(shadowRoot.querySelector('input').getAttribute('aria-describedby'));
    guard.stop();
    return [note?.className, shadowRoot.innerHTML];
  });
  assert.deepEqual(found, ['askless-note', '<input>']);
  await page.close();
});

test('a group that says for its controls that an answer is required says so no more', async () => {
  const radios = (type) => ['yes', 'no'].map((value) => (type ? `<label><input type=radio name=c value=${value} required> ${value}</label>` : `<div role=radio tabindex=0 aria-checked=false>${value}</div>`)).join('');
  const page = await open(`<form aria-required=true><fieldset aria-required=true><legend>Are you a U.S. citizen?</legend>${radios(true)}</fieldset>
    <div role=radiogroup aria-required=true aria-labelledby=l><span id=l>What is your immigration status?</span>${radios()}</div><p><label>Town <input name=t aria-required=true></label></p></form>`);
  const found = await page.evaluate(async () => {
    const form = document.querySelector('form');
    const before = form.cloneNode(true);
    const required = () => [...document.querySelectorAll('[required], [aria-required]')].map(({ localName }) => localName).join();
    const guard = createAskless({ mode: 'flag' }).guard(form);
    await guard.ready;
    const first = required();
    document.querySelector('fieldset').setAttribute('aria-required', 'true');
    await new Promise((done) => setTimeout(done, 300));
    const again = required();
    guard.stop();
    return [first, again, form.isEqualNode(before)];
  });
  assert.deepEqual(found, ['form,input', 'form,input', true]);
  await page.close();
});

test('a row with a note that the page copies, or has kept as text, gets a note of its own', async () => {
  const page = await open('<form><div class=row><p><label>Name <input name=name></label></p><p><label>Are you a U.S. citizen? <input name=citizen aria-describedby=help></label></p><p id=help>Help</p></div></form>');
  const found = await page.evaluate(async () => {
    const form = document.querySelector('form');
    form.insertAdjacentHTML('beforeend', '<div class=row><p><label>Are you a U.S. citizen? <input name=old aria-describedby=askless-note-7></label><span class=askless-note id=askless-note-7>You may leave it blank.</span></p></div>');
    const guard = createAskless({ mode: 'flag' }).guard(form);
    await guard.ready;
    const row = document.querySelector('.row');
    row.after(row.cloneNode(true));
    await new Promise((done) => setTimeout(done, 400));
    const notes = [...document.querySelectorAll('.askless-note')];
    const described = [...document.querySelectorAll('[name=citizen], [name=old]')].map((control) => control.getAttribute('aria-describedby').split(' ').map((id) => document.getElementById(id).className));
    const ids = new Set(notes.map(({ id }) => id)).size;
    guard.stop();
    return [notes.length, ids, described, form.innerHTML.includes('askless')];
  });
  assert.deepEqual(found, [3, 3, [['', 'askless-note'], ['', 'askless-note'], ['askless-note']], false]);
  await page.close();
});

test('a description that the page changes while a note stands there stays as the page wants it', async () => {
  const page = await open(FORM);
  const found = await page.evaluate(async () => {
    const food = document.querySelector('#soc');
    const guard = createAskless().guard(document.querySelector('form'), { mode: 'flag' });
    await guard.ready;
    const note = food.getAttribute('aria-describedby').split(' ').at(-1);
    food.setAttribute('aria-describedby', `error ${note}`);
    await rest();
    const during = food.getAttribute('aria-describedby').split(' ').map((id) => document.getElementById(id)?.className ?? id);
    guard.stop();
    return [during, food.getAttribute('aria-describedby')];
  });
  assert.deepEqual(found, [['error', 'askless-note'], 'error']);
  await page.close();
});

const GUARD = (attributes) => `<askless-guard ${attributes}>${FORM}</askless-guard>`;
const LISTEN = () => {
  window.told = [];
  for (const type of ['report', 'strip', 'error']) {
    addEventListener(`askless-${type}`, ({ detail }) => window.told.push([type, detail.code ?? detail.names ?? detail.counts?.violations ?? detail.verdict]));
  }
};

for (const [name, attributes, expected] of [
  ['reports by default', '', { told: ['report'], notes: 0, citizen: true }],
  ['flags', 'mode=flag', { told: ['report'], notes: 2, citizen: true }],
  ['strips with a service', 'mode=strip service=/service.json', { told: ['strip', 'strip', 'report'], notes: 0, citizen: false }],
  ['flags instead of stripping without a service', 'mode=strip', { told: ['error', 'report'], notes: 2, citizen: true }],
  ['does nothing while disabled', 'mode=flag disabled', { told: [], notes: 0, citizen: true }],
  ['takes no service from elsewhere', 'mode=strip service=https://example.org/s.json', { told: ['error'], notes: 0, citizen: true }],
  ['says that a policy is unknown', 'policy=nowhere', { told: ['error'], notes: 0, citizen: true }],
  ['says that there is no such form', 'for=nobody', { told: ['error'], notes: 0, citizen: true }],
]) {
  test(`the element ${name}`, async () => {
    stage.serve('/service.json', JSON.stringify(SERVICE), { 'content-type': 'application/json' });
    const page = await open(GUARD(attributes), { ready: false });
    await page.evaluate(LISTEN);
    await page.evaluate(() => import('/pkg/define.js'));
    await page.waitForFunction((types) => types.every((type) => told.some(([one]) => one === type)), expected.told);
    await page.evaluate(() => rest(300));
    const found = await page.evaluate(() => ({
      told: told.map(([type]) => type).filter((type) => type !== 'finding'),
      notes: document.querySelectorAll('.askless-note').length,
      citizen: document.body.innerText.includes('citizen'),
      violations,
    }));
    assert.deepEqual(found, { ...expected, violations: [] });
    const left = await page.evaluate(async () => {
      document.querySelector('askless-guard').toggleAttribute('disabled', true);
      return [document.querySelectorAll('.askless-note').length, document.querySelectorAll('[name=c]').length, document.querySelectorAll('[required]').length];
    });
    assert.deepEqual(left, [0, 2, 1], 'disabled, the form is as it was');
    await page.close();
  });
}

test('says which word a Content-Security-Policy lacks', async () => {
  const page = await open(FORM, { ready: false, headers: { 'content-security-policy': "script-src 'self'" } });
  const error = await page.evaluate(async () => {
    const { init } = await import('/pkg/html.js');
    return init().then(() => null, ({ name, code, message }) => ({ name, code, message }));
  });
  assert.equal(error?.code, 'blocked');
  assert.match(error.message, /'wasm-unsafe-eval'/);
  await page.close();
});

test('says that the engine could not be loaded, and loads it later', async () => {
  const page = await open(FORM, { ready: false });
  const found = await page.evaluate(async () => {
    const { createAskless, init } = await import('/pkg/index.js');
    const codes = [];
    const code = (error) => codes.push(error.code);
    await init({ wasm: new Uint8Array([0, 97, 115, 109]) }).catch(code);
    await init({ wasm: '/nowhere.wasm' }).catch(code);
    try { createAskless(); } catch (error) { code(error); }
    await init();
    return [codes, createAskless().lint(document).findings.length > 0];
  });
  assert.deepEqual(found, [['not-loaded', 'not-loaded', 'not-ready'], true]);
  await page.close();
});

test('flagging moves neither the focus nor the caret', async () => {
  const page = await open(FORM);
  const found = await page.evaluate(async () => {
    const food = document.querySelector('#soc');
    food.value = 'typed';
    food.focus();
    food.setSelectionRange(1, 3);
    const moves = [];
    for (const type of ['focus', 'blur']) addEventListener(type, ({ target }) => moves.push([type, target.id]), true);
    const guard = createAskless().guard(document.querySelector('form'), { mode: 'flag' });
    await guard.ready;
    document.querySelector('form').insertAdjacentHTML('beforeend', '<p><label>Your immigration status <input name=i></label></p>');
    await rest(300);
    const notes = document.querySelectorAll('.askless-note').length;
    const caret = [food.selectionStart, food.selectionEnd];
    guard.stop();
    return { moves, notes, caret, active: document.activeElement.id };
  });
  assert.deepEqual(found, { moves: [], notes: 3, caret: [1, 3], active: 'soc' });
  await page.close();
});

test('a guard that strips, strips what comes later too, and gives all of it back', async () => {
  const page = await open(FORM);
  const found = await page.evaluate(async () => {
    const form = document.querySelector('form');
    const told = [];
    const guard = createAskless({ service: { id: 'x' } }).guard(form, { mode: 'strip', on: (type, detail) => told.push([type, detail.names]) });
    await guard.ready;
    form.insertAdjacentHTML('beforeend', '<p id=late><label>Your immigration status <input name=i></label></p><p><label>Town <input name=town></label></p>');
    const before = form.querySelectorAll('#late').length;
    await rest(300);
    const left = [...form.elements].filter((control) => control.checkVisibility()).map(({ name }) => name);
    guard.stop();
    return { before, left, after: [...form.elements].map(({ name }) => name), told: told.filter(([type]) => type === 'strip') };
  });
  assert.equal(found.before, 1);
  assert.deepEqual(found.left, ['n', 't', 'town']);
  assert.deepEqual(found.after, ['n', '', 'c', 'c', 't', 'soc', 'i', 'town']);
  assert.deepEqual(found.told.flatMap(([, names]) => names), ['c', 'soc', 'i']);
  await page.close();
});

test('finds in a long page that it reads beginning by beginning what it finds in one reading', async () => {
  const ask = ['Full name', 'Are you a U.S. citizen?', 'Which street?', '¿Recibe estampillas de comida?', 'If yes, since when?'];
  const question = (n) => `<p><label for=q${n}>${ask[n % 5]} ${n}</label> <input id=q${n} name=q${n} aria-describedby=h${n - 40}> <span id=h${n}>Part ${n % 7}</span></p>`;
  const body = `<h1>A long form</h1><form>${Array.from({ length: 300 }, (_, n) => question(n)).join('\n')}</form>`;
  const [guarded, linted, asked] = await Promise.all([0, 1, 2].map((way) => open(body).then(async (page) => {
    const report = await page.evaluate(async (way) => {
      const askless = createAskless({ today: '2026-11-22' });
      if (way === 1) return JSON.stringify(askless.lint(document));
      const guard = askless.guard(document);
      if (way === 0) await guard.ready;
      return JSON.stringify(guard.report); // Asked for at once, it is there at once.
    }, way);
    await page.close();
    return report;
  })));
  assert.ok(JSON.parse(linted).counts.violations >= 120);
  assert.equal(guarded, linted);
  assert.equal(asked, linted);
});

test('a page that reads the same gets the same report for its own nodes, and any other a new one', async () => {
  const page = await open(FORM);
  const found = await page.evaluate(() => {
    const lint = ({ service, today = '2026-11-22' } = {}) => createAskless({ service, today }).lint(document);
    const first = lint();
    first.findings.length = 0; // Whoever changes a report changes their own.
    const again = lint();
    const form = document.querySelector('form');
    const clone = form.cloneNode(true);
    form.replaceWith(clone);
    const cloned = lint();
    const selected = clone.contains(document.querySelector(cloned.findings[0].question.selector));
    const other = lint({ service: { id: 'x', title: 'X' } });
    clone.querySelector('legend').firstChild.data = 'Are you a U.S. citizen!';
    const changed = lint();
    clone.querySelector('legend').title = 'About you';
    clone.querySelector('legend').firstChild.data = 'Your favorite color?';
    return { again: JSON.stringify(again), cloned: JSON.stringify(cloned), selected, service: other.service?.id, label: changed.findings[0].question.label, left: lint().findings.length, count: again.findings.length };
  });
  assert.equal(found.cloned, found.again);
  assert.deepEqual([found.selected, found.service, found.label], [true, 'x', 'Are you a U.S. citizen!']);
  assert.ok(found.count > found.left);
  await page.close();
});

test('a long page that changes while it is read says what is said of it as a whole', async () => {
  const page = await open('<form id=f></form>');
  const result = await page.evaluate(async () => {
    // A small generator of numbers, so that each run is the same.
    let seed = 7;
    const pick = (list) => list[(seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0) % list.length];
    const asks = ['Full name', 'Are you a U.S. citizen?', 'Street', 'Are you receiving food stamps?', 'Your religion', 'If yes, which?', 'Phone'];
    const add = (n) => {
      const line = document.createElement('p');
      line.innerHTML = '<label><input> <span></span></label>';
      line.querySelector('input').name = `q${n}`;
      line.querySelector('span').textContent = `${n}. ${pick(asks)}`;
      return line;
    };
    for (let n = 0; n < 900; n += 1) f.append(add(n));
    const options = { today: '2026-11-22', service: { id: 'x' } };
    const plain = (report) => JSON.stringify(report, (key, value) => (key === 'selector' ? undefined : value));
    const guard = createAskless(options).guard(f, { mode: 'report' });
    const change = () => {
      const lines = [...f.children];
      const line = pick(lines);
      const turn = pick([0, 1, 2, 3]);
      if (turn === 0) line.remove();
      else if (turn === 1) line.after(add(1000));
      else if (turn === 2) pick(lines).before(line);
      else line.querySelector('span').firstChild.data = pick(asks);
    };
    // Between the tasks in which it reads for the first time, and in those in which it reads again.
    let isReady = false;
    const ready = guard.ready.then(() => (isReady = true));
    while (!isReady) {
      change();
      await new Promise((done) => setTimeout(done, 5));
    }
    await ready;
    const said = [];
    for (let n = 0; n < 12; n += 1) {
      change();
      await new Promise((done) => setTimeout(done, pick([0, 55, 70, 90, 400])));
      change();
      const now = plain(n % 2 ? guard.refresh() : createAskless(options).lint(f));
      said.push([f.outerHTML, now]);
    }
    await new Promise((done) => setTimeout(done, 1000));
    said.push([f.outerHTML, plain(guard.report)]);
    return said;
  });
  await page.close();
  const other = await open('');
  const whole = await other.evaluate((forms) => forms.map((html) => {
    const askless = createAskless({ today: '2026-11-22', service: { id: 'x' } });
    document.body.innerHTML = html;
    askless.lint(document.createElement('p')); // After another page, the engine remembers nothing of this one.
    return JSON.stringify(askless.lint(document.querySelector('form')), (key, value) => (key === 'selector' ? undefined : value));
  }), result.map(([html]) => html));
  result.forEach(([, now], n) => assert.equal(now, whole[n], `after change ${n}`));
  assert.ok(JSON.parse(whole[0]).findings.length > 300);
  await other.close();
});

test('a guard that was told to rest before it was ready acts once it is told to go on', async () => {
  const page = await open(FORM);
  const found = await page.evaluate(async (service) => {
    const guard = createAskless({ service, mode: 'strip', today: '2026-11-22' }).guard(document);
    guard.restore();
    await guard.ready;
    const rested = document.querySelector('#c').checkVisibility();
    guard.refresh();
    return [rested, document.querySelector('#c').checkVisibility(), guard.report.stripped.length];
  }, SERVICE);
  assert.deepEqual(found, [true, false, 2]);
  await page.close();
});
