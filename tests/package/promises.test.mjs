// docs/promises.md names tests that there are.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

const read = (path) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

test('every promise of the guard names a test that there is', () => {
  const rows = [...read('docs/promises.md').matchAll(/^\| (.+?) \| `(.+?\.mjs)` \| (.+?) \|$/gm)];
  assert.ok(rows.length > 30);
  for (const [, promise, file, name] of rows) assert.ok(read(`tests/${file}`).replace(/\s*\n\/\/ /g, ' ').includes(name), `${promise}: tests/${file} has no "${name}"`);
});
