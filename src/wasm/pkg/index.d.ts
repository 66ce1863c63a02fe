import type { Askless, Init, LoadLanguages, Options } from './types.js';

export * from './types.js';
export declare const init: Init;
export declare const loadLanguages: LoadLanguages;
/** A linter with this configuration, which is copied and cannot be changed afterwards. Call `await init()` first. */
export declare function createAskless(options?: Options): Askless;
export declare const version: string;
