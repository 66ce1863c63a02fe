// The languages of a draft, told from its words: most drafts do not say theirs, or say another that stands in their site's template.

// The logarithm of how likely a word is of which a language has no example.
const UNKNOWN = -10;
// A line tells its language if that is so many times as likely as the next (as a logarithm), and knows two of its words.
const CLEAR = 2;
const LEAST_KNOWN = 2;
// A language counts if it has this share of the words in such lines: forms in two languages are common, single phrases tell nothing.
const SHARE = 0.2;
// Of a text with this many words or more some of them are known, if its language is. (Of 698 parts of real forms in thirteen languages, at
// least 18 of 100 words; of German, Italian and Hindi, at most 13.)
const ENOUGH = 10;
const LEAST_SHARE = 0.15;

/** The words of a text, in small letters; where words are not parted by spaces, its characters. */
export function wordsOf(text) {
  return text.toLowerCase().normalize("NFC").match(/\p{Script=Han}|\p{Script=Hangul}|(?:(?![\p{Script=Han}\p{Script=Hangul}])[\p{L}\p{M}])+/gu) ?? [];
}

/**
 * The languages that lines of text are written in, the most used one first; null if hardly a word of theirs is known. `known` has for each
 * language how often each word stands in its examples (`words`), and how many words these have (`all`): `build/words.mjs` makes it.
 */
export function languagesOf(lines, known) {
  const texts = lines.map(wordsOf);
  const all = texts.flat();
  const most = Math.max(...Object.values(known).map(({ words }) => all.filter((word) => Object.hasOwn(words, word)).length));
  if (all.length >= ENOUGH && most < all.length * LEAST_SHARE) return null;
  const votes = new Map();
  for (const text of texts) {
    const lang = languageOf(text, known);
    if (lang) votes.set(lang, (votes.get(lang) ?? 0) + text.length);
  }
  const total = [...votes.values()].reduce((sum, count) => sum + count, 0);
  return [...votes].filter(([, count]) => count >= total * SHARE).sort(([, one], [, other]) => other - one).map(([lang]) => lang);
}

/** The language of the words of one line; none where that is not clear. */
function languageOf(text, known) {
  if (text.length < 2) return null;
  const has = ({ words }, word) => Object.hasOwn(words, word);
  const likely = ({ words, all }) => text.reduce((sum, word) => sum + (has({ words }, word) ? Math.log(words[word] / all) : UNKNOWN), 0);
  const [first, second] = Object.keys(known).map((lang) => [lang, likely(known[lang])]).sort(([, one], [, other]) => other - one);
  const isKnown = text.filter((word) => has(known[first[0]], word)).length >= LEAST_KNOWN;
  return isKnown && first[1] - second[1] >= CLEAR ? first[0] : null;
}
