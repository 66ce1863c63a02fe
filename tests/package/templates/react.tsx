// Compiled, never run: the element in TSX with React 19.
import type {} from 'askless/react';
import type { AsklessGuard } from 'askless/element';
import { createRef } from 'react';

const ref = createRef<AsklessGuard>();

export const guarded = (
  <askless-guard ref={ref} className="card" mode="strip" service={{ id: 'library-card' }} policy="hartford" lang="es" cloak on-failure="closed"
    onaskless-report={({ detail }) => console.log(detail.counts.violations)}
    onaskless-strip={(event) => event.detail.names.includes('keep') && event.preventDefault()}
    onaskless-error={({ detail }) => console.log(detail.code)}>
    <form method="post" />
  </askless-guard>
);
export const pointing = <askless-guard for="form" service="/service.json" disabled={ref.current === null} frames />;

export const refused = [
  // @ts-expect-error: no such mode
  <askless-guard mode="remove" />,
  // @ts-expect-error: no such attribute
  <askless-guard polcy="hartford" />,
  // @ts-expect-error: no such choice
  <askless-guard on-failure="hide" />,
  // @ts-expect-error: a service has an id
  <askless-guard service={{ title: 'Grant' }} />,
  // @ts-expect-error: the detail of an error has no counts
  <askless-guard onaskless-error={({ detail }) => console.log(detail.counts)} />,
];
