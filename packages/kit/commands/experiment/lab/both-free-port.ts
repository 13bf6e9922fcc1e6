import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { freeTcpPort } from '../../../program/free-port.ts';

/** A port that is free for TCP and for UDP. */
export async function bothFreePort(): Promise<number> {
  for (;;) {
    const port = await freeTcpPort();
    if (await isFreeForUdp(port)) return port;
  }
}

/** Whether a port is free on all IPv4 addresses of this machine, for TCP and for UDP. */
export async function isFreeForBoth(port: number): Promise<boolean> {
  return (await isFreeForTcp(port)) && (await isFreeForUdp(port));
}

async function isFreeForTcp(port: number): Promise<boolean> {
  const server = createServer();
  server.listen({ port, host: '0.0.0.0', exclusive: true });
  const isFree = await comesUp(server);
  server.close();
  return isFree;
}

async function isFreeForUdp(port: number): Promise<boolean> {
  const socket = createSocket('udp4');
  socket.bind({ port, exclusive: true });
  const isFree = await comesUp(socket);
  socket.close();
  return isFree;
}

async function comesUp(socket: NodeJS.EventEmitter): Promise<boolean> {
  return once(socket, 'listening').then(
    () => true,
    () => false,
  );
}
