// The package without a page: bare Node, worker threads.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { before, describe, test } from 'node:test';
import { Worker } from 'node:worker_threads';
import { HERE, PKG } from './link.mjs';
import { AsklessError, createAskless, init, loadLanguages } from 'askless';
import * as html from 'askless/html';
import { rules } from 'askless/rules';

const ENTRIES = Object.entries(JSON.parse(readFileSync(`${PKG}/package.json`, 'utf8')).exports)
  .filter(([, paths]) => paths.types).map(([name]) => `askless${name.slice(1)}`);
const packs = () => readdirSync(`${PKG}/lexicons`).filter((name) => name.endsWith('.lexicon')).map((name) => name.replace('.lexicon', ''));
const TODAY = '2026-11-22';

// Imports every entry, and tells what that changed: globals, requests, wasm.
const IMPORT_ALL = `
  const told = [];
  globalThis.fetch = (url) => told.push('fetched ' + url);
  WebAssembly.compile = WebAssembly.instantiate = () => told.push('compiled');
  const before = new Set(Reflect.ownKeys(globalThis).map(String));
  for (const entry of ${JSON.stringify(ENTRIES)}) await import(entry);
  for (const key of Reflect.ownKeys(globalThis)) if (!before.has(String(key))) told.push('global ' + String(key));
`;

describe('importing', () => {
  test('does nothing in bare Node', () => {
    const script = `${IMPORT_ALL} console.log(JSON.stringify(told));`;
    const out = execFileSync(process.execPath, ['--input-type=module', '-e', script], { cwd: HERE, encoding: 'utf8' });
    assert.deepEqual(JSON.parse(out), []);
  });

  test('does nothing in a worker', async () => {
    const script = `${IMPORT_ALL} const { parentPort } = await import('node:worker_threads'); parentPort.postMessage(told);`;
    // A data: module cannot import by name.
    const addresses = ENTRIES.map((entry) => import.meta.resolve(entry));
    const worker = new Worker(new URL(`data:text/javascript,${encodeURIComponent(script.replace(JSON.stringify(ENTRIES), JSON.stringify(addresses)))}`));
    const told = await new Promise((done, fail) => worker.once('message', done).once('error', fail));
    await worker.terminate();
    assert.deepEqual(told, []);
  });

  test('gives the calls', () => {
    assert.equal(typeof init, 'function');
    assert.throws(() => createAskless(), { name: 'AsklessError', code: 'not-ready', message: /await init\(\)/ });
  });
});

