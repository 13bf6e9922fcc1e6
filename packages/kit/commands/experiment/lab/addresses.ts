import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { connect, createServer, isIPv6 } from 'node:net';
import { networkInterfaces } from 'node:os';
import { STEP_DEADLINE_MS, withinDeadline } from '../../../program/deadline.ts';
import { freeTcpPort } from '../../../program/free-port.ts';
import type { Endpoint, ProbeResult } from '../../../wire/types.ts';

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

/**
 * How long a socket waits to be told that nobody is there, in milliseconds. On Windows Node is told nothing of ICMP, so
 * silence is the usual answer there; elsewhere it means that the machine is slow.
 */
export const SILENCE_MS = process.platform === 'win32' ? 1_000 : STEP_DEADLINE_MS;
const QUESTION = 'hello\n';

/** Asks whether anything answers at an address of this machine. */
export async function probeAddress(transport: 'tcp' | 'udp', to: Endpoint): Promise<ProbeResult> {
  using sockets = new DisposableStack();
  const answer = (transport === 'tcp' ? overTcp(to, sockets) : overUdp(to, sockets)).then(
    () => 'answers' as const,
    (error: NodeJS.ErrnoException) => ({ code: error.code ?? String(error) }),
  );
  return (await withinDeadline(answer, SILENCE_MS)) ?? 'silence';
}

async function overTcp({ address, port }: Endpoint, sockets: DisposableStack): Promise<void> {
  const socket = sockets.adopt(connect({ host: address, port }), (open) => open.destroy());
  await once(socket, 'connect');
  socket.end(QUESTION);
  await once(socket, 'data');
}

/**
 * Two sockets ask. The one that is not connected takes the reply, from whichever of its addresses the server sends it;
 * the connected one is told by ICMP when no socket is bound there.
 */
async function overUdp({ address, port }: Endpoint, sockets: DisposableStack): Promise<void> {
  const type = isIPv6(address) ? 'udp6' : 'udp4';
  const open = () => sockets.adopt(createSocket(type), (socket) => socket.close());
  const [free, connected] = [open(), open()];
  connected.connect(port, address);
  await once(connected, 'connect');
  const heard = Promise.race([once(free, 'message'), once(connected, 'message')]); // each rejects on 'error'
  free.send(QUESTION, port, address);
  connected.send(QUESTION);
  await heard;
}
