import { setTimeout as delay } from 'node:timers/promises';
import type { TcpPeer } from '../peers/peer.ts';
import type { Tcp } from '../peers/tcp.ts';
import { overload } from '../program/deadline.ts';
import type { Program } from '../program/program.ts';
import type { Recorder } from '../wire/recorder.ts';
import type { ProbeStep, WireEvent } from '../wire/types.ts';

/** How long an answer to a step may take, in milliseconds of a machine that is not overloaded: 0.3 s in all at the most. */
const OTHERS_MS = 300;
const NEWLINE_MS = 80;
const END_MS = 200;
const MOST_BYTES = 4_096;
const LOCAL_ADDRESSES = ['127.0.0.1', '::1'];
const LF = 0x0a;

const WORDS: Record<ProbeStep, string> = {
  'the others end': 'tried afterwards: the other clients end',
  'a newline': 'tried afterwards: a newline',
  'this end': 'tried afterwards: the peer ends its side',
  'the program ended': 'the program ends, with exit code 0',
  'asked again': 'tried afterwards: the same, staying open',
  'asked again, ended': 'tried afterwards: the same, then the end',
  'another address': 'tried afterwards: another address',
};

export type Aftermath = { tcp: Tcp; wire: Recorder; programs: readonly Program[] };

/**
 * When a check has failed while the program still runs, the peer tries what a person at the keyboard would try next, so that
 * the cause can be told: it ends its side and looks whether the missing reply comes then … The verdict stands: the programs
 * are sealed before. Where nothing comes of it, the wire shows nothing of it.
 */
export async function tryMore(session: Aftermath): Promise<void> {
  const { tcp, wire, programs } = session;
  const [program, ...others] = programs.filter(({ ending, exceeded }) => !ending && !exceeded);
  if (!program || others.length > 0) return;
  for (const each of programs) each.seal();
  wire.hold();
  const waiting = tcp.peers.filter(({ missing, programSide }) => missing !== undefined && programSide === 'open');
  const [peer] = tcp.peers;
  const [waits] = waiting;
  if (waits && waiting.length === 1) await askTheSilent(session, waits);
  else if (program.isOverdue && peer && tcp.peers.length === 1) await endBefore(session, program, peer);
  else if (isRefused(wire.events)) await lookElsewhere(session);
  else await askAgain(session);
}

/** A reply, or the end of the connection, was awaited in vain. */
async function askTheSilent({ tcp, wire }: Aftermath, peer: TcpPeer): Promise<void> {
  const others = tcp.peers.filter((each) => each !== peer && each.programSide === 'open' && !each.hasEnded);
  if (others.length > 0 && peer.missing === 'bytes') {
    note(wire, peer, 'the others end');
    const { received } = peer;
    for (const other of others) {
      other.end();
      await until(other, OTHERS_MS / 2 / others.length, () => false); // a program may look at one client at a time
    }
    await until(peer, OTHERS_MS / 2, () => peer.received > received);
    if (peer.received > received) wire.keep();
    return;
  }
  if (peer.hasEnded) return;
  const last = lastSent(wire.events, peer);
  if (peer.missing === 'bytes' && last) {
    note(wire, peer, 'a newline');
    void peer.write('\r\n');
    // Whoever answers now does not wait for the end; a line that had its newline already tells no more than that.
    if (await hears(peer, NEWLINE_MS)) return last.at(-1) === LF ? undefined : wire.keep();
  }
  note(wire, peer, 'this end');
  peer.end();
  if (await hears(peer, END_MS, peer.missing === 'end')) wire.keep();
}

/** The program was to end by itself, and its only connection is still open. */
async function endBefore({ wire }: Aftermath, program: Program, peer: TcpPeer): Promise<void> {
  if (peer.hasEnded) return;
  note(wire, peer, 'this end');
  peer.end();
  const ending = await Promise.race([program.ended, pause(END_MS)]);
  if (ending?.code !== 0) return;
  note(wire, peer, 'the program ended');
  wire.keep();
}

/** The program ended its side behind that of the peer: whether it would have answered a peer that stays? */
async function askAgain({ tcp, wire }: Aftermath): Promise<void> {
  const short = tcp.peers.filter(({ hasEnded, programSide }) => hasEnded && programSide === 'ended').at(-1);
  if (!short || short !== tcp.peers.at(-1)) return;
  const message = lastSent(wire.events, short);
  if (!message || message.length > MOST_BYTES) return;
  const target = { port: short.otherEnd.port };
  const host = { host: short.otherEnd.address };
  try {
    const connected = Promise.all([tcp.connect(target, host), tcp.connect(target, host)]);
    connected.catch(() => {}); // it may be refused when nobody waits for it any more
    const [open, ended] = (await Promise.race([connected, pause(END_MS)])) ?? [];
    if (!open || !ended) return;
    note(wire, open, 'asked again');
    void open.write(message);
    note(wire, ended, 'asked again, ended');
    void ended.write(message);
    ended.end();
    await Promise.all([hears(open, END_MS), until(ended, END_MS, () => false)]);
    if (open.received > 0 && ended.programSide !== 'open') wire.keep();
  } catch {
    // It takes nobody else: that was no part of the check.
  }
}

/** A connection was refused: whether something listens on another address of this machine? */
async function lookElsewhere({ tcp, wire }: Aftermath): Promise<void> {
  const refused = wire.events.findLast((event) => event.kind === 'refused');
  const asked = wire.events.find((event) => event.kind === 'connect' && event.conversation === refused?.conversation);
  if (asked?.kind !== 'connect') return;
  const colon = asked.address.lastIndexOf(':');
  const [address, port] = [asked.address.slice(0, colon), Number(asked.address.slice(colon + 1))];
  for (const host of LOCAL_ADDRESSES) {
    if (host === address) continue;
    try {
      const connected = tcp.connect({ port }, { host });
      connected.catch(() => {}); // it may be refused when nobody waits for it any more
      const peer = await Promise.race([connected, pause(OTHERS_MS)]);
      if (!peer) return;
      note(wire, peer, 'another address');
      return wire.keep();
    } catch {
      // Nothing listens there either.
    }
  }
}

const isRefused = (events: readonly WireEvent[]): boolean => events.at(-1)?.kind === 'refused';

/** Whether bytes come, or (when that is enough) the end of the program's side. */
async function hears(peer: TcpPeer, ms: number, isEndEnough = false): Promise<boolean> {
  const { received } = peer;
  await until(peer, ms, () => peer.received > received);
  return peer.received > received || (isEndEnough && peer.programSide === 'ended');
}

/** Waits until the program's side is over, or what was awaited has come before that; no longer than the time given. */
async function until(peer: TcpPeer, ms: number, hasCome: () => boolean): Promise<void> {
  const over = pause(ms).then(() => 'over');
  while (!hasCome() && peer.programSide === 'open') {
    if ((await Promise.race([peer.change.next, over])) === 'over') return;
  }
}

function lastSent(events: readonly WireEvent[], { conversation }: TcpPeer): Buffer | undefined {
  const data = events.filter((event) => event.kind === 'data' && event.conversation === conversation);
  const from = data.findLastIndex((event) => event.kind === 'data' && event.from === 'program') + 1;
  const pieces = data.slice(from).flatMap((event) => (event.kind === 'data' ? [event.bytes] : []));
  return pieces.length > 0 ? Buffer.concat(pieces) : undefined;
}

function note(wire: Recorder, { conversation }: TcpPeer, step: ProbeStep): void {
  wire.record({ kind: 'note', text: WORDS[step], probe: step, conversation });
}

async function pause(ms: number): Promise<undefined> {
  await delay(ms * overload());
}
