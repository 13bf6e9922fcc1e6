import { tallyOf } from './tally.ts';
import type { TopicRun } from './topic-run.ts';

/** What a badge shows, in the form that shields.io reads from an address (its _Endpoint Badge_). */
export interface Badge {
  schemaVersion: 1;
  label: string;
  message: string;
  color: 'brightgreen' | 'blue' | 'red';
}

/** The public points in a badge: red when something is wrong, green when all is done. */
export function badge(runs: readonly TopicRun[]): Badge {
  const { score, points, wrong } = tallyOf(runs);
  const color = wrong > 0 ? 'red' : score === points ? 'brightgreen' : 'blue';
  return { schemaVersion: 1, label: 'Socket Lab', message: `${score} of ${points}`, color };
}
