import { isIPv4 } from 'node:net';
import { count } from '../../text/phrases.ts';
import type { Conversation, Endpoint, WireEvent } from '../types.ts';
import {
  type IpAddresses,
  internetChecksum,
  ipHeaderLength,
  ipPacket,
  type Made,
  PROTOCOLS,
  pseudoHeader,
} from './ip-packet.ts';
import { endpoints } from './packets-of.ts';

/** A UDP conversation as packets: each datagram is one, and an ICMP error is the answer to the peer's last one. */
export class UdpTalk {
  readonly #number: number;
  readonly #conversation: Conversation;
  #lastOfPeer: { packet: Buffer; from: string; to: string } | undefined;

  constructor(number: number, conversation: Conversation) {
    this.#number = number;
    this.#conversation = conversation;
  }

  take(event: Exclude<WireEvent, { kind: 'note' }>): Made {
    if (event.kind === 'data') return this.#datagram(event);
    if (event.kind === 'reset' && event.code === 'ECONNREFUSED' && this.#lastOfPeer) {
      const { packet, from, to } = this.#lastOfPeer;
      return { packets: [{ from: event.from, bytes: portUnreachable({ from: to, to: from }, packet) }], remarks: [] };
    }
    return { packets: [], remarks: 'code' in event ? [`The socket had an error: ${event.code}.`] : [] };
  }

  #datagram({ from, bytes, programAt }: WireEvent & { kind: 'data' }): Made {
    const { peer, program } = this.#conversation;
    const ends = endpoints(this.#number, { ...(peer && { peer }), program: programAt ?? program });
    const [source, target] = from === 'peer' ? [ends.peer, ends.program] : [ends.program, ends.peer];
    const most = mostInDatagram(source.address);
    if (bytes.length > most) {
      return { packets: [], remarks: [`${count(bytes.length, 'byte')} were not sent: a datagram holds ${most}.`] };
    }
    const packet = udpDatagram(source, target, bytes);
    if (from === 'peer') this.#lastOfPeer = { packet, from: source.address, to: target.address };
    return { packets: [{ from, bytes: packet }], remarks: [] };
  }
}

const UDP_HEADER = 8;
const LONGEST = 0xffff;
const IPV4_HEADER = 20;
/** The most bytes that one datagram to an address can carry: 65,507 over IPv4, whose length counts its own header, too. */
const mostInDatagram = (address: string): number => LONGEST - UDP_HEADER - (isIPv4(address) ? IPV4_HEADER : 0);

/** A UDP datagram in its IP packet (RFC 768). */
function udpDatagram(from: Endpoint, to: Endpoint, payload: Uint8Array): Buffer {
  const datagram = Buffer.concat([Buffer.alloc(UDP_HEADER), payload]);
  datagram.writeUInt16BE(from.port, 0);
  datagram.writeUInt16BE(to.port, 2);
  datagram.writeUInt16BE(datagram.length, 4);
  const addresses = { from: from.address, to: to.address };
  const checksum = internetChecksum(pseudoHeader(addresses, PROTOCOLS.udp, datagram.length), datagram);
  datagram.writeUInt16BE(checksum || 0xffff, 6); // 0 would say that there is none
  return ipPacket(addresses, PROTOCOLS.udp, datagram);
}

/** Destination unreachable, and port unreachable as its reason, of IPv4 and of IPv6. */
const IPV4 = { type: 3, code: 3 }; // RFC 792
const IPV6 = { type: 1, code: 4 }; // RFC 4443 §3.1
/** Type, code, checksum, four bytes of nothing. */
const ICMP_HEADER = 8;
/** Of the packet that it is about it brings back the IP header and 8 bytes: the ports of UDP (RFC 792). */
const QUOTED = 8;

/** @param addresses from that host to the sender @param datagram the packet that could not be delivered */
function portUnreachable(addresses: IpAddresses, datagram: Buffer): Buffer {
  const { type, code } = isIPv4(addresses.from) ? IPV4 : IPV6;
  const protocol = isIPv4(addresses.from) ? PROTOCOLS.icmp : PROTOCOLS.icmpv6;
  const quoted = datagram.subarray(0, ipHeaderLength(datagram) + QUOTED);
  const message = Buffer.concat([Buffer.from([type, code]), Buffer.alloc(ICMP_HEADER - 2), quoted]);
  // ICMP of IPv4 sums up itself alone; that of IPv6 the addresses, too (RFC 4443 §2.3).
  const before = isIPv4(addresses.from) ? Buffer.alloc(0) : pseudoHeader(addresses, protocol, message.length);
  message.writeUInt16BE(internetChecksum(before, message), 2);
  return ipPacket(addresses, protocol, message);
}
