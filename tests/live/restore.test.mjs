// What `restore()` gives back on pages that React draws: the same nodes in their order, every attribute (but for the order in
// which an element's attributes were written), what was typed and chosen, the listeners; and React goes on with them.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { startServer } from '../browser/server.mjs';
import { BROWSERS } from './browsers.mjs';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const SHELL = (script) => `<!doctype html><html lang=en><meta charset=utf-8><title>Library card</title><body>
<askless-guard mode=report service=library-card></askless-guard><script type=application/json id=library-card>{ "id": "library-card" }</script>
<script type=module src=/built/${script}.js></script>`;

let server;

before(async () => {
  await build({
    entryPoints: ['hook-form.jsx', 'rjsf.jsx'].map((name) => here(`pages/${name}`)), outdir: here('../../target/tests/live'),
    bundle: true, format: 'esm', jsx: 'automatic', minify: true, external: ['/pkg/*'], define: { 'process.env.NODE_ENV': '"production"' }, logLevel: 'error',
  });
  server = await startServer();
  for (const name of ['hook-form', 'rjsf']) server.serve(`/restore-${name}`, SHELL(name));
});
after(() => server.stop());

for (const [name, { missing, open }] of Object.entries(BROWSERS)) {
  describe(name, { skip: missing ?? false }, () => {
    let browser;
    before(async () => void (browser = await open()));
    after(() => browser?.close());

    for (const path of ['hook-form', 'rjsf']) {
      for (const mode of ['flag', 'strip']) {
        test(`${path}, ${mode}`, { timeout: 60_000 }, async () => {
          const page = await browser.open(`${server.origin}/restore-${path}`);
          const found = await page.evaluate(async (mode) => {
            const guard = document.querySelector('askless-guard');
            await t.wait(() => guard.report?.counts.violations >= 3);
            const form = document.querySelector('#form');
            const controls = (name) => [...form.elements].filter((node) => [node.name, node.id].some((text) => text.includes(name)));
            // Answers that stand there before the guard acts.
            t.type(controls('orientation')[0], 'mine to keep');
            controls('citizen')[1].click();
            t.type(controls('comments')[0], 'hello');
            await t.rest(300);
            const heard = [];
            for (const node of [controls('orientation')[0], controls('citizen')[1]]) node.addEventListener('click', () => heard.push(node.type));
            const outline = () => [...form.querySelectorAll('*')].map((node) => [node.localName, ...[...node.attributes].map(({ name, value }) => `${name}=${value}`).sort()].join(' '));
            const state = () => [...form.elements].map((node) => [node.name, node.type, node.value, node.checked, node.disabled, node.required, node.willValidate].join());
            const first = { nodes: [...form.querySelectorAll('*')], outline: outline(), state: state(), text: form.innerText };
            const told = new Promise((done) => guard.addEventListener('askless-report', done, { once: true }));
            guard.mode = mode;
            await told;
            await t.wait(() => (mode === 'flag' ? document.querySelectorAll('.askless-note').length >= 3 : guard.report.stripped.length >= 3));
            const changed = JSON.stringify(outline()) !== JSON.stringify(first.outline);
            // The page draws itself anew while the guard is at work.
            t.type(controls('full-name')[0], 'Ana');
            await t.rest(300);
            t.type(controls('full-name')[0], '');
            await t.rest(300);
            guard.restore();
            const now = [...form.querySelectorAll('*')];
            const differ = (a, b) => a.map((line, at) => (line === b[at] ? null : [line, b[at]])).filter(Boolean);
            const result = {
              changed, nodes: now.length - first.nodes.length, same: now.every((node, at) => node === first.nodes[at]), outline: differ(first.outline, outline()),
              state: differ(first.state, state()), text: form.innerText === first.text,
            };
            for (const node of [controls('orientation')[0], controls('citizen')[1]]) node.click();
            result.heard = heard;
            // React still holds the controls.
            t.type(controls('orientation')[0], 'changed');
            await t.rest(300);
            result.held = controls('orientation')[0].value;
            return result;
          }, mode);
          assert.deepEqual(found, { changed: true, nodes: 0, same: true, outline: [], state: [], text: true, heard: ['text', 'radio'], held: 'changed' });
          await page.close();
        });
      }
    }
  });
}
