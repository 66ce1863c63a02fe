// What a designer does with a draft and its findings: languages, wordings, the draft's text, undoing, what a strip leaves.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { languagesOf } from '../../www/language.js';
import { startPage } from './browser.mjs';

let browser;
let address;
let stop;

before(async () => void ({ address, browser, stop } = await startPage()));
after(() => stop());

/** The page with a draft in it. */
async function open(draft, options = {}) {
  const page = await browser.newPage({ locale: 'en-US', ...options });
  page.on('pageerror', (error) => console.error(error));
  await page.goto(address);
  await page.fill('#source', draft);
  return page;
}

const cards = (page) => page.locator('#findings > .card');
const KREYOL = `VIL HARTFORD
Fòm pou mande èd pou lwaye

1. Non ou ak siyati ou: ____________
2. Èske ou se sitwayen ameriken?  ☐ Wi  ☐ Non
3. Ki kote ou te fèt? ____________
4. Èske ou resevwa koupon manje?  ☐ Wi  ☐ Non
5. Ki lang ou pale? ____________`;
const asHtml = (text, lang = '') => `<html ${lang}><form method=post>${text.split('\n').map((line, at) => `<p><label for=q${at}>${line}</label><input id=q${at} name=q${at}></p>`).join('')}</form>`;

for (const [what, draft] of [
  ['text', KREYOL],
  ['a page that does not say its language', asHtml(KREYOL)],
  ['a page whose template says another', asHtml(KREYOL, 'lang=en')],
  ['text in two languages', KREYOL.split('\n').flatMap((line) => [line, line.startsWith('5') ? 'Which language do you speak? ____' : 'Your name and address: ____']).join('\n')],
]) {
  test(`a draft in a language with a pack is read in it: ${what}`, async () => {
    const page = await open(draft);
    await cards(page).filter({ hasText: 'Èske ou se sitwayen ameriken?' }).waitFor();
    await cards(page).filter({ hasText: 'Èske ou resevwa koupon manje?' }).waitFor();
    assert.match(await page.textContent('#status'), /Also read as Haitian Creole, by its words/);
    await page.selectOption('#draft-language', 'en');
    await page.locator('#status').filter({ hasNotText: 'Haitian' }).filter({ hasText: 'Checked' }).waitFor();
  });
}

test('a draft in a language that nobody here reads is not called clean', async () => {
  const page = await open(asHtml('Vor- und Nachname\nGeburtsort\nSind Sie Staatsbürger der USA?\nErhalten Sie Sozialhilfe?\nWie hoch ist Ihr Einkommen?\nUnterschrift des Zeugen'));
  await page.locator('#summary').filter({ hasText: 'Hardly any of its words' }).waitFor();
  assert.doesNotMatch(await page.textContent('#summary'), /Nothing confidential/);
});

const QUESTIONS = new URL('../../../shared/corpus/questions/', import.meta.url);
const corpus = (() => {
  try {
    return readdirSync(QUESTIONS);
  } catch {
    return [];
  }
})();

test('the language of real forms is told from a dozen of their questions', { skip: corpus.length === 0 && '../shared is absent' }, () => {
  const known = JSON.parse(readFileSync(new URL('../../pkg/page/words.json', import.meta.url), 'utf8'));
  const wrong = [];
  let all = 0;
  for (const file of corpus) {
    const questions = readFileSync(new URL(file, QUESTIONS), 'utf8').trim().split('\n').map((line) => JSON.parse(line));
    for (let from = 0; from + 12 <= questions.length; from += 12) {
      const lines = questions.slice(from, from + 12).flatMap(({ section, label, help, options = [] }) => [section, label, help, ...options]).filter(Boolean);
      const told = languagesOf(lines, known);
      all += 1;
      if (told?.[0] !== file.split('.')[1].split('-')[0] || told.some((lang) => lang !== told[0] && !['en', 'es'].includes(lang))) wrong.push(`${file} ${from}: ${told}`);
    }
  }
  assert.ok(all > 400, `${all}`);
  assert.ok(wrong.length * 100 <= all, wrong.join('\n'));
});

