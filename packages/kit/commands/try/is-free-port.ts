import { once } from 'node:events';
import { createServer } from 'node:net';
import { LOOPBACK } from '../../peers/tcp-relay.ts';

/** Whether no TCP server has a port of 127.0.0.1: found out by taking it, since a connection could be one that counts. */
export async function isFreePort(port: number): Promise<boolean> {
  const server = createServer();
  server.listen({ port, host: LOOPBACK, exclusive: true });
  try {
    await once(server, 'listening');
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'EADDRINUSE';
  } finally {
    server.close();
  }
}
