// Prints what a resident downloads with the guard, and fails when it has grown over the budget.
import { readFileSync } from 'node:fs';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const here = (path) => new URL(path, import.meta.url);
const budget = JSON.parse(readFileSync(here('budget.json')));

/** The script of an entry with all it imports at once (not on demand). */
function scriptsOf(path, seen = new Set()) {
  if (seen.has(path)) return seen;
  seen.add(path);
  const source = readFileSync(here(`../pkg/${path}`), 'utf8');
  for (const [, found] of source.matchAll(/(?:from|import)\s*['"](\.\/[^'"]+)['"]/g)) {
    scriptsOf(new URL(found, `file:///${path}`).pathname.slice(1), seen);
  }
  return seen;
}

const sizes = (paths) =>
  paths
    .map((path) => readFileSync(here(`../pkg/${path}`)))
    .map((bytes) => [
      bytes.length,
      gzipSync(bytes, { level: 9 }).length,
      brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } }).length,
    ])
    .reduce((a, b) => a.map((n, i) => n + b[i]), [0, 0, 0]);

const rows = {
  'guard wasm': sizes(['wasm/guard_bg.wasm']),
  'guard script': sizes([...scriptsOf('index.js')]),
  'guard element script': sizes([...scriptsOf('define.js')]),
  'html wasm': sizes(['wasm/html_bg.wasm']),
};
rows['guard, all'] = rows['guard wasm'].map((n, i) => n + rows['guard element script'][i]);

console.log(`${'bytes'.padEnd(22)}${['raw', 'gzip', 'brotli'].map((h) => h.padStart(10)).join('')}`);
for (const [name, row] of Object.entries(rows)) {
  console.log(name.padEnd(22) + row.map((n) => n.toLocaleString('en').padStart(10)).join(''));
}
const total = rows['guard, all'][1];
if (total > budget.gzip) {
  console.error(`The guard has ${total} bytes gzipped; the budget (tests/budget.json) is ${budget.gzip}.`);
  process.exit(1);
}
console.log(`Within the budget of ${budget.gzip.toLocaleString('en')} bytes gzipped; the aim is ${budget.aim.toLocaleString('en')}.`);
