import type { Report, StripResult } from './types.js';

/** `<askless-guard>`: guards the form around it, inside it, or with the id in `for`. */
export declare class AsklessGuard extends HTMLElement {
  readonly report: Report | undefined;
}

declare global {
  interface HTMLElementTagNameMap {
    'askless-guard': AsklessGuard;
  }
  interface HTMLElementEventMap {
    'askless-report': CustomEvent<Report>;
    'askless-strip': CustomEvent<StripResult>;
    'askless-error': CustomEvent<unknown>;
  }
}
