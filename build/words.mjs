// Counts the words of each language in the examples of the rules, which come as JSON: by them the page for designers tells the
// language of a draft that does not say it. A word of one example alone tells little.
import { readFileSync } from 'node:fs';
import { wordsOf } from '../www/language.js';

const { rules } = JSON.parse(readFileSync(0, 'utf8'));
const counts = {};
for (const { lang, hit, miss } of rules) {
  const known = (counts[lang] ??= { all: 0, words: new Map() });
  for (const word of [...hit, ...miss].flatMap(textsOf).flatMap(wordsOf)) {
    known.all += 1;
    known.words.set(word, (known.words.get(word) ?? 0) + 1);
  }
}
const kept = Object.entries(counts).map(([lang, { all, words }]) => [lang, { all, words: Object.fromEntries([...words].filter(([, count]) => count > 1)) }]);
console.log(JSON.stringify(Object.fromEntries(kept)));

/** The texts of an example that a person wrote: not names of fields. */
function textsOf(example) {
  if (typeof example === 'string') return [example];
  const { label, section, help, placeholder, options = [] } = example;
  return [label, section, help, placeholder, ...options].filter(Boolean);
}
