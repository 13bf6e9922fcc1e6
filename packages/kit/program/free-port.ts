import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer, type Server } from 'node:net';
import getPort, { clearLockedPorts, portNumbers } from 'get-port';

/** Below the range from which systems take ports for outgoing connections (Linux 32768, IANA 49152), so that none of those is in the way. */
const FIRST_PORT = 20_000;
/** Runs at a time on one machine that never get in each other's way. */
const SHARES = 30;
const PORTS_OF_A_SHARE = 400;

interface Share {
  ports: readonly number[];
  /** Where the search for the next port begins, so that a port is not taken again at once. */
  next: number;
  /** Listens as long as this run lasts, and so tells the other ones that the share is taken. */
  lock: Server | undefined;
}

let share: Promise<Share> | undefined;

/** A TCP port on which nothing listens now, on any address. @param room so many ports, it and those behind it, are given to nobody */
export function freeTcpPort(room = 1): Promise<number> {
  return nextPort(isFreeForTcp, room);
}

/** A UDP port to which nothing is bound now: taken by binding to it, since get-port probes TCP only. */
export function freeUdpPort(): Promise<number> {
  return nextPort(isFreeForUdp);
}

/** The ports of this run in turn: so no two probe the same one at a time, and none is taken again soon. */
async function nextPort(isFree: (port: number) => Promise<boolean>, room = 1): Promise<number> {
  const mine = await theShare();
  for (let tried = 0; tried < mine.ports.length; tried++) {
    const port = mine.ports[mine.next % mine.ports.length];
    mine.next += room;
    if (port !== undefined && (await isFree(port))) return port;
  }
  throw new Error(`No free port between ${mine.ports.at(0)} and ${mine.ports.at(-1)}.`);
}

/** get-port gives another port when this one is in use; or when it gave it before, which is no matter here: ports come in turn. */
async function isFreeForTcp(port: number): Promise<boolean> {
  clearLockedPorts();
  return (await getPort({ port })) === port;
}

async function isFreeForUdp(port: number): Promise<boolean> {
  const socket = createSocket('udp4');
  try {
    socket.bind(port, '0.0.0.0');
    await once(socket, 'listening');
    return true;
  } catch {
    return false;
  } finally {
    socket.close();
  }
}

/** Each run has a share of the ports, so that no other run takes one between the probe and the program's bind. */
function theShare(): Promise<Share> {
  share ??= takeShare();
  return share;
}

async function takeShare(): Promise<Share> {
  for (let index = 0; index < SHARES; index++) {
    const [first = 0, ...ports] = portsOf(index);
    const lock = await listen(first);
    if (lock) return { ports, next: 0, lock };
  }
  const [, ...ports] = portsOf(Math.floor(Math.random() * SHARES)); // more runs than shares: a race is unlikely, still
  return { ports, next: 0, lock: undefined };
}

function portsOf(index: number): number[] {
  const first = FIRST_PORT + index * PORTS_OF_A_SHARE;
  return [...portNumbers(first, first + PORTS_OF_A_SHARE - 1)];
}

async function listen(port: number): Promise<Server | undefined> {
  const server = createServer((socket) => socket.destroy()).unref(); // no program has anything to say here
  try {
    server.listen({ port, host: '127.0.0.1', exclusive: true });
    await once(server, 'listening');
    return server;
  } catch {
    return undefined;
  }
}
