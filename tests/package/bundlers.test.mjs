// What is published suits those who take it: publint, Are The Types Wrong, three bundlers, integrity hashes, and the
// snippets of the README and of docs/guard.md, each run in Chromium.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { publint } from 'publint';
import { build as viteBuild } from 'vite';
import webpack from 'webpack';
import { start } from '../browser/browser.mjs';
import { HERE, PKG } from './link.mjs';

const OUT = fileURLToPath(new URL('../../target/tests/bundles', import.meta.url));
const README = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
const snippets = (language) => [...README.matchAll(new RegExp(`\`\`\`${language}\n([^]*?)\`\`\``, 'g'))].map(([, text]) => text);
const FORM = '<form><div><label>Full name <input name=name></label></div><div><label>Are you a U.S. citizen? <input name=citizen></label></div></form>';
const SERVICE = '<script type=application/json id=card>{ "id": "library-card" }</script>';

let stage;

before(async () => {
  rmSync(OUT, { recursive: true, force: true });
  mkdirSync(`${OUT}/src`, { recursive: true });
  stage = await start();
});
after(() => stage.stop());

test('publint has nothing to say', async () => {
  const { messages } = await publint({ pkgDir: PKG, level: 'suggestion', strict: true });
  assert.deepEqual(messages, []);
});

test('the types are right for everybody who can import them', () => {
  const folder = tmpdir();
  const [{ filename }] = JSON.parse(execFileSync('npm', ['pack', '--json', '--loglevel=error', '--pack-destination', folder], { cwd: PKG, encoding: 'utf8' }));
  const attw = fileURLToPath(new URL('../node_modules/@arethetypeswrong/cli/dist/index.js', import.meta.url));
  const files = ['askless/cloak.css', 'askless/guard.wasm', 'askless/integrity.json'].map((entry) => entry.replace('askless/', ''));
  execFileSync(process.execPath, [attw, `${folder}/${filename}`, '--profile', 'esm-only', '--exclude-entrypoints', ...files], { encoding: 'utf8' });
});

/** Opens a page; gives what is seen of the two questions once the guard has acted. */
async function strips(html, act) {
  const address = stage.serve(`/bundle-${Math.random()}`, html);
  const page = await stage.open(address);
  await act?.(page);
  await page.waitForFunction(() => document.querySelector('[name=citizen]')?.checkVisibility() !== true, undefined, { timeout: 15_000 });
  const seen = await page.evaluate(() => document.querySelector('[name=name]').checkVisibility());
  await page.close();
  return seen;
}

const APP = `import 'askless/define';\nimport { createAskless, init } from 'askless';\nimport { rules } from 'askless/rules';\nwindow.app = { createAskless, init, rules };\n`;
const GUARDED = (script) => `<!doctype html><html lang=en><title>x</title><body><askless-guard mode=strip service=card>${FORM}</askless-guard>${SERVICE}<script type=module src="${script}"></script>`;

