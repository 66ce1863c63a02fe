// A page that draws a stripped question anew, in the moments before the guard has read it: what is validated, sent and seen.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { start } from './browser.mjs';

const ASK = (name) => `<div><label for=${name}>Are you a U.S. citizen?</label> <input id=${name} name=${name} value=prefilled required></div>`;
const FORM = `<form id=f method=post action=/sent target=sink><div><label for=name>Full name</label> <input id=name name=name value=Ana></div>
<div id=part><p><label>Town <input name=town></label></p>${ASK('citizen').replace(' value=prefilled', '')}</div><button id=send>Send</button></form><iframe name=sink hidden></iframe>`;

let stage;
let pages = 0;

before(async () => void (stage = await start()));
after(() => stage.stop());

/** A page with this form, stripped; `draw(html)` there draws the part with the question anew, `sent()` are the names that were sent. */
async function open({ owned = true, body = FORM } = {}) {
  const page = await stage.open(stage.serve(`/redraw-${(pages += 1)}`, `<!doctype html><html lang=en><title>Card</title><body>${body}`));
  await page.evaluate(async (owned) => {
    const { createAskless, init } = await import('/pkg/index.js');
    await init();
    if (owned) document.querySelector('form').__owner = 1;
    window.asked = document.querySelector('#part').innerHTML;
    window.draw = (html = asked) => void (document.querySelector('#part').innerHTML = html);
    window.told = [];
    window.guard = createAskless({ service: { id: 'x' }, mode: 'strip' }).guard(document.querySelector('form'), { on: (type, detail) => void told.push([type, detail.code]) });
    await guard.ready;
  }, owned);
  return page;
}

async function sent() {
  for (let tries = 0; tries < 100 && stage.sent.length === 0; tries += 1) await new Promise((done) => setTimeout(done, 20));
  const body = stage.sent.pop();
  return body === undefined ? 'nothing' : [...new URLSearchParams(body).keys()].join();
}

// `draw` is done, and then the form is sent: in the same turn, or before 50 ms have passed.
const WAYS = {
  'a click in the same turn': () => (draw(), document.querySelector('#send').click()),
  'a click of which a listener draws': () => (document.querySelector('#send').addEventListener('click', () => setTimeout(draw), { once: true, capture: true }), draw(), document.querySelector('#send').click()),
  'requestSubmit() in the next turn': () => (draw(), setTimeout(() => document.querySelector('form').requestSubmit())),
  'requestSubmit() in the next microtask': () => (draw(), queueMicrotask(() => queueMicrotask(() => document.querySelector('form').requestSubmit()))),
};
for (const [way, go] of Object.entries(WAYS)) {
  for (const owned of [true, false]) {
    test(`${way}: the required question that is drawn anew holds up nothing, ${owned ? 'looked after by a script' : 'static'}`, async () => {
      const page = await open({ owned });
      await page.evaluate(`(${go})()`);
      assert.equal(await sent(), 'name,town');
      await page.close();
    });
  }
}

for (const [way, go] of Object.entries({
  'a click': () => document.querySelector('#send').click(),
  'submit()': () => document.querySelector('form').submit(),
  'requestSubmit()': () => document.querySelector('form').requestSubmit(),
  'a fetch': () => fetch('/sent', { method: 'POST', body: new URLSearchParams(new FormData(document.querySelector('form'))) }),
})) {
  for (const owned of [true, false]) {
    test(`${way} in the same turn: no answer to a question that was never read is sent, ${owned ? 'looked after by a script' : 'static'}`, async () => {
      const page = await open({ owned });
      await page.evaluate(`draw(${JSON.stringify('<p><label>Town <input name=town></label></p>' + ASK('status').replace('required', ''))}); void (${go})()`);
      assert.equal(await sent(), 'name,town');
      await page.close();
    });
  }
}

test('what is drawn anew is not seen, also in a static form', async () => {
  const page = await open({ owned: false });
  const shown = await page.evaluate(async () => {
    const shown = [];
    for (let n = 0; n < 5; n += 1) {
      draw();
      await new Promise((done) => requestAnimationFrame(done));
      shown.push(document.querySelector('#citizen').checkVisibility());
    }
    return shown.some(Boolean);
  });
  assert.equal(shown, false);
  await page.close();
});
