// Odd pages and odd moments: what the guard is told to do in the middle of its work, what the page does behind its back, and
// what is left afterwards.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { start } from './browser.mjs';

const FORM = `<form id=f method=post action=/sent target=sink>
<div id=d-name><label for=name>Full name</label> <input id=name name=name></div>
<div id=d-citizen><label for=citizen>Are you a U.S. citizen?</label> <input id=citizen name=citizen required></div>
<div id=d-town><label for=town>Town</label> <input id=town name=town></div>
<button id=send>Send</button></form><iframe name=sink hidden></iframe>`;
const CARD = '<script type=application/json id=card>{ "id": "x" }</script>';

let stage;
let pages = 0;

before(async () => void (stage = await start()));
after(() => stage.stop());

/** A page with this body; `strip()` there guards its form, which a script looks after if it is `owned`, and waits until it has acted. */
async function open(body = FORM, { owned = true, head = '' } = {}) {
  const page = await stage.open(stage.serve(`/odd-${(pages += 1)}`, `<!doctype html><html lang=en><title>Library card</title>${head}<body>${body}`));
  await page.evaluate(async (owned) => {
    const { createAskless, init } = await import('/pkg/index.js');
    await init();
    if (owned) document.querySelectorAll('form').forEach((form) => (form.__owner = 1));
    window.createAskless = createAskless;
    window.seen = (node) => Boolean(node?.isConnected && node.checkVisibility({ visibilityProperty: true, opacityProperty: true }));
    window.thrown = [];
    addEventListener('error', ({ message }) => thrown.push(message));
    window.strip = async ({ target = document.querySelector('form'), on = () => {}, ...options } = {}) => {
      window.told = [];
      window.guard = createAskless({ service: { id: 'x' }, mode: 'strip' }).guard(target, { ...options, on: (type, detail) => (told.push([type, detail.code]), on(type, detail)) });
      await guard.ready;
      return guard;
    };
  }, owned);
  return page;
}

/** A page with the element in it; gives it once the element has told a report or an error. */
async function element(html, { head = '', waits = true } = {}) {
  const page = await stage.open(stage.serve(`/odd-${(pages += 1)}`, `<!doctype html><html lang=en><title>Library card</title>${head}
    <script>window.told = []; for (const type of ['report', 'error']) addEventListener('askless-' + type, ({ detail }) => told.push([type, detail.code, detail.message]));
    window.seen = (node) => Boolean(node?.isConnected && node.checkVisibility({ visibilityProperty: true, opacityProperty: true }));</script>
    <body>${html}${CARD}<script type=module src=/pkg/define.js></script>`));
  if (waits) await page.waitForFunction(() => told.length > 0);
  return page;
}

for (const owned of [true, false]) {
  for (const when of ['strip', 'finding', 'report']) {
    test(`a guard that is stopped while it tells of a ${when} leaves the form as it was, ${owned ? 'looked after by a script' : 'static'}`, async () => {
      const page = await open(FORM, { owned });
      const found = await page.evaluate(async (when) => {
        const form = document.querySelector('form');
        const before = form.outerHTML;
        await strip({ on: (type) => void (type === when && window.guard.stop()) });
        await rest();
        return [form.outerHTML === before, seen(document.querySelector('#citizen')), [...new FormData(form).keys()].includes('citizen')];
      }, when);
      assert.deepEqual(found, [true, true, true]);
      await page.close();
    });
  }
}

test('the kill switch, thrown by a listener of `askless-strip`, leaves the form as it was', async () => {
  const page = await element(`<askless-guard mode=strip service=card>${FORM}</askless-guard><script>addEventListener('askless-strip', ({ target }) => (target.disabled = true))</script>`, { waits: false });
  await page.evaluate(() => rest(1000));
  assert.deepEqual(await page.evaluate(() => [seen(document.querySelector('#citizen')), document.querySelectorAll('.askless-note').length]), [true, 0]);
  await page.close();
});

test('what the page changes of a stripped control meanwhile is what it has afterwards', async () => {
  const page = await open(FORM.replace('required', 'disabled'));
  const found = await page.evaluate(async () => {
    const citizen = document.querySelector('#citizen');
    await strip();
    citizen.disabled = false;
    await rest();
    const held = citizen.disabled;
    guard.restore();
    return [held, citizen.disabled];
  });
  assert.deepEqual(found, [true, false]);
  await page.close();
});

