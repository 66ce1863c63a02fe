import { primaryLanguage } from './engine.js';
import english from './lexicons/en.notes.js';
import { notes as files } from './notes.js'; // By language tag; the build writes it.

/**
 * What the guard says to residents (`src/lexicon/<lang>/notes.toml`), in the language of a tag, or in English where there
 * is nothing in that. Gives `{ lang, failed, violation(section), review(section), gone(count) }`.
 */
export async function wordsOf(tag) {
  const primary = primaryLanguage(tag);
  let lang = primary === 'zh' && /^(yue|zh.(hant|tw|hk|mo))/i.test(tag) ? 'zh-hant' : primary;
  let notes = english;
  try {
    if (Object.hasOwn(files, lang)) notes = (await files[lang]()).default;
  } catch {
    // A note in English is better than none.
  }
  if (notes === english) lang = 'en';
  const about = (text) => (section) => text.replace('{section}', section);
  const gone = (count) => (notes.gone[new Intl.PluralRules(lang).select(count)] ?? notes.gone.other).replace('{count}', count);
  return { lang, failed: notes.failed, violation: about(notes.violation), review: about(notes.review), gone };
}
