// What the guard does under the policies that pages are served with, in each browser. The table in docs/browsers.md is what
// this run saw (ASKLESS_WRITE=1 writes it).
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { startServer } from '../browser/server.mjs';
import { BROWSERS } from './browsers.mjs';
import { checkTable } from './table.mjs';

const WASM = "script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'";
const POLICIES = {
  none: '',
  [WASM]: WASM,
  [`default-src 'none'; ${WASM}; require-trusted-types-for 'script'; trusted-types 'none'`]: `default-src 'none'; ${WASM}; require-trusted-types-for 'script'; trusted-types 'none'`,
  "script-src 'self'; style-src 'self'; connect-src 'self'": "script-src 'self'; style-src 'self'; connect-src 'self'",
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'": "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'",
  "script-src 'nonce-…' 'strict-dynamic'; style-src 'none'; connect-src 'self'": "script-src 'nonce-abc' 'strict-dynamic'; style-src 'none'; connect-src 'self'",
  "script-src 'none'": "script-src 'none'",
};
// What is expected of each: the engine that runs, and whether the form is stripped (true), or shown as it is.
const EXPECTED = ['wasm', 'wasm', 'wasm', 'script', 'script', 'script', 'none'];

const PAGE = `<!doctype html><html lang=en><title>Library card</title>
<link rel=stylesheet href=/pkg/cloak.css>
<script type=module nonce=abc src=/pkg/define.js></script>
<body><askless-guard mode=strip cloak service=library-card><form>
<div><label>Full name <input name=name></label></div>
<div><label>Are you a U.S. citizen? <input name=citizen></label></div></form></askless-guard>
<script type=application/json id=library-card>{ "id": "library-card" }</script>`;

let server;
const rows = [];

before(async () => {
  server = await startServer();
  Object.values(POLICIES).forEach((policy, at) => server.serve(`/csp-${at}`, PAGE, policy ? { 'content-security-policy': policy } : {}));
});
after(() => {
  server.stop();
  checkTable('policies', ['browser', 'Content-Security-Policy of the page', 'engine', 'stripped'], rows);
});

for (const [name, { missing, open }] of Object.entries(BROWSERS)) {
  describe(name, { skip: missing ?? false }, () => {
    let browser;
    before(async () => void (browser = await open()));
    after(() => browser?.close());

    Object.keys(POLICIES).forEach((policy, at) => {
      test(policy, { timeout: 60_000 }, async () => {
        const page = await browser.open(`${server.origin}/csp-${at}`);
        const found = await page.evaluate(async (expected) => {
          const guard = document.querySelector('askless-guard');
          if (expected !== 'none') await t.wait(() => guard.report.stripped.length > 0, 'the guard');
          const loaded = performance.getEntriesByType('resource').map(({ name }) => name);
          const engine = guard.report ? (loaded.some((url) => url.endsWith('wasm/script.js')) ? 'script' : 'wasm') : 'none';
          // Without scripts the form is not hidden for ever: where the browser does not say so in time, after a while.
          if (expected === 'none') await t.rest(9000);
          const seen = (element) => Boolean(element?.isConnected && element.checkVisibility({ visibilityProperty: true, opacityProperty: true }));
          return { engine, name: seen(document.querySelector('[name=name]')), stripped: !seen(document.querySelector('[name=citizen]')) };
        }, EXPECTED[at]);
        rows.push([name, policy === 'none' ? 'none' : `\`${policy}\``, found.engine === 'script' ? 'JavaScript' : found.engine, found.stripped ? 'yes' : 'no, the form is shown as it is']);
        assert.deepEqual(found, { engine: EXPECTED[at], name: true, stripped: EXPECTED[at] !== 'none' });
        await page.close();
      });
    });
  });
}
