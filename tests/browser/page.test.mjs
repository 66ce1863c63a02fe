// The page for form designers, used as a person uses it.
import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { startPage } from './browser.mjs';

let browser;
let address;
let stop;

before(async () => void ({ address, browser, stop } = await startPage()));
after(() => stop());

/** The page, and what went wrong or left it while it was used. */
async function open(options = {}) {
  const page = await browser.newPage({ locale: 'en-US', ...options });
  const troubles = [];
  page.on('pageerror', (error) => troubles.push(error.message));
  page.on('console', (message) => message.type() === 'error' && troubles.push(message.text()));
  const leaves = (request) => {
    const foreign = !request.url().startsWith(address) && !request.url().startsWith('blob:');
    // What the policy of the page refuses never leaves the browser.
    if (foreign && request.failure()?.errorText !== 'csp') troubles.push(`asked for ${request.url()}`);
  };
  page.on('requestfinished', leaves);
  page.on('requestfailed', leaves);
  await page.goto(address);
  return { page, troubles };
}

const cards = (page) => page.locator('#findings .card');
const preview = (page) => page.frameLocator('#preview');

test('only the page and the package are served', async () => {
  for (const path of ['favicon.ico', 'Cargo.toml', 'www/../Cargo.toml', 'www/%2e%2e/Cargo.toml', 'www/%', 'www/absent.js']) {
    assert.equal((await fetch(address + path)).status, 404, path);
  }
  assert.equal((await fetch(address)).status, 200);
});

