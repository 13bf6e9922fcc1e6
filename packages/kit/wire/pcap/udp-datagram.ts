import { isIPv4 } from 'node:net';
import type { Endpoint } from '../types.ts';
import { internetChecksum } from './internet-checksum.ts';
import { ipPacket, PROTOCOLS, pseudoHeader } from './ip-packet.ts';

const HEADER = 8;
const LONGEST = 0xffff;
const IPV4_HEADER = 20;

/** The most bytes that one datagram to an address can carry: 65,507 over IPv4, whose length counts its own header, too. */
export function mostInDatagram(address: string): number {
  return LONGEST - HEADER - (isIPv4(address) ? IPV4_HEADER : 0);
}

/** A UDP datagram in its IP packet (RFC 768). */
export function udpDatagram(from: Endpoint, to: Endpoint, payload: Uint8Array): Buffer {
  const datagram = Buffer.concat([Buffer.alloc(HEADER), payload]);
  datagram.writeUInt16BE(from.port, 0);
  datagram.writeUInt16BE(to.port, 2);
  datagram.writeUInt16BE(datagram.length, 4);
  const addresses = { from: from.address, to: to.address };
  const checksum = internetChecksum(pseudoHeader(addresses, PROTOCOLS.udp, datagram.length), datagram);
  datagram.writeUInt16BE(checksum || 0xffff, 6); // 0 would say that there is none
  return ipPacket(addresses, PROTOCOLS.udp, datagram);
}
