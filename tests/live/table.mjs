// The tables of docs/browsers.md, which say what the tests saw.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';

const DOCS = new URL('../../docs/browsers.md', import.meta.url);

/**
 * Holds a table of the document to what was seen; with ASKLESS_WRITE=1 writes it there. Rows of browsers that are missing
 * here are not in `rows`, and stay as they are.
 */
export function checkTable(name, heads, rows, after = '') {
  const text = readFileSync(DOCS, 'utf8');
  const [begin, end] = [`<!-- ${name} -->\n`, `<!-- end of ${name} -->`];
  const [from, to] = [text.indexOf(begin) + begin.length, text.indexOf(end)];
  const lines = rows.map((row) => `| ${row.join(' | ')} |`);
  if (process.env.ASKLESS_WRITE) {
    const table = [`| ${heads.join(' | ')} |`, `|${'---|'.repeat(heads.length)}`, ...lines].join('\n');
    writeFileSync(DOCS, `${text.slice(0, from)}${table}\n${after && `\n${after}\n`}${text.slice(to)}`);
    return;
  }
  for (const line of lines) assert.ok(text.slice(from, to).includes(line), `docs/browsers.md does not say: ${line}`);
}