test('a draft is pasted, its findings are read, and the stripped form is downloaded', async () => {
  const { page, troubles } = await open();
  await page.selectOption('#example', { label: 'Home repair grant (English)' });
  await cards(page).first().waitFor();
  const citizen = cards(page).filter({ hasText: 'Are you a U.S. citizen?' });
  assert.match(await citizen.textContent(), /may not be asked.*immigration status.*2-927\(a\).*What to do/s);
  assert.equal(await citizen.locator('mark').textContent(), 'Are you a U.S. citizen');
  assert.equal(await cards(page).filter({ hasText: 'senior citizen' }).count(), 0, 'an ordinary question is left alone');
  assert.equal(await preview(page).locator('fieldset[data-askless=violation]').first().isVisible(), true);

  // Without a service income is for a person to decide; the service that needs it permits it.
  const income = cards(page).filter({ hasText: 'Total household income' });
  assert.match(await income.textContent(), /needs a person's decision/);
  await page.selectOption('#service', { index: 1 });
  await income.filter({ hasText: 'permitted' }).waitFor();

  await page.click('#show-stripped');
  await preview(page).locator('#full-name').waitFor();
  assert.equal(await preview(page).locator('[name=citizen]').count(), 0);
  assert.equal(await preview(page).locator('#income').count(), 1);
  const [download] = await Promise.all([page.waitForEvent('download'), page.click('#download')]);
  assert.equal(download.suggestedFilename(), 'repair-grant.stripped.html');
  const stripped = await readFile(await download.path(), 'utf8');
  assert.ok(!stripped.includes('name="citizen"') && stripped.includes('name="income"'));
  assert.deepEqual(troubles, []);
});

test('a file is opened, an ordinary form has no findings, and nothing is claimed of an empty text', async () => {
  const { page, troubles } = await open();
  const file = join(tmpdir(), `askless-${process.pid}.html`);
  await writeFile(file, '<form method=post><label>Name <input name=n></label><label>Senior citizen discount <input type=checkbox name=s></label></form>');
  await page.setInputFiles('#file', file);
  await page.locator('#summary').filter({ hasText: 'Nothing confidential is asked here.' }).waitFor();
  assert.match(await page.textContent('#summary'), /2 questions read/);
  await page.fill('#source', '<p>Good morning</p>');
  await page.locator('#status').filter({ hasText: 'There is no form in this text' }).waitFor();
  assert.equal(await page.locator('#summary').filter({ hasText: 'Nothing confidential' }).count(), 0, 'no form is no clean form');
  await page.click('#clear');
  assert.equal(await page.isVisible('#result'), false);
  assert.deepEqual(troubles, []);
});

const PAPER = `CITY OF HARTFORD
Application for rental help

This office helps everyone who lives in Hartford.
1. Full name: ______________
2. Are you a U.S. citizen?  [ ] Yes  [ ] No
3. What do you receive?
☐ SNAP (food stamps)
☐ None of these
Please state your sexual orientation.
______________
4. Phone number:`;

test('the text of a paper form is read a question to a line, and its stripped text is downloaded', async () => {
  const { page, troubles } = await open();
  await page.fill('#source', PAPER);
  await page.locator('#status').filter({ hasText: 'Read as plain text' }).waitFor();
  assert.match(await page.textContent('#summary'), /3 may not be asked.*5 questions read/);
  assert.match(await cards(page).first().textContent(), /immigration status.*2\. Are you a U\.S\. citizen\?/s);
  const [download] = await Promise.all([page.waitForEvent('download'), page.click('#download')]);
  assert.equal(download.suggestedFilename(), 'form.stripped.txt');
  const gone = /citizen|receive|☐|orientation|^_+$/;
  assert.equal(await readFile(await download.path(), 'utf8'), PAPER.split('\n').filter((line) => !gone.test(line)).join('\n'));
  // As a word processor saves it: HTML without a field.
  await page.fill('#source', `<html><body>${PAPER.split('\n').map((line) => `<p class=MsoNormal>${line.replace(' ', '\n')}</p>`).join('')}</body></html>`);
  await page.locator('#summary').filter({ hasText: '3 may not be asked' }).waitFor();
  await page.fill('#source', 'Name: ____');
  await page.locator('#summary').filter({ hasText: 'Nothing was found in the lines' }).waitFor();
  assert.deepEqual(troubles, []);
});

for (const [what, text, asked] of [
  ['labels before the first question mark are questions', 'Tool Library\n\nName\nCountry of birth\nHow did you hear of us?', ['Name', 'Country of birth', 'How did you hear of us?']],
  ['bullets and numbers are questions, the first ones too', 'Pantry\n• Country of birth\n2) Full name\n• Please come early.', ['• Country of birth', '2) Full name']],
  ['a form all in capitals', 'PARKING PERMIT\n\nNAME\nCOUNTRY OF CITIZENSHIP\nHOW MANY CARS DO YOU OWN?', ['NAME', 'COUNTRY OF CITIZENSHIP', 'HOW MANY CARS DO YOU OWN?']],
  ['headings', 'Grant\n\nSection 2 - The owner\nName:\nPART B\nSection 8 voucher number:', ['Name:', 'Section 8 voucher number:']],
  ['boxes after their words', 'Is she a citizen?  Yes [ ] No [ ]\nVeteran ( )\n[ ] I am a refugee', ['Is she a citizen? / Yes / No', 'Veteran', 'I am a refugee']],
  ['boxes of a symbol font', 'On assistance? \uf0a8 Yes \uf06f No', ['On assistance? / Yes / No']],
  ['blanks for yes and no', 'Citizen?  Yes ___  No ___\nApt. No. ____', ['Citizen? / Yes / No', 'Apt. No.']],
  ['several blanks on a line', '1. Name ______ 2. Age ____\n3. Car: ______  Plate: __/__\nPhone: (___) ___-____\nIncome: $____ a month', ['1. Name', '2. Age', '3. Car:', 'Plate:', 'Phone:', 'Income: $____ a month']],
  ['bullets after a question are its answers', '3. Insurance?\n• HUSKY\n• None\nMark all that apply:\na) SNAP\nb) Foster care\n4. Your age', ['3. Insurance? / HUSKY / None', 'Mark all that apply: / SNAP / Foster care', '4. Your age']],
  ['lines that go on in the next', 'Have you or has any member of your household ever received\npublic assistance such as SNAP? ____\nOnly people who live in the city of Hartford may\napply.\nName\nand address', ['Have you or has any member of your household ever received public assistance such as SNAP?', 'Name', 'and address']],
  ['a table without fields', '<h1>Rent relief</h1><table><tr><th>Tenant</th><th>Immigration status</th></tr><tr><td>Monthly rent</td><td></td></tr><tr><td>Do you get RAP?</td><td>☐ Yes ☐ No</td></tr></table><p>Thank you.</p>', ['Tenant', 'Immigration status', 'Monthly rent', 'Do you get RAP? / Yes / No']],
]) {
  test(`the text of a paper form: ${what}`, async () => {
    const { page, troubles } = await open();
    const found = await page.evaluate(async (text) => {
      const { read } = await import('./plain.js');
      const form = new DOMParser().parseFromString(read(text).html, 'text/html');
      const words = (element) => element.textContent.trim();
      return [...form.querySelectorAll('fieldset, p:not(fieldset p) input')].map((one) => one.matches('input') ? words(one.closest('label')) : [one.querySelector('legend'), ...one.querySelectorAll('label')].map(words).join(' / '));
    }, text);
    assert.deepEqual(found, asked);
    assert.deepEqual(troubles, []);
  });
}

test('findings stand in the order of the form, statements too', async () => {
  const { page } = await open();
  await page.fill('#source', 'Country of birth:\nOnly U.S. citizens may apply.\nSexual orientation:');
  await cards(page).first().waitFor();
  const titles = await page.locator('#findings h3').allTextContents();
  assert.deepEqual([...new Set(titles)], ['Country of birth:', 'Only U.S. citizens may apply.', 'Sexual orientation:']);
});

test('of a line with several questions only the one that may not be asked is struck', async () => {
  const { page } = await open();
  await page.fill('#source', 'Name: ______  Immigration status: ______  Phone: ______\nSexual orientation:');
  await page.locator('#summary').filter({ hasText: '2 may not be asked' }).waitFor();
  const [download] = await Promise.all([page.waitForEvent('download'), page.click('#download')]);
  assert.equal(await readFile(await download.path(), 'utf8'), 'Name: ______  Phone: ______');
  // A question that goes on in the next line goes whole, with its room to write.
  await page.fill('#source', 'Full name: ____\nHave you or has any member of your household\never received public assistance?\n__________\nPhone: ____');
  await page.locator('#summary').filter({ hasText: '1 may not be asked' }).waitFor();
  const [other] = await Promise.all([page.waitForEvent('download'), page.click('#download')]);
  assert.equal(await readFile(await other.path(), 'utf8'), 'Full name: ____\nPhone: ____');
});

for (const [what, text, said] of [
  ['JSON', '{ "questions": [{ "label": "Are you a U.S. citizen?" }] }', /This is JSON/],
  ['a PDF', '%PDF-1.7\nAre you a U.S. citizen?', /not text that can be read here/],
  ['a file of a word processor', 'PK\u0003\u0004 Are you a U.S. citizen?', /not text that can be read here/],
  ['sentences', 'Good morning.\nThe office is open.', /There is no form in this text/],
]) {
  test(`of ${what} it is said what it is, and nothing is claimed`, async () => {
    const { page, troubles } = await open();
    await page.selectOption('#example', { index: 1 });
    await cards(page).first().waitFor();
    await page.fill('#source', text);
    await page.locator('#status').filter({ hasText: said }).waitFor();
    assert.equal(await page.isVisible('#result'), false);
    assert.deepEqual(troubles, []);
  });
}

test('a form that is copied from a page is pasted with its fields; text within a field is moved there', async () => {
  const { page, troubles } = await open();
  const give = (type, data) => page.evaluate(([type, data]) => {
    const transfer = new DataTransfer();
    for (const [kind, text] of Object.entries(data)) transfer.setData(kind, text);
    const source = document.querySelector('#source');
    source.focus();
    const event = type === 'paste' ? new ClipboardEvent(type, { clipboardData: transfer, bubbles: true, cancelable: true }) : new DragEvent(type, { dataTransfer: transfer, bubbles: true, cancelable: true });
    return [source.dispatchEvent(event), source.value];
  }, [type, data]);
  const html = '<form method=post><p>Are you a U.S. citizen? <input name=c></p></form>';
  assert.deepEqual(await give('paste', { 'text/plain': 'Are you a U.S. citizen?', 'text/html': html }), [false, html]);
  await cards(page).first().waitFor();
  assert.equal((await give('paste', { 'text/plain': 'plain', 'text/html': '<b>plain</b>' }))[0], true, 'left to the browser');
  assert.deepEqual(await give('drop', { 'text/plain': 'a word' }), [true, html]);
  assert.deepEqual(troubles, []);
});

test('a file that was changed is opened again, and one in the letters of Windows is read', async () => {
  const { page, troubles } = await open();
  const file = join(tmpdir(), `askless-again-${process.pid}.html`);
  const latin = (label) => writeFile(file, Buffer.from(`<html lang=es><form method=post><label>${label} <input name=c></label></form>`, 'latin1'));
  await latin('¿Cuál es su dirección?');
  const choose = async () => {
    const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.click('label.button')]);
    await chooser.setFiles(file);
  };
  await choose();
  await page.locator('#summary').filter({ hasText: 'Nothing confidential' }).waitFor();
  assert.match(await page.inputValue('#source'), /¿Cuál es su dirección\?/);
  await latin('¿Recibe cupones de alimentos?');
  await choose();
  await page.locator('#summary').filter({ hasText: '1 may not be asked' }).waitFor();
  assert.deepEqual(troubles, []);
});

