// Stripping a live page gives the page that its stripped source would give, and restoring gives back the same nodes: on
// real pages, on the rendered questions in every layout, and on markup made for this.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { start } from './browser.mjs';

const SHARED = fileURLToPath(new URL('../../../shared/corpus', import.meta.url));
const skip = existsSync(SHARED) ? false : '../shared is absent';
const LAYOUTS = ['label', 'wrap', 'table', 'sibling', 'aria', 'placeholder', 'dl'];

let stage;
let page;

before(async () => {
  stage = await start();
  page = await stage.open(stage.serve('/', '<!doctype html><title>strip</title>'));
  await page.evaluate(async () => {
    const [live, text] = await Promise.all([import('/pkg/index.js'), import('/pkg/html.js')]);
    await Promise.all([live.init(), text.init()]);
    const [askless, textless] = [live, text].map(({ createAskless }) => createAskless({ today: '2026-11-22' }));
    const parse = (source) => new DOMParser().parseFromString(source, 'text/html');

    // Every node as a line; white space and comments apart, which byte edits and node edits leave differently.
    const outline = (root) => {
      const lines = [];
      const visit = (node, depth) => {
        if (node.nodeType === 3) {
          const words = node.data.replace(/[ \t\n\f\r]+/g, '');
          if (words && lines.at(-1)?.startsWith(`${depth}"`)) lines[lines.length - 1] += words;
          else if (words) lines.push(`${depth}"${words}`);
        } else if (node.nodeType === 1) {
          lines.push(`${depth}<${node.localName} ${node.getAttributeNames().map((name) => `${name}=${JSON.stringify(node.getAttribute(name))}`).sort().join(' ')}`);
          node.childNodes.forEach((child) => visit(child, depth + 1));
          if (node.localName === 'template') node.content.childNodes.forEach((child) => visit(child, depth + 1));
          lines.push(`${depth}>`);
        }
      };
      visit(root.documentElement, 0);
      return lines;
    };
    const nodesOf = (root) => {
      const walker = document.createTreeWalker(root);
      const nodes = [];
      while (walker.nextNode()) nodes.push(walker.currentNode);
      return nodes;
    };

    window.strip = (source) => {
      const root = parse(source);
      const [before, nodes] = [root.documentElement.outerHTML, nodesOf(root)];
      const { report, stripped, restore } = askless.strip(root);
      const found = { live: outline(root), ids: report.stripped.map(({ question }) => question.id), limits: report.limits, names: stripped };
      const known = new Set(nodes);
      found.onlyRemoved = nodesOf(root).every((node) => known.has(node));
      const again = askless.strip(root);
      found.again = again.stripped.length + again.report.stripped.length;
      again.restore();
      found.left = askless.lint(root).findings.filter(({ verdict, question }) => verdict === 'violation' && found.ids.includes(question.id)).length;
      restore();
      const now = nodesOf(root);
      found.restored = root.documentElement.outerHTML === before && now.length === nodes.length && now.every((node, at) => node === nodes[at]);

      const other = textless.strip(source);
      found.otherIds = other.report.stripped.map(({ question }) => question.id);
      found.source = outline(parse(other.html));
      return found;
    };
  });
});
after(() => stage.stop());

/** Strips a page both ways; gives how many questions went. */
async function agrees(name, source) {
  const found = await page.evaluate((source) => window.strip(source), source);
  assert.ok(found.onlyRemoved, `${name}: strip only takes out`);
  assert.equal(found.again, 0, `${name}: strip again changes nothing`);
  assert.equal(found.left, 0, `${name}: what was taken out is gone`);
  assert.ok(found.restored, `${name}: restore gives back the same nodes in the same order`);
  assert.deepEqual(found.ids, found.otherIds, `${name}: the same questions go`);
  assert.deepEqual(found.live, found.source, `${name}: the live page is as the stripped source`);
  return found;
}

const ASK = '<label for=c>Are you a U.S. citizen?</label><input id=c name=c>';
const CASES = {
  'a label elsewhere': `<form><p><label for=c>Are you a U.S. citizen?</label></p><hr><p><input id=c name=c></p><p><label>Name <input name=n></label></p></form>`,
  'a script beside it': `<form><div>${ASK}<script>let a;</script></div><p><label>Name <input name=n></label></p></form>`,
  'a comment beside it': `<form><div><!-- note -->${ASK}</div></form>`,
  'references to it': `<form><div>${ASK}</div><p id=h aria-controls="c h" aria-describedby=c>Help</p><label>Name <input name=n aria-describedby="h c"></label></form>`,
  'a show-if rule on it': `<form><div>${ASK}</div><div data-show-if="c=yes" hidden><label>Name <input name=n></label></div></form>`,
  'a cell of a table': `<form><table><tr><th>Name<th>Citizen<tr><td><input name=n aria-label=Name><td><input name=c aria-label="Are you a U.S. citizen?"></table></form>`,
  'text in pieces': `<form><p>Are you<!-- a --> a U.S. <!-- b -->citizen? <input name=c></p><p>Name <input name=n></p></form>`,
  'text in pieces beside another question': `<form><p>Are you<!-- a --> a U.S. <!-- b -->citizen? <input name=c><br>Name <input name=n></p></form>`,
  'a data list': `<form><p>${ASK.replace('name=c', 'name=c list=l')}<datalist id=l><option>Yes<option>No</datalist></p></form>`,
  'beside another question': `<form><p>${ASK} <label for=n>Name</label> <input id=n name=n></p></form>`,
};

for (const [name, source] of Object.entries(CASES)) {
  test(`case: ${name}`, async () => {
    const { names } = await agrees(name, source);
    assert.deepEqual(names, ['c']);
  });
}

for (const [name, hidden] of [['a script', '<script>let a;</script>'], ['a style', '<style>p {}</style>'], ['a template', '<template><b>kept</b></template>']]) {
  test(`a wrapper that is left empty goes, one that holds ${name} stays`, async () => {
    const other = '<p><label>Your immigration status <input name=i></label></p>';
    const form = (inside) => `<form><div id=w><p>${ASK}</p>${other}${inside}</div><p><label>Name <input name=n></label></p></form>`;
    for (const [inside, stays] of [['', false], [hidden, true]]) {
      const { live, names } = await agrees(name, form(inside));
      assert.deepEqual(names, ['c', 'i']);
      assert.equal(live.some((line) => line.includes('id="w"')), stays);
    }
  });
}

test('real pages', { skip }, async () => {
  const files = readdirSync(`${SHARED}/pages`).filter((file) => file.endsWith('.html'));
  for (const file of files) await agrees(file, readFileSync(`${SHARED}/pages/${file}`, 'utf8'));
});

test('rendered questions in all layouts', { skip }, async () => {
  let gone = 0;
  for (const file of ['ma209a.en.jsonl', 'docassemble.en.jsonl', 'victima.es.jsonl']) {
    for (const layout of LAYOUTS) {
      const source = execFileSync('python3', [`${SHARED}/render.py`, `${SHARED}/questions/${file}`, '--limit', '80', '--layout', layout], { encoding: 'utf8' });
      gone += (await agrees(`${file} ${layout}`, source)).ids.length;
    }
  }
  assert.ok(gone > 50, `only ${gone} questions went`);
});
