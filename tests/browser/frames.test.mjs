// Frames of the same origin: what the element says of all of them, what is read in them, and what is left when they go.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { start } from './browser.mjs';

const ASK = '<div><label>Are you a U.S. citizen? <input name=citizen></label></div>';
const FINE = '<div><label>Town <input name=town></label></div>';
const CARD = '<script type=application/json id=card>{ "id": "x" }</script>';

let stage;
let pages = 0;

before(async () => void (stage = await start()));
after(() => stage.stop());

/** Opens a page with this body and these frames; gives it once the page and all frames have been read. */
async function open(body, frames, { attributes = 'mode=report', head = '' } = {}) {
  const page = (pages += 1);
  for (const [name, inner] of Object.entries(frames)) stage.serve(`/frames-${page}-${name}`, `<!doctype html><html lang=en><title>${name}</title>${inner}`);
  const inside = Object.keys(frames).map((name) => `<iframe id=${name} src=/frames-${page}-${name}></iframe>`).join('');
  const opened = await stage.open(stage.serve(`/frames-${page}`, `<!doctype html><html lang=en><title>x</title>${head}${CARD}
    <script>window.told = []; addEventListener('askless-report', ({ detail }) => told.push(detail))</script>
    <body><askless-guard frames service=card ${attributes}>${body}${inside}</askless-guard><script type=module src=/pkg/define.js></script>`));
  await opened.waitForFunction((count) => told.length >= count, Object.keys(frames).length + 1);
  await opened.evaluate(() => rest());
  return opened;
}
const STATES = () => ['ready', 'found', 'stripped'].filter((state) => document.querySelector('askless-guard').matches(`:state(${state})`));

for (const [what, body, inner, mode, expected] of [
  ['of the page alone are not hidden by those of a frame', ASK, FINE, 'report', ['ready', 'found']],
  ['of a frame alone count', FINE, ASK, 'report', ['ready', 'found']],
  ['are neither found nor stripped where there are none', FINE, FINE, 'strip', ['ready']],
  ['that went count too', ASK, FINE, 'strip', ['ready', 'found', 'stripped']],
]) {
  test(`states: findings ${what}`, async () => {
    const page = await open(`<form>${body}</form>`, { one: `<form>${inner}</form>`, two: `<form>${FINE}</form>` }, { attributes: `mode=${mode}` });
    assert.deepEqual(await page.evaluate(STATES), expected);
    await page.close();
  });
}

test('states: a frame that goes, or goes on to another page, takes its findings along', async () => {
  const page = await open(FINE, { one: ASK, two: ASK, fine: FINE });
  const found = [await page.evaluate(STATES)];
  await page.evaluate(async () => (document.querySelector('#one').remove(), await rest()));
  found.push(await page.evaluate(STATES));
  await page.evaluate(async () => {
    const count = told.length;
    document.querySelector('#two').src = document.querySelector('#fine').src;
    while (told.length === count) await rest(20);
    await rest();
  });
  found.push(await page.evaluate(STATES));
  assert.deepEqual(found, [['ready', 'found'], ['ready', 'found'], ['ready']]);
  await page.close();
});

test('states: a frame that goes on to another site takes its findings along at once', async () => {
  const page = await open(FINE, { one: ASK });
  const elsewhere = stage.serve('/elsewhere', '<!doctype html><title>x</title>').replace('localhost', '127.0.0.1');
  const found = await page.evaluate(async (elsewhere) => {
    const frame = document.querySelector('#one');
    const count = told.length;
    frame.src = elsewhere;
    while (told.length === count) await rest(20);
    return [frame.contentDocument, document.querySelector('askless-guard').matches(':state(found)')];
  }, elsewhere);
  assert.deepEqual(found, [null, false]);
  await page.close();
});

test('a frame has its own custom elements: closed ones are said of it, and others are waited for', async () => {
  const define = (name, mode, inside) => `<script>customElements.define('${name}', class extends HTMLElement { constructor() { super(); this.attachShadow({ mode: '${mode}' }).innerHTML = '${inside}'; } })</script>`;
  const page = await open(FINE, {
    inside: `${define('closed-one', 'closed', '<input>')}<closed-one></closed-one>`,
    outside: '<other-one></other-one>',
    later: '<later-one></later-one>',
  }, { head: define('other-one', 'closed', '<input>') });
  const found = await page.evaluate(async (ask) => {
    const closed = told.filter(({ limits }) => limits.join().includes('closed')).length;
    const { defaultView } = document.querySelector('#later').contentDocument;
    defaultView.eval(`customElements.define('later-one', class extends HTMLElement { constructor() { super(); this.attachShadow({ mode: 'open' }).innerHTML = '${ask}'; } })`);
    await rest();
    return { closed, later: told.at(-1).counts.violations };
  }, ASK);
  assert.deepEqual(found, { closed: 1, later: 1 });
  await page.close();
});

test('a frame that is taken away is guarded and listened to no more', async () => {
  const page = await open(ASK, { one: ASK });
  const found = await page.evaluate(async () => {
    const frame = document.querySelector('#one');
    let heard = 1;
    const own = frame.removeEventListener;
    frame.removeEventListener = (...given) => ((heard -= 1), own.apply(frame, given));
    frame.remove();
    await rest();
    return heard;
  });
  assert.equal(found, 0);
  await page.close();
});

test('a listener that stops the guard as it tells of its first report leaves no frame guarded', async () => {
  const page = await open(FINE, { one: FINE });
  const found = await page.evaluate(async (ask) => {
    const { createAskless } = await import('/pkg/index.js');
    const inner = document.querySelector('#one').contentDocument;
    inner.body.innerHTML = `<form>${ask}</form>`;
    document.querySelector('askless-guard').disabled = true;
    let stopped = 0;
    const guard = createAskless({ service: { id: 'x' }, mode: 'strip' }).guard(document, { frames: true, on: (type) => void (type === 'report' && !stopped++ && guard.stop()) });
    await guard.ready;
    await rest();
    return inner.querySelector('[name=citizen]')?.checkVisibility() ?? false;
  }, ASK);
  assert.equal(found, true);
  await page.close();
});
