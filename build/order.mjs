// Puts the functions of an engine that read alike side by side, by about how long they are and how they begin: gzip and
// brotli, which look for what stood shortly before, make a smaller file of them.
import { readFileSync, writeFileSync } from 'node:fs';
import binaryen from '../tests/node_modules/binaryen/index.js';

const [file] = process.argv.slice(2);
const module = binaryen.readBinary(readFileSync(file));
const functions = [];
for (let at = 0; at < module.getNumFunctions(); at += 1) {
  const info = binaryen.getFunctionInfo(module.getFunctionByIndex(at));
  if (info.module) continue; // It is imported.
  const text = binaryen.emitText(info.body).replace(/\s+/g, ' ');
  functions.push({ info, text, size: Math.floor(2 * Math.log2(text.length)) });
}
functions.sort((a, b) => a.size - b.size || (a.text > b.text) - (a.text < b.text));
for (const { name, params, results, vars, body } of functions.map(({ info }) => info)) {
  module.removeFunction(name);
  module.addFunction(name, params, results, vars, body);
}
writeFileSync(file, module.emitBinary());