test('what to ask instead is in the language of the form, also where the words that ask are English', async () => {
  const page = await open('Nombre y apellidos: ____\n¿Recibe el programa SNAP?  ☐ Sí  ☐ No\nSi tiene ITIN, escríbalo aquí: ____\nNúmero de teléfono de su casa: ____');
  await cards(page).first().waitFor();
  const instead = await page.locator('.instead span').evaluateAll((all) => all.map(({ lang, textContent }) => `${lang}: ${textContent}`));
  assert.deepEqual([...new Set(instead)], [
    'es: Elija una manera de mostrar sus ingresos: una carta, un talón de pago, una carta de beneficios o una declaración firmada.',
    'es: Número de referencia de nuestra última carta, si lo tiene',
  ]);
});

test('a card says nothing that its form or its kind of text cannot do, and no word twice', async () => {
  const page = await open('<form method=post><p>You must be a citizen or legal resident to apply.</p><p><label>Are you a U.S. citizen? <input name=c></label></p><p><label>Proof <select name=p><option>Tax return<option>Federal tax return</select></label></p></form>');
  await cards(page).first().waitFor();
  const [statement, citizen] = await cards(page).evaluateAll((all) => all.map(({ textContent }) => textContent));
  assert.match(statement, /Take this text out of the form\./);
  assert.match(citizen, /What counts here: required by law, necessary to the service\./);
  for (const text of [statement, citizen]) assert.doesNotMatch(text, /askless strip|criminal|nothing has to/);
  const shown = await page.getByText('Shown by').allTextContents();
  for (const text of shown) assert.doesNotMatch(text, /“tax return”/i);
});

test('of a stripped form it is said what is left for a person', async () => {
  const page = await open('<form method=post><p>You must be a citizen or legal resident to apply.</p><p><label>Are you a U.S. citizen? <input name=c></label></p><p><label>Country of birth <input name=b></label></p></form>');
  await cards(page).first().waitFor();
  await page.click('#show-stripped');
  assert.match(await page.textContent('#status'), /1 question was taken out\. Still in it: 1 that may not stay \(take it out or rewrite it yourself\), 2 for a person to decide\./);
});

for (const [what, draft, title, selected] of [
  ['of text', KREYOL, 'Ki kote ou te fèt', '3. Ki kote ou te fèt? ____________'],
  ['of HTML', '<form method=post><p>Country of birth matters to nobody.</p>\n<label for=b>Country of birth</label> <input id=b name=b></form>', 'Country of birth', 'Country of birth'],
  ['of what a word processor saved', '<p class=MsoNormal>Name:\n____</p><p>Sexual orientation: ____</p>', 'Sexual orientation', 'Sexual orientation'],
]) {
  test(`the words of a finding are found in the draft ${what}`, async () => {
    const page = await open(`${what === 'of text' ? '\n'.repeat(60) : ''}${draft}`);
    await cards(page).filter({ hasText: title }).first().getByRole('button', { name: 'Find in the draft' }).click();
    const found = await page.$eval('#source', (field) => ({ text: field.value.slice(field.selectionStart, field.selectionEnd), start: field.selectionStart, top: field.scrollTop, isFocused: document.activeElement === field }));
    assert.equal(found.text, selected);
    assert.equal(found.isFocused, true);
    if (what === 'of text') assert.ok(found.top > 0, 'it is scrolled to');
    if (what === 'of HTML') assert.ok(found.start > 50, 'the question, not the text before it');
  });
}

test('a draft that was cleared or replaced by an example comes back with undo', async () => {
  const page = await open('Country of birth: ____');
  await cards(page).first().waitFor();
  await page.click('#clear');
  assert.equal(await page.inputValue('#source'), '');
  await page.keyboard.press('Control+z');
  assert.equal(await page.inputValue('#source'), 'Country of birth: ____');
  await page.focus('#example');
  await page.selectOption('#example', { index: 1 });
  await cards(page).filter({ hasText: 'U.S. citizen' }).first().waitFor();
  assert.equal(await page.evaluate(() => document.activeElement.id), 'example', 'the focus stays');
  await page.focus('#source');
  await page.keyboard.press('Control+z');
  assert.equal(await page.inputValue('#source'), 'Country of birth: ____');
});

