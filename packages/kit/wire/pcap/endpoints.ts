import { isIP, isIPv6 } from 'node:net';
import type { Conversation, End, Endpoint } from '../types.ts';

/** A port for an end that has never shown its own: one that systems choose from (RFC 6335 §6). */
const FIRST_EPHEMERAL = 49_152;
const EPHEMERAL = 16_384;

/**
 * Where the two ends of a conversation are, for packets: addresses of one family, and ports. What is not known (who was
 * refused, a socket of all addresses, a name) is on this machine.
 * @param number the conversation's, counted from 1: whoever is not known has a port by it
 */
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