for (const [what, bytes, said] of [
  ['in UTF-16', Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('Country of birth: ____', 'utf16le')]), /1 question|Read as plain text/],
  ['that is empty', Buffer.from(' \n'), /This file is empty/],
  ['that is a picture', Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16, 74, 70, 73, 70]), /not text that can be read here/],
  ['of no letters', Buffer.from(Array.from({ length: 5000 }, (_, at) => (at * 7919) % 251 + 1)), /not text that can be read here/],
  ['of 5 MB', Buffer.from('Country of birth: ____\n'.repeat(220_000)), /longer than any form/],
]) {
  test(`a file ${what} is opened`, async () => {
    const { page, troubles } = await open();
    await page.setInputFiles('#file', { name: 'draft.txt', mimeType: 'text/plain', buffer: bytes });
    await page.locator('#status').filter({ hasText: said }).waitFor();
    assert.equal(await page.inputValue('#source') === '', !await page.isVisible('#result'), 'the field has only what can be read');
    assert.deepEqual(troubles, []);
  });
}

test('a finding leads to its question, also where the stripped form is shown; by keyboard the findings are a step away', async () => {
  const { page, troubles } = await open();
  await page.selectOption('#example', { index: 1 });
  await cards(page).first().waitFor();
  await page.click('#show-stripped');
  await preview(page).locator('#full-name').waitFor();
  await cards(page).filter({ hasText: 'Sexual orientation' }).locator('h3 button').click();
  const field = preview(page).locator('[name=orientation]');
  await field.waitFor();
  await page.waitForFunction(() => {
    const { top, bottom } = document.querySelector('#preview').contentDocument.querySelector('[name=orientation]').getBoundingClientRect();
    return top > 0 && bottom < document.querySelector('#preview').clientHeight;
  });
  await page.focus('#download');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  assert.equal(await page.evaluate(() => document.activeElement.id), 'findings-title');
  assert.deepEqual(troubles, []);
});