test('the outlines are of whole questions, statements too, and the chosen one can be told from the others', async () => {
  const page = await open('<form method=post><p>You must be a citizen or legal resident to apply.</p><div>Marital status<ul><li><input type=radio name=m id=a value=s><label for=a>Single</label><li><input type=radio name=m id=b value=w><label for=b>Widowed</label></ul></div><p><label>Phone <input name=p></label></p></form>');
  await cards(page).nth(1).waitFor();
  const preview = page.frameLocator('#preview');
  await preview.locator('div[data-askless=review]').waitFor();
  await preview.locator('p[data-askless=violation]').waitFor();
  await cards(page).nth(1).locator('h3 button').click();
  assert.equal(await preview.locator('[data-askless-current]').count(), 1);
  await cards(page).nth(0).locator('h3 button').click();
  assert.match(await preview.locator('[data-askless-current]').textContent(), /must be a citizen/);
});

test('the columns of a table are questions of their own', async () => {
  const page = await open('Tenants\n\nName\tImmigration status\tAge\n____\t____\t____\nCitizen\tYes\tNo\nPhone: ____');
  await cards(page).first().waitFor();
  assert.equal(await cards(page).first().locator('h3').textContent(), 'Immigration status');
  const [download] = await Promise.all([page.waitForEvent('download'), page.click('#download')]);
  assert.match(readFileSync(await download.path(), 'utf8'), /^Name\tAge$/m);
});

test('of a list of documents that are demanded each is a question of its own; of one of which any will do, none', async () => {
  const page = await open('Youth jobs\n\nName: ____\nPlease attach copies of the following:\n•\tBirth certificate\n•\tYour federal tax return (Form 1040)\n\nPlease attach one of the following:\n•\tPay stub\n•\tW-2\n•\tLetter from employer\n');
  await cards(page).first().waitFor();
  const found = await cards(page).evaluateAll((all) => all.map((one) => `${one.querySelector('.pill').textContent}: ${one.querySelector('h3').textContent}`));
  assert.deepEqual(found, ['may not be asked: • Your federal tax return (Form 1040)', "needs a person's decision: Please attach one of the following:"]);
});

const HOUSING = '<html><title>Waiting list</title><form method=post><label>Are you a U.S. citizen? <input name=citizen required></label> <label>Annual income <input name=income></label></form>';
const SERVICE = { id: 'waiting-list', title: 'Waiting list', audience: 'general', statistics: ['survey'], needs: [{ category: 'immigration-status', basis: 'required-by-law', level: 'federal', authority: '42 U.S.C. 1436a', reason: 'It makes the authority verify each member.', scope: ['citizen'], 'reviewed-by': 'Counsel', 'as-of': '2026-01-02', 'review-by': '2099-01-01', 'counsel-ruling': '2026-3' }] };

