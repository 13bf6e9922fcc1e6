import { once } from 'node:events';
import { createServer } from 'node:net';
import { LOOPBACK } from '../../peers/tcp-relay.ts';
import { addressInWords } from '../../text/phrases.ts';
import { openRelay, type Relay } from './open-relay.ts';
import type { Trial } from './trial.ts';

/** That of the lessons, for a client that has none of its own. */
const DEFAULT_PORT = 12_000;

/**
 * Starts a client that takes a relay for its server. Where no TCP server is there it is started without one: a relay
 * cannot refuse a connection as a closed port does.
 * @returns the relay, when there is one
 */
export async function tryClient(trial: Trial, transport: 'tcp' | 'udp'): Promise<Relay | undefined> {
  const { request, defaults, view, print, launch, serverCommand } = trial;
  const server = {
    address: request.host ?? defaults.host ?? LOOPBACK,
    port: request.port ?? defaults.port ?? DEFAULT_PORT,
  };
  const place = addressInWords(`${server.address}:${server.port}`);
  const isHere = server.address === LOOPBACK || server.address === 'localhost';
  if (transport === 'tcp' && isHere && (await isFreePort(server.port))) {
    print(
      `Nothing listens on ${place}, so the client will be refused. To start your server there, in another terminal:`,
    );
    print(`  ${serverCommand} --port ${server.port}\n`);
    launch(['--host', server.address, '--port', String(server.port), ...request.rest], server.port);
    return undefined;
  }
  const relay = await openRelay(transport, { server, wire: view, client: 'program' });
  print(
    `A relay on port ${relay.port} shows what passes, and hands it on to ${place}: it is the server that the client is told.`,
  );
  print('What you type goes to the client. Ctrl-C ends it.\n');
  launch(['--host', LOOPBACK, '--port', String(relay.port), ...request.rest], relay.port);
  return relay;
}

/** Whether no TCP server has a port of 127.0.0.1: found out by taking it, since a connection could be one that counts. */
async function isFreePort(port: number): Promise<boolean> {
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
