// The element: attributes, properties, events, states; the cloak, seen with the browser's own record of what it painted.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { start } from './browser.mjs';

const QUESTIONS = `<div elementtiming=name><label for=name>Full name</label> <input id=name name=name></div>
<div elementtiming=citizen><label for=citizen>Are you a U.S. citizen?</label> <input id=citizen name=citizen required></div>`;
const SERVICE = '<script type=application/json id=card>{ "id": "library-card" }</script>';
const LISTEN = `<script>window.told = []; for (const type of ['report', 'finding', 'strip', 'error'])
  addEventListener('askless-' + type, ({ detail }) => told.push([type, detail.code ?? detail.names ?? detail.rule ?? detail.stripped?.length]));
  window.painted = new Set(); new PerformanceObserver((list) => list.getEntries().forEach(({ identifier }) => painted.add(identifier))).observe({ type: 'element', buffered: true });
  window.seen = (node) => Boolean(node?.isConnected && node.checkVisibility({ visibilityProperty: true, opacityProperty: true }));</script>`;
const HEAD = '<link rel=stylesheet href=/pkg/cloak.css><script type=module src=/pkg/define.js></script>';

let stage;
let pages = 0;

before(async () => void (stage = await start()));
after(() => stage.stop());

function put(body, head = HEAD) {
  return stage.serve(`/element-${(pages += 1)}`, `<!doctype html><html lang=en><title>Library card</title>${LISTEN}${head}<body>${body}`);
}

/** Opens a page of which some files come late, or not at all. */
async function open(body, { head, slow, gone, context = {} } = {}) {
  const page = await stage.newPage(context);
  if (slow) await page.route(slow, async (route) => (await new Promise((done) => setTimeout(done, 700)), route.continue()));
  if (gone) await page.route(gone, (route) => route.abort());
  await page.goto(put(body, head), { waitUntil: 'commit' });
  return page;
}

const GUARDED = (attributes, inside = QUESTIONS) => `<askless-guard ${attributes}><form>${inside}</form></askless-guard>${SERVICE}`;
const acted = (page) => page.waitForFunction(() => document.querySelector('askless-guard')?.report?.stripped.length > 0 && told.some(([type]) => type === 'report'));

for (const [what, slow] of [['the element', '**/define.js'], ['the engine', '**/*.wasm'], ['what strips', '**/hide-*.js']]) {
  test(`with a cloak, no stripped question is ever painted, however late ${what} comes`, async () => {
    const page = await open(GUARDED('mode=strip service=card cloak'), { slow });
    await acted(page);
    await page.waitForFunction(() => painted.has('name'));
    await page.evaluate(() => rest(300));
    assert.deepEqual(await page.evaluate(() => [...painted]), ['name']);
    await page.close();
  });
}

test('with `for`, a cloak holds the form after the element, from the first paint, and one that comes later', async () => {
  const later = `<script>setTimeout(() => (document.querySelector('main').innerHTML = \`<askless-guard for=g mode=strip service=card cloak></askless-guard><form id=g>${QUESTIONS.replaceAll('elementtiming=', 'elementtiming=later-')}</form>\`), 900)</script>`;
  const page = await open(`<div><askless-guard for=f mode=strip service=card cloak></askless-guard><form id=f>${QUESTIONS}</form></div><main></main>${SERVICE}${later}`, { slow: '**/*.wasm' });
  await page.waitForFunction(() => painted.has('name') && painted.has('later-name'), undefined, { timeout: 20_000 });
  await page.waitForTimeout(300);
  assert.deepEqual(await page.evaluate(() => [...painted].sort()), ['later-name', 'name']);
  await page.close();
});

test('without a cloak it is painted first: the record can show it', async () => {
  const page = await open(GUARDED('mode=strip service=card'), { slow: '**/*.wasm' });
  await acted(page);
  assert.ok(await page.evaluate(() => painted.has('citizen')));
  await page.close();
});

test('with a cloak, what is put in later is not painted either, nor what is asked anew', async () => {
  const page = await open(GUARDED('mode=strip service=card cloak'));
  await acted(page);
  const found = await page.evaluate(async () => {
    const form = document.querySelector('form');
    const frame = () => new Promise((done) => requestAnimationFrame(done));
    for (let n = 0; n < 60; n += 1) {
      await frame();
      form.insertAdjacentHTML('beforeend', n % 2
        ? `<div elementtiming=late-${n}><label>Your immigration status <input name=status-${n}></label></div>`
        : `<div elementtiming=fine-${n}><label>Street ${n} <input name=street-${n}></label></div>`);
      if (n === 30) form.innerHTML = form.innerHTML;
    }
    await rest(800);
    return { late: [...painted].filter((name) => /late|citizen/.test(name)), fine: [...painted].some((name) => /fine/.test(name)), last: seen(form.querySelector('[name=street-58]')) };
  });
  assert.deepEqual(found, { late: [], fine: true, last: true });
  await page.close();
});

