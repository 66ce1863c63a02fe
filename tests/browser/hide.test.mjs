// Stripping by hiding, in forms that a script looks after: what is sent, what is seen, who wins, what is given back.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { start } from './browser.mjs';

const FORM = `<form id=f method=post action=/sent target=sink>
<div id=d-name><label for=name>Full name</label> <input id=name name=name required></div>
<div id=d-citizen><label for=citizen>Are you a U.S. citizen?</label> <input id=citizen name=citizen required></div>
<div id=d-town><label for=town>Town</label> <input id=town name=town></div>
<button id=send>Send</button></form><iframe name=sink hidden></iframe>`;

const BARE = '<form><p id=d-town>Town: <input id=town name=town> Are you a U.S. citizen? <input id=citizen name=citizen><br></p></form>';

let stage;
let pages = 0;

before(async () => void (stage = await start()));
after(() => stage.stop());

/** A page with this body; `owned` gives its form to a script, `strip()` there guards it and waits until it has acted. */
async function open(body = FORM, { head = '', owned = true, options = {} } = {}) {
  const html = `<!doctype html><html lang=en><title>Library card</title>${head}<body>${body}`;
  const page = await stage.open(stage.serve(`/hide-${(pages += 1)}`, html), options);
  await page.evaluate(async (owned) => {
    const { createAskless, init } = await import('/pkg/index.js');
    await init();
    if (owned) document.querySelectorAll('form').forEach((form) => (form.__owner = 1));
    window.told = [];
    window.seen = (node) => node.isConnected && node.checkVisibility({ visibilityProperty: true, opacityProperty: true });
    window.createAskless = createAskless;
    window.strip = async (options = {}, service = { id: 'x' }) => {
      const on = (type, detail) => (window.told.push([type, detail.code ?? detail.names]), options.veto !== type);
      window.guard = createAskless({ service, mode: 'strip' }).guard(options.target ?? document.querySelector('form'), { ...options, on });
      await window.guard.ready;
      return window.guard;
    };
  }, owned);
  return page;
}

test('hides, switches off, asks nothing of, and gives all back: nodes, listeners, typed text', async () => {
  const page = await open();
  const found = await page.evaluate(async () => {
    const form = document.querySelector('form');
    const citizen = document.querySelector('#citizen');
    citizen.value = 'typed';
    let heard = 0;
    citizen.addEventListener('click', () => (heard += 1));
    const before = form.cloneNode(true);
    const nodes = [...form.querySelectorAll('*')];
    await strip();
    const now = { connected: citizen.isConnected, seen: seen(citizen), matches: citizen.matches(':disabled'), valid: citizen.willValidate, inert: citizen.closest('[inert]') !== null, name: seen(document.querySelector('#name')), report: guard.report.stripped.map(({ names }) => names) };
    guard.restore();
    citizen.click();
    const back = { equal: form.isEqualNode(before), same: [...form.querySelectorAll('*')].every((node, at) => node === nodes[at]), heard, typed: citizen.value, seen: seen(citizen), sheets: document.adoptedStyleSheets.length, own: document.querySelector('.askless-status') === null };
    guard.refresh();
    const again = seen(citizen);
    guard.stop();
    return { now, back, again, clean: form.isEqualNode(before) };
  });
  assert.deepEqual(found.now, { connected: true, seen: false, matches: true, valid: false, inert: true, name: true, report: [['citizen']] });
  assert.deepEqual(found.back, { equal: true, same: true, heard: 1, typed: 'typed', seen: true, sheets: 1, own: true });
  assert.deepEqual([found.again, found.clean], [false, true]);
  await page.close();
});