test('a service that was downloaded is opened again, judged by, and written on with all that it says', async () => {
  const page = await open(HOUSING);
  const citizen = cards(page).filter({ hasText: 'U.S. citizen' });
  await citizen.filter({ hasText: 'may not be asked' }).waitFor();
  await page.setInputFiles('#file', { name: 'waiting-list.service.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(SERVICE)) });
  await citizen.filter({ hasText: 'permitted' }).waitFor();
  assert.equal(await page.inputValue('#source'), HOUSING, 'the draft stays');
  await page.click('#write-service');
  await page.locator('#service-dialog[open]').waitFor();
  assert.equal(await page.inputValue('#needs [name=authority]'), '42 U.S.C. 1436a');
  const [download] = await Promise.all([page.waitForEvent('download'), page.click('#save-service')]);
  assert.deepEqual(JSON.parse(readFileSync(await download.path(), 'utf8')), { ...SERVICE, agency: '' });
  await page.click('#service-form .primary');
  await citizen.filter({ hasText: 'permitted' }).waitFor();
});

test('whom a form is for is chosen at once, and the dialog goes on from it', async () => {
  const page = await open(HOUSING);
  const citizen = cards(page).filter({ hasText: 'U.S. citizen' });
  await citizen.filter({ hasText: '2-927(a)' }).waitFor();
  await page.selectOption('#service', { label: 'victims, witnesses and others who come to the police' });
  await citizen.filter({ hasText: '2-928(b)' }).waitFor();
  await page.click('#write-service');
  await page.locator('#service-dialog[open]').waitFor();
  assert.deepEqual([await page.inputValue('#service-form [name=audience]'), await page.inputValue('#service-form [name=title]')], ['police-public', 'Waiting list']);
});

test('the focus stays on a finding when the draft is judged anew', async () => {
  const page = await open(HOUSING);
  const income = cards(page).filter({ hasText: 'Annual income' });
  await income.getByRole('button', { name: 'The service needs to ask this' }).click();
  for (const [name, value] of Object.entries({ reason: 'There is a limit.', 'reviewed-by': 'Counsel', 'as-of': '2026-01-02', 'review-by': '2099-01-01' })) await page.fill(`#needs [name=${name}]`, value);
  await page.click('#service-form .primary');
  await income.filter({ hasText: 'permitted' }).waitFor();
  assert.equal(await page.evaluate(() => document.activeElement.closest('.card')?.querySelector('h3').textContent), 'Annual income');
});

test('on a phone the findings do not scroll in a box of their own', async () => {
  const page = await open(KREYOL, { viewport: { width: 375, height: 740 } });
  await cards(page).first().waitFor();
  assert.ok(await page.$eval('#findings', (list) => list.scrollHeight <= list.clientHeight + 2));
});

test('the findings are copied as text', async () => {
  const context = await browser.newContext({ locale: 'en-US', permissions: ['clipboard-read', 'clipboard-write'] });
  const page = await context.newPage();
  await page.goto(address);
  await page.fill('#source', HOUSING);
  await cards(page).first().waitFor();
  await page.click('#copy');
  await page.locator('#status').filter({ hasText: '2 findings were copied' }).waitFor();
  assert.match(await page.evaluate(() => navigator.clipboard.readText()), /^Waiting list, Hartford Municipal Code secs\. 2-925 to 2-929, \d{4}-.*\n\n1\. Are you a U\.S\. citizen\?\n   may not be asked: immigration status, sec\. 2-927\(a\)\n   This asks .*\n   What to do: Delete it.*\n\n2\. Annual income\n/);
  await context.close();
});

test('a need for a criminal investigation can be written whole', async () => {
  const page = await open('<form method=post><label>Immigration status <input name=s></label></form>');
  const status = cards(page).filter({ hasText: 'Immigration status' });
  await page.selectOption('#service', { label: 'people in a criminal investigation' });
  await status.filter({ hasText: '2-928(a)' }).waitFor();
  await status.getByRole('button', { name: 'The service needs to ask this' }).click();
  assert.equal(await page.isVisible('#needs [name=offense]'), false, 'asked where it counts');
  await page.selectOption('#needs [name=basis]', 'criminal-investigation');
  for (const [name, value] of Object.entries({ offense: 'Conn. Gen. Stat. 53a-192a, trafficking in persons', reason: 'The offense turns on it.', 'reviewed-by': 'Counsel', 'as-of': '2026-01-02', 'review-by': '2099-01-01' })) await page.fill(`#needs [name=${name}]`, value);
  await page.fill('#service-form [name=title]', 'Investigation');
  await page.click('#service-form .primary');
  await status.filter({ hasText: 'permitted' }).waitFor();
});

const BUILT = `Rental help
* Indicates required question
What is your name? *
Your answer
Are you a US citizen or permanent resident? *
Mark only one oval.
Yes
No
Gender *
Mark only one oval.
Male
Other:
Which benefits do you receive?
Check all that apply.
SNAP
None

Immigration status
Your answer
Do you own a car?
Yes
Prefer not to say
Country of birth`;

test('a form copied from a form builder is read with its answers, and what its marks require', async () => {
  const page = await open(BUILT);
  await cards(page).first().waitFor();
  const read = await page.evaluate(async (text) => {
    const { read } = await import('./plain.js');
    const form = new DOMParser().parseFromString(read(text).html, 'text/html');
    const words = (element) => element.textContent.trim();
    return [...form.querySelectorAll('fieldset, p:not(fieldset p) input')].map((one) => one.matches('input') ? words(one.closest('label')) : [one.querySelector('legend'), ...one.querySelectorAll('label')].map(words).join(' / '));
  }, BUILT);
  assert.deepEqual(read, [
    'What is your name? *', 'Are you a US citizen or permanent resident? * / Yes / No', 'Gender * / Male / Other:', 'Which benefits do you receive? / SNAP / None',
    'Immigration status', 'Do you own a car? / Yes / Prefer not to say', 'Country of birth',
  ]);
  // A required question is a gate, one that is not is none.
  const sections = await cards(page).evaluateAll((all) => all.map((one) => `${one.querySelector('h3').textContent}: ${one.querySelector('.section').textContent}`));
  assert.ok(sections.includes('Are you a US citizen or permanent resident? *: sec. 2-927(a)'), sections.join('\n'));
  assert.ok(sections.includes('Immigration status: sec. 2-929'), sections.join('\n'));
  const [download] = await Promise.all([page.waitForEvent('download'), page.click('#download')]);
  assert.equal(readFileSync(await download.path(), 'utf8'), `Rental help
* Indicates required question
What is your name? *
Your answer
Gender *
Mark only one oval.
Male
Other:

Do you own a car?
Yes
Prefer not to say
Country of birth`);
});

test('of two columns each question is one, and a text of bare labels is a form', async () => {
  const page = await open('Name: ______      Employer: ______\nDate of birth: ______      Are you a citizen?  Yes  No\nPhone: ____');
  await cards(page).first().waitFor();
  assert.equal(await cards(page).first().locator('h3').textContent(), 'Are you a citizen? Yes No');
  await page.fill('#source', 'Name\nCountry of birth\nPhone');
  await cards(page).filter({ hasText: 'Country of birth' }).first().waitFor();
  assert.match(await page.textContent('#summary'), /3 questions read/);
});

test('findings of one verdict are shown alone, also after a change, and all again', async () => {
  const page = await open(HOUSING);
  await cards(page).nth(1).waitFor();
  const shown = () => cards(page).filter({ visible: true }).locator('h3').allTextContents();
  await page.getByRole('button', { name: '1 may not be asked' }).click();
  assert.deepEqual(await shown(), ['Are you a U.S. citizen?']);
  await page.fill('#source', HOUSING.replace('</form>', '<label>Country of birth <input name=b></label></form>'));
  await page.locator('#summary').filter({ hasText: '3 for a person to decide' }).waitFor();
  assert.deepEqual(await shown(), ['Are you a U.S. citizen?']);
  await page.getByRole('button', { name: '1 may not be asked', pressed: true }).click();
  assert.equal((await shown()).length, 4);
  await page.getByRole('button', { name: '1 may not be asked' }).click();
  await page.fill('#source', 'Country of birth: ____');
  await page.locator('#summary').filter({ hasNotText: 'may not be asked' }).waitFor();
  assert.equal((await shown()).length, 2, 'nothing is hidden by a verdict that is gone');
});

test('nothing that was judged by another service stays beside one that is wrong', async () => {
  const page = await open(HOUSING);
  await cards(page).first().waitFor();
  await page.setInputFiles('#file', { name: 's.json', mimeType: 'application/json', buffer: Buffer.from('{"id":"x","needs":[{"category":"foo"}]}') });
  await page.locator('#failure').filter({ hasText: 'needs[0].category' }).waitFor();
  assert.equal(await page.isVisible('#result'), false);
  await page.selectOption('#service', '');
  await cards(page).first().waitFor();
});

test('a pack that was loaded for one draft changes nothing in the next', async () => {
  const english = asHtml('Full name\nSee section 8 of this form\nDoes your dog have allergies?\nWhen do you want to come?');
  const french = asHtml('Votre nom et votre prénom\nÊtes-vous citoyen des États-Unis ?\nQuel est votre lieu de naissance ?\nVotre numéro de téléphone', 'lang=fr');
  const page = await open(english);
  await page.locator('#summary').filter({ hasText: 'Nothing confidential' }).waitFor();
  await page.fill('#source', french);
  await cards(page).filter({ hasText: 'citoyen' }).waitFor();
  await page.fill('#source', english);
  await page.locator('#summary').filter({ hasText: 'Nothing confidential' }).waitFor();
});

test('of a long list a card shows what stands around the words that ask', async () => {
  const items = (n) => `<li>Come on day ${n}, please, and bring nothing.</li>`.repeat(20);
  const page = await open(`<form method=post><p>What to know:</p><ul>${items(1)}<li>Attach your federal tax return.</li>${items(2)}</ul><label>Name <input name=n></label></form>`);
  await cards(page).first().waitFor();
  const title = await cards(page).first().locator('h3').textContent();
  assert.ok(title.length < 310, title);
  assert.match(title, /^….*day 1.*Attach your federal tax return\..*day 2.*…$/);
  assert.match(await cards(page).first().locator('mark').first().textContent(), /tax return/);
});
