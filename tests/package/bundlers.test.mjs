// What is published suits those who take it: publint, Are The Types Wrong, three bundlers, integrity hashes, and the
// snippets of the README, each run in Chromium.
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
  // The module that loads the engine comes first: modules run in the order of their imports.
  writeFileSync(`${HERE}node_modules/engine.mjs`, `import wasm from 'askless/guard.wasm';\nimport { init } from 'askless';\nawait init({ wasm: new URL(wasm, import.meta.url) });\n`);
  writeFileSync(`${HERE}node_modules/app.mjs`, `import './engine.mjs';\n${APP}`);
  await build({ entryPoints: [`${HERE}node_modules/app.mjs`], bundle: true, format: 'esm', splitting: true, target: 'es2022', outdir: `${OUT}/esbuild`, loader: { '.wasm': 'file' }, external: ['node:*'], logLevel: 'error' });
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
      mode: 'production', context: HERE, entry: './node_modules/webpack-app.mjs', target: 'web', externals: [/^node:/], externalsType: 'module',
      experiments: { outputModule: true }, output: { path: `${OUT}/webpack`, filename: 'app.js', publicPath: '/bundles/webpack/', module: true, chunkFormat: 'module' },
      performance: { hints: false },
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
