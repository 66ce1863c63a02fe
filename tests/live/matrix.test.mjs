// Each browser with each page that somebody else's code owns: found, flagged, stripped, not sent, the rest working,
// given back. The table in docs/browsers.md is what this run saw (ASKLESS_WRITE=1 writes it).
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { startServer } from '../browser/server.mjs';
import { BROWSERS } from './browsers.mjs';
import { checkTable } from './table.mjs';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const SHOTS = here('../../target/tests/shots');

const SHELL = (script) => `<!doctype html><html lang=en><meta charset=utf-8><title>Library card</title>
<link rel=stylesheet href=/uswds/css/uswds.min.css><body><main class=grid-container><h1>Apply for a library card</h1>
<askless-guard mode=report service=library-card></askless-guard>
<script type=application/json id=library-card>{ "id": "library-card", "title": "Library card" }</script></main>
<script type=module src=/built/${script}.js></script>`;

// `name(field)` is the name of a control in the page, `asked` the fields that the City may not ask.
const PAGES = {
  'static HTML, USWDS 3.14': { path: '/uswds-page', body: () => readFileSync(here('pages/uswds.html'), 'utf8'), asked: ['citizen', 'benefits', 'orientation'], later: 'status', prefix: '' },
  'React 19, react-hook-form 7': { path: '/hook-form', body: () => SHELL('hook-form'), asked: ['citizen', 'benefits', 'orientation'], later: 'status', prefix: '', state: true },
  'React 19, @rjsf/core 6': { path: '/rjsf', body: () => SHELL('rjsf'), asked: ['citizen', 'benefits', 'orientation'], later: 'status', prefix: 'f_', state: true },
};
const STEPS = ['found', 'flagged', 'stripped', 'others work', 'page changes', 'validation', 'not sent', 'restored'];

let server;
const table = new Map();

before(async () => {
  mkdirSync(SHOTS, { recursive: true });
  await build({
    entryPoints: ['static.js', 'hook-form.jsx', 'rjsf.jsx'].map((name) => here(`pages/${name}`)), outdir: here('../../target/tests/live'),
    bundle: true, format: 'esm', jsx: 'automatic', minify: true, external: ['/pkg/*'], define: { 'process.env.NODE_ENV': '"production"' }, logLevel: 'error',
  });
  server = await startServer();
  for (const { path, body } of Object.values(PAGES)) server.serve(path, body());
});
after(() => {
  server.stop();
  finish();
});

/** What the tests do in a page; runs there. */
function helpers(prefix) {
  const guard = document.querySelector('askless-guard');
  const controls = (name) => [...document.querySelectorAll('#form input, #form select, #form textarea')].filter((node) => [name, `root_${name}`, prefix + name].includes(node.name) || node.id === prefix + name || node.id.startsWith(`${prefix}${name}-`));
  const isSeen = (node) => node.isConnected && node.checkVisibility?.({ visibilityProperty: true, opacityProperty: true }) !== false && node.getClientRects().length > 0;
  const inMode = (mode) => {
    const told = new Promise((done) => guard.addEventListener('askless-report', ({ detail }) => done(detail), { once: true }));
    if (guard.mode === mode) guard.refresh();
    else guard.mode = mode;
    return told;
  };
  Object.assign(t, { guard, controls, isSeen, inMode, errors: [] });
  guard.addEventListener('askless-error', ({ detail }) => window.t.errors.push(detail.code));
}

