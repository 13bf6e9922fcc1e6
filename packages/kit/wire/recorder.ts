import type { Conversation, Recording, WireEvent } from './types.ts';

/** What a recorder is told of an event: everything but the time. */
export type WireFact = WireEvent extends infer E ? (E extends WireEvent ? Omit<E, 'atMs'> : never) : never;

/**
 * What a check hears of its programs in all, in bytes and in pieces: several times what the largest asks for. More would
 * fill the memory of this process, in which other checks run, too.
 */
const MOST_BYTES = 96 * 1024 * 1024;
const MOST_PIECES = 200_000;

/** The wire of one check: every peer of the check writes into it. */
export class WireRecorder {
  readonly events: WireEvent[] = [];
  /** When it began, in milliseconds of `performance.now()`. */
  readonly beganMs = performance.now();
  readonly #conversations: Conversation[] = [];
  #bytes = 0;
  #pieces = 0;
  #isOver = false;
  /** Where the events begin that count only once `keep` is called. */
  #heldFrom: number | undefined;

  /** The number of a new conversation: 1 for the first connection (or UDP peer) of the check. */
  newConversation(conversation: Conversation): number {
    return this.#conversations.push(conversation);
  }

  /** Notes where the ends of a conversation are, once that is known. */
  locate(conversation: number, ends: Pick<Conversation, 'peer' | 'program'>): void {
    Object.assign(this.#conversations[conversation - 1] ?? {}, ends);
  }

  /** Milliseconds since the check began. */
  get nowMs(): number {
    return performance.now() - this.beganMs;
  }

  /** What was recorded so far, with copies of its bytes. */
  recording(): Recording {
    return {
      beganAtMs: performance.timeOrigin + this.beganMs,
      // A piece of a buffer would take the whole of it along into another thread.
      events: this.events.map((event) => ('bytes' in event ? { ...event, bytes: new Uint8Array(event.bytes) } : event)),
      conversations: this.#conversations,
    };
  }

  record(fact: WireFact): void {
    if (this.#isOver) return;
    this.events.push({ ...fact, atMs: this.nowMs } as WireEvent);
  }

  /**
   * Notes that a program has sent something, or connected.
   * @returns whether there is room for more; if not, the program is not listened to any longer
   */
  hasRoomAfter(bytes: number): boolean {
    this.#bytes += bytes;
    this.#pieces++;
    return this.#bytes <= MOST_BYTES && this.#pieces <= MOST_PIECES;
  }

  /** What follows counts only once `keep` is called. */
  hold(): void {
    this.#heldFrom = this.events.length;
  }

  /** What was recorded since `hold` counts. */
  keep(): void {
    this.#heldFrom = undefined;
  }

  /** Nothing more is recorded, and what is held is forgotten: the programs are about to be stopped, and the ends that this brings are none of theirs. */
  stop(): void {
    this.#isOver = true;
    if (this.#heldFrom !== undefined) this.events.length = this.#heldFrom;
  }
}
