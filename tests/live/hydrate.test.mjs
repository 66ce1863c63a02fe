// A form that a server sends as markup and React takes over after the guard has acted: nothing throws, the form stays, what was
// typed stays, and what may not be asked is not asked.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { startServer } from '../browser/server.mjs';
import { BROWSERS } from './browsers.mjs';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
let server;

before(async () => {
  const options = { bundle: true, format: 'esm', jsx: 'automatic', define: { 'process.env.NODE_ENV': '"production"' }, logLevel: 'error' };
  await build({ ...options, entryPoints: [here('pages/hydrate.jsx')], outdir: here('../../target/tests/live') });
  const outfile = here('../../target/tests/live/hydrate-server.cjs');
  await build({ ...options, format: 'cjs', platform: 'node', outfile, stdin: { contents: "import App from './pages/hydrate.jsx'; import { renderToString } from 'react-dom/server'; export const html = renderToString(<App />);", loader: 'jsx', resolveDir: here('.') } });
  const { html } = (await import(outfile)).default;
  server = await startServer();
  const page = (attributes) => `<!doctype html><html lang=en><meta charset=utf-8><title>Card</title><link rel=stylesheet href=/pkg/cloak.css>
    <body><askless-guard ${attributes} service=card><div id=root>${html}</div></askless-guard><script type=application/json id=card>{ "id": "x" }</script>
    <script type=module src=/pkg/define.js></script><script type=module src=/built/hydrate.js></script>`;
  for (const mode of ['report', 'flag', 'strip']) server.serve(`/hydrate-${mode}`, page(`mode=${mode}`));
  server.serve('/hydrate-cloak', page('mode=strip cloak'));
});
after(() => server.stop());

for (const [name, { missing, open }] of Object.entries(BROWSERS)) {
  describe(name, { skip: missing ?? false }, () => {
    let browser;
    before(async () => void (browser = await open()));
    after(() => browser?.close());

    for (const mode of ['report', 'flag', 'strip', 'cloak']) {
      test(mode, { timeout: 60_000 }, async () => {
        const page = await browser.open(`${server.origin}/hydrate-${mode}`);
        const found = await page.evaluate(async (mode) => {
          const guard = document.querySelector('askless-guard');
          const seen = (name) => [...document.querySelectorAll(`[name=${name}]`)].some((node) => node.checkVisibility({ visibilityProperty: true }));
          const errors = [];
          addEventListener('error', (event) => errors.push(event.message));
          guard.addEventListener('askless-error', ({ detail }) => errors.push(detail.code));
          const acted = { report: () => guard.report, flag: () => document.querySelectorAll('.askless-note').length === 2, strip: () => guard.report?.stripped.length === 2 };
          await t.wait(() => window.hydrate && (acted[mode] ?? acted.strip)());
          const input = document.querySelector('#name');
          const town = document.querySelector('#town');
          town.value = 'typed before';
          const result = { before: ['name', 'citizen', 'food'].map(seen) };
          window.hydrate();
          await t.rest(800);
          result.after = ['name', 'citizen', 'food'].map(seen);
          result.same = input.isConnected && town.isConnected;
          result.typed = document.querySelector('#town').value;
          // React works: what is typed is drawn.
          t.type(document.querySelector('#name'), 'Ana');
          await t.rest(400);
          result.works = document.querySelector('p').textContent;
          result.notes = document.querySelectorAll('.askless-note').length;
          result.sent = [...new FormData(document.querySelector('form')).keys()];
          guard.restore();
          result.restored = ['name', 'citizen', 'food'].map(seen);
          result.left = document.querySelectorAll('[data-askless], [inert], .askless-note, [name=citizen]:not([required])').length;
          return { ...result, problems: window.problems, errors };
        }, mode);
        const [strips, flags] = [['strip', 'cloak'].includes(mode), mode === 'flag'];
        const seen = [true, !strips, !strips];
        assert.deepEqual(found, {
          before: seen, after: seen, restored: [true, true, true], works: 'Welcome Ana!', notes: flags ? 2 : 0, left: 0, errors: [],
          sent: strips ? ['name', 'town'] : ['name', 'citizen', 'town'],
          // A note is a node that React does not know: it draws the form anew, and the note comes again.
          same: !flags, typed: flags ? '' : 'typed before', problems: flags ? found.problems : [],
        });
        assert.ok(found.problems.every((problem) => /error #418/.test(problem)), found.problems.join());
      });
    }
  });
}
