import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer, isIPv6 } from 'node:net';
import { networkInterfaces } from 'node:os';
import { freeTcpPort } from '../../../program/free-port.ts';

/** A port that is free for TCP and for UDP. */
export async function bothFreePort(): Promise<number> {
  for (;;) {
    const port = await freeTcpPort();
    if (await isFreeForBoth(port)) return port;
  }
}

/** Whether a port is free on all IPv4 addresses of this machine, for TCP and for UDP. */
export async function isFreeForBoth(port: number): Promise<boolean> {
  const server = createServer().listen({ port, host: '0.0.0.0', exclusive: true });
  const isFreeForTcp = await comesUp(server);
  server.close();
  return isFreeForTcp && (await canBeBound('0.0.0.0', port));
}

/** Addresses by which this machine can be reached from itself: of the loopback, and one of its network if it has any. */
export async function ownAddresses(): Promise<string[]> {
  const all = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? []);
  const ofNetwork = all.find(({ family, internal }) => family === 'IPv4' && !internal);
  const candidates = ['127.0.0.1', '127.0.0.2', ...(ofNetwork ? [ofNetwork.address] : []), '::1'];
  const isOwn = await Promise.all(candidates.map((address) => canBeBound(address, 0))); // else EADDRNOTAVAIL
  return candidates.filter((_, index) => isOwn[index]);
}

async function canBeBound(address: string, port: number): Promise<boolean> {
  const socket = createSocket(isIPv6(address) ? 'udp6' : 'udp4');
  socket.bind({ address, port, exclusive: true });
  const isBound = await comesUp(socket);
  socket.close();
  return isBound;
}

async function comesUp(socket: NodeJS.EventEmitter): Promise<boolean> {
  return once(socket, 'listening').then(
    () => true,
    () => false,
  );
}
