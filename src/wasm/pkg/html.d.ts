import type { Askless, Init, LoadLanguages, Options, PlainForm, Report, StripResult, StrippedForm } from './types.js';

export * from './types.js';

/** HTML text without the questions that may not be asked. */
export interface StrippedSource {
  html: string;
  report: Report;
  stripped: string[];
}

/** A linter that reads HTML text too. */
export interface AsklessHtml extends Omit<Askless, 'lint' | 'strip'> {
  lint(target: string | Parameters<Askless['lint']>[0]): Report;
  strip(target: string): StrippedSource;
  strip(target: Document | Element | ShadowRoot): StripResult;
  strip<Form extends PlainForm>(target: Form): StrippedForm<Form>;
}

export declare const init: Init;
export declare const loadLanguages: LoadLanguages;
/** A linter with this configuration, which is copied and cannot be changed afterwards. Call `await init()` first. */
export declare function createAskless(options?: Options): AsklessHtml;
/**
 * The necessity record of HTML text, as a page to print: what a form keeps asking and why, and what is open. `name` is what it
 * calls the form. Call `await init()` first.
 */
export declare function record(html: string, name?: string, options?: Options): string;
export declare const version: string;