describe('linting plain forms', () => {
  before(() => init());

  const FORM = {
    title: 'Application',
    questions: [
      { id: 'name', label: 'Full name', name: 'full_name' },
      { id: 'citizen', label: 'Are you a U.S. citizen?', kind: 'radio', options: ['Yes', 'No'], name: 'citizen' },
    ],
  };

  test('a language is a limit of the report until its pack is loaded', async () => {
    const askless = createAskless({ today: TODAY });
    assert.deepEqual(await loadLanguages(['en', 'es-US', 'xx', '']), []);
    for (const lang of packs()) {
      const rule = rules.find((rule) => rule.lang === lang && typeof rule.hit[0] === 'string');
      const form = { lang: `${lang}-US`, questions: [{ id: 'q', label: rule.hit[0], kind: 'text' }] };
      assert.match(askless.lint(form).limits.join(), new RegExp(`^${lang} has no lexicon`));
      assert.deepEqual(await loadLanguages([`${lang.toUpperCase()}_US`]), [lang]);
      const { limits, complete } = askless.lint(form);
      assert.deepEqual([limits, complete], [[], true]);
      const asked = askless.check(form.questions[0]).asks.map(({ category }) => category);
      assert.ok(rule.asks.some((ask) => asked.includes(ask.split(' ')[0])), `${rule.id}: ${asked}`);
    }
  });

  test('lint, check and strip agree', () => {
    const askless = createAskless({ today: TODAY });
    const report = askless.lint(FORM);
    assert.equal(report.today, TODAY);
    assert.equal(report.counts.questions, 2);
    assert.deepEqual(report.findings.map(({ question, category, verdict }) => [question.id, category, verdict]), [['citizen', 'immigration-status', 'violation']]);
    assert.deepEqual(askless.lint(FORM.questions).findings[0].evidence, report.findings[0].evidence);

    const checked = askless.check(FORM.questions[1]);
    assert.equal(checked.id, 'citizen');
    assert.deepEqual(checked.asks.map(({ category, how }) => [category, how]), [['immigration-status', 'direct']]);
    assert.deepEqual(askless.check(FORM.questions[0]).asks, []);

    const given = structuredClone(FORM);
    const { form, stripped, report: done } = askless.strip(FORM);
    assert.deepEqual(form, { title: 'Application', questions: [FORM.questions[0]] });
    assert.deepEqual(stripped, ['citizen']);
    assert.deepEqual(done.stripped.map(({ question, names }) => [question.id, names]), [['citizen', ['citizen']]]);
    assert.deepEqual(FORM, given, 'what was passed in stays as it is');
    assert.deepEqual(askless.strip(form).form, form, 'nothing is left to strip');
    assert.deepEqual(askless.strip(FORM.questions).form, [FORM.questions[0]]);
  });

  test('the same input gives the same bytes', () => {
    const text = () => JSON.stringify(createAskless({ today: TODAY }).lint(FORM));
    assert.equal(text(), text());
  });

  test('offsets count UTF-16 units', () => {
    const label = '😀 ¿ñ? Are you a U.S. citizen?';
    const { asks } = createAskless().check({ label });
    const [words] = asks[0].evidence;
    assert.equal(label.slice(words.start, words.end), words.text);
    assert.ok(words.start > label.indexOf('?'), 'the astral character stands before the words');
  });

  test('messages come in the language asked for', () => {
    const messages = ['en', 'es', 'es-PR'].map((locale) => createAskless({ locale }).lint(FORM).findings[0].message);
    assert.notEqual(messages[0], messages[1]);
    assert.equal(messages[1], messages[2]);
  });

  test('a configuration is copied and frozen', () => {
    const service = { id: 'a', needs: [] };
    const askless = createAskless({ service, today: TODAY });
    service.needs.push({ category: 'immigration-status', basis: 'necessary' });
    assert.equal(askless.lint(FORM).findings[0].verdict, 'violation');
    assert.deepEqual(askless.config.service, { id: 'a', needs: [] });
    for (const change of [
      () => (askless.config.service.needs[0] = {}),
      () => (askless.config.locale = 'es'),
      () => (askless.lint = null),
    ]) assert.throws(change, TypeError);
  });

  test('of several policies the strictest wins', () => {
    const built = (name) => JSON.parse(execFileSync(`${HERE}/../../target/debug/askless`, ['policy', 'build', name], { encoding: 'utf8' }));
    const service = {
      id: 'class',
      needs: [{ category: 'immigration-status', basis: 'necessary', reason: 'a class', scope: ['status'], 'reviewed-by': 'Counsel', 'as-of': '2026-01-01', 'review-by': '2027-01-01' }],
    };
    const question = { questions: [{ id: 'status', label: 'What is your immigration status?', name: 'status' }] };
    const one = createAskless({ service, today: TODAY }).lint(question);
    assert.deepEqual([one.findings[0].verdict, one.findings[0].policy, one.policies.length], ['permitted', 'hartford', 1]);
    const report = createAskless({ policy: ['hartford', built('sf-12h'), built('arizona-1-502')], service, today: TODAY }).lint(question);
    const [finding] = report.findings;
    assert.deepEqual([finding.verdict, finding.policy, finding.citation.section], ['violation', 'sf-12h', '12H.2(c), (d)']);
    assert.deepEqual(finding.also, [{ policy: 'hartford', section: '2-929', verdict: 'permitted' }]);
    assert.equal(report.needs[0].state, 'not-acceptable');
    assert.ok(report.form_findings.some(({ rule }) => rule === 'conflict/must-ask'));
    assert.ok(report.assumptions.some(({ policy, id }) => policy === 'sf-12h' && id === 'evidence-of-sections'));
    assert.deepEqual(report.policies.map(({ id }) => id), ['hartford', 'sf-12h', 'arizona-1-502']);
    assert.equal(report.policy.id, 'hartford');
  });

  const need = { category: 'religion', basis: 'necessary' };
  for (const [name, options, expected] of [
    ['unknown option', { polcy: null }, /Unknown option "polcy": there are policy, service/],
    ['unknown mode', { mode: 'remove' }, /mode is "remove": it must be report, flag, strip/],
    ['unknown policy', { policy: 'boston' }, /no policy called "boston" is built in; there is "hartford"/],
    ['policy without rules', { policy: { id: 'a' } }, /policy: .*\blaw\b/],
    ['policy of the wrong type', { policy: 3 }, /policy/],
    ['unknown key in a service', { service: { id: 'a', neds: [] } }, /service: .*neds/],
    ['wrong type in a service', { service: { id: 'a', needs: 'all' } }, /service: .*needs/],
    ['unknown category', { service: { id: 'a', needs: [{ ...need, category: 'faith' }] } }, /service: .*faith/],
    ['unknown basis', { service: { id: 'a', needs: [{ ...need, basis: 'wanted' }] } }, /service: .*wanted/],
    ['bad date', { service: { id: 'a', needs: [{ ...need, 'as-of': '2026-13-01' }] } }, /service: .*2026-13-01/],
    ['service without an id', { service: { needs: [] } }, /service: .*\bid\b/],
    ['function in a service', { service: { id: () => 'a' } }, /plain data/],
    ['unknown language', { locale: 'xx' }, /locale: no messages in "xx"; there are "en" and "es"/],
    ['bad day', { today: 'tomorrow' }, /today: "tomorrow" is not a day; write it as 2026-11-22/],
  ]) {
    test(`refused: ${name}`, () => {
      assert.throws(() => createAskless(options), (error) => {
        assert.ok(error instanceof AsklessError && error instanceof Error);
        assert.equal(error.code, 'bad-config');
        assert.match(error.message, expected);
        return true;
      });
    });
  }

  const cyclic = {};
  cyclic.questions = [cyclic];
  for (const [name, target, expected] of [
    ['nothing', undefined, /Pass an element/],
    ['null', null, /Pass an element/],
    ['a number', 7, /Pass an element/],
    ['no questions', {}, /form: .*questions/],
    ['questions of a wrong type', { questions: [{ label: 7 }] }, /form: /],
    ['a circle', cyclic, /plain data/],
  ]) {
    test(`not linted: ${name}`, () => {
      for (const call of ['lint', 'strip']) {
        assert.throws(() => createAskless()[call](target), { name: 'AsklessError', code: 'bad-target', message: expected });
      }
    });
  }

  test('HTML text is another entry’s', () => {
    for (const call of ['lint', 'strip']) {
      assert.throws(() => createAskless()[call]('<form></form>'), { name: 'AsklessError', code: 'needs-html', message: /askless\/html/ });
    }
  });
});