const RE_ADDS = {
  'new FormData': async () => [...new FormData(document.querySelector('form')).keys()],
  submit: async () => document.querySelector('form').submit(),
  'requestSubmit()': async () => document.querySelector('form').requestSubmit(),
  'the button': async () => document.querySelector('#send').click(),
  'fetch with it': async () => void (await fetch('/sent', { method: 'POST', body: new URLSearchParams(new FormData(document.querySelector('form'))) })),
};
for (const [way, send] of Object.entries(RE_ADDS)) {
  for (const owned of [true, false]) {
    test(`${way}: no stripped name is sent, ${owned ? 'looked after by a script' : 'static'}, whatever the page adds`, async () => {
      const extra = '<input type=hidden name=citizen value=mirror><p><label>Which town? <input name=shared value=kept></label></p><p><label>Your immigration status <input name=shared value=no></label></p>';
      const page = await open(FORM.replace('</form>', `${extra}</form>`), { owned });
      const keys = await page.evaluate(async (send) => {
        await strip();
        const form = document.querySelector('form');
        form.addEventListener('formdata', (event) => {
          event.formData.append('citizen', 'added');
          event.stopPropagation();
        });
        document.querySelector('#name').value = 'Ana';
        return (0, eval)(send)();
      }, `(${send})`);
      let names = keys;
      if (!names) {
        for (let tries = 0; tries < 250 && stage.sent.length === 0; tries += 1) await new Promise((done) => setTimeout(done, 40));
        const body = new URLSearchParams(stage.sent.pop());
        names = [...body.keys()];
        assert.equal(body.get('shared'), 'kept');
      }
      assert.deepEqual(names.sort(), ['name', 'shared', 'town']);
      await page.close();
    });
  }
}

