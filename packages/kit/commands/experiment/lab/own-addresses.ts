import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { isIPv6 } from 'node:net';
import { networkInterfaces } from 'node:os';

/** Addresses by which this machine can be reached from itself: of the loopback, and one of its network if it has any. */
export async function ownAddresses(): Promise<string[]> {
  const candidates = ['127.0.0.1', '127.0.0.2', ...networkAddress(), '::1'];
  const isOwn = await Promise.all(candidates.map(canBeBound));
  return candidates.filter((_, index) => isOwn[index]);
}

/** The first IPv4 address that is not of the loopback. */
function networkAddress(): string[] {
  const all = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? []);
  return all
    .filter(({ family, internal }) => family === 'IPv4' && !internal)
    .map(({ address }) => address)
    .slice(0, 1);
}

/** What is no address of this machine cannot be bound: EADDRNOTAVAIL. */
async function canBeBound(address: string): Promise<boolean> {
  const socket = createSocket(isIPv6(address) ? 'udp6' : 'udp4');
  try {
    socket.bind({ address, port: 0 });
    await once(socket, 'listening');
    return true;
  } catch {
    return false;
  } finally {
    socket.close();
  }
}
