// What people see and hear of the guard: parts and custom properties, the notes and the findings in the accessibility
// tree, by keyboard, on a phone, in dark and forced colors, with large text.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { start } from './browser.mjs';

const AXE = readFileSync(new URL('../node_modules/axe-core/axe.min.js', import.meta.url), 'utf8');
const FORM = `<form method=post><div><label for=name>Full name</label> <input id=name name=name></div>
<fieldset><legend>Are you a U.S. citizen?</legend><label><input type=radio name=citizen value=y required> Yes</label> <label><input type=radio name=citizen value=n> No</label></fieldset>
<div><label for=food>Do you receive food stamps?</label> <input id=food name=food aria-describedby=hint> <span id=hint>Choose one</span></div><button>Send</button></form>`;

let stage;
let pages = 0;

before(async () => void (stage = await start()));
after(() => stage.stop());

/** A page with the form in the element; `ready` is a selector that is there once the guard has acted. */
async function open(attributes, ready, { style = '', scheme = '', options = {} } = {}) {
  const html = `<!doctype html><html lang=en><meta charset=utf-8><meta name=viewport content="width=device-width"><meta name=color-scheme content="${scheme}"><title>Library card</title>
    <style>${style}</style><script type=module src=/pkg/define.js></script><body><main><h1>Library card</h1><askless-guard ${attributes}>${FORM}</askless-guard></main>
    <script type=application/json id=card>{ "id": "x" }</script>`;
  const page = await stage.open(stage.serve(`/looks-${(pages += 1)}`, html), options);
  await page.waitForSelector(ready, { state: 'attached' });
  return page;
}

const styleOf = (page, selector, ...names) =>
  page.evaluate(([selector, names]) => {
    const element = document.querySelector(selector) ?? document.querySelector('askless-guard').shadowRoot.querySelector(selector);
    return names.map((name) => getComputedStyle(element)[name]);
  }, [selector, names]);

test('custom properties color the notes, and set font and colors of the findings', async () => {
  const style = `askless-guard { --askless-note-color: rgb(1, 2, 3); --askless-note-background: rgb(4, 5, 6);
    --askless-panel-font: 20px monospace; --askless-panel-color: rgb(7, 8, 9); --askless-panel-background: rgb(10, 11, 12); }`;
  let page = await open('mode=flag', '.askless-note', { style });
  assert.deepEqual(await styleOf(page, '.askless-note', 'color', 'backgroundColor'), ['rgb(1, 2, 3)', 'rgb(4, 5, 6)']);
  await page.close();
  page = await open('', '[part=panel]', { style });
  assert.deepEqual(await styleOf(page, '.panel', 'fontSize', 'fontFamily', 'color', 'backgroundColor'), ['20px', 'monospace', 'rgb(7, 8, 9)', 'rgb(10, 11, 12)']);
  assert.deepEqual(await styleOf(page, 'li button', 'color'), ['rgb(7, 8, 9)'], 'nothing in it keeps a color that the background may swallow');
  await page.close();
});

test('parts: a page styles the findings, what is said to a screen reader, and the sentence in place of the form', async () => {
  const style = ['panel', 'status', 'failure'].map((part, n) => `askless-guard::part(${part}) { outline: ${n + 1}px solid; }`).join('');
  for (const [part, attributes, width] of [['panel', '', '1px'], ['status', 'mode=strip service=card', '2px'], ['failure', 'cloak on-failure=closed policy=nowhere', '3px']]) {
    const page = await open(attributes, `[part=${part}]`, { style });
    assert.deepEqual(await styleOf(page, `[part=${part}]`, 'outlineWidth'), [width]);
    if (part === 'failure') assert.ok(await page.locator('[part=failure]').isVisible());
    await page.close();
  }
});

test('the notes are read with the controls that they are about, after what described them before', async () => {
  const page = await open('mode=flag', '.askless-note');
  const client = await page.context().newCDPSession(page);
  const { nodes } = await client.send('Accessibility.getFullAXTree');
  const found = nodes.filter(({ role }) => ['radio', 'textbox'].includes(role?.value))
    .map(({ name, description, properties }) => [name.value, description?.value ?? '', properties.some(({ name, value }) => name === 'required' && value.value === true)]).sort();
  const note = (section) => `The City does not need this. You may leave it blank. (Section ${section})`;
  assert.deepEqual(found, [['Do you receive food stamps?', `Choose one ${note('2-929')}`, false], ['Full name', '', false], ['No', note('2-927(a)'), false], ['Yes', note('2-927(a)'), false]]);
  await page.close();
});

test('where the form stays hidden, the sentence in its place is read, and nothing of the form is', async () => {
  const page = await open('cloak on-failure=closed policy=nowhere', '[part=failure]');
  const client = await page.context().newCDPSession(page);
  const { nodes } = await client.send('Accessibility.getFullAXTree');
  const texts = nodes.filter(({ ignored, role }) => !ignored && role.value === 'StaticText').map(({ name }) => name.value);
  assert.deepEqual(texts.filter((text) => text !== 'Library card'), ['This form cannot be shown safely right now. Please load the page again, or ask the office for help.']);
  assert.ok(nodes.some(({ ignored, role }) => !ignored && role.value === 'alert'));
  await page.keyboard.press('Tab');
  assert.equal(await page.evaluate(() => document.activeElement.localName), 'body');
  await page.close();
});

