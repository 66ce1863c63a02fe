// Cuts the rules, which come as JSON, down to what the page for designers shows beside a finding: why, and what to ask instead.
import { readFileSync } from 'node:fs';

const { rules } = JSON.parse(readFileSync(0, 'utf8'));
console.log(JSON.stringify(Object.fromEntries(rules.map(({ id, why, instead }) => [id, { why, instead: instead || undefined }]))));
