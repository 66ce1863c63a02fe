// The live page and its source give the same tree and the same form: on real pages, on the rendered questions in every
// layout, and on markup made for this. The browser's own parser is the oracle.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { start } from './browser.mjs';

const SHARED = fileURLToPath(new URL('../../../shared/corpus', import.meta.url));
const LAYOUTS = ['label', 'wrap', 'table', 'sibling', 'aria', 'placeholder', 'dl'];

let stage;
let page;

before(async () => {
  stage = await start();
  page = await stage.open(stage.serve('/', '<!doctype html><title>parity</title>'));
  await page.evaluate(async () => {
    const dump = await import('/dump/dump.js');
    await dump.default();
    const { snapshot } = await import('/scripts/snapshot.js');
    // Scripts of the page never run: DOMParser makes a document without them.
    window.both = (source) => {
      const { text, marks, nodes } = snapshot(new DOMParser().parseFromString(source, 'text/html'));
      const live = dump.dump(text, marks);
      return { live, source: dump.dump_source(source), nodes: nodes.length };
    };
  });
});
after(() => stage.stop());

async function same(name, source) {
  const found = await page.evaluate((source) => window.both(source), source);
  assert.deepEqual(found.live[0].split('\n'), found.source[0].split('\n'), `${name}: the trees differ`);
  assert.deepEqual(found.live[1].split('\n'), found.source[1].split('\n'), `${name}: the forms differ`);
  return found;
}

const CASES = {
  empty: '',
  'text alone': 'hello',
  'what is left out': '<p>a<!-- b -->c<script>d</script>e<style>f</style>g<template>h</template>i<noscript>j</noscript>k',
  'event handlers and values': '<input onclick=x value=typed checked><input type=RADIO value=yes checked><select><option selected value=a>A</select><button value=b>B</button>',
  'typed text': '<textarea>typed</textarea><output>12</output><div contenteditable>typed</div><div contenteditable=false>read</div><div role=textbox>typed</div><div role="combobox">typed<input></div><select role=combobox><option>A</select>',
  'implied and mis-nested': '<table><tr><td>a<div>b</table><b><p>c</b>d<form><div></form><input></div><li>e<li>f',
  'case and namespaces': '<DIV ID=x Data-A=1><SVG viewBox="0 0 1 1"><foreignObject><p>t</foreignObject><title>u</title></SVG><math><mi>m</mi></math></DIV>',
  'lower case that is longer': '<form><label for=a data-İİ=x title=t>Are you a citizen?</label><input id=a></form>',
  entities: '<p title="a &amp; b &#x1F600;">&lt;&eacute;&nbsp;&notin;&#0;</p>',
  'not ASCII': '<p lang=es title="ñ">¿Está 😀 aquí?</p>',
  conditions: '<form action=/a method=POST><p>1. Citizen? <label><input type=radio name=c value=y data-next-page=3 data-aria-controls=d>Yes</label> <label><input type=radio name=c value=n data-ends-form>No (stop here)</label></p><div id=d data-show-if="c=y" hidden><label>If yes, which district? <input name=w pattern="North|South"></label></div><p>If you answered yes to question 1, go to page 4.</p><button formaction=//x.example/f formmethod=get>Send</button><input type=submit form=nowhere formmethod=dialog></form>',
  form: '<form><fieldset><legend>Are you a citizen?</legend><label><input type=radio name=c value=y>Yes</label> <label><input type=radio name=c value=n>No</label></fieldset></form>',
};

for (const [name, source] of Object.entries(CASES)) {
  test(`case: ${name}`, async () => {
    await same(name, source);
  });
}

test('the comparison can fail', async () => {
  const { live } = await page.evaluate((source) => window.both(source), CASES.form);
  const { source } = await page.evaluate((source) => window.both(source), CASES.form.replace('Yes', 'No'));
  assert.notDeepEqual(live, source);
  assert.match(live[1], /Are you a citizen/);
});

test('conditions are read', async () => {
  const { live } = await page.evaluate((source) => window.both(source), CASES.conditions);
  for (const effect of ['Opens', 'Leads', 'Ends']) assert.match(live[1], new RegExp(`effect: ${effect}`));
  assert.match(live[1], /x\.example/);
});

test('real pages', { skip: existsSync(SHARED) ? false : '../shared is absent' }, async () => {
  const files = readdirSync(`${SHARED}/pages`).filter((file) => file.endsWith('.html'));
  assert.equal(files.length, 36);
  for (const file of files) await same(file, readFileSync(`${SHARED}/pages/${file}`, 'utf8'));
});

test('rendered questions in all layouts', { skip: existsSync(SHARED) ? false : '../shared is absent' }, async () => {
  const files = readdirSync(`${SHARED}/questions`).filter((file) => file.endsWith('.jsonl')).slice(0, 4);
  for (const file of files) {
    for (const layout of LAYOUTS) {
      const source = execFileSync('python3', [`${SHARED}/render.py`, `${SHARED}/questions/${file}`, '--limit', '60', '--layout', layout], { encoding: 'utf8' });
      await same(`${file} ${layout}`, source);
    }
  }
});
