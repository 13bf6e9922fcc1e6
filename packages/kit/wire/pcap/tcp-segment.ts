import type { Endpoint } from '../types.ts';
import { internetChecksum } from './internet-checksum.ts';
import { ipPacket, PROTOCOLS, pseudoHeader } from './ip-packet.ts';

/** The control bits of a segment (RFC 9293 §3.1). */
export const FLAGS = { fin: 0x01, syn: 0x02, rst: 0x04, psh: 0x08, ack: 0x10 } as const;

export interface TcpSegment {
  from: Endpoint;
  to: Endpoint;
  /** The number of its first byte. */
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
export function tcpSegment({ from, to, seq, ack, flags, payload, maximumSegmentSize }: TcpSegment): Buffer {
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