for (const [file, said] of [['worker.js', /could not be loaded: reload the page/], ['html_bg.wasm', /answered 404/]]) {
  test(`without ${file} the page says so, and does not seem to go on reading`, async () => {
    const page = await browser.newPage({ locale: 'en-US' });
    await page.route(`**/${file}`, (route) => route.fulfill({ status: 404, body: '' }));
    await page.goto(address);
    await page.fill('#source', 'Country of birth: ____');
    await page.locator('#failure').filter({ hasText: said }).waitFor();
    await page.fill('#source', 'Country of birth: ____ Name:');
    await page.waitForTimeout(600);
    assert.deepEqual([await page.isVisible('#progress'), await page.textContent('#status')], [false, '']);
  });
}

test('on a phone nothing is wider than the screen', async () => {
  const { page, troubles } = await open({ viewport: { width: 360, height: 740 } });
  const isWide = () => page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
  await page.selectOption('#example', { index: 1 });
  await cards(page).first().waitFor();
  assert.equal(await isWide(), false);
  await page.click('#tab-live');
  await page.locator('#live-form .askless-note').first().waitFor();
  assert.equal(await isWide(), false);
  assert.deepEqual(troubles, []);
});

test('no script of a draft runs, and nothing it names is loaded', async () => {
  const { page, troubles } = await open();
  await page.fill('#source', `<form><input name=a onfocus="top.hit=1" autofocus><img src=x onerror="top.hit=2"><script>top.hit=3</script>
    <iframe srcdoc="<script>top.hit=4</script>"></iframe><img src="https://example.invalid/pixel"><meta http-equiv=refresh content="0;url=https://example.invalid/">
    <label>Immigration status <input name=i></label></form>`);
  await cards(page).first().waitFor();
  await page.waitForTimeout(300);
  assert.equal(await page.evaluate(() => window.hit), undefined);
  assert.deepEqual(troubles.filter((line) => line.startsWith('asked for')), []);
});

