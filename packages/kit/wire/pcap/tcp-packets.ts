import { isIPv6 } from 'node:net';
import { count } from '../../text/phrases.ts';
import { otherEnd } from '../label.ts';
import type { Conversation, End, Endpoint, WireEvent } from '../types.ts';
import { internetChecksum, ipPacket, type Made, PROTOCOLS, pseudoHeader } from './ip-packet.ts';
import { endpoints } from './packets-of.ts';

/** What fits in a packet of the loopback interface, whose largest has 65,536 bytes (RFC 9293 §3.7.1; for IPv4 65,535). */
const MOST_IN_SEGMENT = { ipv4: 65_495, ipv6: 65_476 };
/** Where the two ends begin to count; far apart, so that they are told apart at a glance. */
const FIRST_NUMBER = { peer: 1_000_000_000, program: 3_000_000_000 } as const;
type Side = { at: Endpoint; next: number; hasEnded: boolean };

/** A handshake, the data with an acknowledgement of each piece, the ends; no byte is lost or sent twice. */
export class TcpTalk {
  readonly #sides: Record<End, Side>;
  readonly #isRefused: boolean;
  readonly #mostInSegment: number;
  /** `asked`: a SYN that nobody takes. */
  #state: 'new' | 'asked' | 'open' | 'over' = 'new';

