import type { Finding, GuardProblem, Mode, Policy, Report, Service, StripEvent } from './types.js';

/** `<askless-guard>`: guards what is in it, the form around it, or the form with the id in `for`. */
export declare class AsklessGuard extends HTMLElement {
  /** The name of a built-in policy, an address, the id of a JSON script, or plain data. */
  get policy(): string | Policy | undefined;
  set policy(value: string | Policy | undefined);
  /** An address, the id of a JSON script, or plain data. */
  get service(): string | Service | undefined;
  set service(value: string | Service | undefined);
  mode: Mode;
  /** The id of the form, where it is not in the element. */
  for: string;
  /** Paints nothing before the guard has acted. */
  cloak: boolean;
  onFailure: 'open' | 'closed';
  /** Guards frames of the same origin too. */
  frames: boolean;
  /** The kill switch: while it is set, the form is as it was. */
  disabled: boolean;
  /** The last report. */
  readonly report: Report | undefined;
  /** Reads the form again now; after `restore()`, acts again too. */
  refresh(): Report | undefined;
  /** Puts the form back exactly as it was, and rests until `refresh()`. */
  restore(): void;
}

/** The attributes, for templates that check them. */
export interface AsklessGuardAttributes {
  policy?: string | undefined;
  service?: string | undefined;
  mode?: Mode | undefined;
  lang?: string | undefined;
  for?: string | undefined;
  cloak?: boolean | '' | undefined;
  'on-failure'?: 'open' | 'closed' | undefined;
  frames?: boolean | '' | undefined;
  disabled?: boolean | '' | undefined;
}

/** The attributes and properties, for templates that set properties: `askless/react` and `askless/vue` take them. */
export interface AsklessGuardProperties extends Omit<AsklessGuardAttributes, 'policy' | 'service' | 'cloak' | 'frames' | 'disabled'> {
  policy?: string | Policy | undefined;
  service?: string | Service | undefined;
  cloak?: boolean | undefined;
  onFailure?: 'open' | 'closed' | undefined;
  frames?: boolean | undefined;
  disabled?: boolean | undefined;
}

declare global {
  interface HTMLElementTagNameMap {
    'askless-guard': AsklessGuard;
  }
  interface HTMLElementEventMap {
    'askless-report': CustomEvent<Report>;
    'askless-finding': CustomEvent<Finding>;
    'askless-strip': CustomEvent<StripEvent>;
    'askless-error': CustomEvent<GuardProblem>;
  }
}