test('with a cloak, a page that changes without end is veiled until it has come to rest', async () => {
  const page = await open(GUARDED('mode=strip service=card cloak'));
  await acted(page);
  const found = await page.evaluate(async () => {
    let now = performance.now() + 10_000;
    performance.now = () => (now += 100); // As if each reading took a tenth of a second, on any machine.
    const form = document.querySelector('form');
    const look = () => [seen(document.querySelector('#name')), [...form.querySelectorAll('[name^=late]')].some(seen)];
    const looks = new Set();
    for (let n = 0; n < 5; n += 1) {
      form.insertAdjacentHTML('beforeend', `<div><label>Your immigration status <input name=late-${n}></label></div>`);
      await Promise.resolve();
      looks.add(look().join());
    }
    await rest(400);
    return { veiled: looks.has('false,false'), asked: [...looks].some((look) => look.endsWith('true')), after: look() };
  });
  assert.deepEqual(found, { veiled: true, asked: false, after: [true, false] });
  await page.close();
});

test('with a cloak, a page that lets all changes of its looks take a while paints no stripped question either', async () => {
  const page = await open(GUARDED('mode=strip service=card cloak'), { head: `<style>* { transition: all 5s }</style>${HEAD}` });
  await acted(page);
  const found = await page.evaluate(async () => {
    let now = performance.now() + 10_000;
    performance.now = () => (now += 100); // As if each reading took a tenth of a second, on any machine.
    const [form, frame] = [document.querySelector('form'), () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)))];
    await frame();
    const looks = [seen(document.querySelector('#citizen')), getComputedStyle(form).visibility];
    for (let n = 0; n < 5; n += 1) {
      form.insertAdjacentHTML('beforeend', `<div><label>Your immigration status <input name=late-${n}></label></div>`);
      await Promise.resolve();
      looks.push(getComputedStyle(form).visibility, getComputedStyle(document.querySelector('#name')).visibility);
    }
    await rest(400);
    return { looks, after: seen(document.querySelector('#name')), painted: painted.has('citizen') };
  });
  assert.deepEqual(found.looks.slice(0, 2), [false, 'visible']);
  assert.ok(found.looks.includes('hidden') && found.looks.slice(2).join().match(/^(visible,visible,)*(hidden,hidden,?)+$/), found.looks.join());
  assert.deepEqual([found.after, found.painted], [true, false]);
  await page.close();
});

for (const [what, style] of [
  ['in a layer', '@layer reset { *, ::before, ::after { animation-duration: .01ms !important; animation-iteration-count: 1 !important; } }'],
  ['outside of layers', '*, ::before, ::after { animation-duration: .01ms !important; animation-iteration-count: 1 !important; }'],
]) {
  test(`with a cloak, a page whose style sheet makes animations short ${what}, for people who want less motion, is not painted before the guard has come`, async () => {
    const page = await open(GUARDED('mode=strip service=card cloak'), { head: `<style>@media (prefers-reduced-motion: reduce) { ${style} }</style>${HEAD}`, slow: '**/define.js', context: { reducedMotion: 'reduce' } });
    await acted(page);
    await page.evaluate(() => rest());
    assert.deepEqual(await page.evaluate(() => [...painted]), ['name']);
    await page.close();
  });
}

test('a form that only this element looks after is stripped also of a text that has no element of its own', async () => {
  const page = await open(GUARDED('mode=strip service=card').replace('</form>', '<p>Street: <input name=street> Your immigration status: <input id=status name=status></p></form>'));
  await acted(page);
  assert.deepEqual(await page.evaluate(() => [seen(document.querySelector('#citizen')), seen(document.querySelector('#status')), document.body.innerText.includes('immigration')]), [false, false, false]);
  await page.close();
});

test('without scripts, a cloaked form is shown', async () => {
  const page = await open(GUARDED('mode=strip service=card cloak on-failure=closed'), { context: { javaScriptEnabled: false } });
  await page.waitForSelector('#name', { state: 'visible', timeout: 15000 });
  await page.close();
});

