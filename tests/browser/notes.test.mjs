// What the guard says to residents, in every language that has a pack: beside the question, to a screen reader, and where
// the form stays hidden.
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { start } from './browser.mjs';

const PKG = new URL('../../pkg/', import.meta.url);
// The notes as they are before they are bundled.
const NOTES = new URL('../../target/pack/package/lexicons/', import.meta.url);
const { packs } = await import(new URL('version.js', PKG));
const { rules } = await import(new URL('rules.js', PKG));
const TAGS = ['en', 'es', ...packs, 'zh-hant'];
const notesOf = async (tag) => (await import(new URL(`${tag}.notes.js`, NOTES))).default;

/** A question that may not be asked, in this language: an example of its rules. */
const { createAskless, init, loadLanguages } = await import(new URL('index.js', PKG));
await init();
await loadLanguages(packs);
const askless = createAskless();
const asked = (lang) => rules.filter((rule) => rule.lang === lang && rule.asks[0] === 'immigration-status direct').flatMap(({ hit }) => hit)
  .find((label) => typeof label === 'string' && askless.lint({ lang, questions: [{ label, kind: 'text' }] }).counts.violations === 1);

let stage;
let pages = 0;

before(async () => void (stage = await start()));
after(() => stage.stop());

test('every language with a pack has notes', () => {
  const files = readdirSync(PKG).filter((name) => name.includes('.notes-'));
  assert.deepEqual(files.map((name) => name.split('.')[0]).sort(), [...TAGS].sort());
});

for (const tag of TAGS) {
  test(`${tag}: how many questions went is said for every number`, async () => {
    const { gone } = await notesOf(tag);
    const numbers = {};
    for (let count = 1; count <= 120; count += 1) (numbers[new Intl.PluralRules(tag).select(count)] ??= []).push(count);
    for (const [category, counts] of Object.entries(numbers)) {
      const text = gone[category] ?? gone.other;
      assert.ok(text.includes('{count}') || counts.length === 1, `${category} stands for ${counts.slice(0, 4)}: ${text}`);
    }
  });
}

// The language of the page, what the note is in, and the direction that it is read in.
const CASES = [...['en', 'es', ...packs].map((lang) => [`${lang}-US`, lang]), ['fil', 'tl'], ['zh-Hant', 'zh-hant'], ['zh-TW', 'zh-hant'], ['yue', 'zh-hant'], ['zh-CN', 'zh'], ['zh-Hans-HK', 'zh'], ['en_US', 'en']];
for (const [page, expected] of CASES) {
  test(`a page in ${page} has its notes in ${expected}, and says in it what was stripped`, async () => {
    const question = asked(expected.slice(0, 2));
    const html = `<!doctype html><html lang="${page}"><title>x</title><script type=module src=/pkg/define.js></script><body>
      <askless-guard mode=flag><form><div><label>${question} <input name=q required></label></div></form></askless-guard>
      <script type=application/json id=card>{ "id": "x" }</script>`;
    const opened = await stage.open(stage.serve(`/notes-${(pages += 1)}`, html));
    await opened.waitForSelector('.askless-note');
    const notes = await notesOf(expected);
    const note = await opened.evaluate(() => {
      const note = document.querySelector('.askless-note');
      return { text: note.textContent, lang: note.lang, direction: getComputedStyle(note).direction, required: document.querySelector('[name=q]').required, section: document.querySelector('askless-guard').report.findings[0].citation.section };
    });
    const { section, ...seen } = note;
    assert.match(section, /^2-92\d/);
    assert.deepEqual(seen, { text: notes.violation.replace('{section}', section), lang: expected, direction: expected === 'ar' ? 'rtl' : 'ltr', required: false });
    const said = await opened.evaluate(async () => {
      const guard = document.querySelector('askless-guard');
      guard.service = 'card';
      guard.mode = 'strip';
      const status = () => guard.shadowRoot.querySelector('[role=status]');
      for (let tries = 0; tries < 100 && !status()?.textContent; tries += 1) await new Promise((done) => setTimeout(done, 30));
      return [status().textContent, status().lang];
    });
    assert.deepEqual(said, [(notes.gone[new Intl.PluralRules(expected).select(1)] ?? notes.gone.other).replace('{count}', '1'), expected]);
    await opened.close();
  });
}

test('a language without a pack has its notes in English, marked as such; so has one whose notes do not come', async () => {
  for (const [lang, gone] of [['de', null], ['fr', '**/fr.notes-*.js']]) {
    const page = await stage.newPage();
    if (gone) await page.route(gone, (route) => route.abort());
    await page.goto(stage.serve(`/notes-${lang}`, `<!doctype html><html lang=${lang}><title>x</title><script type=module src=/pkg/define.js></script><body>
      <askless-guard mode=flag><form><div><label>Are you a U.S. citizen? <input name=q></label></div></form></askless-guard>`));
    await page.waitForSelector('.askless-note');
    assert.deepEqual(await page.evaluate(() => [document.querySelector('.askless-note').lang, /leave it blank/.test(document.querySelector('.askless-note').textContent)]), ['en', true]);
    await page.close();
  }
});

test('a form in another language than its page has its notes in its own, unless the element names one', async () => {
  for (const [attributes, expected] of [['', 'es'], ['lang=vi', 'vi']]) {
    const page = await stage.open(stage.serve('/notes-mixed', `<!doctype html><html lang=en><title>x</title><script type=module src=/pkg/define.js></script><body>
      <askless-guard mode=flag ${attributes}><form lang=es><label>Are you a U.S. citizen? <input name=q></label></form></askless-guard>`));
    await page.waitForSelector('.askless-note');
    assert.equal(await page.evaluate(() => document.querySelector('.askless-note').lang), expected);
    await page.close();
  }
});

test('one call: the notes are in the language that is given, else in that of the configuration, else in that around the form', async () => {
  const page = await stage.open(stage.serve('/call', `<!doctype html><html lang=en><title>x</title><body><main lang=pt><form><label>Are you a U.S. citizen? <input name=q></label></form></main>`));
  const found = await page.evaluate(async () => {
    const { createAskless, init } = await import('/pkg/index.js');
    await init();
    const langs = [];
    for (const [config, options] of [[{}, {}], [{ locale: 'es' }, {}], [{ locale: 'es' }, { locale: 'vi' }], [{}, { locale: undefined }]]) {
      const guard = createAskless(config).guard(document.querySelector('form'), { mode: 'flag', ...options });
      await guard.ready;
      langs.push(document.querySelector('.askless-note').lang);
      guard.stop();
    }
    return langs;
  });
  assert.deepEqual(found, ['pt', 'es', 'vi', 'pt']);
  await page.close();
});
