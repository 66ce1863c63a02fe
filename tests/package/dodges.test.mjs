// The guard sees through what hides a question as the command line does: tests/dodges.rs says what that is.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { before, test } from 'node:test';
import { HERE } from './link.mjs';

const { createAskless, init } = await import('askless');

const LABELS = [
  'Are you a citizen of the United States?',
  'Immigration status',
  'Upload your federal tax return',
  'Do you receive food stamps?',
  'Sexual orientation',
  'Have you been a victim of domestic violence?',
  '¿Es usted ciudadano de los Estados Unidos?',
  'Estatus migratorio',
  'Declaración de impuestos',
  '¿Recibe cupones de alimentos?',
  'Name of your library',
];

const dressed = (alphabet) => (word) => word.replace(/[a-z]/gi, (letter) => [...alphabet]['abcdefghijklmnopqrstuvwxyz'.indexOf(letter.toLowerCase())]);
const exchanged = (from, to) => (word) => word.replace(/\B[a-z]\B/gi, (letter) => [...to][from.indexOf(letter.toLowerCase())] ?? letter);
const apart = (separator) => (word) => [...word].join(separator);
const WAYS = {
  'as it is': (word) => word,
  'some Cyrillic letters': exchanged('aeocpxyis', 'аеосрхуіѕ'),
  'Greek letters': exchanged('aoiptuv', 'αοιρτυν'),
  'look-alikes throughout': dressed('аЬсԁеẝԍһіјкӏмոорԛгѕтυѵԝхуᴢ'),
  'mathematical letters': dressed('𝗮𝗯𝗰𝗱𝗲𝗳𝗴𝗵𝗶𝗷𝗸𝗹𝗺𝗻𝗼𝗽𝗾𝗿𝘀𝘁𝘂𝘃𝘄𝘅𝘆𝘇'),
  'circled letters': dressed('ⓐⓑⓒⓓⓔⓕⓖⓗⓘⓙⓚⓛⓜⓝⓞⓟⓠⓡⓢⓣⓤⓥⓦⓧⓨⓩ'),
  'small capitals': dressed('ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘqʀꜱᴛᴜᴠᴡxʏᴢ'),
  'zero-width spaces': apart('\u200B'),
  'soft hyphens': apart('\u00AD'),
  'marks of direction': apart('\u202A\u202C'),
  'digits for letters': exchanged('oieast', '013457'),
  signs: exchanged('is', '!$'),
  spaces: apart(' '),
  hyphens: apart('-'),
  'middle dots': apart('·'),
};

// Words of four letters and more: shorter ones are initialisms, choices, numbers.
const questions = Object.entries(WAYS).flatMap(([way, write]) =>
  LABELS.map((label, at) => ({ id: `${way} ${at}`, label: label.replace(/\p{L}{4,}/gu, write) })),
);

let askless;
before(async () => {
  await init();
  askless = createAskless({ today: '2026-11-22' });
});

test('of a disguised question the guard says what the command line says', () => {
  const input = questions.map((question) => JSON.stringify(question)).join('\n');
  const lines = execFileSync(`${HERE}/../../target/debug/askless`, ['check', '-'], { input, encoding: 'utf8' }).trim().split('\n');
  assert.equal(lines.length, questions.length);
  for (const [at, line] of lines.entries()) {
    const { label } = questions[at];
    // The command line counts in bytes.
    const units = (bytes) => Buffer.from(label).subarray(0, bytes).toString().length;
    const { asks } = JSON.parse(line);
    for (const part of asks.flatMap((ask) => ask.evidence)) Object.assign(part, { start: units(part.start), end: units(part.end) });
    assert.deepEqual(askless.check(questions[at]).asks, asks, label);
  }
});

test('disguised in each way most questions are found, and told', () => {
  for (const way of Object.keys(WAYS)) {
    const asks = questions.filter(({ id }) => id.startsWith(`${way} `)).map((question) => askless.check(question).asks);
    const told = asks.filter((asks) => asks.some((ask) => ask.category === 'obscured-text'));
    const found = asks.filter((asks) => asks.some((ask) => ask.category !== 'obscured-text'));
    assert(found.length >= 9, `${way}: ${JSON.stringify(asks)}`);
    assert(!found.includes(asks.at(-1)), `${way}: a library's name is no secret`);
    assert(way === 'as it is' ? told.length === 0 : told.length >= 8, `${way}: ${told.length} told`);
  }
});
