// Where the element takes its form, its service and its policy from, what it says when they do not come, and what the engine
// does outside of a page.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { start } from './browser.mjs';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const ASKS = '<div><label>Full name <input name=name></label></div><div><label>Are you a U.S. citizen? <input name=citizen></label></div>';
const FORM = `<form method=post>${ASKS}</form>`;
const JSON_TYPE = { 'content-type': 'application/json' };
// A law of another place: what Chicago's ordinance says.
const POLICY = execFileSync(here('../../target/debug/askless'), ['policy', 'build', here('../../src/judge/policy/chicago-2-173.toml')], { encoding: 'utf8' });

let stage;
let pages = 0;

before(async () => {
  stage = await start();
  stage.serve('/config/service.json', '{ "id": "from-an-address" }', JSON_TYPE);
  stage.serve('/config/policy.json', POLICY, JSON_TYPE);
  stage.serve('/config/broken.json', '{ "id": ', JSON_TYPE);
});
after(() => stage.stop());

/** Opens a page with this body; gives it once the element has told a report or an error. */
async function open(body, { set = '', head = '', attributes = 'lang=en' } = {}) {
  const html = `<!doctype html><html ${attributes}><title>Card</title>${head}<script>window.told = []; for (const type of ['report', 'error', 'finding'])
    addEventListener('askless-' + type, ({ detail }) => told.push([type, detail.code ?? '', detail.message ?? '']));
    window.states = new Set();</script><body>${body}<script>${set}</script><script type=module src=/pkg/define.js></script>`;
  const page = await stage.open(stage.serve(`/config/${(pages += 1)}`, html));
  await page.waitForFunction(() => told.some(([type]) => type !== 'finding'));
  return page;
}
const reportOf = (page) => page.evaluate(() => document.querySelector('askless-guard').report);

for (const [what, attributes, more, id] of [
  ['an address', 'service=/config/service.json', {}, 'from-an-address'],
  ['an address relative to the page', 'service=service.json', {}, 'from-an-address'],
  ['a script in the page', 'service=card', {}, 'from-a-script'],
  ['a script in the page, written as a fragment', 'service=#card', {}, 'from-a-script'],
  ['a property', '', { set: "document.querySelector('askless-guard').service = { id: 'from-a-property' }" }, 'from-a-property'],
]) {
  test(`the service comes from ${what}`, async () => {
    const page = await open(`<script type=application/json id=card>{ "id": "from-a-script" }</script><askless-guard ${attributes}>${FORM}</askless-guard>`, more);
    assert.equal((await reportOf(page)).service.id, id);
    await page.close();
  });
}

for (const [what, attributes, more, ids] of [
  ['a name', 'policy=hartford', {}, ['hartford']],
  ['an address', 'policy=/config/policy.json', {}, ['chicago-2-173']],
  ['a script in the page', 'policy=law', {}, ['chicago-2-173']],
  ['a property', '', { set: `document.querySelector('askless-guard').policy = ${POLICY}` }, ['chicago-2-173']],
  ['a property with several', '', { set: `document.querySelector('askless-guard').policy = ['hartford', ${POLICY}]` }, ['hartford', 'chicago-2-173']],
]) {
  test(`the policy comes from ${what}`, async () => {
    const page = await open(`<script type=application/json id=law>${POLICY}</script><askless-guard ${attributes}>${FORM}</askless-guard>`, more);
    assert.deepEqual((await reportOf(page)).policies.map(({ id }) => id), ids);
    await page.close();
  });
}