test('a reference that the page writes anew on a control that stays keeps what the page added', async () => {
  const page = await open(FORM.replace('name=town', 'name=town aria-describedby="citizen help"').replace('</form>', '<p id=help>Help</p><p id=wrong>Wrong</p></form>'));
  const found = await page.evaluate(async () => {
    const town = document.querySelector('#town');
    const now = () => town.getAttribute('aria-describedby');
    await strip();
    const said = [now()];
    town.setAttribute('aria-describedby', 'citizen help wrong');
    await rest();
    said.push(now());
    guard.restore();
    return [...said, now()];
  });
  assert.deepEqual(found, ['help', 'help wrong', 'citizen help wrong']);
  await page.close();
});

test('a page that is translated just after a click gives no question back', async () => {
  const page = await open(FORM.replace('<button', '<button type=button id=more>More</button><button'));
  const found = await page.evaluate(async () => {
    await strip();
    document.querySelector('#more').click();
    document.documentElement.className = 'translated-ltr';
    const label = document.querySelector('label[for=citizen]');
    const font = document.createElement('font');
    font.append('Êtes-vous citoyen ?');
    label.replaceChildren(font);
    await rest();
    font.firstChild.data = 'Êtes-vous un citoyen ?'; // As others do it.
    await rest();
    return [seen(label), told.filter(([type]) => type === 'error')];
  });
  assert.deepEqual(found, [false, []]);
  await page.close();
});

test('a translated page that does not go on without an answer gets the question back all the same', async () => {
  const page = await open();
  const found = await page.evaluate(async () => {
    document.documentElement.className = 'translated-ltr';
    await strip();
    document.querySelector('form').addEventListener('submit', (event) => {
      event.preventDefault();
      document.querySelector('#d-citizen').append(Object.assign(document.createElement('span'), { textContent: 'Please answer' }));
    });
    document.querySelector('#send').click();
    await rest();
    return [seen(document.querySelector('#citizen')), told.filter(([type]) => type === 'error')];
  });
  assert.deepEqual(found, [true, [['error', 'strip-insists']]]);
  await page.close();
});

test('events that a page sends to the window, or without data, are no trouble', async () => {
  const page = await open();
  const found = await page.evaluate(async () => {
    await strip();
    for (const type of ['click', 'submit']) for (const node of [window, document]) node.dispatchEvent(new Event(type));
    return thrown;
  });
  assert.deepEqual(found, []);
  await page.close();
});

test('a form inside of forms that stand nowhere, with a control named host, is no endless loop', async () => {
  const page = await open('<x-host></x-host>');
  const found = await page.evaluate(async () => {
    const outer = document.createElement('form');
    outer.innerHTML = '<input name=host><div></div>';
    const root = outer.querySelector('div').attachShadow({ mode: 'open' });
    const inner = root.appendChild(document.createElement('form'));
    inner.innerHTML = '<p><label>Town <input name=town></label></p><p><label>Are you a U.S. citizen? <input name=citizen></label></p>';
    await strip({ target: inner });
    const other = root.appendChild(document.createElement('form'));
    other.append(Object.assign(document.createElement('input'), { name: 'citizen' }));
    return [inner, other].map((form) => [...new FormData(form).keys()]);
  });
  assert.deepEqual(found, [['town'], ['citizen']]);
  await page.close();
});

test('shadow roots that the page has thrown away are listened to no more', async () => {
  const page = await open('<main><open-part></open-part><div><label>Are you a U.S. citizen? <input name=c></label></div></main>');
  const found = await page.evaluate(async () => {
    customElements.define('open-part', class extends HTMLElement {
      constructor() {
        super();
        this.attachShadow({ mode: 'open' }).innerHTML = '<label>Town <input name=town></label>';
      }
    });
    const { shadowRoot } = document.querySelector('open-part');
    let heard = 0;
    const { addEventListener, removeEventListener } = shadowRoot;
    shadowRoot.addEventListener = (...given) => ((heard += 1), addEventListener.apply(shadowRoot, given));
    shadowRoot.removeEventListener = (...given) => ((heard -= 1), removeEventListener.apply(shadowRoot, given));
    await strip({ target: document });
    const counts = [heard > 0];
    document.querySelector('open-part').remove();
    await rest();
    return [...counts, heard];
  });
  assert.deepEqual(found, [true, 0]);
  await page.close();
});

