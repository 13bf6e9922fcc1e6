import { isOnWire, type ProgramEvent, type Recording, type Remark, type WireEvent } from './types.ts';

type DataEvent = WireEvent & { kind: 'data' };

/** What a line of a diagram shows: one event, or pieces of data in one direction with nothing between. */
export type Step = Exclude<WireEvent, DataEvent> | DataRun;

/** Time and sender are those of its last piece. */
export interface DataRun extends Omit<DataEvent, 'kind' | 'bytes'> {
  kind: 'run';
  /** All of them; of a wire that was kept, the beginning. */
  pieces: Uint8Array[];
  /** How many pieces there were, and how many bytes in all. */
  count: number;
  size: number;
}

/** So many writes of the peer in a row are shown each by itself: where it cut the message is often the point. */
const SINGLE_WRITES = 3;

/** Joins what the program sends in a row (the system cuts that), and many writes of the peer. Datagrams stay apart. */
export function steps(events: readonly WireEvent[]): Step[] {
  const runs: WireEvent[][] = [];
  for (const event of events) {
    const run = runs.at(-1);
    if (run?.[0] && isSameRun(run[0], event)) run.push(event);
    else runs.push([event]);
  }
  return runs.flatMap((run) => {
    const isTogether = run[0]?.kind === 'data' && (run[0].from === 'program' || run.length > SINGLE_WRITES);
    return isTogether ? step(run) : run.flatMap((event) => step([event]));
  });
}

function isSameRun(a: WireEvent, b: WireEvent): boolean {
  if (a.kind !== 'data' || b.kind !== 'data' || a.datagram || b.datagram) return false;
  return a.from === b.from && a.conversation === b.conversation;
}

/** What is told of a recording, in the order of time: the wire in steps, what programs did, and what is to be said. */
export function timeline({ events, conversations }: Recording): (Step | ProgramEvent | Remark)[] {
  const wires = Map.groupBy(events.filter(isOnWire), ({ conversation }) => conversations[conversation - 1]?.between);
  const onWires = [...wires.values()].flatMap(steps);
  const beside = events.filter((event) => !isOnWire(event));
  return [...onWires, ...beside].sort((a, b) => a.atMs - b.atMs);
}

function step(run: WireEvent[]): Step[] {
  const last = run.at(-1);
  if (last?.kind !== 'data') return last ? [last] : [];
  const { bytes: _, ...rest } = last;
  const pieces = run.flatMap((event) => (event.kind === 'data' ? [event.bytes] : []));
  const size = pieces.reduce((sum, { length }) => sum + length, 0);
  return [{ ...rest, kind: 'run', pieces, count: pieces.length, size }];
}

/** The first and the last of many steps, and how many are left out between them. */
export function elide<S>(all: S[], most: number): { first: S[]; omitted: number; last: S[] } {
  if (all.length <= most) return { first: all, omitted: 0, last: [] };
  const first = Math.floor((most - 1) / 3);
  const last = most - 1 - first;
  return { first: all.slice(0, first), omitted: all.length - first - last, last: all.slice(-last) };
}

export interface Sketch extends ReturnType<typeof elide<Step>> {
  /** Whether each step says in which conversation it was. */
  areSeveral: boolean;
}

const MOST_STEPS = 14;

/** @param most the most steps: of more, the middle is left out */
export function sketch(events: readonly WireEvent[], most = MOST_STEPS): Sketch {
  const areSeveral = events.some(({ conversation }) => conversation !== events[0]?.conversation);
  return { ...elide(steps(events), most), areSeveral };
}