for (const [what, attributes, code, words] of [
  ['is not there', 'service=/config/nowhere.json', 'not-loaded', /nowhere\.json answered 404/],
  ['is not JSON', 'service=/config/broken.json', 'bad-config', /broken\.json is not JSON/],
  ['is not JSON in the page', 'service=bad', 'bad-config', /#bad is not JSON/],
  ['says what no service can say', 'service=odd', 'bad-config', /\w/],
  ['is of another site', 'policy=https://example.org/p.json', 'other-origin', /own origin/],
]) {
  test(`what ${what} is said, and nothing of the form is changed`, async () => {
    const page = await open(`<script type=application/json id=bad>{</script><script type=application/json id=odd>{ "id": "x", "needs": 3 }</script><askless-guard mode=strip ${attributes}>${FORM}</askless-guard>`);
    const found = await page.evaluate(() => ({ told, html: document.querySelector('form').outerHTML, failed: document.querySelector('askless-guard').matches(':state(failed)') }));
    assert.equal(found.told[0][1], code);
    assert.match(found.told[0][2], words);
    assert.deepEqual([found.html.replace(/ ?=""/g, ''), found.failed, found.told.length], [await page.evaluate((form) => { const box = document.createElement('div'); box.innerHTML = form; return box.innerHTML.replace(/ ?=""/g, ''); }, FORM), true, 1]);
    await page.close();
  });
}

test('an element inside of a form guards the form around it', async () => {
  const page = await open(`<script type=application/json id=card>{ "id": "x" }</script><form method=post><askless-guard mode=strip service=card></askless-guard>${ASKS}</form>`);
  await page.waitForFunction(() => document.querySelector('[name=citizen]')?.checkVisibility() !== true);
  assert.ok(await page.evaluate(() => document.querySelector('[name=name]').checkVisibility()));
  await page.close();
});

test('the notes are in the language of the element, where it names one', async () => {
  const page = await open(`<askless-guard mode=flag lang=vi>${FORM}</askless-guard>`);
  await page.waitForSelector('.askless-note');
  assert.equal(await page.evaluate(() => document.querySelector('.askless-note').lang), 'vi');
  await page.close();
});

test('while it loads, the element is in the state loading; each finding is told once', async () => {
  const page = await stage.newPage();
  let go;
  const held = new Promise((done) => (go = done));
  await page.route('**/*.wasm', async (route) => (await held, route.continue()));
  await page.goto(stage.serve('/config/slow', `<!doctype html><html lang=en><title>x</title><script>window.told = []; for (const type of ['report', 'finding']) addEventListener('askless-' + type, ({ detail }) => told.push(type))</script>
    <body><askless-guard>${FORM}</askless-guard><script type=module src=/pkg/define.js></script>`), { waitUntil: 'commit' });
  const is = (state) => page.waitForFunction((state) => { try { return document.querySelector('askless-guard')?.matches(`:state(${state})`); } catch { return false; } }, state);
  await is('loading');
  go();
  await is('ready');
  await is('found');
  const count = await page.evaluate(() => {
    const guard = document.querySelector('askless-guard');
    guard.refresh();
    guard.refresh();
    return [told.filter((type) => type === 'finding').length, guard.report.findings.length + guard.report.form_findings.length, told.filter((type) => type === 'report').length >= 3];
  });
  assert.deepEqual(count, [count[1], count[1], true]);
  await page.close();
});

test('no mode asks the browser for places or sizes', async () => {
  const page = await stage.open(stage.serve('/config/layout', `<!doctype html><html lang=en><title>x</title><body>${FORM}`));
  const touched = await page.evaluate(async (asks) => {
    const { createAskless, init } = await import('/pkg/index.js');
    await init();
    const touched = [];
    const trap = (type, ...names) => names.forEach((name) => {
      const own = Object.getOwnPropertyDescriptor(type.prototype, name);
      const tell = (what) => function (...rest) { touched.push(`${type.name}.${name}`); return what.apply(this, rest); };
      Object.defineProperty(type.prototype, name, own.get ? { ...own, get: tell(own.get) } : { ...own, value: tell(own.value) });
    });
    trap(Element, 'getBoundingClientRect', 'getClientRects', 'scrollIntoView', 'checkVisibility', 'clientWidth', 'clientHeight', 'scrollWidth', 'scrollHeight', 'scrollTop');
    trap(HTMLElement, 'offsetWidth', 'offsetHeight', 'offsetTop', 'offsetParent', 'innerText');
    trap(Range, 'getBoundingClientRect', 'getClientRects');
    trap(Document, 'elementFromPoint');
    const style = window.getComputedStyle;
    window.getComputedStyle = (...rest) => (touched.push('getComputedStyle'), style(...rest));
    const form = document.querySelector('form');
    for (const owned of [false, true]) {
      if (owned) form.__owner = 1;
      for (const mode of ['report', 'flag', 'strip']) {
        const guard = createAskless({ service: { id: 'x' } }).guard(form, { mode, cloak: true });
        await guard.ready;
        form.insertAdjacentHTML('beforeend', asks);
        await rest(150);
        guard.stop();
      }
    }
    return touched;
  }, ASKS);
  assert.deepEqual(touched, []);
  await page.close();
});

test('in a worker of the browser it reads plain forms', async () => {
  const page = await stage.open(stage.serve('/config/worker', '<!doctype html><title>x</title>'));
  const found = await page.evaluate(async () => {
    const code = `import { createAskless, init } from '${location.origin}/pkg/index.js';
      await init();
      postMessage(createAskless().lint([{ label: 'Are you a U.S. citizen?' }, { label: 'Full name' }]).counts.violations);`;
    const worker = new Worker(URL.createObjectURL(new Blob([code], { type: 'text/javascript' })), { type: 'module' });
    return new Promise((done, fail) => Object.assign(worker, { onmessage: ({ data }) => done(data), onerror: fail }));
  });
  assert.equal(found, 1);
  await page.close();
});

test('without WebAssembly the same engine runs as a script', async () => {
  const page = await stage.newPage();
  await page.addInitScript(() => delete window.WebAssembly);
  await page.goto(stage.serve('/config/no-wasm', `<!doctype html><html lang=en><title>x</title><link rel=stylesheet href=/pkg/cloak.css><body>
    <askless-guard mode=strip service=service.json cloak>${FORM}</askless-guard><script type=module src=/pkg/define.js></script>`));
  await page.waitForFunction(() => document.querySelector('askless-guard').report?.stripped.length === 1, undefined, { timeout: 20_000 });
  await page.waitForFunction(() => document.querySelector('[name=name]').checkVisibility({ visibilityProperty: true }));
  assert.ok(await page.evaluate(() => typeof WebAssembly === 'undefined' && document.querySelector('[name=citizen]')?.checkVisibility() !== true));
  await page.close();
});

test('with `frames` the element guards frames too, also after they go on to another page', async () => {
  for (const name of ['one', 'two']) stage.serve(`/config/frame-${name}`, `<!doctype html><html lang=en><title>${name}</title>${FORM}`);
  const page = await open(`<script type=application/json id=card>{ "id": "x" }</script><askless-guard mode=strip service=card frames><iframe src=/config/frame-one></iframe></askless-guard>`);
  const gone = (title) => page.waitForFunction((title) => {
    const inner = document.querySelector('iframe').contentDocument;
    return inner?.title === title && inner.querySelector('[name=name]')?.checkVisibility() && inner.querySelector('[name=citizen]')?.checkVisibility() !== true;
  }, title);
  await gone('one');
  await page.evaluate(() => void (document.querySelector('iframe').src = '/config/frame-two'));
  await gone('two');
  await page.close();
});

test('a guard that rests or goes listens to no frame any more', async () => {
  const page = await stage.open(stage.serve('/config/frames', `<!doctype html><html lang=en><title>x</title><iframe src=/config/frame-one></iframe>`));
  const found = await page.evaluate(async () => {
    const { createAskless, init } = await import('/pkg/index.js');
    await init();
    const frame = document.querySelector('iframe');
    const heard = new Set();
    frame.addEventListener = (type, listener) => void heard.add(listener);
    frame.removeEventListener = (type, listener) => void heard.delete(listener);
    const guard = createAskless().guard(document, { frames: true });
    await guard.ready;
    const counts = [heard.size];
    guard.restore();
    counts.push(heard.size);
    guard.refresh();
    guard.refresh();
    counts.push(heard.size);
    guard.stop();
    return [...counts, heard.size];
  });
  assert.deepEqual(found, [1, 0, 1, 0]);
  await page.close();
});

test('a page that changes its own language says so by `lang`: the element begins anew, with the pack and the notes of that language', async () => {
  const page = await open(`<askless-guard mode=flag>${FORM}</askless-guard>`);
  await page.waitForSelector('.askless-note');
  await page.evaluate(() => {
    document.documentElement.lang = 'fr';
    document.querySelectorAll('label')[1].firstChild.data = 'Êtes-vous citoyen des États-Unis ? ';
    document.querySelector('askless-guard').lang = 'fr';
  });
  await page.waitForFunction(() => document.querySelector('.askless-note')?.lang === 'fr');
  assert.deepEqual(await page.evaluate(() => [document.querySelectorAll('.askless-note').length, document.querySelector('askless-guard').report.counts.violations]), [1, 1]);
  await page.close();
});