for (const mode of ['strip', 'flag']) {
  test(`a form that comes into the page after it was guarded looks as it should, ${mode}`, async () => {
    const page = await open('');
    const found = await page.evaluate(async ([html, mode]) => {
      const form = new DOMParser().parseFromString(html, 'text/html').querySelector('form');
      form.__owner = 1;
      document.adoptNode(form);
      await strip({ target: form, mode });
      document.body.append(form);
      const note = form.querySelector('.askless-note');
      return mode === 'strip' ? seen(form.querySelector('#citizen')) : getComputedStyle(note).display;
    }, [FORM, mode]);
    assert.equal(found, mode === 'strip' ? false : 'block');
    await page.close();
  });
}

test('the focus goes on to a question that is shown', async () => {
  const page = await open(FORM.replace('<div id=d-town>', '<div style="display: none"><label>Street <input id=street name=street></label></div><div id=d-town>'));
  const found = await page.evaluate(async () => {
    document.querySelector('#citizen').focus();
    await strip();
    return document.activeElement.id;
  });
  assert.equal(found, 'town');
  await page.close();
});

for (const lang of ['esu', 'enm']) {
  test(`a page in a language whose tag begins as that of another (${lang}) is guarded too`, async () => {
    const page = await element(`<askless-guard lang=${lang} mode=flag>${FORM}</askless-guard>`);
    assert.deepEqual(await page.evaluate(() => told), [['report', undefined, undefined]]);
    await page.close();
  });
}

test('a form that gets the id in `for` later is guarded from then on, and another that takes the id over', async () => {
  const page = await element(`<askless-guard for=g mode=strip service=card></askless-guard>${FORM}`);
  const found = await page.evaluate(async () => {
    const form = document.querySelector('form');
    const other = form.cloneNode(true);
    other.querySelectorAll('[id]').forEach((node) => (node.id = `other-${node.id}`));
    form.after(other);
    const look = () => [form, other].map((one) => seen(one.querySelector('[name=citizen]')));
    await rest(50);
    const looks = [look()];
    form.id = 'g';
    await until(() => !look()[0]);
    looks.push(look());
    form.id = 'f';
    other.id = 'g';
    await until(() => !look()[1]);
    looks.push(look());
    return looks;
  });
  assert.deepEqual(found, [[true, true], [false, true], [true, false]]);
  await page.close();
});

test('a service that cannot be fetched is told with a code', async () => {
  const page = await stage.newPage();
  await page.route('**/gone.json', (route) => route.abort());
  await page.goto(stage.serve('/odd-gone', `<!doctype html><html lang=en><title>x</title><script>window.told = []; addEventListener('askless-error', ({ detail }) => told.push(detail.code))</script>
    <body><askless-guard mode=strip service=/gone.json>${FORM}</askless-guard><script type=module src=/pkg/define.js></script>`));
  await page.waitForFunction(() => told.length > 0);
  assert.deepEqual(await page.evaluate(() => told), ['not-loaded']);
  await page.close();
});

test('a service that another site answers for is refused', async () => {
  stage.serve('/elsewhere.json', '{ "id": "elsewhere" }', { 'access-control-allow-origin': '*', 'content-type': 'application/json' });
  stage.serve('/moved.json', '', { location: `${stage.origin.replace('localhost', '127.0.0.1')}/elsewhere.json` });
  const page = await element(`<askless-guard mode=strip service=/moved.json>${FORM}</askless-guard>`);
  assert.deepEqual(await page.evaluate(() => told.map(([type, code]) => [type, code])), [['error', 'not-loaded']]);
  await page.close();
});

