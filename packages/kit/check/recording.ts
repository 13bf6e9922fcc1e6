import type { Failure } from '../failure/failure.ts';
import type { Ending } from '../program/program.ts';
import type { Recording } from '../wire/types.ts';

/** Something that a program of the check did, or that was done to it. */
export type Moment = {
  /** Milliseconds since the check began. */
  atMs: number;
  /** Which launch of the check it is about, counted from 1. */
  launch: number;
} & (
  | { kind: 'starts'; command: string }
  /** Written to its stdin. */
  | { kind: 'typed'; text: string }
  | { kind: 'prints'; stream: 'stdout' | 'stderr'; text: string }
  | { kind: 'ends'; ending: Ending }
  /** It was still running when the check was over. */
  | { kind: 'is stopped' }
);

/** All that a check saw: plain values, for who wants to see it step by step. */
export interface Seen {
  recording: Recording;
  moments: Moment[];
  /** When the check gave up; absent when it came to its end. */
  failedAtMs?: number;
  /** The failure, when there is one. */
  failure?: Failure;
}
