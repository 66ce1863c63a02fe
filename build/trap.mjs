// Turns what Rust does on a panic into a trap. It would compose a message that nobody sees: a page has no standard error,
// and the scripts report a trap just the same (`stopped`). With it go the code and the formatting for it, which the table of
// indirect calls would keep: with `formats`, what it holds of that goes too. Only for an engine that formats nothing else, as
// the guard (its JSON writer puts numbers as they are; a `format!` that came in later would trap in the browser tests).
// What is left of panics are the places in the source that they would name: data, which nothing reads any more, put to zeros.
import { readFileSync, writeFileSync } from 'node:fs';
import binaryen from '../tests/node_modules/binaryen/index.js';

// Functions of the standard library that never return, by their names before optimizing; and what formats for them.
const PANICS =
  /::panicking::panic|::rust_(panic|oom|begin_unwind)|::slice_(error|index)_fail|::len_mismatch_fail|::(unwrap|expect|assert)_failed|::handle_(alloc_)?error|::capacity_overflow|::panic_access_error/;
const FORMATS = /::fmt::(Display|Debug)>::fmt$|::fmt::Write>::write_|::panic_handler::\w+ as /;

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
const binary = Buffer.from(module.emitBinary());
forgetPlaces(module, binary);
writeFileSync(file, binary);

/** Zeros the places (`core::panic::Location`: a file's name, its length, line and column) and the names in the data of a binary. */
function forgetPlaces(module, binary) {
  const segments = Array.from({ length: module.getNumDataSegments() }, (_, at) => {
    const { offset, data } = module.getDataSegmentInfo(module.getDataSegmentByIndex(at));
    return { offset, data: binary.subarray(binary.indexOf(Buffer.from(data))).subarray(0, data.byteLength) };
  });
  const bytesAt = (address, length) => {
    const holder = segments.find(({ offset, data }) => offset <= address && address + length <= offset + data.length);
    return holder?.data.subarray(address - holder.offset).subarray(0, length);
  };
  const gone = [];
  for (const { offset, data } of segments) {
    for (let at = -offset & 3; at + 16 <= data.length; at += 4) {
      const [address, length, line, column] = [0, 4, 8, 12].map((field) => data.readUInt32LE(at + field));
      const name = length < 256 && line > 0 && line < 1e5 && column > 0 && column < 1e3 && bytesAt(address, length);
      if (name && /^[ -~]+\.rs$/.test(name.toString('latin1'))) gone.push(data.subarray(at, at + 16), name);
    }
  }
  gone.forEach((part) => part.fill(0));
}
