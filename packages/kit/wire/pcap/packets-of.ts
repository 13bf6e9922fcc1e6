import { isIP, isIPv6 } from 'node:net';
import { addressInWords } from '../../text/phrases.ts';
import { type Conversation, type End, type Endpoint, isOnWire, type Recording, type WireEvent } from '../types.ts';
import type { Packet } from './ip-packet.ts';
import { TcpTalk } from './tcp-packets.ts';
import { UdpTalk } from './udp-packets.ts';

type Line = { talk: TcpTalk | UdpTalk; waiting: string[]; last?: Packet };

/** Returns packets by time, and comments (notes of the check) that belong to no packet. */
export function packetsOf({ events: all, conversations }: Recording): { packets: Packet[]; comments: string[] } {
  const events = all.filter(isOnWire);
  const lines = new Map<number, Line>();
  const packets: Packet[] = [];
  for (const event of events) {
    const line = lines.get(event.conversation) ?? newLine(event.conversation, events, conversations);
    lines.set(event.conversation, line);
    if (event.kind === 'note') {
      line.waiting.push(event.text);
      continue;
    }
    const { packets: made, remarks } = line.talk.take(event);
    for (const { from, bytes } of made) {
      line.last = { atMs: event.atMs, conversation: event.conversation, from, bytes, comments: line.waiting };
      line.waiting = [];
      packets.push(line.last);
    }
    line.waiting.push(...remarks);
  }
  const comments: string[] = [];
  for (const { last, waiting } of lines.values()) (last?.comments ?? comments).push(...waiting);
  return { packets, comments };
}

function newLine(number: number, events: readonly WireEvent[], conversations: readonly Conversation[]): Line {
  const own = events.filter(({ conversation }) => conversation === number);
  const conversation = conversations[number - 1] ?? { transport: own.some(isDatagram) ? 'udp' : 'tcp' };
  const talk =
    conversation.transport === 'udp'
      ? new UdpTalk(number, conversation)
      : new TcpTalk(number, conversation, own.some(isRefusal));
  return { talk, waiting: [whoIsWho(number, conversation)] };
}

export function whoIsWho(number: number, conversation: Conversation): string {
  const { peer, program } = endpoints(number, conversation);
  const at = ({ address, port }: Endpoint) => addressInWords(`${address}:${port}`);
  const isKnown = conversation.transport === 'tcp' || conversation.program !== undefined;
  return `Conversation ${number}: ${isKnown ? `the program is at ${at(program)}, ` : ''}the peer at ${at(peer)}.`;
}

const isRefusal = ({ kind }: WireEvent): boolean => kind === 'refused';
const isDatagram = (event: WireEvent): boolean => event.kind === 'data' && event.datagram === true;
/** A port for an end that has never shown its own: one that systems choose from (RFC 6335 §6). */
const FIRST_EPHEMERAL = 49_152;
const EPHEMERAL = 16_384;

/** Unknown ends are on this machine. @param number the conversation's, from 1; it gives an unknown end its port */
export function endpoints(number: number, { peer, program }: Omit<Conversation, 'transport'>): Record<End, Endpoint> {
  const [ofPeer, ofProgram] = [known(peer), known(program)];
  const hasIPv6 = isIPv6(ofPeer ?? ofProgram ?? '');
  const loopback = hasIPv6 ? '::1' : '127.0.0.1';
  const here = (address: string | undefined) =>
    address !== undefined && isIPv6(address) === hasIPv6 ? address : loopback;
  const port = FIRST_EPHEMERAL + (number % EPHEMERAL);
  return {
    peer: { address: here(ofPeer), port: peer?.port || port },
    program: { address: here(ofProgram), port: program?.port || port },
  };
}

/** An address that can stand in a packet: without a zone, and an IPv4 address that IPv6 has wrapped up as itself. */
function known(end: Endpoint | undefined): string | undefined {
  const address = end?.address.replace(/%.*$/, '').replace(/^::ffff:(?=[\d.]+$)/i, '') ?? '';
  return isIP(address) === 0 || address === '0.0.0.0' || address === '::' ? undefined : address;
}