test('esbuild bundles it', async () => {
  // As docs/guard.md says.
  const guide = readFileSync(new URL('../../docs/guard.md', import.meta.url), 'utf8');
  const [, engine] = /```js\n\/\/ engine\.js\n([^]*?)```/.exec(guide);
  const [, options] = /esbuild app\.js (--bundle .*?)`/.exec(guide);
  writeFileSync(`${HERE}node_modules/engine.mjs`, engine);
  writeFileSync(`${HERE}node_modules/app.mjs`, `import './engine.mjs';\n${APP}`);
  execFileSync(fileURLToPath(new URL('../node_modules/.bin/esbuild', import.meta.url)), ['app.mjs', ...options.split(' '), `--outdir=${OUT}/esbuild`, '--log-level=error'], { cwd: `${HERE}node_modules` });
  assert.ok(await strips(GUARDED('/bundles/esbuild/app.js')));
});

// A language that has a pack: both the pack and the notes are found from the bundle.
const FRENCH = (script) => `<!doctype html><html lang=fr><title>x</title><body><askless-guard mode=flag><form><label>Êtes-vous citoyen des États-Unis ? <input name=c></label></form></askless-guard><script type=module src="${script}"></script>`;
async function speaks(script) {
  const page = await stage.open(stage.serve('/french', FRENCH(script)));
  await page.waitForSelector('.askless-note', { timeout: 15_000 });
  const found = await page.evaluate(() => document.querySelector('.askless-note').lang);
  await page.close();
  return found;
}

test('Vite bundles it', async () => {
  writeFileSync(`${HERE}node_modules/vite-app.mjs`, APP);
  await viteBuild({
    configFile: false, root: HERE, base: '/bundles/vite/', logLevel: 'error',
    build: { outDir: `${OUT}/vite`, emptyOutDir: true, target: 'es2022', assetsInlineLimit: 0, rollupOptions: { input: `${HERE}node_modules/vite-app.mjs`, output: { entryFileNames: 'app.js' } } },
  });
  assert.ok(await strips(GUARDED('/bundles/vite/app.js')));
  assert.equal(await speaks('/bundles/vite/app.js'), 'fr');
});

test('webpack bundles it', async () => {
  writeFileSync(`${HERE}node_modules/webpack-app.mjs`, APP);
  const stats = await new Promise((done, fail) => {
    webpack({
      // As it is, but for where the files are.
      mode: 'production', context: HERE, entry: './node_modules/webpack-app.mjs', output: { path: `${OUT}/webpack`, filename: 'app.js', publicPath: '/bundles/webpack/' }, performance: { hints: false },
    }, (error, result) => (error ? fail(error) : done(result)));
  });
  assert.deepEqual(stats.toJson({ errors: true }).errors.map(({ message }) => message), []);
  assert.ok(await strips(GUARDED('/bundles/webpack/app.js')));
  assert.equal(await speaks('/bundles/webpack/app.js'), 'fr');
});

test('the integrity hashes are those of the files: with them a page loads it, with others not', async () => {
  const hashes = JSON.parse(readFileSync(`${PKG}/integrity.json`, 'utf8'));
  assert.ok(readdirSync(PKG).filter((name) => name.endsWith('.js')).every((name) => hashes[name]));
  const [, shared] = /from"\.\/(chunk-\w+\.js)"/.exec(readFileSync(`${PKG}/define.js`, 'utf8'));
  const page = (entries) => {
    const map = Object.fromEntries(Object.entries(entries).filter(([name]) => name.endsWith('.js')).map(([name, hash]) => [`/pkg/${name}`, hash]));
    return `<!doctype html><html lang=en><script type=importmap>${JSON.stringify({ integrity: map })}</script>${GUARDED('/pkg/define.js')}`;
  };
  assert.ok(await strips(page(hashes)));
  const opened = await stage.open(stage.serve('/tampered', page({ ...hashes, [shared]: hashes['index.js'] })));
  await opened.waitForTimeout(800);
  assert.equal(await opened.evaluate(() => customElements.get('askless-guard') === undefined), true);
  await opened.close();
});

test('the snippet of the README for plain HTML works as it stands', async () => {
  const [snippet] = snippets('html');
  stage.serve('/services/home-repair.json', '{ "id": "home-repair" }', { 'content-type': 'application/json' });
  assert.ok(await strips(`<!doctype html><html lang=en><title>x</title>${snippet.replace('…', FORM.replace(/<\/?form>/g, ''))}`));
});

test('the snippets of the README for npm work as they stand', async () => {
  const [element, call] = snippets('js');
  const bundle = async (name, code) => {
    writeFileSync(`${HERE}node_modules/${name}.mjs`, code);
    await viteBuild({
      configFile: false, root: HERE, base: `/bundles/${name}/`, logLevel: 'error',
      build: { outDir: `${OUT}/${name}`, target: 'es2022', assetsInlineLimit: 0, rollupOptions: { input: `${HERE}node_modules/${name}.mjs`, output: { entryFileNames: 'app.js' } } },
    });
    return `/bundles/${name}/app.js`;
  };
  assert.ok(await strips(GUARDED(await bundle('element', element))));
  const script = await bundle('call', `const service = { id: 'x' };\n${call.replace('guard.restore();', 'await guard.ready; window.guard = guard; window.report = report;')}`);
  assert.ok(await strips(`<!doctype html><html lang=en><title>x</title>${FORM}<script type=module src=${script}></script>`));
});

// The templates whose types `askless/react` and `askless/vue` give, at work: data as a property, events, on-failure.
const TEMPLATES = {
  'React 19': ['jsx', `import 'askless/define';
    import { useState } from 'react';
    import { createRoot } from 'react-dom/client';
    function App() {
      const [policy, setPolicy] = useState('nowhere');
      window.mend = () => setPolicy(undefined);
      return <askless-guard mode="strip" service={{ id: 'x' }} policy={policy} cloak on-failure="closed"
        onaskless-report={({ detail }) => (window.found = detail.counts.violations)} onaskless-error={({ detail }) => (window.failed = detail.code)}>
        <form method="post"><div><label htmlFor="n">Full name</label><input id="n" name="name" /></div><div><label htmlFor="c">Are you a U.S. citizen?</label><input id="c" name="citizen" /></div></form>
      </askless-guard>;
    }
    createRoot(document.querySelector('#app')).render(<App />);`],
  'Vue 3': ['js', `import 'askless/define';
    import { createApp, reactive, ref } from 'vue/dist/vue.esm-bundler.js';
    const policy = ref('nowhere');
    window.mend = () => (policy.value = undefined);
    const app = createApp({
      setup: () => ({ policy, service: reactive({ id: 'x' }), found: ({ detail }) => (window.found = detail.counts.violations), failed: ({ detail }) => (window.failed = detail.code) }),
      template: \`<askless-guard mode="strip" :service="service" :policy="policy" cloak :on-failure.attr="'closed'" @askless-report="found" @askless-error="failed">
        <form method="post"><div><label for="n">Full name</label><input id="n" name="name"></div><div><label for="c">Are you a U.S. citizen?</label><input id="c" name="citizen"></div></form></askless-guard>\`,
    });
    app.config.compilerOptions.isCustomElement = (name) => name === 'askless-guard';
    app.mount('#app');`],
};
for (const [name, [loader, code]] of Object.entries(TEMPLATES)) {
  test(`${name}: the element in a template`, async () => {
    const out = name.replace(/\W/g, '');
    await build({
      stdin: { contents: code, loader, resolveDir: HERE }, bundle: true, format: 'esm', target: 'es2022', jsx: 'automatic', outfile: `${OUT}/${out}.js`, logLevel: 'error',
      external: ['/pkg/*'], alias: { 'askless/define': '/pkg/define.js' }, define: { 'process.env.NODE_ENV': '"production"', __VUE_OPTIONS_API__: 'true', __VUE_PROD_DEVTOOLS__: 'false', __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: 'false' },
    });
    const page = await stage.open(stage.serve(`/${out}`, `<!doctype html><html lang=en><title>x</title><body><div id=app></div><script type=module src=/bundles/${out}.js></script>`));
    const seen = () => page.evaluate(() => ['name', 'citizen'].map((name) => document.querySelector(`[name=${name}]`).checkVisibility({ visibilityProperty: true })));
    await page.waitForFunction(() => window.failed && document.querySelector('askless-guard').shadowRoot.querySelector('[part=failure]'));
    assert.deepEqual([await page.evaluate(() => window.failed), await seen()], ['bad-config', [false, false]], 'closed on failure');
    await page.evaluate(() => window.mend());
    await page.waitForFunction(() => window.found === 1 && document.querySelector('askless-guard').report?.stripped.length === 1);
    await page.waitForTimeout(200);
    assert.deepEqual(await seen(), [true, false]);
    assert.equal(await page.evaluate(() => document.querySelector('[inert] [name=name]')), null);
    await page.close();
  });
}