test('a name that a form adds by a control of its own goes too', async () => {
  const page = await open(FORM.replace('<input id=citizen name=citizen required>', '<my-field id=citizen name=citizen role=textbox tabindex=0></my-field>'));
  const keys = await page.evaluate(async () => {
    customElements.define('my-field', class extends HTMLElement {
      static formAssociated = true;
      #in = this.attachInternals();
      connectedCallback() { this.#in.setFormValue('yes'); this.textContent = 'yes'; }
    });
    const before = [...new FormData(document.querySelector('form')).keys()];
    await strip();
    return { before, after: [...new FormData(document.querySelector('form')).keys()] };
  });
  assert.deepEqual(keys, { before: ['name', 'citizen', 'town'], after: ['name', 'town'] });
  await page.close();
});

test('the focus goes on to the next question, and a screen reader is told', async () => {
  const page = await open();
  const found = await page.evaluate(async () => {
    document.querySelector('#citizen').focus();
    await strip();
    await rest();
    const status = document.querySelector('[role=status]');
    return { focus: document.activeElement.id, text: status.textContent, notes: guard.report.findings.length };
  });
  assert.equal(found.focus, 'town');
  assert.match(found.text, /One question .* was taken out/);
  await page.close();
});

test('a page that draws itself anew shows nothing that is stripped', async () => {
  const page = await open();
  const found = await page.evaluate(async () => {
    await strip();
    const form = document.querySelector('form');
    const markup = document.querySelector('#d-citizen').outerHTML.replace(/ (data-askless|inert|disabled)(="[^"]*")?/g, '').replace('name="citizen"', 'name="citizen" required');
    const shown = [];
    for (let n = 0; n < 30; n += 1) {
      document.querySelector('#d-citizen').outerHTML = markup;
      shown.push(seen(document.querySelector('#citizen'))); // before anybody could read it again
    }
    await rest();
    return { shown: shown.some(Boolean), off: document.querySelector('#citizen').disabled, valid: form.checkValidity(), keys: [...new FormData(form).keys()] };
  });
  assert.deepEqual(found, { shown: false, off: true, valid: false, keys: ['name', 'town'] });
  await page.close();
});

test('a page that fights back: bounded, reported, not seen and not sent', async () => {
  const page = await open();
  const found = await page.evaluate(async () => {
    const citizen = document.querySelector('#citizen');
    let rounds = 0;
    new MutationObserver(() => {
      if (!citizen.disabled) return;
      rounds += 1;
      if (rounds < 10_000) citizen.disabled = false;
    }).observe(citizen, { attributes: true });
    await strip();
    await rest(600);
    const first = rounds;
    await rest(300);
    return { bounded: first < 100 && rounds === first, seen: seen(citizen), keys: [...new FormData(citizen.form).keys()], valid: citizen.checkValidity(), told: told.filter(([type]) => type === 'error') };
  });
  assert.deepEqual(found, { bounded: true, seen: false, keys: ['name', 'town'], valid: true, told: [['error', 'strip-contested']] });
  await page.close();
});

test('a page that makes the field required again and again gets the question back, with a note', async () => {
  const page = await open();
  const found = await page.evaluate(async () => {
    const citizen = document.querySelector('#citizen');
    let rounds = 0;
    new MutationObserver(() => {
      if ((citizen.disabled || !citizen.required) && (rounds += 1) < 10_000) Object.assign(citizen, { disabled: false, required: true });
    }).observe(citizen, { attributes: true });
    await strip();
    await rest(600);
    return { bounded: rounds < 200, seen: seen(citizen), notes: document.querySelectorAll('.askless-note').length, told: told.filter(([type]) => type === 'error').map(([, code]) => code) };
  });
  assert.deepEqual(found, { bounded: true, seen: true, notes: 1, told: ['strip-contested', 'flag-contested'] });
  await page.close();
});

test('a question that is given back comes with its label, also where that has nothing around it', async () => {
  const page = await open('<form><label for=name>Name</label><input id=name name=name><label for=citizen>Are you a U.S. citizen?</label><input id=citizen name=citizen required></form>');
  const found = await page.evaluate(async () => {
    const citizen = document.querySelector('#citizen');
    new MutationObserver(() => (citizen.disabled || !citizen.required) && Object.assign(citizen, { disabled: false, required: true })).observe(citizen, { attributes: true });
    await strip();
    await rest(600);
    return [seen(citizen), seen(citizen.labels[0]), told.filter(([type]) => type === 'error').map(([, code]) => code)];
  });
  assert.deepEqual(found, [true, true, ['strip-contested', 'flag-contested']]);
  await page.close();
});

for (const cloak of [false, true]) {
  test(`a page that requires a flagged answer again and again, or takes its note away, is left alone after a while${cloak ? ', with a cloak too' : ''}`, async () => {
    for (const [what, fight] of [['required', "citizen.required = true"], ['note', "document.querySelector('.askless-note')?.remove()"]]) {
      const page = await open();
      const found = await page.evaluate(async ([fight, cloak]) => {
        const citizen = document.querySelector('#citizen');
        await strip({ mode: 'flag', cloak });
        const again = new Function('citizen', fight);
        let rounds = 0;
        new MutationObserver(() => {
          if (citizen.required && document.querySelector('.askless-note')) return;
          rounds += 1;
          if (rounds < 10_000) again(citizen);
        }).observe(document.querySelector('form'), { attributes: true, childList: true, subtree: true });
        again(citizen);
        await rest(2000);
        const first = rounds;
        await rest(500);
        guard.stop();
        return { bounded: first < 50 && rounds <= first + 1, told: told.filter(([type]) => type === 'error') };
      }, [fight, cloak]);
      assert.deepEqual(found, { bounded: true, told: [['error', 'flag-contested']] }, what);
      await page.close();
    }
  });
}

const OWNERS = {
  nobody: [() => {}, true],
  'a property on the form': [() => (document.querySelector('form').__owner = 1), false],
  'a symbol on a control': [() => (document.querySelector('#town')[Symbol('listeners')] = {}), false],
  'a property on what stands around it': [() => (document.body._vnode = {}), false],
  'a custom element in it': [() => document.querySelector('#d-town').append(document.createElement('x-town')), false],
  'a shadow root in it': [() => document.querySelector('form').appendChild(document.createElement('div')).attachShadow({ mode: 'open' }), false],
  'a module script of the page': [() => document.head.append(Object.assign(document.createElement('script'), { type: 'module' })), false],
};
for (const [who, [own, expected]] of Object.entries(OWNERS)) {
  test(`looked after by ${who}, a form ${expected ? 'gets an element around a text that goes alone' : 'is left whole, and the question flagged'}`, async () => {
    const page = await open(BARE, { owned: false });
    const found = await page.evaluate(async (own) => {
      (0, eval)(own)();
      const form = document.querySelector('form');
      const before = form.cloneNode(true);
      await strip();
      const result = [!seen(document.querySelector('#citizen')), !form.innerText.includes('citizen'), form.querySelectorAll('#citizen ~ br').length];
      guard.stop();
      return [...result, form.isEqualNode(before)];
    }, `(${own})`);
    assert.deepEqual(found, [expected, expected, 1, true]);
    await page.close();
  });
}

test('a form that a script takes over later loses the elements around its texts again', async () => {
  const page = await open(BARE, { owned: false });
  const found = await page.evaluate(async () => {
    const form = document.querySelector('form');
    const spans = () => form.querySelectorAll('span:not([class])').length;
    await strip();
    const before = spans();
    form.__owner = 1;
    guard.refresh();
    return [before, spans(), seen(document.querySelector('#citizen')), guard.report.stripped.length];
  });
  assert.deepEqual(found, [1, 0, true, 0]);
  await page.close();
});

test('a text that the page has in pieces goes whole', async () => {
  const page = await open(BARE, { owned: false });
  const found = await page.evaluate(async () => {
    const [form, text] = [document.querySelector('form'), document.querySelector('#town').nextSibling];
    text.splitText(6).splitText(5);
    const count = text.parentNode.childNodes.length;
    await strip();
    const shown = form.innerText;
    guard.stop();
    return [/citizen|Are|you/.test(shown), text.parentNode.childNodes.length === count];
  });
  assert.deepEqual(found, [false, true]);
  await page.close();
});

// Scripts of plain forms, which find their controls by name or id, or go through all of them.
const SCRIPTS = {
  'sends what it looks up by id': [() => (event) => {
    event.preventDefault();
    window.went = Object.fromEntries(['name', 'citizen', 'town'].map((id) => [id, document.getElementById(id).value]));
  }, { name: 'Ana', citizen: '', town: '' }],
  'counts on the order of the controls': [() => (event) => {
    event.preventDefault();
    window.went = [0, 1, 2].map((at) => event.target.elements[at].name);
  }, ['name', 'citizen', 'town']],
};
for (const [what, [script, expected]] of Object.entries(SCRIPTS)) {
  test(`a script of a static form that ${what} goes on working`, async () => {
    const page = await open(FORM, { owned: false });
    const went = await page.evaluate(async (script) => {
      document.querySelector('form').addEventListener('submit', (0, eval)(script)());
      await strip();
      document.querySelector('#name').value = 'Ana';
      document.querySelector('#send').click();
      return window.went;
    }, `(${script})`);
    assert.deepEqual(went, expected);
    await page.close();
  });
}

// What a page without `required` says when its script finds an answer missing.
const SAYS = {
  'a class': (control) => (control.className += ' is-invalid'),
  'a class of what stands around it': (control) => control.parentNode.classList.add('field-error'),
  'aria-invalid': (control) => control.setAttribute('aria-invalid', 'true'),
  'a sentence': (control) => control.after(Object.assign(document.createElement('span'), { textContent: 'Please answer.' })),
  'no more than that it was looked at': (control) => (control.className += ' touched'),
  'no more than another language': (control) => (control.previousElementSibling.firstChild.data = '¿Es usted ciudadano de los Estados Unidos?'),
  'no more than another text': (control) => (control.previousElementSibling.textContent = 'Are you a citizen of the United States?'),
};
const NEXT = { 'a button': '<button type=button id=next>Next</button>', 'an input': '<input type=button id=next value=Next>', 'a link': '<a href="#" id=next>Next</a>', 'what acts as a button': '<span role=button tabindex=0 id=next>Next</span>' };
for (const [sign, say] of Object.entries(SAYS)) {
  for (const [name, next] of Object.entries(sign === 'a class' ? NEXT : { 'a button': NEXT['a button'] })) {
    const isStuck = !sign.startsWith('no more');
    test(`a wizard whose script insists on an answer by ${sign}, when ${name} is clicked, ${isStuck ? 'gets the question back' : 'keeps it stripped'}`, async () => {
      const page = await open(FORM.replace('<button', `${next}<button`));
      const found = await page.evaluate(async (say) => {
        await strip();
        document.querySelector('#next').onclick = () => {
          for (const control of document.querySelectorAll('input[name]')) if (!control.value) (0, eval)(say)(control);
        };
        document.querySelector('#next').click();
        await rest();
        return [seen(document.querySelector('#citizen')), told.some(([, code]) => code === 'strip-insists')];
      }, `(${say})`);
      assert.deepEqual(found, [isStuck, isStuck]);
      await page.close();
    });
  }
}

test('a row that the page copies is stripped like the first, and given back like it', async () => {
  const page = await open('<form><div class=row><p><label>Name <input name=name0></label></p><p><label>Are you a U.S. citizen? <input name=citizen0></label></p></div></form>', { owned: false });
  const found = await page.evaluate(async () => {
    await strip();
    const row = document.querySelector('.row');
    row.after(row.cloneNode(true));
    row.nextSibling.querySelectorAll('input').forEach((input) => (input.name = input.name.replace('0', '1')));
    await rest();
    const keys = [...new FormData(document.querySelector('form')).keys()];
    guard.restore();
    return [keys, row.nextSibling.outerHTML.replaceAll('1"', '0"') === row.outerHTML];
  });
  assert.deepEqual(found, [['name0', 'name1'], true]);
  await page.close();
});

test('two guards on one form: each holds what it strips while the other goes, and the last one gives all back', async () => {
  const page = await open();
  const found = await page.evaluate(async () => {
    const form = document.querySelector('form');
    const before = form.cloneNode(true);
    const [first, second] = [await strip(), await strip()];
    first.stop();
    await rest();
    const held = [seen(document.querySelector('#citizen')), form.elements.citizen.willValidate];
    second.stop();
    return { held, equal: form.isEqualNode(before) };
  });
  assert.deepEqual(found, { held: [false, false], equal: true });
  await page.close();
});

test('what was stripped stays in the report as the page goes on; a page that draws it again has it once, also given back', async () => {
  const page = await open(FORM, { owned: false });
  const found = await page.evaluate(async () => {
    const form = document.querySelector('form');
    const markup = form.innerHTML;
    await strip();
    const names = () => guard.report.stripped.flatMap(({ names }) => names);
    const first = names();
    form.insertAdjacentHTML('beforeend', '<p>Thank you.</p>');
    await rest();
    const later = names();
    for (let n = 0; n < 2; n += 1) {
      form.innerHTML = markup;
      await rest();
    }
    const result = { first, later, again: names(), said: document.querySelector('[role=status]').textContent };
    guard.restore();
    return { ...result, same: form.innerHTML === markup };
  });
  assert.match(found.said, /^One question/);
  assert.deepEqual([found.first, found.later, found.again, found.same], [['citizen'], ['citizen'], ['citizen'], true]);
  await page.close();
});

test('what the guard says to a screen reader is not read as a change of the page', async () => {
  const page = await open();
  const reports = await page.evaluate(async () => {
    await strip({ target: document });
    await rest(600);
    return [told.filter(([type]) => type === 'report').length, document.querySelector('[role=status]').textContent !== ''];
  });
  assert.deepEqual(reports, [1, true]);
  await page.close();
});

test('a name goes from the data of the guarded form alone, also in a shadow root of the page, and whoever stops the event', async () => {
  const page = await open(`${FORM}<form id=other><input type=hidden name=citizen value=filter></form><x-form></x-form>`);
  const found = await page.evaluate(async () => {
    customElements.define('x-form', class extends HTMLElement {
      constructor() {
        super();
        this.attachShadow({ mode: 'open' }).innerHTML = '<form><p><label>Town <input name=town></label></p><p><label>Your immigration status <input name=status></label></p><input type=hidden name=status value=mirror></form>';
      }
    });
    const [form, other] = document.forms;
    const inner = document.querySelector('x-form').shadowRoot.querySelector('form');
    const keys = (form) => [...new FormData(form).keys()];
    await strip({ target: form });
    const mirror = form.appendChild(document.createElement('input'));
    Object.assign(mirror, { type: 'hidden', name: 'citizen' });
    form.addEventListener('formdata', (event) => event.stopImmediatePropagation());
    const one = [keys(form), keys(other)];
    guard.stop();
    await strip({ target: document });
    inner.addEventListener('formdata', (event) => event.formData.append('status', 'added'));
    return { one, shadow: keys(inner) };
  });
  assert.deepEqual(found, { one: [['name', 'town'], ['citizen']], shadow: ['town'] });
  await page.close();
});

test('what cannot be hidden alone is flagged and reported, never half-done', async () => {
  const page = await open('<form><p>Full name <input name=name><br> Are you a U.S. citizen? <input name=citizen></p><div id=d><label for=i>Your immigration status</label><input id=i name=i></div></form>');
  const found = await page.evaluate(async () => {
    await strip();
    const citizen = document.querySelector('[name=citizen]');
    return { seen: seen(citizen), off: citizen.disabled, note: citizen.getAttribute('aria-describedby'), other: seen(document.querySelector('#i')), complete: guard.report.limits.some((limit) => limit.includes('element around it')), told: told.filter(([type]) => type === 'error').map(([, code]) => code) };
  });
  assert.deepEqual(found, { seen: true, off: false, note: 'askless-note-1', other: false, complete: true, told: ['strip-bound'] });
  await page.close();
});

test('a cell of a table is emptied where it stands', async () => {
  const page = await open('<form><table><tr><th>Name</th><td><input name=name aria-label=Name></td></tr><tr><td>Town <input name=town aria-label=Town></td><td id=c>Are you a U.S. citizen? <input name=citizen></td></tr></table></form>');
  const found = await page.evaluate(async () => {
    await strip();
    return { seen: seen(document.querySelector('[name=citizen]')), cell: document.querySelector('#c').getClientRects().length, town: seen(document.querySelector('[name=town]')) };
  });
  assert.deepEqual(found, { seen: false, cell: 1, town: true });
  await page.close();
});

test('a question that the page vetoes stays, with a note', async () => {
  const page = await open();
  const found = await page.evaluate(async () => {
    await strip({ veto: 'strip' });
    await guard.refresh();
    return { told: told.filter(([type]) => type === 'strip'), seen: seen(document.querySelector('#citizen')), notes: document.querySelectorAll('.askless-note').length };
  });
  assert.deepEqual(found, { told: [['strip', ['citizen']]], seen: true, notes: 1 });
  await page.close();
});

test('a form of another government is flagged, not stripped', async () => {
  const page = await open();
  const found = await page.evaluate(async () => {
    await strip({}, { id: 'x', 'external-form': true });
    return { mode: guard.mode, seen: seen(document.querySelector('#citizen')), told: told.find(([type]) => type === 'error') };
  });
  assert.deepEqual(found, { mode: 'flag', seen: true, told: ['error', 'external-form'] });
  await page.close();
});

test('questions in open shadow roots go too, also of elements that are defined later', async () => {
  const page = await open(`<form><open-field></open-field><later-field></later-field><p><label>Town <input name=town></label></p></form>`);
  const found = await page.evaluate(async () => {
    const define = (name) => customElements.define(name, class extends HTMLElement {
      constructor() {
        super();
        this.attachShadow({ mode: 'open' }).innerHTML = '<div><label>Are you a U.S. citizen? <input name=c></label></div>';
      }
    });
    define('open-field');
    await strip();
    const inner = (name) => document.querySelector(name).shadowRoot.querySelector('input');
    const first = seen(inner('open-field'));
    define('later-field');
    await rest();
    const second = seen(inner('later-field'));
    document.querySelector('open-field').shadowRoot.innerHTML += '<p><label>Your immigration status <input name=i></label></p>';
    await rest();
    return { first, second, third: seen(document.querySelector('open-field').shadowRoot.querySelector('[name=i]')), town: seen(document.querySelector('[name=town]')) };
  });
  assert.deepEqual(found, { first: false, second: false, third: false, town: true });
  await page.close();
});

for (const frames of [true, false]) {
  test(`frames of the same origin are ${frames ? 'guarded when asked' : 'left alone otherwise'}`, async () => {
    stage.serve('/inner', `<!doctype html><html lang=en><title>Inner</title>${FORM}`);
    const page = await open(`<main><iframe id=frame src=/inner></iframe>${FORM}</main>`);
    const found = await page.evaluate(async (frames) => {
      await strip({ target: document.querySelector('main'), frames });
      await rest(400);
      const inner = document.querySelector('#frame').contentDocument;
      const keys = () => [...new inner.defaultView.FormData(inner.querySelector('form')).keys()].includes('citizen');
      const now = inner.querySelector('#citizen')?.checkVisibility() ?? false;
      const sent = keys();
      guard.stop();
      return { now, sent, after: inner.querySelector('#citizen').checkVisibility() && keys() };
    }, frames);
    assert.deepEqual(found, { now: !frames, sent: !frames, after: true });
    await page.close();
  });
}

test('a page that the browser translates keeps the decisions, and is not read again and again', async () => {
  for (const mode of ['strip', 'flag']) {
    const page = await open();
    const found = await page.evaluate(async (mode) => {
      await strip({ mode });
      const before = told.length;
      // As Chromium does it: the words go into font elements, and the page says that it is translated.
      document.documentElement.lang = 'fr';
      document.documentElement.className = 'translated-ltr';
      for (const label of document.querySelectorAll('label')) {
        const words = { citizen: 'Êtes-vous citoyen ?', name: 'Nom', town: 'Ville' }[label.htmlFor];
        const outer = document.createElement('font');
        outer.style.verticalAlign = 'inherit';
        outer.append(words);
        label.replaceChildren(outer);
        await rest(5);
      }
      await rest(300);
      return { seen: seen(document.querySelector('#citizen')), notes: document.querySelectorAll('.askless-note').length, reports: told.slice(before).filter(([type]) => type === 'report').length };
    }, mode);
    assert.deepEqual({ ...found, reports: found.reports <= 3 }, { seen: mode === 'flag', notes: mode === 'flag' ? 1 : 0, reports: true });
    await page.close();
  }
});

test('no value is read, no key heard, nothing stored, nothing fetched but files of the package', async () => {
  const page = await open();
  const asked = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  const found = await page.evaluate(async () => {
    const touched = [];
    const trap = (type, ...names) => names.forEach((name) => {
      const own = Object.getOwnPropertyDescriptor(type.prototype, name);
      Object.defineProperty(type.prototype, name, { ...own, get() { touched.push(`${type.name}.${name}`); return own.get.call(this); } });
    });
    trap(HTMLInputElement, 'value', 'checked', 'files', 'valueAsDate', 'valueAsNumber', 'defaultValue', 'defaultChecked', 'selectionStart', 'selectionEnd');
    trap(HTMLTextAreaElement, 'value', 'defaultValue', 'textLength');
    trap(HTMLSelectElement, 'value', 'selectedIndex', 'selectedOptions');
    trap(HTMLOptionElement, 'selected', 'defaultSelected');
    for (const name of ['get', 'getAll', 'entries', 'values', 'forEach']) {
      const own = FormData.prototype[name];
      FormData.prototype[name] = function (...rest) { touched.push(`FormData.${name}`); return own.apply(this, rest); };
    }
    const listen = EventTarget.prototype.addEventListener;
    EventTarget.prototype.addEventListener = function (type, ...rest) {
      if (/key|input|change|paste|composition/.test(type)) touched.push(`listens for ${type}`);
      return listen.call(this, type, ...rest);
    };
    Storage.prototype.setItem = () => touched.push('storage');
    window.eval = () => touched.push('eval');
    window.Function = function () { touched.push('Function'); };
    const globals = new Set(Reflect.ownKeys(window));
    const form = document.querySelector('form');
    form.insertAdjacentHTML('beforeend', '<textarea aria-label=Comments>SECRET</textarea><div contenteditable aria-label=More>SECRET</div><output>SECRET</output><span role=textbox>SECRET</span>');
    document.querySelector('#town').setAttribute('value', 'SECRET'); // as React mirrors it
    const told = [];
    for (const mode of ['report', 'flag', 'strip']) {
      const guard = createAskless({ service: { id: 'x' } }).guard(form, { mode, on: (...event) => void told.push(event) });
      await guard.ready;
      new FormData(form);
      document.querySelector('#town').dispatchEvent(new InputEvent('input', { bubbles: true }));
      await rest(100);
      guard.stop();
    }
    delete window.guard;
    return { touched, said: JSON.stringify(told).includes('SECRET'), globals: Reflect.ownKeys(window).filter((key) => !globals.has(key)).map(String), cookie: document.cookie };
  });
  assert.deepEqual(found, { touched: [], said: false, globals: [], cookie: '' });
  assert.deepEqual(asked.filter((path) => !path.startsWith('/pkg/')), []);
  await page.close();
});

const many = Array.from({ length: 2500 }, (_, n) => `<div><label for=n${n}>Name ${n}</label><input id=n${n} name=n${n}></div><div><label for=c${n}>Are you a U.S. citizen? (${n})</label><input id=c${n} name=c${n}></div>`).join('');
const ASK = '<div><label for=c>Are you a U.S. citizen?</label><input id=c name=citizen></div>';
const HOSTILE = {
  'controls named as properties of nodes': `<form>${['attributes', 'nodeName', 'removeChild', 'submit', 'length', 'elements', 'contains', 'closest', 'matches', 'querySelectorAll', 'addEventListener', 'isConnected', 'ownerDocument'].map((name) => `<input type=hidden name=${name}>`).join('')}${ASK}</form>`,
  'ids of prototypes': `<form><div id=__proto__>${ASK.replaceAll('"c"', '"constructor"').replaceAll('=c>', '=constructor>').replace('id=c ', 'id=constructor ')}<input id=toString name=__proto__ aria-label=Town></div></form>`,
  'forms that nest and never end': `<form><form><div>${ASK}<form><p><label>Town <input name=town></label>`,
  'ids twice': `<form>${ASK}<p id=c>Some text</p>${ASK.replace('name=citizen', 'name=citizen2')}</form>`,
  'names that go round in circles': `<form><div><span id=a aria-labelledby=b>Are you a U.S. citizen?</span><span id=b aria-labelledby="a b">more</span><input name=citizen aria-labelledby="a b"></div></form>`,
  'deep nesting': `<form>${'<div>'.repeat(400)}${ASK}${'</div>'.repeat(400)}</form>`,
  '5,000 controls': `<form>${many}${ASK}</form>`,
};
for (const [name, body] of Object.entries(HOSTILE)) {
  for (const owned of [true, false]) {
    test(`hostile: ${name}, ${owned ? 'looked after by a script' : 'static'}`, async () => {
      const page = await open(body, { owned });
      const found = await page.evaluate(async () => {
        const form = document.querySelector('form');
        const before = document.body.cloneNode(true);
        const control = document.querySelector('[name=citizen]');
        await strip();
        const now = seen(control);
        const sent = FormData.prototype.has.call(new FormData(form), 'citizen');
        guard.stop();
        return { now, sent, equal: document.body.isEqualNode(before), errors: told.filter(([type]) => type === 'error') };
      });
      assert.deepEqual(found, { now: false, sent: false, equal: true, errors: [] });
      await page.close();
    });
  }
}

test('hides nothing of another form that asks under the same name, nor of the next form once its own is gone', async () => {
  const page = await open(`<main>${FORM}</main><aside>${FORM.replaceAll(/ (id|for)=(\w+)/g, ' $1=other-$2')}</aside>`);
  const found = await page.evaluate(async () => {
    const [main, aside] = document.querySelectorAll('main, aside');
    const [form, other] = document.forms;
    const isSeen = (root) => seen(root.querySelector('[name=citizen]'));
    await strip({ target: form });
    const both = [isSeen(main), isSeen(other)];
    aside.remove();
    guard.refresh();
    await rest();
    const next = form.cloneNode(true);
    form.remove();
    guard.stop();
    next.querySelectorAll('[inert]').forEach((node) => ['inert', 'hidden', 'data-askless'].forEach((name) => node.removeAttribute(name)));
    main.append(next);
    return { both, next: isSeen(main), sheets: document.adoptedStyleSheets.some(({ cssRules }) => [...cssRules].some(({ cssText }) => cssText.includes('citizen'))) };
  });
  assert.deepEqual(found, { both: [false, true], next: true, sheets: false });
  await page.close();
});
