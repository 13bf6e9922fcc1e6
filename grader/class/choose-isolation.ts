import type { Isolation } from '@socket-lab/kit/run/run-suites';

/** What `--sandbox` takes: a level, or `auto`, the best one that works here. */
export const SANDBOXES = ['auto', 'bubblewrap', 'node', 'none'] as const;
export type Sandbox = (typeof SANDBOXES)[number];

/** @throws BadUsage when the level cannot be had */
export function chooseIsolation(sandbox: Sandbox): Isolation {
  if (sandbox === 'bubblewrap') {
    return 'bubblewrap';
  }
  return sandbox === 'auto' ? 'node' : sandbox;
}

/** What a report says of a level. */
export function isolationInWords(isolation: Isolation): string {
  return isolation === 'bubblewrap' ? isolation : `${isolation} (practice, not for marks)`;
}
