// Turns what Rust does on a panic into a trap. It would compose a message that nobody sees: a page has no standard error,
// and the scripts report a trap just the same (`stopped`). With it go the code and the formatting for it, which the table of
// indirect calls would keep: with `formats`, what it holds of that goes too. Only for an engine that formats nothing else, as
// the guard (its JSON writer puts numbers as they are; a `format!` that came in later would trap in the browser tests).
import { readFileSync, writeFileSync } from 'node:fs';
import binaryen from '../tests/node_modules/binaryen/index.js';

// Functions of the standard library that never return, by their names before optimizing; and what formats for them.
const PANICS =
  /::panicking::panic|::rust_(panic|oom|begin_unwind)|::slice_(error|index)_fail|::len_mismatch_fail|::(unwrap|expect|assert)_failed|::handle_(alloc_)?error|::capacity_overflow|::panic_access_error/;
const FORMATS = /::fmt::(Display|Debug)>::fmt$|::panic_handler::\w+ as /;

const [file, formats] = process.argv.slice(2);
const module = binaryen.readBinary(readFileSync(file));
let found = 0;
for (let at = 0; at < module.getNumFunctions(); at += 1) {
  const { name, results, module: imported } = binaryen.getFunctionInfo(module.getFunctionByIndex(at));
  if (imported || !((formats && FORMATS.test(name)) || (PANICS.test(name) && results === binaryen.none))) continue;
  binaryen.Function(module.getFunctionByIndex(at)).body = module.unreachable();
  found += 1;
}
// Without names, or with others, nothing would be found and the engine would just be larger.
if (found === 0) throw new Error(`${file} has no function that panics: are the names of functions in it?`);
writeFileSync(file, module.emitBinary());
