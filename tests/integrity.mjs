// Writes the integrity hash of every file of the built package that a page loads, for `integrity` in a script tag or an
// import map, and prints that of the entry.
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';

const PKG = new URL('../pkg/', import.meta.url);
const inside = (folder) => readdirSync(new URL(`${folder}/`, PKG)).map((name) => `${folder}/${name}`);
const files = [...readdirSync(PKG), ...inside('wasm'), ...inside('lexicons')].filter((name) => /\.(js|css|wasm)$/.test(name)).sort();
const hash = (name) => `sha384-${createHash('sha384').update(readFileSync(new URL(name, PKG))).digest('base64')}`;
const hashes = Object.fromEntries(files.map((name) => [name, hash(name)]));
writeFileSync(new URL('integrity.json', PKG), `${JSON.stringify(hashes, null, 2)}\n`);
console.log(`Integrity of define.js: ${hashes['define.js']} (all files: pkg/integrity.json)`);
