/** What a question may ask a person to reveal. */
export type Category =
  | 'immigration-status'
  | 'sexual-orientation'
  | 'domestic-violence-victim'
  | 'sexual-assault-victim'
  | 'crime-witness'
  | 'public-assistance'
  | 'income-tax-records'
  | 'gender-identity'
  | 'race-ethnicity'
  | 'national-origin'
  | 'religion'
  | 'political-affiliation'
  | 'disability-health'
  | 'criminal-history'
  | 'crime-victim'
  | 'social-security-number'
  | 'marital-family'
  | 'deterrent-statement'
  | 'disclosure'
  | 'obscured-text';
export type How = 'direct' | 'proxy';
export type Verdict = 'violation' | 'review' | 'permitted';
export type Mode = 'report' | 'flag' | 'strip';
export type Asker = 'city' | 'contractor' | 'grantee';
export type Audience = 'general' | 'referral' | 'police-public' | 'police-investigation' | 'job-applicant';
export type Basis = 'required-by-law' | 'necessary' | 'criminal-investigation';
export type Level = 'federal' | 'state' | 'local' | 'treaty' | 'court';
export type Kind =
  | 'text' | 'textarea' | 'radio' | 'checkbox' | 'select' | 'date' | 'number' | 'file' | 'signature' | 'statement' | 'other';
export type SlotKind =
  | 'title' | 'section' | 'group' | 'name' | 'help' | 'placeholder' | 'choice' | 'machine' | 'neighbor' | 'hidden';

/** What a form is for, whom it is put before, and what it needs to ask. */
export interface Service {
  id: string;
  title?: string;
  agency?: string;
  audience?: Audience;
  'external-form'?: boolean;
  'run-by'?: Asker;
  statistics?: readonly string[];
  needs?: readonly Need[];
}

/** A claim that the service may ask. Days are written `2026-11-22`. */
export interface Need {
  category: Category;
  basis: Basis;
  level?: Level | null;
  authority?: string;
  reason?: string;
  offense?: string;
  scope?: readonly string[];
  'reviewed-by'?: string;
  'as-of'?: string | null;
  'review-by'?: string | null;
  'counsel-ruling'?: string;
}

/** A law as data: what `askless policy build` makes of a policy file. */
export type Policy = Readonly<Record<string, unknown>>;

export interface Options {
  /**
   * `hartford` (the default, and the only one that the package carries), a policy as `askless policy build` writes it, or
   * several of them: then the strictest verdict wins.
   */
  policy?: string | Policy | readonly (string | Policy)[];
  /** What the form is for; without it, it is judged as a service that has declared no needs. */
  service?: Service;
  /** The language of messages, and of notes: `en` (default) or `es`, regions ignored. */
  locale?: string;
  /** The day to judge on, such as `2026-11-22`; the present one by default. */
  today?: string;
  /** What `guard` does with findings; `report` by default. */
  mode?: Mode;
}

/** A question as plain data. */
export interface PlainQuestion {
  id?: string | null;
  form?: string | null;
  lang?: string | null;
  kind?: Kind | null;
  section?: string | null;
  label?: string | null;
  help?: string | null;
  placeholder?: string | null;
  options?: readonly string[] | null;
  name?: string | null;
  required?: boolean | null;
}

/** A form as plain data. */
export type PlainForm =
  | readonly PlainQuestion[]
  | { title?: string | null; lang?: string | null; questions: readonly PlainQuestion[] };

/** A place in HTML text; offsets count UTF-16 units, lines and columns begin at 1. */
export interface Span {
  start: number;
  end: number;
  line: number;
  column: number;
}

/** Words that show an ask; offsets count UTF-16 units of the slot's text. */
export interface Evidence {
  slot: SlotKind;
  start: number;
  end: number;
  text: string;
}

export interface QuestionRef {
  id: string;
  label: string;
  /** For a live page: a CSS selector of its first control, made when it is first read. */
  selector: string | null;
  /** For HTML text: where its first control stands. */
  span: Span | null;
}

export interface Finding {
  rule: string;
  category: Category;
  how: How;
  verdict: Verdict;
  /** The policy that decided it: of several the strictest. */
  policy: string;
  provision: string;
  citation: { section: string; url: string | null };
  message: string;
  remedy: { kind: string; text: string };
  /** All that can be done, each with its next step and a text to put in place. From `askless/html` only. */
  remedies?: { kind: string; text: string; wording: { en: string; es: string } | null }[];
  evidence: Evidence[];
  question: QuestionRef | null;
  /** The place in `needs`. */
  need: number | null;
  /** What the other policies decide about the same ask: no stricter. */
  also: { policy: string; section: string; verdict: Verdict }[];
  fingerprint: string;
}

export interface NeedReport {
  category: Category;
  basis: Basis;
  state: 'valid' | 'blanket' | 'incomplete' | 'expired' | 'not-acceptable' | 'unused';
  message: string;
  questions: string[];
  [field: string]: unknown;
}

/** A law, and how far the policy was checked against its text. */
export interface PolicyRef {
  id: string;
  title: string;
  citation: string;
  as_of: string;
  status: string;
  evidence: 'statute-seen' | 'secondary-source' | 'unverified';
}