test('the findings are a landmark with a list, and lead to the questions by keyboard', async () => {
  const page = await open('', '[part=panel]');
  const tree = await page.locator('[part=panel]').ariaSnapshot();
  assert.match(tree, /complementary "askless"/);
  assert.match(tree, /askless: 2 may not be asked/);
  assert.equal(tree.match(/listitem/g).length, 2);
  assert.match(tree, /button "Are you a U\.S\. citizen\?"/);
  const focus = () => page.evaluate(() => (document.activeElement.shadowRoot?.activeElement ?? document.activeElement).textContent.slice(0, 20) || document.activeElement.name);
  await page.locator('form button').focus();
  const seen = [];
  for (let n = 0; n < 3; n += 1) {
    await page.keyboard.press('Tab');
    seen.push(await focus());
  }
  await page.keyboard.press('Enter');
  seen.push(await focus());
  assert.deepEqual(seen, ['askless: 2 may not b', 'Are you a U.S. citiz', 'Do you receive food ', 'food']);
  await page.close();
});

test('on a page that is read from right to left, the findings are read in their own direction, and the questions in theirs', async () => {
  const html = `<!doctype html><html lang=ar dir=rtl><meta charset=utf-8><title>x</title><script type=module src=/pkg/define.js></script><body>
    <askless-guard><form method=post><label>هل أنت مواطن أمريكي؟ <input name=c></label></form></askless-guard>`;
  const page = await stage.open(stage.serve('/rtl', html));
  await page.waitForSelector('[part=panel]', { state: 'attached' });
  const read = (selector) => styleOf(page, selector, 'direction').then(([direction]) => direction);
  assert.deepEqual([await read('.panel li p'), await read('.panel li button'), await read('.panel')], ['ltr', 'rtl', 'rtl']);
  await page.close();
});

test('on a phone the findings begin closed, and close again where they lead to a question', async () => {
  const page = await open('', '[part=panel]', { options: { viewport: { width: 360, height: 740 } } });
  const state = () => page.evaluate(() => document.querySelector('askless-guard').shadowRoot.querySelector('details').open);
  assert.equal(await state(), false);
  await page.locator('[part=panel] summary').click();
  assert.equal(await state(), true);
  await page.locator('[part=panel] button').first().click();
  assert.equal(await state(), false);
  await page.close();
});

const VIEWS = {
  'as it is': {},
  'on a phone': { options: { viewport: { width: 360, height: 740 } } },
  'in dark colors': { scheme: 'light dark', options: { colorScheme: 'dark' } },
  'in forced colors': { options: { forcedColors: 'active', colorScheme: 'dark' } },
  'with text twice as large, on a phone': { style: 'html { font-size: 200% }', options: { viewport: { width: 360, height: 740 } } },
};
for (const [name, view] of Object.entries(VIEWS)) {
  test(`${name}: notes and findings have enough contrast, fit the screen, and axe has nothing against them`, async () => {
    for (const [attributes, ready] of [['mode=flag', '.askless-note'], ['', '[part=panel]']]) {
      const page = await open(attributes, ready, view);
      if (attributes === '') await page.evaluate(() => void (document.querySelector('askless-guard').shadowRoot.querySelector('details').open = true));
      await page.addScriptTag({ content: AXE });
      const found = await page.evaluate(async (ready) => {
        // Forced colors are the browser's own.
        const isForced = matchMedia('(forced-colors: active)').matches;
        const { violations } = await axe.run(document, { resultTypes: ['violations'], rules: { 'color-contrast': { enabled: !isForced } } });
        const elements = [...document.querySelectorAll('.askless-note'), ...document.querySelector('askless-guard').shadowRoot.querySelectorAll('.panel, .panel *')];
        const wide = elements.filter((element) => element.getClientRects().length > 0 && (element.getBoundingClientRect().right > innerWidth + 1 || element.scrollWidth > element.clientWidth + 1 && getComputedStyle(element).display === 'block'));
        return { violations: violations.map(({ id, nodes }) => [id, nodes[0].html]), wide: wide.map(({ outerHTML }) => outerHTML.slice(0, 80)), ready };
      }, ready);
      assert.deepEqual(found, { violations: [], wide: [], ready });
      await page.close();
    }
  });
}

test('one call without an element shows the findings too, and takes them away', async () => {
  const page = await stage.open(stage.serve('/call-looks', `<!doctype html><html lang=en><title>x</title><body>${FORM}`));
  const found = await page.evaluate(async () => {
    const { createAskless, init } = await import('/pkg/index.js');
    await init();
    const before = document.body.cloneNode(true);
    const guard = createAskless().guard(document.querySelector('form'));
    await guard.ready;
    const holder = [...document.body.children].find(({ shadowRoot }) => shadowRoot);
    const text = holder.shadowRoot.textContent;
    guard.stop();
    return { text, clean: document.body.isEqualNode(before) };
  });
  assert.match(found.text, /2 may not be asked/);
  assert.ok(found.clean);
  await page.close();
});
