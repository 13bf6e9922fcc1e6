/** What is to be said, in no language: the id of a message of a catalogue, and what stands at its placeholders. */
export type Message = { id: string; values?: Readonly<Record<string, Value>> };

/** A message; or data, or a sentence of a suite that has no messages of its own: then it is read as it stands. */
export type Words = string | Message;

/** At a placeholder stands data, another message, a code of an error (`isBare`: its words alone), or the end of a program. */
export type Value =
  | string
  | number
  | Message
  | { errno: string; context?: ErrorContext; isBare?: true }
  | { ending: ProgramEnding };

/** What was being done when the error came. Each part may be unknown. */
export interface ErrorContext {
  /** `connect`, `listen`, `bind`, `read`, `write`, `send`, `recvmsg`, `getaddrinfo`, `open` … */
  syscall?: string;
  /** `127.0.0.1:41234`, `[::1]:41234` */
  address?: string;
  /** The name that was looked up. */
  hostname?: string;
  path?: string;
  /** Whose call failed: of the grader's peer, when left out, or of the student's program. */
  end?: 'program' | 'peer';
}

/** How a program ended: with a code of its own, or by a signal; both null while it runs. */
export interface ProgramEnding {
  code: number | null;
  signal: NodeJS.Signals | null;
  /** The limit that it was stopped at, when it was: `more than 512 MiB of memory`. */
  stoppedAt?: Message | undefined;
}
