import type { ProgramLimits } from '@socket-lab/kit/confine/limits';
import type { Bait, World } from './world/world.ts';

export const LEVELS = ['bubblewrap', 'node'] as const;
export type Level = (typeof LEVELS)[number];
/** How an attack showed from outside that it succeeded, in a few words; `undefined` when it did not. */
export type Evidence = string | undefined;

export function atEveryLevel(layer: string): Record<Level, string> {
  return { bubblewrap: layer, node: layer };
}

interface Described {
  /** What the student tries, as the rest of a sentence that begins with "It": `reads a key in the instructor's home`. */
  tries: string;
  /** The layer that stops it, at each level that does. A level that is left out does not promise to. */
  stoppedBy: Partial<Record<Level, string>>;
  /** Why it cannot be tried here; `undefined` when it can. */
  impossible?(): string | undefined;
}

/** A program that is handed in, graded in a class, and graded in another one at level `none` and with wide limits. */
export interface ProgramAttack extends Described {
  program(bait: Bait): string;
  /** What is off in the control; `level none` when left out. */
  without?: string;
  /** It harms the job that it is in: it has one of its own, in which it may start worker threads and compute for 3 s. */
  alone?: true;
  /** It may start worker threads, as socket-server 05 may. */
  workers?: true;
  /** Its topic does without `node:http`, `node:https` and `fetch`. The control's does not. */
  shortcut?: true;
  /** What it may use, where that is the layer. The control has no such limit. */
  limits?: Partial<ProgramLimits>;
  evidence(seen: Traces): Evidence | Promise<Evidence>;
}

/** A submission that is handed in to the class, with more in it than programs. */
export interface SubmissionAttack extends Described {
  student?: string;
  /** What the class list says of where the submission is; beside it, by the student's id, when left out. */
  source?(bait: Bait): string;
  submit(classFolder: string, student: string, bait: Bait): void | Promise<void>;
  evidence(seen: Traces): Evidence | Promise<Evidence>;
  without: string;
  /** The same attack on what stands for the layer being off. */
  control(scratch: Scratch): Promise<Evidence>;
}

/** An attack on one part of the grader alone: as that part is when `guarded`, else on what stands for the layer being off. */
export interface PartAttack extends Described {
  without: string;
  attempt(guarded: boolean): Promise<Evidence>;
}

export type Attack = ProgramAttack | SubmissionAttack | PartAttack;

/** What is seen of an attack from outside, when the class is graded. */
export interface Traces {
  bait: Bait;
  world: World;
  /** What became of the submission, by the gradebook. */
  status: 'graded' | 'missing' | 'rejected' | 'error';
  /** Points for what it did not do. */
  score: number;
  /** All that its checks say, and why it was rejected. */
  words: string;
  /** All that the command printed, and every report that it wrote. */
  reports: string;
}

export interface Scratch {
  world: World;
  /** A folder of its own, absolute, removed afterwards. */
  folder: string;
}