test('a finding leads to its rule, and rules are found by words, category and language', async () => {
  const { page, troubles } = await open();
  await page.selectOption('#example', { index: 1 });
  const [rule] = await Promise.all([page.waitForEvent('popup'), cards(page).first().getByRole('link', { name: 'More on this' }).click()]);
  const id = decodeURIComponent(new URL(rule.url()).hash.slice(1));
  const article = rule.locator(`[id="${id}"]`);
  await article.waitFor();
  assert.match(await article.textContent(), /Finds.*Leaves alone.*Source/s);
  assert.ok(await article.evaluate((element) => element.getBoundingClientRect().top < innerHeight));

  const all = await rule.locator('.rule').count();
  await rule.selectOption('#category', 'sexual-orientation');
  await rule.fill('#query', 'sexual');
  const found = await rule.locator('.rule').count();
  assert.ok(found > 0 && found < all, `${found} of ${all}`);
  assert.equal(await rule.textContent('#count'), `${found} ${found === 1 ? 'rule' : 'rules'}`);
  for (const asks of await rule.locator('.rule > p.words:first-of-type').allTextContents()) assert.match(asks, /sexual orientation/);
  assert.deepEqual(troubles, []);
});

test('a service is written in the page: leads do not count until they are confirmed', async () => {
  const { page, troubles } = await open();
  await page.selectOption('#example', { index: 1 });
  await cards(page).first().waitFor();
  const verdicts = () => page.locator('#findings .card header').filter({ hasText: 'income tax records' }).locator('.pill').allTextContents();
  const before = await verdicts();
  assert.ok(before.length > 0 && !before.includes('permitted'), before.join());

  await page.click('#write-service');
  await page.selectOption('#template', 'renters-rebate');
  assert.equal(await page.inputValue('#service-form [name=title]'), "Renters' rebate (elderly/disabled)");
  await page.click('#service-form .primary');
  await page.locator('#judged').getByText(/income-tax-records: /).first().waitFor({ state: 'attached' });
  assert.ok(!(await verdicts()).includes('permitted'), 'a lead is no need');

  await page.click('#write-service');
  await page.selectOption('#template', '');
  for (const [name, value] of Object.entries({ id: 'repair', title: 'Repairs', agency: 'Housing' })) await page.fill(`#service-form [name=${name}]`, value);
  await page.selectOption('#service-form [name=run-by]', 'contractor');
  await page.click('#add-need');
  const need = page.locator('#needs .need');
  await need.locator('[name=category]').selectOption({ label: 'income tax records' });
  for (const [name, value] of Object.entries({
    reason: 'The grant has an income limit.', 'reviewed-by': 'Counsel', 'as-of': '2026-01-02', 'review-by': '2099-01-01',
  })) await need.locator(`[name=${name}]`).fill(value);
  const [file] = await Promise.all([page.waitForEvent('download'), page.click('#save-service')]);
  assert.equal(file.suggestedFilename(), 'repair.service.json');
  assert.equal(JSON.parse(await readFile(await file.path(), 'utf8'))['run-by'], 'contractor');
  await page.click('#service-form .primary');
  await page.locator('#findings .pill.permitted').first().waitFor();
  assert.ok((await verdicts()).includes('permitted'));
  assert.deepEqual(troubles, []);
});

