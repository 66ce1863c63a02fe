// Types of `<askless-guard>` in TSX with React 19: `import type {} from 'askless/react'` once, anywhere in the project.
import type { DetailedHTMLProps, HTMLAttributes } from 'react';
import type { AsklessGuard, AsklessGuardProperties } from './element.js';
import type { Finding, GuardProblem, Report, StripEvent } from './types.js';

/** What TSX may say of `<askless-guard>`: its properties, and its events by React's name for them. */
export interface AsklessGuardProps extends AsklessGuardProperties, Omit<DetailedHTMLProps<HTMLAttributes<AsklessGuard>, AsklessGuard>, 'lang'> {
  'onaskless-report'?: ((event: CustomEvent<Report>) => void) | undefined;
  'onaskless-finding'?: ((event: CustomEvent<Finding>) => void) | undefined;
  'onaskless-strip'?: ((event: CustomEvent<StripEvent>) => void) | undefined;
  'onaskless-error'?: ((event: CustomEvent<GuardProblem>) => void) | undefined;
}

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      'askless-guard': AsklessGuardProps;
    }
  }
}
