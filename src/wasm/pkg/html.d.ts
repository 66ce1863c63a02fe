import type { Askless, Init, Options, Report, StripResult } from './types.js';

export * from './types.js';

/** A linter that reads HTML text too. */
export interface AsklessHtml extends Omit<Askless, 'lint' | 'strip'> {
  lint(target: string | Parameters<Askless['lint']>[0]): Report;
  strip(target: string): { html: string; report: Report };
  strip(target: Parameters<Askless['strip']>[0]): StripResult;
}

export declare const init: Init;
/** A linter with this configuration, which is copied and cannot be changed afterwards. Call `await init()` first. */
export declare function createAskless(options?: Options): AsklessHtml;
export declare const version: string;