for (const [policy, expected] of [['open', true], ['closed', false]]) {
  test(`when the engine does not come, on-failure=${policy} ${expected ? 'shows' : 'hides'} the form, and the page is told`, async () => {
    const page = await open(GUARDED(`mode=strip service=card cloak on-failure=${policy}`), { gone: /wasm\/(guard_bg\.wasm|script\.js)/ });
    await page.waitForFunction(() => told.length > 0);
    if (!expected) await page.waitForSelector('[part=failure]');
    await page.evaluate(() => rest(300));
    const found = await page.evaluate(() => ({ told, shown: seen(document.querySelector('#name')), sentence: document.querySelector('askless-guard').shadowRoot.querySelector('[part=failure]')?.textContent ?? '', state: document.querySelector('askless-guard').matches(':state(failed)') }));
    assert.deepEqual([found.told, found.shown, found.state], [[['error', 'not-loaded']], expected, true]);
    assert.equal(/cannot be shown safely/.test(found.sentence), !expected);
    await page.close();
  });
}

test('when a file of the guard does not come, the page is told once', async () => {
  const page = await open(GUARDED('mode=strip service=card cloak'), { gone: '**/hide-*.js' });
  await page.waitForFunction(() => document.querySelector('askless-guard').matches(':state(failed)'));
  await page.evaluate(() => rest(200));
  assert.deepEqual(await page.evaluate(() => [told, seen(document.querySelector('#name'))]), [[['error', 'not-loaded']], true]);
  await page.close();
});

test('when a file never ends coming, a cloaked form is shown after a while, and one that is closed on failure is not', async () => {
  const pages = await Promise.all(['open', 'closed'].map(async (policy) => {
    const page = await stage.newPage();
    await page.route('**/never.json', () => {});
    await page.goto(put(GUARDED(`mode=strip service=/never.json cloak on-failure=${policy}`)));
    await page.waitForFunction(() => document.querySelector('askless-guard').matches(':state(loading)'));
    return page;
  }));
  const look = () => Promise.all(pages.map((page) => page.evaluate(() => seen(document.querySelector('#name')))));
  assert.deepEqual(await look(), [false, false]);
  await Promise.all(pages.map((page) => page.evaluate(() => rest(8500))));
  assert.deepEqual(await look(), [true, false]);
  await Promise.all(pages.map((page) => page.close()));
});

test('when the element itself does not come, a cloaked form is shown after a while, and one that is closed on failure is not', async () => {
  for (const [policy, expected] of [['open', true], ['closed', false]]) {
    const page = await open(GUARDED(`mode=strip service=card cloak on-failure=${policy}`), { gone: '**/define.js' });
    await page.evaluate(() => rest(1000));
    assert.equal(await page.evaluate(() => seen(document.querySelector('#name'))), false);
    await page.evaluate(() => rest(8000));
    assert.equal(await page.evaluate(() => seen(document.querySelector('#name'))), expected);
    await page.close();
  }
});

test('a form with the id in `for` is guarded once it comes, and again when another takes its place', async () => {
  const page = await open(`<askless-guard for=f mode=strip service=card></askless-guard>${SERVICE}<main></main>`);
  await page.waitForFunction(() => told.length > 0);
  const found = await page.evaluate(async (questions) => {
    const main = document.querySelector('main');
    const result = [told.splice(0)];
    for (let n = 0; n < 3; n += 1) {
      main.innerHTML = `<h2>Route ${n}</h2><form id=f>${questions}</form>`;
      await until(() => !seen(document.querySelector('#citizen')));
      result.push([seen(document.querySelector('#name')), seen(document.querySelector('#citizen')), [...new FormData(document.querySelector('#f')).keys()].join()]);
    }
    return result;
  }, QUESTIONS);
  assert.deepEqual(found, [[['error', 'no-form']], [true, false, 'name'], [true, false, 'name'], [true, false, 'name']]);
  await page.close();
});

test('with `for` and a cloak, a form that comes or changes while the guard is loading is not painted either', async () => {
  for (const slow of ['**/*.wasm', '**/hide-*.js']) {
    const page = await open(`<askless-guard for=f mode=strip service=card cloak></askless-guard>${SERVICE}<main></main>`, { slow });
    await page.waitForFunction(() => customElements.get('askless-guard'));
    await page.evaluate(async (questions) => {
      for (let n = 0; n < 4; n += 1) {
        document.querySelector('main').innerHTML = `<form id=f>${questions.replaceAll('elementtiming=', `elementtiming=${n}-`)}</form>`;
        await rest(150);
      }
    }, QUESTIONS);
    await page.waitForFunction(() => painted.has('3-name'));
    assert.deepEqual(await page.evaluate(async () => (await rest(300), [...painted].filter((name) => name.includes('citizen')))), [], slow);
    await page.close();
  }
});

