import type { End, ProbeStep, WireEvent } from '../../wire/types.ts';

/** Steps that take a connection of their own. */
const NEW_CONVERSATIONS: (ProbeStep | undefined)[] = ['asked again', 'asked again, ended', 'another address'];

/** The conversations of a wire, in the order of their beginning. */
export function conversations(wire: readonly WireEvent[]): Conversation[] {
  const failedAt = wire.findIndex(isProbe);
  const [before, after] = failedAt === -1 ? [wire, []] : [wire.slice(0, failedAt), wire.slice(failedAt)];
  const later = Map.groupBy(after, ({ conversation }) => conversation);
  const numbers = [...new Set(wire.map(({ conversation }) => conversation))];
  const earlier = Map.groupBy(before, ({ conversation }) => conversation);
  return numbers.map((number) => new Conversation(number, earlier.get(number) ?? [], later.get(number) ?? []));
}

/** One conversation of a check, taken from its wire: what came before the check failed, and what was tried afterwards. */
export class Conversation {
  readonly number: number;
  readonly events: WireEvent[];
  readonly afterwards: WireEvent[];
  /** Who connected; `undefined` for datagrams. */
  readonly connectedBy: End | undefined;
  /** Where to: `127.0.0.1:41234`. */
  readonly address: string | undefined;
  /** Each write, or datagram, of the peer. */
  readonly writes: Buffer[];
  // All of them together may be megabytes: only on demand, and once.
  #sent: Buffer | undefined;
  #received: Buffer | undefined;

  constructor(number: number, events: WireEvent[], afterwards: WireEvent[]) {
    const connect = events.find((event) => event.kind === 'connect');
    this.number = number;
    this.events = events;
    this.afterwards = afterwards;
    this.connectedBy = connect?.from;
    this.address = connect?.address;
    this.writes = dataOf(events, 'peer');
  }

  get sent(): Buffer {
    this.#sent ??= Buffer.concat(this.writes);
    return this.#sent;
  }

  get received(): Buffer {
    this.#received ??= Buffer.concat(dataOf(this.events, 'program'));
    return this.#received;
  }
}

/** The wire up to the failure, without what was tried afterwards. */
export function untilFailure(wire: readonly WireEvent[]): readonly WireEvent[] {
  const failedAt = wire.findIndex(isProbe);
  if (failedAt === -1) return wire;
  const isNew = (event: WireEvent) => event.kind === 'note' && NEW_CONVERSATIONS.includes(event.probe);
  const added = new Set(wire.filter(isNew).map(({ conversation }) => conversation));
  return wire.slice(0, failedAt).filter(({ conversation }) => !added.has(conversation));
}

export function dataOf(events: readonly WireEvent[], from: End): Buffer[] {
  return events.flatMap((event) => (event.kind === 'data' && event.from === from ? [asBuffer(event.bytes)] : []));
}

/** What happened in a conversation from a probe step on; `undefined` when that was not tried in it. */
export function since({ afterwards }: Conversation, step: ProbeStep): WireEvent[] | undefined {
  const at = afterwards.findIndex((event) => event.kind === 'note' && event.probe === step);
  return at === -1 ? undefined : afterwards.slice(at);
}

function isProbe(event: WireEvent): boolean {
  return event.kind === 'note' && event.probe !== undefined;
}

/** The same bytes, not copied. */
export function asBuffer({ buffer, byteOffset, length }: Uint8Array): Buffer {
  return Buffer.from(buffer as ArrayBuffer, byteOffset, length);
}