for (const [name, { missing, open }] of Object.entries(BROWSERS)) {
  describe(name, { skip: missing ?? false }, () => {
    let browser;
    before(async () => void (browser = await open()));
    after(() => browser?.close());

    for (const [title, { path, asked, later, prefix, state }] of Object.entries(PAGES)) {
      test(title, { timeout: 120_000 }, async () => {
        const seen = new Set();
        table.set(`${name} | ${title}`, seen);
        const page = await browser.open(server.origin + path);
        const run = (call, argument) => page.evaluate(call, argument ?? { asked, later });
        await page.evaluate(helpers, prefix);
        await run(() => t.wait(() => t.controls('comments').length > 0 && t.guard.report, 'the page'));

        // Report: all are found, and the form is as it was.
        const found = await run(async ({ asked }) => {
          await t.wait(() => t.guard.report.counts.violations >= asked.length && t.guard.shadowRoot.querySelector('[part=panel]'), 'the report');
          const at = t.guard.report.findings.filter(({ verdict }) => verdict === 'violation').map(({ question }) => document.querySelector(question.selector));
          return { all: asked.map((name) => t.controls(name).some((control) => at.includes(control))), count: new Set(at).size, unchanged: document.querySelector('#form [data-askless], .askless-note') === null };
        });
        assert.deepEqual(found, { all: asked.map(() => true), count: asked.length, unchanged: true });
        seen.add('found');
        if (path === '/uswds-page') writeFileSync(`${SHOTS}/report-${name}.png`, await page.screenshot());

        await run(() => void (window.before = document.querySelector('#form').cloneNode(true)));

        // Flag: a note for each, tied to it, and nothing required.
        const flagged = await run(async ({ asked }) => {
          await t.inMode('flag');
          return asked.map((name) => t.controls(name).every((control) => {
            const notes = (control.getAttribute('aria-describedby') ?? '').split(' ').map((id) => document.getElementById(id));
            return !control.required && notes.some((note) => note?.className === 'askless-note' && t.isSeen(note));
          }));
        });
        assert.deepEqual(flagged, asked.map(() => true));
        seen.add('flagged');
        if (path === '/uswds-page') writeFileSync(`${SHOTS}/flag-${name}.png`, await page.screenshot());

        // Strip: not seen, not reachable; what was typed before stays where it is.
        const stripped = await run(async ({ asked }) => {
          t.type(t.controls('comments')[0], 'typed before');
          await t.inMode('strip');
          window.nodes = asked.flatMap((name) => t.controls(name));
          return {
            seen: asked.filter((name) => t.controls(name).some(t.isSeen)),
            labels: /citizen|food stamps|orientation/i.test(document.querySelector('#form').innerText),
            notes: document.querySelectorAll('.askless-note').length,
            names: t.guard.report.stripped.length,
            others: ['full-name', 'branch', 'comments'].every((name) => t.controls(name).every(t.isSeen)),
          };
        });
        assert.deepEqual(stripped, { seen: [], labels: false, notes: 0, names: asked.length, others: true });
        seen.add('stripped');
        if (path === '/uswds-page') writeFileSync(`${SHOTS}/strip-${name}.png`, await page.screenshot());

        // The page goes on drawing itself, and nothing comes back.
        const working = await run(async ({ asked }) => {
          t.type(t.controls('branch')[0], t.controls('branch')[0].options[1].value);
          t.type(t.controls('comments')[0], 'typed');
          await t.rest();
          return { seen: asked.filter((name) => t.controls(name).some(t.isSeen)), typed: t.controls('comments')[0].value };
        });
        assert.deepEqual(working, { seen: [], typed: 'typed' });
        seen.add('others work');

        // Another step of the page: what comes with it goes too, before and after.
        const changed = await run(async ({ asked, later }) => {
          window.change();
          await t.wait(() => t.guard.report.stripped.some(({ names, question }) => names.join() + question.id && /status/.test(names.join() + question.id)), 'the later question');
          const first = [later, ...asked].filter((name) => t.controls(name).some(t.isSeen));
          window.back?.();
          await t.rest();
          return { first, second: [later, ...asked].filter((name) => t.controls(name).some(t.isSeen)), typed: t.controls('comments')[0].value };
        });
        assert.deepEqual(changed, { first: [], second: [], typed: 'typed' });
        seen.add('page changes');

        // The page's own validation holds up what lacks a name, and nothing else.
        const count = server.sent.length;
        await run(async () => {
          document.querySelector('#send').click();
          await t.rest(400);
        });
        assert.equal(server.sent.length, count, 'without a name nothing is sent');
        await run(async () => {
          t.type(t.controls('full-name')[0], 'Ana');
          await t.rest();
          document.querySelector('#send').click();
          await t.rest(600);
        });
        assert.equal(server.sent.length, count + 1, 'with a name it is sent');
        seen.add('validation');
        const body = server.sent.at(-1);
        if (state) {
          const answers = JSON.parse(body);
          assert.equal(answers['full-name'], 'Ana');
          for (const field of [...asked, later]) assert.ok(!answers[field], `${field} was sent: ${body}`);
        } else {
          const answers = new URLSearchParams(body);
          assert.equal(answers.get('full-name'), 'Ana');
          for (const field of [...asked, later]) assert.ok(!answers.has(field), `${field} was sent: ${body}`);
        }
        seen.add('not sent');

        // Given back: the same nodes, the same markup.
        const restored = await run(async () => {
          const form = document.querySelector('#form');
          t.guard.restore();
          document.querySelector('#member')?.remove();
          const now = form.outerHTML;
          t.guard.disabled = true;
          await t.rest(100);
          return { now, equal: form.isEqualNode(window.before), off: form.outerHTML === now, same: window.nodes.filter((node) => node.isConnected).length, all: window.nodes.length, errors: t.errors };
        });
        if (!state) assert.ok(restored.equal, restored.now);
        else assert.doesNotMatch(restored.now, /data-askless|inert|disabled|askless-note/);
        assert.ok(restored.off);
        if (!state) assert.equal(restored.same, restored.all);
        assert.deepEqual(restored.errors, []);
        seen.add('restored');
        await page.close();
      });
    }

    for (const path of ['/hook-form', '/rjsf']) {
      test(`${path.slice(1)}: a question that the page itself insists on is given back with a note`, { timeout: 60_000 }, async () => {
        const page = await browser.open(`${server.origin}${path}?insists`);
        await page.evaluate(helpers, path === '/rjsf' ? 'f_' : '');
        const found = await page.evaluate(async () => {
          await t.wait(() => t.guard.report && t.controls('comments').length > 0);
          await t.inMode('strip');
          const before = t.controls('benefits').some(t.isSeen);
          t.type(t.controls('full-name')[0], 'Ana');
          await t.rest();
          document.querySelector('#send').click();
          await t.wait(() => t.controls('benefits').some(t.isSeen), 'the question');
          await t.rest();
          return { before, errors: t.errors, other: t.controls('citizen').some(t.isSeen), notes: document.querySelectorAll('.askless-note').length };
        });
        assert.deepEqual(found, { before: false, errors: ['strip-insists'], other: false, notes: 1 });
        await page.close();
      });
    }
    after(() => table.set(name, browser?.version));
  });
}

function finish() {
  const rows = [];
  for (const browser of Object.keys(BROWSERS)) {
    for (const page of Object.keys(PAGES)) {
      const seen = table.get(`${browser} | ${page}`);
      if (seen) rows.push([browser, page, ...STEPS.map((step) => (seen.has(step) ? 'yes' : '**no**'))]);
    }
  }
  const versions = Object.keys(BROWSERS).filter((name) => table.get(name)).map((name) => `${name === 'WebKit' ? 'WebKitGTK' : name} ${table.get(name)}`);
  checkTable('matrix', ['browser', 'page', ...STEPS], rows, `Seen with ${versions.join(', ')}.`);
}