export interface Report {
  file: string;
  version: string;
  /** The first of `policies`. */
  policy: PolicyRef;
  policies: PolicyRef[];
  service: { id: string; title: string; agency: string; audience: Audience; external_form: boolean; run_by: Asker } | null;
  /** Whether everything was read and could be decided; if not, `limits` says what was not. */
  complete: boolean;
  today: string;
  /** `value` is that of the switch that the reading is; `policy` is empty for what was assumed about the form. */
  assumptions: { policy: string; id: string; value: string; text: string }[];
  counts: { questions: number; violations: number; reviews: number; permitted: number; passed: number };
  form_findings: Finding[];
  findings: Finding[];
  needs: NeedReport[];
  stripped: { question: QuestionRef; names: string[]; fingerprints: string[] }[];
  /** What still speaks of questions that were stripped; spans are of the source as it was. From `askless/html` only. */
  dangling?: {
    kind: 'condition' | 'follow-up' | 'reference' | 'count' | 'numbering' | 'script';
    text: string;
    question: QuestionRef | null;
    about: string;
  }[];
  limits: string[];
}

export interface Checked {
  id: string;
  asks: { category: Category; how: How; rule: string; evidence: Evidence[] }[];
  findings: Finding[];
}

export interface StripResult {
  /** The report of the form as it was, with what was stripped. */
  report: Report;
  /** The names of the controls that went: what the server will not get any more. */
  stripped: string[];
  /**
   * Puts everything back as it was. False where the page has meanwhile replaced all that stood around something: that has no
   * place any more, and stays out.
   */
  restore(): boolean;
}

/** A plain form without the questions that may not be asked. */
export interface StrippedForm<Form extends PlainForm = PlainForm> {
  report: Report;
  stripped: string[];
  form: Form;
}

/** A question that is about to be stripped. */
export interface StripEvent {
  question: QuestionRef;
  /** What the server will not get any more. */
  names: string[];
  findings: Finding[];
}

/** Something that the guard could not do; the page goes on. */
export interface GuardProblem {
  code: ErrorCode;
  message: string;
  question?: QuestionRef;
}

export interface GuardOptions {
  mode?: Mode;
  /** The language of the notes, also one that has a pack; by default that of the configuration if it names one, else the page's. */
  locale?: string;
  /** Whether what comes later is read before it is painted. */
  cloak?: boolean;
  /** Whether frames of the same origin are guarded too. */
  frames?: boolean;
  /** Told of every new reading and finding, of a question about to be stripped (`false` leaves it), and of problems. */
  on?: (...event: GuardEvent) => unknown;
}

export type GuardEvent =
  | [type: 'report', detail: Report]
  | [type: 'finding', detail: Finding]
  | [type: 'strip', detail: StripEvent]
  | [type: 'error', detail: GuardProblem];

export interface Guard {
  readonly report: Report | undefined;
  /** What is done with findings: `strip` falls back to `flag` without a service, and for a form of another government. */
  readonly mode: Mode;
  /** Settles once the guard has acted for the first time; rejects with what `error` told if it could not. */
  readonly ready: Promise<void>;
  /** Reads the page again now; after `restore()`, acts again too. */
  refresh(): Report | undefined;
  /** Takes back all that the guard did to the page, and rests until `refresh()`. */
  restore(): void;
  /** Takes back all that the guard did to the page, and stops. */
  stop(): void;
}

/** A linter with one configuration. */
export interface Askless {
  /** Reads a page, an element of it, or a plain form. Never reads what a person typed. */
  lint(target: Document | Element | ShadowRoot | PlainForm): Report;
  /** What one plain question asks for. */
  check(question: PlainQuestion): Checked;
  /** Takes the questions out of a static form, or of a copy of a plain form, that may not be asked. */
  strip(target: Document | Element | ShadowRoot): StripResult;
  strip<Form extends PlainForm>(target: Form): StrippedForm<Form>;
  /** Watches a form, or a whole page, and does what the mode says. */
  guard(form: Document | Element | ShadowRoot, options?: GuardOptions): Guard;
  readonly config: Readonly<Required<Pick<Options, 'locale' | 'today' | 'mode'>> & Pick<Options, 'policy' | 'service'>>;
  readonly version: string;
}

export type ErrorCode =
  | 'not-ready' | 'not-loaded' | 'bad-language' | 'no-webassembly' | 'blocked' | 'stopped'
  | 'bad-config' | 'bad-target' | 'needs-html' | 'no-form' | 'other-origin' | 'no-service' | 'external-form' | 'not-static'
  | 'strip-bound' | 'strip-insists' | 'strip-contested' | 'flag-contested';

/** What askless throws: a code for programs, and a message that says what to do. */
export class AsklessError extends Error {
  constructor(code: ErrorCode, message: string, options?: ErrorOptions);
  readonly code: ErrorCode;
}

/** Loads the engine, once. `wasm` replaces the file beside the script: its address, its bytes, or a compiled module. */
export interface Init {
  (options?: { wasm?: string | URL | BufferSource | WebAssembly.Module | Response }): Promise<void>;
}

/**
 * Loads the language packs of these language tags, where there are any: English and Spanish need none, and what has no
 * pack is left out. What is loaded holds for all linters of the entry. Gives the languages of the packs among `tags`.
 */
export type LoadLanguages = (tags: Iterable<string>) => Promise<string[]>;
