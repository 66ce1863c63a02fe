// The npm manifest, the files beside it and the types say the same.
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { HERE, PKG } from './link.mjs';

const manifest = JSON.parse(readFileSync(`${PKG}/package.json`, 'utf8'));
const entries = Object.entries(manifest.exports).filter(([, paths]) => paths.types);
const packed = JSON.parse(execFileSync('npm', ['pack', '--dry-run', '--json', '--loglevel=error'], { cwd: PKG, encoding: 'utf8' }))[0]
  .files.map(({ path }) => path);

test('every entry is a script with types, and is packed with all it imports', async () => {
  assert.deepEqual(entries.map(([name]) => name), ['.', './html', './define', './element', './react', './vue', './rules']);
  for (const [name, paths] of entries) {
    assert.deepEqual(Object.keys(paths), ['types', 'default'], `${name}: the types come first`);
    for (const path of Object.values(paths)) assert.ok(packed.includes(path.slice(2)), `${name}: ${path} is not packed`);
  }
  for (const path of packed.filter((path) => path.endsWith('.js'))) {
    const source = readFileSync(`${PKG}/${path}`, 'utf8');
    for (const [, found] of source.matchAll(/(?:from|import)\s*["'](\.{1,2}\/[^"']+)["']/g)) {
      const file = new URL(found, `file:///${path}`).pathname.slice(1);
      assert.ok(packed.includes(file), `${path} imports ${found}, which is not packed`);
    }
  }
  for (const path of ['wasm/guard_bg.wasm', 'wasm/html_bg.wasm', manifest.types.slice(2), manifest.customElements.slice(2)]) {
    assert.ok(packed.includes(path), `${path} is not packed`);
  }
});

test('nothing else is packed', () => {
  const expected = /^(?:LICENSE-(?:APACHE|MIT)|package\.json|integrity\.json|custom-elements\.json|[a-z]+\.(?:d\.ts|js)|cloak\.css|(?:chunk|flag|hide|panel|words|[a-z]{2,3}(?:-[a-z]{4})?\.notes)-[A-Z0-9]{8}\.js|lexicons\/[a-z]{2,3}\.lexicon|wasm\/(?:script\.js|(?:guard|html)_bg\.wasm))$/;
  assert.deepEqual(packed.filter((path) => !expected.test(path)), []);
  assert.deepEqual(readdirSync(PKG).filter((name) => name.startsWith('.') && packed.includes(name)), []);
});

test('only the entry that defines the element, and the style sheet, have a side effect', () => {
  assert.deepEqual(manifest.sideEffects, [manifest.exports['./define'].default, manifest.exports['./cloak.css']]);
});

test('the package and the crate have one version', async () => {
  const cargo = readFileSync(new URL('../../Cargo.toml', import.meta.url), 'utf8');
  const { version } = await import('askless');
  assert.equal(manifest.version, /^version = "(.+)"/m.exec(cargo)[1]);
  assert.equal(version, manifest.version);
});

test('the custom-elements manifest names what the element observes', async () => {
  const { modules } = JSON.parse(readFileSync(`${PKG}/custom-elements.json`, 'utf8'));
  const { AsklessGuard } = await import('askless/element');
  const [declaration] = modules[0].declarations;
  assert.deepEqual(declaration.attributes.map(({ name }) => name).sort(), [...AsklessGuard.observedAttributes].sort());
  for (const { path } of modules) assert.ok(existsSync(`${PKG}/${path}`), path);
});

test('the types fit a sample that uses all of them, and refuse what the package refuses', () => {
  const tsc = fileURLToPath(new URL('../node_modules/typescript/bin/tsc', import.meta.url));
  const { stdout } = spawnSync(process.execPath, [tsc, '-p', HERE], { encoding: 'utf8' });
  assert.equal(stdout, '');
});

test('templates are checked too: TSX with React 19 and Vue 3, by what the package brings with it', () => {
  const check = fileURLToPath(new URL('../node_modules/vue-tsc/bin/vue-tsc.js', import.meta.url));
  const { stdout } = spawnSync(process.execPath, [check, '-p', `${HERE}templates`], { encoding: 'utf8' });
  assert.equal(stdout, '');
});

test('every value that an entry exports has a type', async () => {
  for (const [name, { types }] of entries) {
    const values = Object.keys(await import(`askless${name.slice(1)}`));
    let declared = readFileSync(`${PKG}/${types}`, 'utf8');
    if (declared.includes("from './types.js'")) declared += readFileSync(`${PKG}/types.d.ts`, 'utf8');
    for (const value of values) assert.match(declared, new RegExp(`\\b${value}\\b`), `${name}: ${value}`);
  }
});