test('the sentence that a form cannot be shown is read out, also where the element stands in the form', async () => {
  for (const html of [FORM.replace(/(<form.*)/, '$1<askless-guard mode=strip service=/nowhere.json cloak on-failure=closed></askless-guard>'), `<askless-guard mode=strip service=/nowhere.json cloak on-failure=closed>${FORM}</askless-guard>`]) {
    const page = await element(html);
    await page.waitForSelector('[role=alert]');
    const found = await page.evaluate(async () => {
      await rest();
      const guard = document.querySelector('askless-guard');
      return [seen(guard.shadowRoot.querySelector('[role=alert]')), guard.closest('[inert]') !== null, seen(document.querySelector('#name'))];
    });
    assert.deepEqual(found, [true, false, false]);
    await page.close();
  }
});

test('with a cloak, an element inside of a form hides the form before it is defined', async () => {
  const page = await stage.newPage();
  let go;
  const held = new Promise((done) => (go = done));
  await page.route('**/define.js', async (route) => (await held, route.continue()));
  await page.goto(stage.serve('/odd-inside', `<!doctype html><html lang=en><title>x</title><link rel=stylesheet href=/pkg/cloak.css><script type=module src=/pkg/define.js></script>
    <body>${FORM.replace(/(<form.*)/, '$1<askless-guard mode=strip service=card cloak></askless-guard>')}${CARD}`), { waitUntil: 'commit' });
  await page.waitForSelector('#send', { state: 'attached' });
  const look = () => page.evaluate(() => ['name', 'citizen'].map((id) => Boolean(document.getElementById(id)?.checkVisibility({ visibilityProperty: true, opacityProperty: true }))));
  assert.deepEqual(await look(), [false, false]);
  go();
  await page.waitForFunction(() => document.querySelector('#name').checkVisibility({ visibilityProperty: true, opacityProperty: true }));
  assert.deepEqual(await look(), [true, false]);
  await page.close();
});

test('with a cloak by the call, too, a page that changes without end is veiled until it has come to rest', async () => {
  const page = await open(FORM.replace(/<div id=d-citizen.*/, ''), { owned: false });
  const found = await page.evaluate(async () => {
    await strip({ cloak: true });
    let now = performance.now() + 10_000;
    performance.now = () => (now += 100); // As if each reading took a tenth of a second, on any machine.
    const form = document.querySelector('form');
    const looks = new Set();
    for (let n = 0; n < 5; n += 1) {
      form.insertAdjacentHTML('beforeend', `<div><label>Your immigration status <input name=late-${n}></label></div>`);
      await Promise.resolve();
      looks.add([...form.querySelectorAll('[name^=late]')].some(seen));
    }
    await rest(400);
    return [...looks, seen(document.querySelector('#name'))];
  });
  assert.deepEqual(found, [false, true]);
  await page.close();
});

test('a page that puts its own list of style sheets in place of all shows nothing that is stripped', async () => {
  const page = await open();
  const found = await page.evaluate(async () => {
    await strip();
    document.adoptedStyleSheets = [new CSSStyleSheet()];
    const now = seen(document.querySelector('#citizen'));
    guard.stop();
    return [now, document.querySelector('form [hidden]') === null, seen(document.querySelector('#citizen'))];
  });
  assert.deepEqual(found, [false, true, true]);
  await page.close();
});

test('a page without an address of its own (srcdoc) has its service from where it stands', async () => {
  stage.serve('/card.json', '{ "id": "x" }');
  const inner = `<!doctype html><html lang=en><title>x</title><script type=module src=/pkg/define.js></script><body><askless-guard mode=strip service=/card.json>${FORM}</askless-guard>`;
  const page = await stage.open(stage.serve('/odd-srcdoc', `<!doctype html><title>x</title><iframe srcdoc="${inner.replaceAll('"', '&quot;')}"></iframe>`));
  const frame = page.frames()[1];
  await frame.waitForFunction(() => document.querySelector('askless-guard').report?.stripped.length === 1);
  await page.close();
});

test('an element that changes its mode again and again leaves nothing behind', async () => {
  const page = await element(`<askless-guard mode=report service=card>${FORM}</askless-guard>`);
  const found = await page.evaluate(async () => {
    const guard = document.querySelector('askless-guard');
    const told = () => new Promise((done) => addEventListener('askless-report', done, { once: true }));
    const left = () => [guard.shadowRoot.childNodes.length, guard.shadowRoot.adoptedStyleSheets.length, document.adoptedStyleSheets.length];
    const before = left();
    for (const mode of ['flag', 'strip', 'report', 'flag', 'strip', 'report']) {
      guard.mode = mode;
      await told();
    }
    return [before, left()];
  });
  assert.deepEqual(found[1], found[0]);
  await page.close();
});

