import type { Sketch, Step } from '../wire/steps.ts';
import type { Failure } from './failure.ts';
import type { Message, Words } from './message.ts';
import type { KeptProgram } from './program-in-words.ts';

/** A failure as results and records keep it: in no language, plain JSON, of a bounded size; `renderFailure` puts it in words. */
export interface KeptFailure {
  message: Words;
  /** Lines that stand below the message as they are: the place of a fault in the source. */
  lines?: string[];
  comparison?: KeptComparison;
  diagnosis?: Message;
  evidence?: { wire: KeptWire; programs: KeptProgram[] };
  crash?: Failure['crash'];
  cameTo?: string;
  gap?: Failure['gap'];
  /** `check`: the one that the check declares. */
  hint?: Words;
  isStrongerHintDue?: boolean;
  replay?: string;
}

export type KeptComparison =
  | {
      kind: 'bytes';
      expected: KeptBytes;
      received: KeptBytes;
      /** The first byte that differs, counted from 0. */
      at: number;
      relation?: Message;
      followedBy?: Words;
    }
  | { kind: 'words'; expected: Words; received: Words };

/** Of many bytes a piece is kept, from one of them on. */
export interface KeptBytes {
  size: number;
  from: number;
  base64: string;
}

export type KeptStep =
  | Exclude<Step, { kind: 'run' }>
  | (Omit<Step & { kind: 'run' }, 'pieces' | 'programAt'> & { head: string });

/** What a diagram of the wire shows. */
export interface KeptWire extends Omit<Sketch, 'first' | 'last'> {
  first: KeptStep[];
  last: KeptStep[];
}

/** The bytes as they were around the place that was kept, and zeros elsewhere. */
export function bytesOf({ size, from, base64 }: KeptBytes): Buffer {
  const piece = Buffer.from(base64, 'base64');
  if (piece.length === size) return piece;
  const whole = Buffer.alloc(size);
  piece.copy(whole, from);
  return whole;
}

/** The wire as it is drawn. */
export function sketchOf({ first, last, ...rest }: KeptWire): Sketch {
  return { ...rest, first: first.map(stepOf), last: last.map(stepOf) };
}

function stepOf(step: KeptStep): Step {
  if (step.kind !== 'run') return step;
  const { head, ...rest } = step;
  return { ...rest, pieces: [Buffer.from(head, 'base64')] };
}
