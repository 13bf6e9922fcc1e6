import type { WireEvent } from '../wire/types.ts';
import type { ProgramEnding } from './exit.ts';
import { textOf, type Words } from './message.ts';

export interface Failure {
  /** What the program did, a sentence: `The server closed the connection before the echo was whole.` */
  summary: Words;
  comparison?: Comparison;
  /** What ended the program, when it did not end itself. Then the summary is what that looked like from outside. */
  crash?: { summary: Words; place?: string | undefined; saysAll?: boolean };
  /** The open gap that the program came to, when that is not why it failed: `TODO 4 is still open: … (src/server.ts:31)`. */
  cameTo?: string;
  wire: readonly WireEvent[];
  programs: readonly ProgramReport[];
  /** Which gap to look at: its number, its words, and where it is in the student's file. */
  gap?: { number: number; title: string; file: string; line?: number };
  /** `check`: the one that the check declares. */
  hint: Words;
  /** The hint alone has not helped: the check's stronger one is to be read as well. */
  isStrongerHintDue?: boolean;
  /** How to run this check alone again: `pnpm --filter echo-service test server --check "…"`, with its seed when it drew any chance. */
  replay?: string;
}

export type Comparison =
  /** Bytes against bytes: where the two part is shown in hex and text, with a caret. */
  | {
      kind: 'bytes';
      expected: Uint8Array;
      received: Uint8Array;
      /** What came after the received bytes, when these are the beginning of the expected ones: `the end of the stream`. */
      followedBy?: Words;
    }
  /** Anything else, each in one line: `exit code 1` against `exit code 0`. */
  | { kind: 'words'; expected: Words; received: Words };

/** One launch of the program within a check. */
export interface ProgramReport {
  /** The command as a student would type it: `server --port 41234`. */
  command: string;
  stdout: string;
  stderr: string;
  ending: ProgramEnding;
}

/** A fault of the student's program. Whatever else a check throws is a fault of the grader or the machine (`error`). */
export class CheckFailure extends Error {
  readonly said: Words;
  readonly compared: Comparison | undefined;
  /** The check is about how the program takes an error: when one has ended the program, its hint is still the right one. */
  readonly isAboutErrors: boolean;

  /** @param said what the program did, a sentence */
  constructor(said: Words, compared?: Comparison, { isAboutErrors = false } = {}) {
    super(textOf(said));
    this.name = 'CheckFailure';
    this.said = said;
    this.compared = compared;
    this.isAboutErrors = isAboutErrors;
  }

  /** What the program did, as text, for who reads it at once. */
  get summary(): string {
    return this.message;
  }

  get comparison(): PlainComparison | undefined {
    return this.compared && plain(this.compared);
  }
}

export type PlainComparison =
  | { kind: 'bytes'; expected: Uint8Array; received: Uint8Array; followedBy?: string }
  | { kind: 'words'; expected: string; received: string };

export function plain(compared: Comparison): PlainComparison {
  if (compared.kind === 'words') {
    return { kind: 'words', expected: textOf(compared.expected), received: textOf(compared.received) };
  }
  const { followedBy, ...bytes } = compared;
  return { ...bytes, ...(followedBy !== undefined && { followedBy: textOf(followedBy) }) };
}