test('a listener that changes the form while it is told has it read by refresh()', async () => {
  const page = await open();
  const found = await page.evaluate(async () => {
    let isFirst = true;
    await strip({ on: (type) => {
      if (type !== 'report' || !isFirst) return;
      isFirst = false;
      document.querySelector('form').insertAdjacentHTML('beforeend', '<div><label>Your immigration status <input name=status></label></div>');
      window.guard.refresh();
    } });
    await rest();
    return [seen(document.querySelector('[name=status]')), told.filter(([type]) => type === 'report').length];
  });
  assert.deepEqual(found, [false, 2]);
  await page.close();
});

test('what the page draws as the focus comes to the next question is read too', async () => {
  const page = await open();
  const found = await page.evaluate(async () => {
    document.querySelector('#citizen').focus();
    document.querySelector('#town').addEventListener('focus', () => document.querySelector('form').insertAdjacentHTML('beforeend', '<div><label>Your immigration status <input name=status></label></div>'), { once: true });
    await strip();
    await rest();
    return [document.activeElement.id, seen(document.querySelector('[name=status]'))];
  });
  assert.deepEqual(found, ['town', false]);
  await page.close();
});

test('a page that draws questions under ever new names does not make the guard ever slower', async () => {
  const page = await open('<form><section></section></form>');
  const found = await page.evaluate(async () => {
    const section = document.querySelector('section');
    await strip();
    let drawn;
    for (let n = 0; n < 1500; n += 1) {
      section.innerHTML = `<p><label>Town <input name=town></label></p><div><label>Are you a U.S. citizen? <input name=c${n}></label></div>`;
      guard.refresh();
      drawn = document.adoptedStyleSheets.flatMap(({ cssRules }) => [...cssRules].map(({ cssText }) => cssText)).filter((text) => text.includes('name="c'));
    }
    return [drawn.length < 1200, drawn.some((text) => text.includes('"c1499"')), drawn.some((text) => text.includes('"c1400"'))];
  });
  assert.deepEqual(found, [true, true, true]);
  await page.close();
});

test('whatever property was set before the element was defined holds', async () => {
  const page = await stage.open(stage.serve('/odd-early', `<!doctype html><html lang=en><title>x</title><body><div id=e></div>${FORM}`));
  const found = await page.evaluate(async () => {
    const guard = document.createElement('askless-guard');
    const set = { service: { id: 'x' }, mode: 'strip', for: 'f', onFailure: 'closed', frames: true, cloak: true, disabled: false, mine: 1 };
    Object.assign(guard, set);
    document.querySelector('#e').append(guard);
    await import('/pkg/define.js');
    while (!guard.report?.stripped.length) await rest(20);
    await rest();
    return [Object.keys(set).every((name) => guard[name] === set[name]), guard.getAttributeNames().sort().join(), guard.report.stripped.length];
  });
  assert.deepEqual(found, [true, 'cloak,data-askless-on,for,frames,mode,on-failure', 1]);
  await page.close();
});

test('the selector of a control of a form that stands nowhere, with a control named host, is made', async () => {
  const page = await open('');
  const selector = await page.evaluate(() => {
    const form = document.createElement('form');
    form.innerHTML = '<input name=host><p><label>Are you a U.S. citizen? <input name=citizen></label></p>';
    return createAskless().lint(form).findings[0].question.selector;
  });
  assert.equal(selector, 'input[name="citizen"]');
  await page.close();
});

test('with a cloak, a form that loses the id in `for` to another while it is veiled is seen again', async () => {
  const page = await element(`<askless-guard for=f mode=strip service=card cloak></askless-guard>${FORM}<form id=g><label>Search <input id=search name=search></label></form>`);
  const found = await page.evaluate(async () => {
    while (!document.querySelector('askless-guard').report?.stripped.length) await rest(20);
    let now = performance.now() + 10_000;
    performance.now = () => (now += 100); // As if each reading took a tenth of a second, on any machine.
    const [form, other] = document.forms;
    for (let n = 0; n < 3; n += 1) {
      form.insertAdjacentHTML('beforeend', `<div><label>Street ${n} <input name=late-${n}></label></div>`);
      await Promise.resolve();
    }
    const veiled = seen(document.querySelector('#name'));
    form.id = 'old';
    other.id = 'f';
    await rest(400);
    return [veiled, seen(document.querySelector('#name')), seen(document.querySelector('#search'))];
  });
  assert.deepEqual(found, [false, true, true]);
  await page.close();
});

