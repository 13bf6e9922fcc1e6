import { isIPv4 } from 'node:net';
import type { End } from '../types.ts';

/** One packet of a capture. */
export interface Packet {
  atMs: number;
  /** Which conversation it belongs to, counted from 1. */
  conversation: number;
  from: End;
  /** The IP packet. */
  bytes: Buffer;
  /** What is said of it. */
  comments: string[];
}

/** What a conversation makes of an event: packets, and what is to be said of the next one. */
export type Made = { packets: { from: End; bytes: Buffer }[]; remarks: string[] };

/** Numbers of what an IP packet can carry (IANA, Protocol Numbers). */
export const PROTOCOLS = { icmp: 1, tcp: 6, udp: 17, icmpv6: 58 } as const;

export interface IpAddresses {
  /** Both of one family. */
  from: string;
  to: string;
}

const IPV4_HEADER = 20;
const IPV6_HEADER = 40;
const DONT_FRAGMENT = 0x4000;
const HOPS = 64;

/** An IP packet around what it carries: version 4 (RFC 791 §3.1) or 6 (RFC 8200 §3), as the addresses are. */
export function ipPacket(addresses: IpAddresses, protocol: number, payload: Buffer): Buffer {
  const header = isIPv4(addresses.from)
    ? ipv4Header(addresses, protocol, payload.length)
    : ipv6Header(addresses, protocol, payload.length);
  return Buffer.concat([header, payload]);
}

/** What TCP and UDP put before themselves for the checksum only (RFC 9293 §3.1, RFC 768; for IPv6 RFC 8200 §8.1). */
export function pseudoHeader({ from, to }: IpAddresses, protocol: number, length: number): Buffer {
  const rest = isIPv4(from) ? Buffer.alloc(4) : Buffer.alloc(8);
  if (isIPv4(from)) {
    rest.writeUInt8(protocol, 1);
    rest.writeUInt16BE(length, 2);
  } else {
    rest.writeUInt32BE(length, 0);
    rest.writeUInt8(protocol, 7);
  }
  return Buffer.concat([addressBytes(from), addressBytes(to), rest]);
}

export const ipHeaderLength = (packet: Buffer): number => (packet.readUInt8(0) >> 4 === 4 ? IPV4_HEADER : IPV6_HEADER);

/** Never fragmented, so it needs no identification (RFC 6864 §4.1). */
function ipv4Header({ from, to }: IpAddresses, protocol: number, length: number): Buffer {
  const header = Buffer.alloc(IPV4_HEADER);
  header.writeUInt8(0x45, 0); // version 4, a header of 5 words
  header.writeUInt16BE(IPV4_HEADER + length, 2);
  header.writeUInt16BE(DONT_FRAGMENT, 6);
  header.writeUInt8(HOPS, 8);
  header.writeUInt8(protocol, 9);
  addressBytes(from).copy(header, 12);
  addressBytes(to).copy(header, 16);
  header.writeUInt16BE(internetChecksum(header), 10);
  return header;
}

function ipv6Header({ from, to }: IpAddresses, protocol: number, length: number): Buffer {
  const header = Buffer.alloc(IPV6_HEADER);
  header.writeUInt8(0x60, 0); // version 6
  header.writeUInt16BE(length, 4);
  header.writeUInt8(protocol, 6);
  header.writeUInt8(HOPS, 7);
  addressBytes(from).copy(header, 8);
  addressBytes(to).copy(header, 24);
  return header;
}

const GROUPS = 8;

/** 4 bytes, or 16. @param address as Node has it, without a zone (RFC 4291 §2.2 for IPv6) */
export function addressBytes(address: string): Buffer {
  if (isIPv4(address)) return Buffer.from(address.split('.').map(Number));
  const [front = '', back] = address.split('::');
  const [before, after] = [groups(front), groups(back ?? '')];
  const zeros = back === undefined ? 0 : GROUPS - before.length - after.length;
  const bytes = Buffer.alloc(GROUPS * 2);
  [...before, ...Array(zeros).fill(0), ...after].forEach((group, index) => {
    bytes.writeUInt16BE(group, index * 2);
  });
  return bytes;
}

/** The last 32 bits may be written as an IPv4 address: `64:ff9b::192.0.2.33`. */
function groups(text: string): number[] {
  if (text === '') return [];
  return text.split(':').flatMap((group) => {
    if (!isIPv4(group)) return [Number.parseInt(group, 16)];
    const bytes = addressBytes(group);
    return [bytes.readUInt16BE(0), bytes.readUInt16BE(2)];
  });
}

/** RFC 1071 §1; 0 over bytes that hold their right checksum. @param parts all but the last of an even length */
export function internetChecksum(...parts: readonly Buffer[]): number {
  let sum = 0;
  for (const part of parts) {
    const even = part.length & ~1;
    for (let offset = 0; offset < even; offset += 2) sum += part.readUInt16BE(offset);
    if (even < part.length) sum += part.readUInt8(even) << 8; // a byte of zeros behind an odd last one
  }
  while (sum > 0xffff) sum = Math.floor(sum / 0x1_0000) + (sum & 0xffff); // the carries come back in below
  return ~sum & 0xffff;
}
