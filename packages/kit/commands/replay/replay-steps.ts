import type { Moment, Seen } from '../../check/recording.ts';
import { textOf } from '../../failure/message.ts';
import { type Step, steps } from '../../wire/steps.ts';
import { type Parting, whereTheyPart } from './where-they-part.ts';

/** One step of a replay. */
export type ReplayStep = { atMs: number } & (
  | { kind: 'wire'; step: Step; parting?: Omit<Parting, 'index'> }
  | { kind: 'program'; moment: Moment }
  /** Here the check gave up. */
  | { kind: 'fails'; summary: string }
);

/** Everything that a check saw, in the order of time: the wire, what the programs did, and where it failed. */
export function replaySteps({ recording, moments, failure, failedAtMs }: Seen): ReplayStep[] {
  const onWire = steps(recording.events);
  const parting = whereTheyPart(onWire, failure?.comparison);
  const all: ReplayStep[] = [
    ...onWire.map((step, index): ReplayStep => {
      const { index: _, ...here } = parting?.index === index ? parting : { index };
      return { atMs: step.atMs, kind: 'wire', step, ...('words' in here && { parting: here }) };
    }),
    ...moments.map((moment): ReplayStep => ({ atMs: moment.atMs, kind: 'program', moment })),
  ];
  const last = Math.max(0, ...all.map(({ atMs }) => atMs));
  if (failure)
    all.push({ atMs: failedAtMs ?? last, kind: 'fails', summary: textOf(failure.crash?.summary ?? failure.summary) });
  return all.sort((a, b) => a.atMs - b.atMs);
}
