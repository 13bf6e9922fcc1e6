import { isIPv4 } from 'node:net';
import { internetChecksum } from './internet-checksum.ts';
import { type IpAddresses, ipHeaderLength, ipPacket, PROTOCOLS, pseudoHeader } from './ip-packet.ts';

/** Destination unreachable, and port unreachable as its reason, of IPv4 and of IPv6. */
const IPV4 = { type: 3, code: 3 }; // RFC 792
const IPV6 = { type: 1, code: 4 }; // RFC 4443 §3.1
/** Type, code, checksum, four bytes of nothing. */
const HEADER = 8;
/** Of the packet that it is about it brings back the IP header and 8 bytes: the ports of UDP (RFC 792). */
const QUOTED = 8;

/**
 * What a host answers when nothing is bound to the port that a datagram came for.
 * @param addresses from that host to the sender
 * @param datagram the packet that could not be delivered
 */
export function portUnreachable(addresses: IpAddresses, datagram: Buffer): Buffer {
  const { type, code } = isIPv4(addresses.from) ? IPV4 : IPV6;
  const protocol = isIPv4(addresses.from) ? PROTOCOLS.icmp : PROTOCOLS.icmpv6;
  const quoted = datagram.subarray(0, ipHeaderLength(datagram) + QUOTED);
  const message = Buffer.concat([Buffer.from([type, code]), Buffer.alloc(HEADER - 2), quoted]);
  // ICMP of IPv4 sums up itself alone; that of IPv6 the addresses, too (RFC 4443 §2.3).
  const before = isIPv4(addresses.from) ? Buffer.alloc(0) : pseudoHeader(addresses, protocol, message.length);
  message.writeUInt16BE(internetChecksum(before, message), 2);
  return ipPacket(addresses, protocol, message);
}