test('a card says why, what to ask instead and what else can be done; a need is declared from it', async () => {
  const { page, troubles } = await open();
  await page.selectOption('#example', { index: 1 });
  await cards(page).first().waitFor();
  const birth = cards(page).filter({ hasText: 'Country of birth' }).first();
  await birth.filter({ hasText: 'usual stand-in for their immigration status' }).waitFor();
  assert.match(await birth.locator('.instead').textContent(), /Ask instead: Date of birth, if a record must be found by it/);
  await birth.locator('summary').click();
  assert.match(await birth.locator('details').textContent(), /Take the question out/);
  for (const header of await page.locator('#findings .card header').allTextContents()) assert.doesNotMatch(header, /[a-z]-[a-z]+-?[a-z]* ?(?!.*sec)/);
  await cards(page).filter({ hasText: 'Sexual orientation' }).getByRole('button', { name: 'The service needs to ask this' }).click();
  const need = page.locator('#needs .need');
  assert.equal(await need.locator('[name=category]').inputValue(), 'sexual-orientation');
  assert.equal(await need.locator('[name=scope]').inputValue(), 'orientation');
  assert.equal(await page.evaluate(() => document.activeElement.name), 'basis');
  assert.equal(await page.inputValue('#service-form [name=title]'), 'Home Repair Grant');
  assert.equal(await page.inputValue('#service-form [name=id]'), 'home-repair-grant');
  await page.keyboard.press('Escape');
  await cards(page).filter({ hasText: 'Sexual orientation' }).getByRole('button', { name: 'The service needs to ask this' }).click();
  assert.equal(await need.count(), 1, 'one need for a category');
  await page.keyboard.press('Escape');
  assert.equal(await cards(page).filter({ hasText: 'Sexual orientation' }).locator('.instead').count(), 0, 'nothing takes its place');
  assert.deepEqual(troubles, []);
});

test('a record is printed and downloaded; on paper the page is its findings', async () => {
  const { page, troubles } = await open();
  await page.selectOption('#example', { index: 1 });
  await page.selectOption('#service', { index: 1 });
  await cards(page).filter({ hasText: 'permitted' }).first().waitFor();
  const [download] = await Promise.all([page.waitForEvent('download'), page.click('#save-record')]);
  assert.equal(download.suggestedFilename(), 'repair-grant.record.html');
  assert.match(await readFile(await download.path(), 'utf8'), /<h1>Necessity record: Home Repair Grant<\/h1>.*repair-grant\.html.*What is open.*Are you a U\.S\. citizen\?/s);
  await page.click('#print-record');
  await page.waitForFunction(() => document.querySelector('#record')?.contentDocument?.querySelector('h1')?.textContent.startsWith('Necessity record'));
  await page.emulateMedia({ media: 'print' });
  assert.equal(await page.isVisible('#preview'), false);
  assert.equal(await page.isVisible('#source'), false);
  assert.equal(await cards(page).last().isVisible(), true);
  assert.deepEqual(troubles, []);
});

