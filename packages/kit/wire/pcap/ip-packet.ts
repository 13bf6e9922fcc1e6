import { isIPv4 } from 'node:net';
import { addressBytes } from './address-bytes.ts';
import { internetChecksum } from './internet-checksum.ts';

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

/** The bytes of a packet's header. */
export function ipHeaderLength(packet: Buffer): number {
  return packet.readUInt8(0) >> 4 === 4 ? IPV4_HEADER : IPV6_HEADER;
}

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
