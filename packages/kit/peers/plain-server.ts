import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { Change } from '../program/output.ts';

export interface ServedConnection {
  socket: Socket;
  reads: Buffer[];
  /** What happened, in order: `end`, `error ECONNRESET`, `close`. */
  events: string[];
}

/** A plain server in the part of a program: it reads everything, and tells what it saw, client by client. */
export async function plainServer(host: string, onConnection: (seen: ServedConnection) => void = () => {}) {
  const connections: ServedConnection[] = [];
  const change = new Change();
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    const seen: ServedConnection = { socket, reads: [], events: [] };
    const note = (event: string) => {
      seen.events.push(event);
      change.announce();
    };
    connections.push(seen);
    socket.on('data', (bytes) => {
      seen.reads.push(bytes as Buffer);
      change.announce();
    });
    socket.on('end', () => note('end'));
    socket.on('error', ({ code }: NodeJS.ErrnoException) => note(`error ${code}`));
    socket.on('close', () => note('close'));
    onConnection(seen);
    change.announce();
  });
  server.listen(0, host);
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    connections,
    /** Waits until something is so of the connection with this number. */
    async until(isSo: (seen: ServedConnection) => boolean, index = 0): Promise<ServedConnection> {
      for (;;) {
        const seen = connections[index];
        if (seen && isSo(seen)) return seen;
        await change.next;
      }
    },
    async [Symbol.asyncDispose]() {
      for (const { socket } of connections) socket.destroy();
      await server[Symbol.asyncDispose]();
    },
  };
}

export function bytesOf({ reads }: ServedConnection): Buffer {
  return Buffer.concat(reads);
}

export function textsOf({ reads }: ServedConnection): string[] {
  return reads.map(String);
}