test('where colors are the system\'s, the chosen tab and button can be told from the others', async () => {
  const { page } = await open({ forcedColors: 'active' });
  await page.selectOption('#example', { index: 1 });
  await cards(page).first().waitFor();
  const ground = (selector) => page.locator(selector).evaluate((element) => getComputedStyle(element).backgroundColor);
  assert.notEqual(await ground('#tab-draft'), await ground('#tab-live'));
  assert.notEqual(await ground('#show-draft'), await ground('#show-stripped'));
});

for (const colorScheme of ['light', 'dark']) {
  test(`axe has nothing against the page, ${colorScheme}`, async () => {
    const { page } = await open({ colorScheme, bypassCSP: true });
    const axe = await readFile(new URL('../node_modules/axe-core/axe.min.js', import.meta.url), 'utf8');
    const against = async (what) => {
      await page.evaluate(axe);
      const { violations } = await page.evaluate(() => window.axe.run({ exclude: [['#preview']] }));
      assert.deepEqual(violations.map(({ id, nodes }) => `${what}: ${id} ${nodes[0].target}`), []);
    };
    await page.selectOption('#example', { index: 1 });
    await cards(page).first().waitFor();
    await against('findings');
    await cards(page).filter({ hasText: 'Sexual orientation' }).locator('.need-it').click();
    await page.locator('#needs .need').waitFor();
    await against('service');
    await page.keyboard.press('Escape');
    await page.click('#tab-live');
    await page.locator('#live-form .askless-note').first().waitFor();
    await against('live');
    await page.goto(`${address}www/rules.html#en/tax.itin`);
    await page.fill('#query', 'itin');
    await against('rules');
  });
}

test('the page speaks Spanish', async () => {
  const { page, troubles } = await open({ locale: 'es-ES' });
  assert.equal(await page.textContent('#draft-title'), '¿Qué no puede preguntar este formulario?');
  await page.selectOption('#example', { index: 2 });
  await cards(page).first().waitFor();
  assert.match(await cards(page).filter({ has: page.locator('h3', { hasText: 'Estatus migratorio' }) }).textContent(), /no se puede preguntar.*estatus migratorio.*Qué hacer/s);
  // No word of the page is left in English, but for the names of the examples.
  await page.click('#tab-live');
  await page.locator('#live-form .askless-note').first().waitFor();
  const left = await page.evaluate(() => [document.title, ...[...document.querySelectorAll('body :not(noscript)')].flatMap((element) => [element.ariaLabel, element.title, element.placeholder, element.children.length === 0 && element.textContent])]
    .filter((text) => /\b(the|Choose|form|Skip|needs?|which)\b/.test(text ?? '')).map((text) => text.trim()));
  assert.deepEqual(left.filter((text) => !/Library card|Home repair grant \(English\)/.test(text)), []);
  assert.deepEqual(troubles, []);
});

test('tabs are used by keyboard; the guarded form is flagged, stripped and left alone', async () => {
  const { page, troubles } = await open();
  await page.focus('#tab-draft');
  await page.keyboard.press('ArrowRight');
  assert.equal(await page.getAttribute('#tab-live', 'aria-selected'), 'true');
  const form = page.locator('#live-form');
  await form.locator('.askless-note').first().waitFor();
  const described = await form.locator('[name=orientation]').getAttribute('aria-describedby');
  assert.match(await page.textContent(`#${described.split(' ').at(-1)}`), /may leave it blank/);

  await page.check('input[name=mode][value=strip]');
  await page.locator('#live-status').filter({ hasText: 'questions out' }).waitFor();
  assert.equal(await form.locator('[name=citizen]').filter({ visible: true }).count(), 0);
  assert.equal(await form.locator('[name=income]').count(), 1, 'what the service needs stays');

  await page.check('input[name=mode][value=off]');
  await form.locator('[name=citizen]').first().waitFor();
  assert.equal(await form.locator('.askless-note').count(), 0);
  assert.deepEqual(troubles, []);
});
