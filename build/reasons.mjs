// Cuts the rules, which come as JSON, down to what the page for designers shows beside a finding: why, and what to ask instead, by
// language. What the English rules say is said in Spanish by the Spanish ones of the same name, and the other way round.
import { readFileSync } from 'node:fs';

const { rules } = JSON.parse(readFileSync(0, 'utf8'));
const byId = new Map(rules.map((rule) => [rule.id, rule]));
const spoken = new Map(); // a text in one language: the same in the other
for (const { id, lang, instead } of rules) {
  const twin = byId.get(id.replace(/^(en|es)\//, (_, own) => (own === 'en' ? 'es/' : 'en/')));
  if (instead && twin?.instead && twin.lang !== lang) spoken.set(instead, { [twin.lang]: twin.instead });
}
const reasons = rules.map(({ id, lang, why, instead }) => [id, { why, instead: instead ? { [lang]: instead, ...spoken.get(instead) } : undefined }]);
console.log(JSON.stringify(Object.fromEntries(reasons)));