for (const [what, css, head] of [
  ['insists on by a stronger selector', 'form #d-citizen { display: flex !important; }'],
  ['insists on in a layer', '@layer page { #d-citizen { display: flex !important; } }'],
]) {
  test(`what is stripped is not seen where the page's style sheet ${what} how it is shown, drawn anew neither`, async () => {
    const page = await open(FORM, { head: `<style>${css}</style>` });
    const found = await page.evaluate(async () => {
      const part = document.querySelector('#d-citizen');
      const shown = [seen(part)];
      await strip();
      shown.push(seen(part));
      const copy = part.cloneNode(true);
      for (const node of [copy, ...copy.querySelectorAll('*')]) for (const name of ['data-askless', 'inert', 'hidden', 'disabled']) node.removeAttribute(name);
      part.replaceWith(copy);
      return [...shown, seen(copy)];
    });
    assert.deepEqual(found, [true, false, false]);
    await page.close();
  });
}

test('where nothing more can be loaded, a form that is closed on failure says so all the same', async () => {
  const page = await stage.newPage();
  const thrown = [];
  page.on('pageerror', ({ message }) => thrown.push(message));
  await page.route(/wasm\/(guard_bg\.wasm|script\.js)|words-/, (route) => route.abort());
  await page.goto(stage.serve('/odd-offline', `<!doctype html><html lang=en><title>x</title><body><askless-guard mode=strip service=card cloak on-failure=closed>${FORM}</askless-guard>${CARD}<script type=module src=/pkg/define.js></script>`));
  await page.waitForFunction(() => document.querySelector('askless-guard').matches(':state(failed)'));
  assert.match(await page.textContent('[part=failure]'), /cannot be shown/);
  assert.deepEqual(thrown, []);
  await page.close();
});

// A live region outside of an open modal dialog is inert: it is in no screen reader's tree, which Chromium can be asked for.
const DIALOGS = {
  'the form is in': `<dialog>${FORM}</dialog>`,
  'stands beside the form': `${FORM}<dialog><button>Fine</button></dialog>`,
  'is in a shadow root with the form': '<x-root></x-root>',
};
for (const [what, body] of Object.entries(DIALOGS)) {
  test(`while a modal dialog that ${what.replace('the form is in', 'holds the form')} is open, what was stripped is said in it, and outside again once it is closed`, async () => {
    const page = await open(body);
    await page.evaluate(async (form) => {
      const root = document.querySelector('x-root')?.attachShadow({ mode: 'open' }) ?? document;
      if (root !== document) root.innerHTML = `<dialog>${form}</dialog>`;
      root.querySelector('dialog').showModal();
      window.inner = root;
      root.querySelector('form').__owner = 1;
      await strip({ target: root.querySelector('form') });
      await rest();
    }, FORM);
    // Asked for by its role, without what is hidden from screen readers.
    assert.match(await page.getByRole('status').textContent(), /^One question/);
    assert.equal(await page.evaluate(() => inner.querySelector('dialog').contains(inner.querySelector('[role=status]'))), true);
    await page.evaluate(async () => {
      inner.querySelector('dialog').close();
      inner.querySelector('form').insertAdjacentHTML('beforeend', '<div><label>Your immigration status <input name=status></label></div>');
      document.body.append(inner.querySelector('form')); // Out of what is shown no more.
      await rest(400);
    });
    assert.match(await page.getByRole('status').textContent(), /^2 questions/);
    await page.evaluate(() => guard.stop());
    assert.equal(await page.evaluate(() => document.querySelector('[role=status]') ?? inner.querySelector('[role=status]')), null);
    await page.close();
  });
}