describe('linting HTML text', () => {
  before(() => html.init());

  const SOURCE = '<!-- 😀 -->\n<form method="post">\n<p><label>Name <input name="n"></label></p>\n<p><label>😀 Are you a U.S. citizen? <input name="c"></label></p>\n</form>\n';

  test('lint says where, in UTF-16 units', () => {
    const [finding, ...others] = html.createAskless().lint(SOURCE).findings;
    assert.deepEqual(others, []);
    const { span, selector } = finding.question;
    assert.equal(SOURCE.slice(span.start, span.end), '<input name="c">');
    assert.equal(span.line, 4);
    assert.equal(typeof selector, 'string');
    const [words] = finding.evidence;
    assert.ok(words.start >= '😀 '.length);
  });

  test('strip takes out the question and nothing else, once', () => {
    const askless = html.createAskless();
    const { html: left, stripped, report } = askless.strip(SOURCE);
    assert.equal(left, SOURCE.split('\n').filter((line) => !line.includes('citizen')).join('\n'));
    assert.deepEqual(stripped, ['c']);
    const { span } = report.stripped[0].question;
    assert.equal(SOURCE.slice(span.start, span.end), '<input name="c">');
    assert.equal(askless.strip(left).html, left);
  });

  test('bad markup is read, not refused', () => {
    for (const source of ['', 'text', '<<<', '\0', '\ud800', '<form><input name="\udc00">', '<p>'.repeat(3000)]) {
      const report = html.createAskless().lint(source);
      assert.equal(report.counts.violations, 0);
    }
  });

  test('a record says what is open, in the language that was asked for', () => {
    const page = html.record(SOURCE, 'Library <card>', { today: TODAY });
    assert.match(page, /<!doctype html>.*Necessity record: Library &lt;card&gt;.*2026-11-22.*What is open.*Are you a U\.S\. citizen\? \[c\]/s);
    assert.match(html.record(SOURCE, '', { locale: 'es' }), /Constancia de necesidad/);
    assert.throws(() => html.record(SOURCE, '', { service: { id: 3 } }), { name: 'AsklessError', code: 'bad-config' });
  });

  test('a plain form is read here too', () => {
    assert.equal(html.createAskless().lint([{ label: 'Are you a U.S. citizen?' }]).counts.violations, 1);
  });
});

test('rule texts explain every rule that findings name', async () => {
  await init();
  const { asks } = createAskless().check({ label: '¿Es usted ciudadano de los Estados Unidos? Are you a U.S. citizen?' });
  assert.ok(asks.length > 0);
  for (const { rule } of asks) assert.ok(rules.some(({ id, why }) => id === rule && why.length > 20), rule);
  assert.deepEqual(new Set(rules.map(({ lang }) => lang)), new Set(['en', 'es', ...packs()]));
});

describe('the engine as a script', () => {
  test('answers as the engine in WebAssembly, also when its memory has grown', async () => {
    const [wasm, script] = [await import(new URL('../../target/pack/package/wasm/guard.js', import.meta.url)), await import(`${PKG}/wasm/script.js`)];
    await wasm.default({ module_or_path: readFileSync(`${PKG}/wasm/guard_bg.wasm`) });
    const labels = ['Are you a U.S. citizen?', '¿Recibe cupones de alimentos? 😀', 'Full name', 'Sexual orientation', 'What is your race?'];
    const questions = Array.from({ length: 3000 }, (_, n) => ({ id: `q${n}`, label: `${labels[n % 5]} (${n})`, name: `f${n}` }));
    const [a, b] = [wasm, script].map(({ call }) => {
      const handle = Number(call('configure', 0, JSON.stringify([null, null, 'en', TODAY]), [], [], []));
      return call('lint_plain', handle, JSON.stringify(questions), [], [], []);
    });
    assert.ok(JSON.parse(a).findings.length > 1000);
    assert.equal(b, a);
  });
});