  /** @param isRefused a connection that is never made, as a later event tells */
  constructor(number: number, conversation: Conversation, isRefused: boolean) {
    const { peer, program } = endpoints(number, conversation);
    this.#sides = {
      peer: { at: peer, next: FIRST_NUMBER.peer, hasEnded: false },
      program: { at: program, next: FIRST_NUMBER.program, hasEnded: false },
    };
    this.#isRefused = isRefused;
    this.#mostInSegment = isIPv6(peer.address) ? MOST_IN_SEGMENT.ipv6 : MOST_IN_SEGMENT.ipv4;
  }

  take(event: Exclude<WireEvent, { kind: 'note' }>): Made {
    if (event.kind === 'connect') return made(this.#connect(event.from));
    if (event.kind === 'refused') return this.#refused(event.from, event.code);
    // A connection that was there before anybody looked.
    const before = this.#state === 'new' ? this.#connect('peer') : [];
    const { packets, remarks } = this.#onOpen(event);
    return { packets: [...before, ...packets], remarks };
  }

  #onOpen(event: Exclude<WireEvent, { kind: 'note' | 'connect' | 'refused' }>): Made {
    const { from } = event;
    if (this.#state !== 'open' || (this.#sides[from].hasEnded && event.kind !== 'reset')) return tooLate(event);
    switch (event.kind) {
      case 'data':
        return made(this.#data(from, event.bytes));
      case 'fin':
        return made(this.#fin(from));
      case 'reset':
        return this.#reset(from, event.code);
      default:
        return event satisfies never;
    }
  }

  #connect(from: End): Made['packets'] {
    if (this.#state !== 'new') return [];
    const to = otherEnd(from);
    const syn = this.#segment(from, { flags: FLAGS.syn, ack: 0, maximumSegmentSize: this.#mostInSegment });
    this.#sides[from].next++; // a SYN counts as a byte (RFC 9293 §3.4)
    this.#state = this.#isRefused ? 'asked' : 'open';
    if (this.#isRefused) return [syn];
    const answer = this.#segment(to, { flags: FLAGS.syn | FLAGS.ack, maximumSegmentSize: this.#mostInSegment });
    this.#sides[to].next++;
    return [syn, answer, this.#segment(from, { flags: FLAGS.ack })];
  }

  /** The answer to a SYN for which nobody listens: RST, from number 0 on (RFC 9293 §3.5.2). Silence for another reason. */
  #refused(from: End, code: string): Made {
    const before = this.#connect(otherEnd(from));
    if (this.#state !== 'asked') return made(before);
    this.#state = 'over';
    if (code !== 'ECONNREFUSED') return { packets: before, remarks: [`No connection was made: ${code}.`] };
    const reset = this.#segment(from, { flags: FLAGS.rst | FLAGS.ack, seq: 0 });
    return made([...before, reset]);
  }

  #data(from: End, bytes: Uint8Array): Made['packets'] {
    const packets: Made['packets'] = [];
    for (let start = 0; start < bytes.length; start += this.#mostInSegment) {
      const payload = bytes.subarray(start, start + this.#mostInSegment);
      const isLast = start + payload.length === bytes.length;
      packets.push(this.#segment(from, { flags: FLAGS.ack | (isLast ? FLAGS.psh : 0), payload }));
      this.#count(from, payload.length);
    }
    return packets.length === 0 ? [] : [...packets, this.#segment(otherEnd(from), { flags: FLAGS.ack })];
  }

  #fin(from: End): Made['packets'] {
    const fin = this.#segment(from, { flags: FLAGS.fin | FLAGS.ack });
    this.#count(from, 1);
    this.#sides[from].hasEnded = true;
    return [fin, this.#segment(otherEnd(from), { flags: FLAGS.ack })];
  }

  #reset(from: End, code: string): Made {
    this.#state = 'over';
    // A write after the other end's RST fails with EPIPE (write(2)): the RST came all the same.
    if (code !== 'ECONNRESET' && code !== 'EPIPE') {
      return { packets: [], remarks: [`The connection broke off: ${code}.`] };
    }
    return made([this.#segment(from, { flags: FLAGS.rst | FLAGS.ack })]);
  }

  /** Numbers begin again with 0 after 2³² - 1 (RFC 9293 §3.4). */
  #count(end: End, bytes: number): void {
    this.#sides[end].next = (this.#sides[end].next + bytes) % 2 ** 32;
  }

  #segment(from: End, segment: Partial<TcpSegment> & Pick<TcpSegment, 'flags'>): Made['packets'][number] {
    const [source, target] = [this.#sides[from], this.#sides[otherEnd(from)]];
    const ends = { from: source.at, to: target.at };
    return { from, bytes: tcpSegment({ ...ends, seq: source.next, ack: target.next, ...segment }) };
  }
}

const made = (packets: Made['packets']): Made => ({ packets, remarks: [] });

/** What an end still does with a connection that it has ended, or that was torn down, never leaves it. */
function tooLate(event: WireEvent): Made {
  if (event.kind !== 'data') return made([]);
  const bytes = count(event.bytes.length, 'byte');
  return { packets: [], remarks: [`Here the ${event.from} wrote ${bytes} more, which never left: its side was over.`] };
}

/** The control bits of a segment (RFC 9293 §3.1). */
export const FLAGS = { fin: 0x01, syn: 0x02, rst: 0x04, psh: 0x08, ack: 0x10 } as const;

interface TcpSegment {
  from: Endpoint;
  to: Endpoint;
  seq: number;
  /** The number of the byte that is expected next; it counts with the flag `ack`. */
  ack: number;
  /** The sum of some `FLAGS`. */
  flags: number;
  payload?: Uint8Array;
  /** The largest segment that the sender takes; said in a SYN only. */
  maximumSegmentSize?: number;
}

const HEADER = 20;
/** As large as it can be, so that no segment here is beyond it: 65,535 × 2¹⁴ bytes (RFC 7323 §2.2, §2.3). */
const WINDOW = 0xffff;
const WINDOW_SHIFT = 14;

/** A TCP segment in its IP packet (RFC 9293 §3.1). */
function tcpSegment({ from, to, seq, ack, flags, payload, maximumSegmentSize }: TcpSegment): Buffer {
  const options = maximumSegmentSize === undefined ? Buffer.alloc(0) : synOptions(maximumSegmentSize);
  const segment = Buffer.concat([Buffer.alloc(HEADER), options, payload ?? Buffer.alloc(0)]);
  segment.writeUInt16BE(from.port, 0);
  segment.writeUInt16BE(to.port, 2);
  segment.writeUInt32BE(seq, 4);
  segment.writeUInt32BE(ack, 8);
  segment.writeUInt8(((HEADER + options.length) / 4) << 4, 12);
  segment.writeUInt8(flags, 13);
  segment.writeUInt16BE(WINDOW, 14);
  const addresses = { from: from.address, to: to.address };
  segment.writeUInt16BE(internetChecksum(pseudoHeader(addresses, PROTOCOLS.tcp, segment.length), segment), 16);
  return ipPacket(addresses, PROTOCOLS.tcp, segment);
}

/** Maximum segment size (RFC 9293 §3.2), one byte of nothing, window scale (RFC 7323 §2.2): two words. */
function synOptions(maximumSegmentSize: number): Buffer {
  return Buffer.from([2, 4, maximumSegmentSize >> 8, maximumSegmentSize & 0xff, 1, 3, 3, WINDOW_SHIFT]);
}