test('a form that another takes the place of is watched as well as the first, in its shadow roots too', async () => {
  const page = await open(`<askless-guard for=f mode=strip service=card></askless-guard>${SERVICE}<main><form id=f><open-part></open-part></form></main>`);
  const found = await page.evaluate(async () => {
    customElements.define('open-part', class extends HTMLElement {
      constructor() {
        super();
        this.attachShadow({ mode: 'open' }).innerHTML = '<p>Hello</p>';
      }
    });
    while (!told.some(([type]) => type === 'report')) await rest(50);
    document.querySelector('main').innerHTML = '<form id=f><open-part></open-part></form>';
    await rest();
    const root = document.querySelector('open-part').shadowRoot;
    root.innerHTML = '<div><label>Are you a U.S. citizen? <input></label></div>';
    await rest();
    return seen(root.querySelector('input'));
  });
  assert.equal(found, false);
  await page.close();
});

const LEAVES = {
  'is taken away': [`<askless-guard for=f mode=strip service=card cloak></askless-guard><form id=f>${QUESTIONS}</form>`, (guard) => guard.remove()],
  'is taken out of the form': [`<form><askless-guard mode=strip service=card cloak></askless-guard>${QUESTIONS}</form>`, (guard) => guard.remove()],
  'turns to another form': [`<askless-guard for=f mode=strip service=card cloak></askless-guard><form id=f>${QUESTIONS}</form><form id=g></form>`, (guard) => (guard.for = 'g')],
  'is told to rest': [`<askless-guard mode=strip service=card cloak><form>${QUESTIONS}</form></askless-guard>`, (guard) => guard.restore()],
};
for (const [what, [body, leave]] of Object.entries(LEAVES)) {
  test(`an element that ${what} while it is loading leaves no form hidden, and strips none`, async () => {
    const page = await open(body + SERVICE, { slow: '**/*.wasm' });
    await page.waitForFunction(() => customElements.get('askless-guard'));
    const found = await page.evaluate(async (leave) => {
      const look = () => ['name', 'citizen'].map((id) => seen(document.getElementById(id)));
      const before = look();
      const guard = document.querySelector('askless-guard');
      (0, eval)(leave)(guard);
      await rest(1500);
      const after = look();
      guard.refresh();
      for (let n = 0; n < 100 && guard.isConnected && !guard.for && !guard.report?.stripped.length; n += 1) await rest(50);
      return { before, after, again: guard.isConnected && !guard.for ? seen(document.getElementById('citizen')) : false };
    }, `(${leave})`);
    assert.deepEqual(found, { before: [false, false], after: [true, true], again: false });
    await page.close();
  });
}

test('a form that comes into the element later is guarded too', async () => {
  const page = await open(`<askless-guard mode=strip service=card></askless-guard>${SERVICE}`);
  await page.waitForFunction(() => told.some(([type]) => type === 'report'));
  const found = await page.evaluate(async (questions) => {
    document.querySelector('askless-guard').innerHTML = `<form>${questions}</form>`;
    await rest();
    return [seen(document.querySelector('#name')), seen(document.querySelector('#citizen'))];
  }, QUESTIONS);
  assert.deepEqual(found, [true, false]);
  await page.close();
});

test('properties: data for the service, also before the element is defined; modes; the kill switch; veto', async () => {
  const page = await open(GUARDED(''), { head: '' });
  const found = await page.evaluate(async () => {
    const guard = document.querySelector('askless-guard');
    const form = document.querySelector('form');
    const before = form.cloneNode(true);
    guard.service = { id: 'library-card' };
    await import('/pkg/define.js');
    const wait = () => new Promise((done) => guard.addEventListener('askless-report', done, { once: true }));
    const result = {};
    await wait();
    result.report = [guard.report.service.id, guard.mode, guard.matches(':state(found)'), form.isEqualNode(before)];
    guard.mode = 'strip';
    await wait();
    result.strip = [guard.report.stripped.flatMap(({ names }) => names), guard.matches(':state(stripped)')];
    guard.restore();
    result.restored = form.isEqualNode(before);
    guard.refresh();
    result.again = seen(document.querySelector('#citizen'));
    guard.disabled = true;
    result.disabled = [form.isEqualNode(before), guard.matches(':state(ready)')];
    guard.addEventListener('askless-strip', (event) => event.preventDefault());
    guard.disabled = false;
    await wait();
    result.veto = [seen(document.querySelector('#citizen')), document.querySelectorAll('.askless-note').length];
    return result;
  });
  assert.deepEqual(found, {
    report: ['library-card', 'report', true, true], strip: [['citizen'], true], restored: true, again: false, disabled: [true, false], veto: [true, 1],
  });
  await page.close();
});

