import type { Conversation, NamedEnds, ProgramEvent, RecordedEvent, Recording, Remark, WireEvent } from './types.ts';

/** What a recorder is told of an event: everything but the time. */
type Untimed<Event extends RecordedEvent> = Event extends unknown ? Omit<Event, 'atMs'> : never;
export type WireFact = Untimed<WireEvent>;
export type ProgramFact = Untimed<ProgramEvent>;
export type Fact = Untimed<ProgramEvent | Remark>;
/** In bytes and pieces, several times what the largest check asks for: this memory is shared by other checks. */
const MOST_BYTES = 96 * 1024 * 1024;
const MOST_PIECES = 200_000;

/** Records all of one check, or one experiment, by one clock: the wire, on which every peer writes, and what programs do. */
export class Recorder {
  readonly events: WireEvent[] = [];
  readonly #beganMs: number;
  readonly #besideWire: (ProgramEvent | Remark)[] = [];
  readonly #conversations: Conversation[] = [];
  readonly #part: { of: Recorder; between: NamedEnds } | undefined;
  #bytes = 0;
  #pieces = 0;
  #isOver = false;
  /** Where the events begin that count only once `keep` is called. */
  #heldFrom: number | undefined;

  constructor(part?: { of: Recorder; between: NamedEnds }) {
    this.#part = part;
    this.#beganMs = part ? part.of.#beganMs : performance.now();
  }

  /** A part of this recorder, for the wire between two ends that have a name. */
  between(ends: NamedEnds): Recorder {
    return new Recorder({ of: this, between: ends });
  }

  /** The number of a new conversation: 1 for the first connection (or UDP peer) of the check. */
  newConversation(conversation: Conversation): number {
    if (!this.#part) return this.#conversations.push(conversation);
    const { of, between } = this.#part;
    return of.newConversation({ ...conversation, between });
  }

  /** Notes where the ends of a conversation are, once that is known. */
  locate(conversation: number, ends: Pick<Conversation, 'peer' | 'program'>): void {
    if (this.#part) this.#part.of.locate(conversation, ends);
    else Object.assign(this.#conversations[conversation - 1] ?? {}, ends);
  }

  get nowMs(): number {
    return performance.now() - this.#beganMs;
  }

  /** What was recorded so far, with copies of its bytes. */
  recording(): Recording {
    // A piece of a buffer would take the whole of it along into another thread.
    const onWire = this.events.map((event) =>
      'bytes' in event ? { ...event, bytes: new Uint8Array(event.bytes) } : event,
    );
    return {
      beganAtMs: performance.timeOrigin + this.#beganMs,
      events: [...onWire, ...this.#besideWire].sort((a, b) => a.atMs - b.atMs),
      conversations: this.#conversations,
    };
  }

  record(fact: WireFact): void {
    if (this.#isOver) return;
    const event = { ...fact, atMs: this.nowMs } as WireEvent;
    this.events.push(event);
    this.#part?.of.events.push(event);
  }

  /** Records what is not on the wire: also once that is stopped. */
  tell(fact: Fact): void {
    this.#besideWire.push({ ...fact, atMs: this.nowMs } as ProgramEvent | Remark);
  }

  /** Notes what a program has sent; false when there is no more room, so that it is not listened to any longer. */
  hasRoomAfter(bytes: number): boolean {
    this.#bytes += bytes;
    this.#pieces++;
    return this.#bytes <= MOST_BYTES && this.#pieces <= MOST_PIECES;
  }

  /** What follows counts only once `keep` is called. */
  hold(): void {
    this.#heldFrom = this.events.length;
  }

  keep(): void {
    this.#heldFrom = undefined;
  }

  /** Nothing more is recorded, and what is held is forgotten: the programs are about to be stopped, and the ends that this brings are none of theirs. */
  stop(): void {
    this.#isOver = true;
    if (this.#heldFrom !== undefined) this.events.length = this.#heldFrom;
  }
}
