// Compiled, never run: the package as a project in TypeScript uses it.
import { AsklessError, createAskless, init, loadLanguages, version } from 'askless';
import type { Category, ErrorCode, Finding, Guard, PlainForm, Report, Service, Verdict } from 'askless';
import { createAskless as createForHtml, init as initHtml } from 'askless/html';
import { AsklessGuard } from 'askless/define';
import { AsklessGuard as Undefined } from 'askless/element';
import { rules } from 'askless/rules';

const service = {
  id: 'grant',
  title: 'Grant',
  agency: 'Housing',
  audience: 'general',
  'external-form': false,
  statistics: ['race'],
  needs: [{ category: 'income-tax-records', basis: 'necessary', reason: 'A limit.', scope: ['income'], 'as-of': '2026-10-01' }],
} satisfies Service;

export async function use(form: HTMLFormElement, root: ShadowRoot): Promise<void> {
  await init();
  await init({ wasm: new URL('guard.wasm', 'https://city.example/') });
  await init({ wasm: new Uint8Array(8) });
  const loaded: string[] = await loadLanguages(['vi', document.documentElement.lang]);
  const askless = createAskless({ policy: 'hartford', service, locale: 'es', today: '2026-11-22', mode: 'flag' });

  const report: Report = askless.lint(form);
  for (const finding of [...report.form_findings, ...report.findings]) show(finding);
  const verdicts: Verdict[] = report.findings.map(({ verdict }) => verdict);
  const complete: boolean = report.complete && report.limits.length === 0;
  const gone: string[] = report.stripped.flatMap(({ names }) => names);
  askless.lint(document);
  askless.lint(root);

  const plain: PlainForm = { title: 'Card', questions: [{ id: 'a', label: 'Name', kind: 'text', options: null }] };
  askless.lint(plain);
  askless.lint([{ label: 'Name' }]);
  const { asks, findings } = askless.check({ label: 'Are you a citizen?', options: ['Yes', 'No'] });
  const category: Category | undefined = asks[0]?.category;

  const { restore, stripped } = askless.strip(form);
  restore();
  const left = askless.strip([{ label: 'Name', mine: 1 }]).form.map(({ mine }) => mine + 1);

  const guard: Guard = askless.guard(form, { mode: 'strip', on: (type, detail) => console.log(type, detail) });
  const last: Report | undefined = guard.report;
  guard.stop();
  const today: string = askless.config.today;
  console.log(verdicts, complete, gone, findings, category, stripped, left, last, today, version, askless.version);
}

export async function useText(text: string): Promise<string> {
  await initHtml();
  const askless = createForHtml();
  const { counts }: Report = askless.lint(text);
  const { html, report, stripped } = askless.strip(text);
  console.log(counts.violations, report.complete, stripped.length);
  return html;
}

export function useElement(): void {
  const element: AsklessGuard = document.createElement('askless-guard');
  element.addEventListener('askless-report', ({ detail }) => console.log(detail.counts.reviews));
  element.addEventListener('askless-strip', (event) => event.detail.names.includes('keep') && event.preventDefault());
  element.addEventListener('askless-finding', ({ detail }) => console.log(detail.rule));
  element.service = { id: 'x', 'external-form': false };
  element.mode = 'strip';
  element.cloak = true;
  element.restore();
  console.log(element.refresh()?.stripped);
  element.addEventListener('askless-error', ({ detail }) => console.log(detail.code, detail.question?.label));
  console.log(element.report?.complete, Undefined === AsklessGuard);
}

export function useRules(): string[] {
  return rules.filter(({ lang }) => lang === 'en').map(({ id, why }) => `${id}: ${why}`);
}

function show(finding: Finding): string {
  const words = finding.evidence.map(({ slot, start, end, text }) => `${slot} ${start}-${end} ${text}`);
  const place = finding.question?.selector ?? finding.question?.span?.line ?? '';
  return [finding.citation.section, finding.message, finding.remedy.text, place, ...words].join('\n');
}

export function explain(error: unknown): string {
  if (!(error instanceof AsklessError)) return 'something else';
  const code: ErrorCode = error.code;
  return code === 'blocked' ? 'add wasm-unsafe-eval' : error.message;
}
