import type { WireEvent } from '../wire/types.ts';

/** Everything a failed check knows, before it is put in words. */
export interface Failure {
  /** What the program did, as a sentence: `The server closed the connection before the echo was whole.` */
  summary: string;
  /** What was expected and what came, when the fault is one of bytes or values. */
  comparison?: Comparison;
  /**
   * What ended the program when it did not end itself. Then the summary is what that looked like from outside, and left out
   * when the crash says it all.
   */
  crash?: { summary: string; place?: string | undefined; saysAll?: boolean };
  /** The open gap that the program came to, when that is not why it failed: `TODO 4 is still open: … (src/server.ts:31)`. */
  cameTo?: string;
  /** The wire of the whole check. */
  wire: readonly WireEvent[];
  /** What the program printed and how it ended, if it ended. */
  programs: readonly ProgramReport[];
  /** Which gap to look at: its number, its words, and where it is in the student's file. */
  gap?: { number: number; title: string; file: string; line?: number };
  hint: string;
  /** When the hint alone has not helped. */
  strongerHint?: string | undefined;
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
      followedBy?: string;
    }
  /** Anything else, each already in words of one line: `exit code 1` against `exit code 0`. */
  | { kind: 'words'; expected: string; received: string };

/** One launch of the program within a check. */
export interface ProgramReport {
  /** The command as a student would type it: `server --port 41234`. */
  command: string;
  stdout: string;
  stderr: string;
  /** `still running`, `exit code 2 (wrong usage)`, `signal SIGSEGV (…)`: exit.ts. */
  ending: string;
}

/** A fault of the student's program. Whatever else a check throws is a fault of the grader or the machine (`error`). */
export class CheckFailure extends Error {
  readonly summary: string;
  readonly comparison: Comparison | undefined;
  /** The check is about how the program takes an error: when one has ended the program, its hint is still the right one. */
  readonly isAboutErrors: boolean;

  constructor(summary: string, comparison?: Comparison, { isAboutErrors = false } = {}) {
    super(summary);
    this.name = 'CheckFailure';
    this.summary = summary;
    this.comparison = comparison;
    this.isAboutErrors = isAboutErrors;
  }
}
