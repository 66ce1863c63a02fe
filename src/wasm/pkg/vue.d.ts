// Types of `<askless-guard>` in templates of Vue 3: `import type {} from 'askless/vue'` once, anywhere in the project.
import type { HTMLAttributes, PublicProps } from 'vue';
import type { AsklessGuardProperties } from './element.js';
import type { Finding, GuardProblem, Report, StripEvent } from './types.js';

/** What a template may say of `<askless-guard>`: its properties, and its events (`@askless-report`). */
export interface AsklessGuardProps extends AsklessGuardProperties {
  onAsklessReport?: ((event: CustomEvent<Report>) => void) | undefined;
  onAsklessFinding?: ((event: CustomEvent<Finding>) => void) | undefined;
  onAsklessStrip?: ((event: CustomEvent<StripEvent>) => void) | undefined;
  onAsklessError?: ((event: CustomEvent<GuardProblem>) => void) | undefined;
}

declare module 'vue' {
  interface GlobalComponents {
    'askless-guard': new () => { $props: AsklessGuardProps & Omit<HTMLAttributes, 'lang'> & PublicProps };
  }
}