test('report mode shows developers what it found, in a corner and in the console, and changes nothing', async () => {
  const page = await open(GUARDED('service=card'), { head: '' });
  const said = [];
  page.on('console', (message) => said.push([message.type(), message.text()]));
  const found = await page.evaluate(async () => {
    const before = document.querySelector('form').outerHTML;
    await import('/pkg/define.js');
    await rest(800);
    const panel = document.querySelector('askless-guard').shadowRoot.querySelector('[part=panel]');
    panel.querySelector('button').click();
    return { text: panel.textContent, same: document.querySelector('form').outerHTML === before, focus: document.activeElement.id };
  });
  assert.match(found.text, /1 may not be asked.*Are you a U\.S\. citizen\?/s);
  assert.deepEqual([found.same, found.focus], [true, 'citizen']);
  assert.ok(said.some(([type, text]) => type.startsWith('startGroup') && /1 may not be asked/.test(text)), JSON.stringify(said));
  await page.close();
});

// The engine's one call traps, as it does on an error of its own, from the moment that a page says.
const TRAP = `<script>for (const make of ['instantiate', 'instantiateStreaming']) {
  const own = WebAssembly[make];
  WebAssembly[make] = async (...given) => {
    const result = await own.apply(WebAssembly, given);
    const { call, ...others } = (result.instance ?? result).exports;
    const exports = { ...others, call: (...given) => { if (window.broken) throw new WebAssembly.RuntimeError('unreachable'); return call(...given); } };
    return result.instance ? { ...result, instance: { exports } } : { exports };
  };
}</script>`;
for (const [policy, expected] of [['open', true], ['closed', false]]) {
  for (const when of ['at once', 'later']) {
    test(`an engine that stops on an error of its own, ${when}: on-failure=${policy} ${expected ? 'shows' : 'hides'} the form, and the page is told once`, async () => {
      const page = await open(GUARDED(`mode=strip service=card cloak on-failure=${policy}`), { head: TRAP + (when === 'at once' ? '<script>broken = true</script>' : '') + HEAD });
      if (when === 'later') await acted(page);
      const found = await page.evaluate(async (isShown) => {
        window.broken = true;
        for (let n = 0; n < 3; n += 1) {
          await rest();
          document.querySelector('form').append('more');
        }
        await rest();
        const guard = document.querySelector('askless-guard');
        // The words of the sentence are in a file of their own.
        await until(() => told.some(([type]) => type === 'error') && (isShown || guard.shadowRoot.querySelector('[part=failure]')));
        return { errors: told.filter(([type]) => type === 'error'), name: seen(document.querySelector('#name')), citizen: seen(document.querySelector('#citizen')), sentences: guard.shadowRoot.querySelectorAll('[part=failure]').length };
      }, expected);
      assert.deepEqual(found, { errors: [['error', 'stopped']], name: expected, citizen: expected && when === 'at once', sentences: expected ? 0 : 1 });
      await page.close();
    });
  }
}

test('report mode says what it found once, and leads to the questions that the page has drawn anew', async () => {
  const page = await open(GUARDED('service=card', QUESTIONS.replace(' required', '')), { head: '' });
  const found = await page.evaluate(async () => {
    let said = 0;
    console.groupCollapsed = () => (said += 1);
    await import('/pkg/define.js');
    const form = document.querySelector('form');
    const { shadowRoot } = document.querySelector('askless-guard');
    while (!shadowRoot.querySelector('[part=panel]')) await rest(50);
    const draw = async (questions) => (form.innerHTML = questions, await rest());
    const both = form.innerHTML;
    await draw(both);
    shadowRoot.querySelector('[part=panel] button').click();
    const result = { said, focus: document.activeElement.id };
    await draw('<label>Name <input name=n></label>');
    said = 0;
    for (let n = 0; n < 3; n += 1) await draw(`<label>Name ${n} <input name=n></label>`);
    result.clean = said;
    for (let n = 0; n < 3; n += 1) await draw(n % 2 ? '' : both);
    return { ...result, sheets: shadowRoot.adoptedStyleSheets.length };
  });
  assert.deepEqual(found, { said: 1, focus: 'citizen', clean: 0, sheets: 2 });
  await page.close();
});
