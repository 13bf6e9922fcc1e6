import type { WireEvent } from './types.ts';

/** What a recorder is told of an event: everything but the time. */
export type WireFact = WireEvent extends infer E ? (E extends WireEvent ? Omit<E, 'atMs'> : never) : never;

/** The wire of one check: every peer of the check writes into it. */
export class WireRecorder {
  readonly events: WireEvent[] = [];
  readonly #begin = performance.now();
  #conversations = 0;
  #isOver = false;

  /** The number of a new conversation: 1 for the first connection (or UDP peer) of the check. */
  newConversation(): number {
    return ++this.#conversations;
  }

  record(fact: WireFact): void {
    if (this.#isOver) return;
    this.events.push({ ...fact, atMs: performance.now() - this.#begin } as WireEvent);
  }

  /** Nothing more is recorded: the programs are about to be stopped, and the ends that this brings are none of theirs. */
  stop(): void {
    this.#isOver = true;
  }
}