test('while a modal dialog is open, an element outside of it speaks in the dialog, and one in it where it stands', async () => {
  for (const [html, isInside] of [[`<askless-guard for=f mode=strip service=card></askless-guard><dialog>${FORM}</dialog>`, true], [`<dialog><askless-guard mode=strip service=card>${FORM}</askless-guard></dialog>`, false]]) {
    const page = await element(`${html}<script>document.querySelector('dialog').showModal()</script>`);
    await page.evaluate(() => rest());
    assert.match(await page.getByRole('status').textContent(), /^One question/);
    assert.equal(await page.evaluate(() => document.querySelector('dialog [role=status]') !== null), isInside);
    await page.close();
  }
});

// What the page makes of what stands around a stripped question, and what is there once all is given back.
const AROUND = '<form><section><p><label>Name <input name=name></label></p><p id=ask><label>Are you a U.S. citizen? <input name=citizen></label></p><p><label>Town <input name=town></label></p><hr></section></form>';
for (const [what, change, expected] of [
  ['leaves alone', () => {}, 'name,citizen,town'],
  ['replaces those beside it', () => document.querySelectorAll('p:not(#ask)').forEach((p) => p.replaceWith(p.cloneNode(true))), 'name,citizen,town'],
  ['replaces all of, by copies,', (section) => section.replaceChildren(...[...section.children].map((node) => node.cloneNode(true))), 'name,citizen,town'],
  ['draws anew, question and all', (section) => (section.innerHTML = before), 'name,citizen,town'],
  ['keeps as text and draws anew from that', (section) => (section.innerHTML = String(section.innerHTML)), 'name,citizen,town'],
  ['takes away with what it stood in', (section) => section.remove(), ''],
  ['puts in another order', (section) => section.append(document.querySelector('#ask')), 'name,town,citizen'],
]) {
  test(`restore() gives all back where the page ${what} what stands around a question`, async () => {
    const page = await open(AROUND, { owned: false });
    const found = await page.evaluate(async (change) => {
      const section = document.querySelector('section');
      window.before = section.innerHTML;
      await strip();
      (0, eval)(change)(section);
      await rest();
      const isGone = [...document.querySelectorAll('#ask')].every((ask) => !seen(ask));
      guard.restore();
      const form = document.querySelector('form');
      return [isGone, [...new FormData(form).keys()].join(), form.querySelectorAll('[data-askless], [hidden], [inert]').length];
    }, `(${change})`);
    assert.deepEqual(found, [true, expected, 0]);
    await page.close();
  });
}

test('an element that is never defined, or cannot be, keeps no form that is gone, and no promise is broken', async () => {
  const page = await open('<div id=app></div>');
  const session = await page.context().newCDPSession(page);
  await page.evaluate(async (form) => {
    window.broken = 0;
    addEventListener('unhandledrejection', () => (broken += 1));
    window.forms = [];
    for (let n = 0; n < 5; n += 1) {
      document.querySelector('#app').innerHTML = form;
      await strip();
      forms.push(new WeakRef(document.querySelector('form')));
      guard.stop();
    }
    window.guard = undefined;
    document.querySelector('#app').replaceChildren();
    await rest();
  }, FORM.replace('<button', '<x-never></x-never><math><annotation-xml></annotation-xml></math><button'));
  for (let n = 0; n < 3; n += 1) await session.send('HeapProfiler.collectGarbage');
  assert.deepEqual(await page.evaluate(() => [forms.filter((form) => form.deref()).length, broken]), [0, 0]);
  await page.close();
});

// A frame, an image or a form with a name is a property of the document, in place of the document's own of that name.
const NAMES = ['body', 'activeElement', 'getElementById', 'adoptedStyleSheets', 'querySelector', 'defaultView', 'readyState', 'baseURI'];
for (const mode of ['report', 'flag', 'strip']) {
  test(`frames with the names of what a document has are no trouble, ${mode}`, async () => {
    const form = FORM.replace('<button', '<input name=getRootNode><button') + NAMES.map((name) => `<iframe name=${name}></iframe>`).join('');
    const page = await element(`<askless-guard for=f cloak service=card mode=${mode}></askless-guard>${form}`);
    const found = await page.evaluate(() => [seen(document.forms.f.elements.name), seen(document.forms.f.elements.citizen), told.map(([type]) => type)]);
    assert.deepEqual(found, [true, mode !== 'strip', ['report']]);
    await page.close();
  });
}
