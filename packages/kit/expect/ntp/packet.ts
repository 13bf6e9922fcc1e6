import { type Message, say } from '../../failure/message.ts';
import { FRACTION_UNITS, isoOf, type NtpTimestamp } from './timestamp.ts';

/** The header of an NTP packet, all of it (RFC 5905 §7.3, figure 8). */
export interface NtpPacket {
  /** 0 no warning, 1 and 2 a leap second comes, 3 the clock is not synchronised. */
  leap: number;
  /** 3 or 4 today. */
  version: number;
  /** 1 and 2 symmetric, 3 client, 4 server, 5 broadcast, 6 control, 7 private (figure 10). */
  mode: number;
  /** 0 kiss-o'-death, 1 a primary server, 2 to 15 a secondary one, 16 not synchronised (figure 11). */
  stratum: number;
  /** The longest interval between requests: log₂ of seconds, signed. */
  poll: number;
  /** How finely the clock counts: log₂ of seconds, signed. */
  precision: number;
  /** To the primary server and back, in seconds (a number of 16.16 bits). */
  rootDelay: number;
  /** The error up to the primary server, in seconds (a number of 16.16 bits). */
  rootDispersion: number;
  /** Four bytes as Latin-1, padded with NUL: the source of a primary server (`GPS`), the kiss code at stratum 0 (`RATE`). */
  referenceId: string;
  reference: NtpTimestamp;
  /** T1: when the client sent its request; in an answer, the request's transmit timestamp. */
  originate: NtpTimestamp;
  /** T2: when the server received it. */
  receive: NtpTimestamp;
  /** T3: when the server sent its answer; in a request, T1. */
  transmit: NtpTimestamp;
}

/** The length of the header, which is the whole of a packet without extension fields and MAC. */
export const PACKET_BYTES = 48;
/** Where each timestamp stands: the number of its first byte, from 0. */
const TIMESTAMPS_AT = { reference: 16, originate: 24, receive: 32, transmit: 40 } as const;
export type TimestampField = keyof typeof TIMESTAMPS_AT;
export const TIMESTAMP_FIELDS = Object.keys(TIMESTAMPS_AT) as TimestampField[];

/** `the receive timestamp (bytes 32 to 39)` */
export function fieldInWords(field: TimestampField): Message {
  const from = TIMESTAMPS_AT[field];
  return say('ntp-timestamp', { field, from, to: from + 7 });
}

/** The 48 bytes of a packet. Numbers that do not fit into their field lose their upper bits. */
export function encodePacket(packet: NtpPacket): Buffer {
  const bytes = Buffer.alloc(PACKET_BYTES);
  bytes[0] = ((packet.leap & 3) << 6) | ((packet.version & 7) << 3) | (packet.mode & 7);
  bytes[1] = packet.stratum;
  bytes[2] = packet.poll;
  bytes[3] = packet.precision;
  bytes.writeUInt32BE(shortUnits(packet.rootDelay), 4);
  bytes.writeUInt32BE(shortUnits(packet.rootDispersion), 8);
  bytes.write(packet.referenceId, 12, 4, 'latin1');
  for (const field of TIMESTAMP_FIELDS) bytes.writeBigUInt64BE(BigInt.asUintN(64, packet[field]), TIMESTAMPS_AT[field]);
  return bytes;
}

/** The header of a packet, without what stands behind its 48 bytes. Throws RangeError for fewer. */
export function decodePacket(bytes: Buffer): NtpPacket {
  const first = bytes.readUInt8(0);
  return {
    leap: first >> 6,
    version: (first >> 3) & 7,
    mode: first & 7,
    stratum: bytes.readUInt8(1),
    poll: bytes.readInt8(2),
    precision: bytes.readInt8(3),
    rootDelay: bytes.readUInt32BE(4) / 2 ** 16,
    rootDispersion: bytes.readUInt32BE(8) / 2 ** 16,
    referenceId: bytes.toString('latin1', 12, 16),
    reference: bytes.readBigUInt64BE(TIMESTAMPS_AT.reference),
    originate: bytes.readBigUInt64BE(TIMESTAMPS_AT.originate),
    receive: bytes.readBigUInt64BE(TIMESTAMPS_AT.receive),
    transmit: bytes.readBigUInt64BE(TIMESTAMPS_AT.transmit),
  };
}

/** Some fields of an answer in words: `stratum 0, referenceId "RATE", transmit 2026-01-02T03:04:05.750Z`. */
export function answerInWords(fields: Partial<NtpPacket>): string {
  return Object.entries(fields)
    .map(([name, value]) => {
      if (name === 'originate' && value !== 0n) return 'another originate'; // as a time it would tell nothing
      if (typeof value === 'bigint') return `${name} ${value === 0n ? '0' : isoOf(value)}`;
      return `${name} ${typeof value === 'string' ? JSON.stringify(value) : value}`;
    })
    .join(', ');
}

/** The NTP short format: 16 bits of seconds, 16 bits of fraction (RFC 5905 §6). */
function shortUnits(seconds: number): number {
  return Math.round(seconds * 2 ** 16) % FRACTION_UNITS;
}

/** The field type, the length, and 24 bytes: the last field of a packet without a MAC has at least 28 bytes (RFC 7822 §3). */
const LEAST_BYTES = 28;

/** An extension field, behind the 48 bytes of a packet (RFC 7822 §3); `value` is padded with NUL to a multiple of 4 bytes. */
export function extensionField(type: number, value: Uint8Array): Buffer {
  const length = Math.max(LEAST_BYTES, 4 + Math.ceil(value.length / 4) * 4);
  const bytes = Buffer.alloc(length);
  bytes.writeUInt16BE(type, 0);
  bytes.writeUInt16BE(length, 2);
  bytes.set(value, 4);
  return bytes;
}
