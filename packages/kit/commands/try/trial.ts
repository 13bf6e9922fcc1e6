import { once } from 'node:events';
import { createServer } from 'node:net';
import { CheckFailure } from '../../failure/failure.ts';
import { LOOPBACK, type RelayOptions, TcpRelay } from '../../peers/tcp-relay.ts';
import { UdpRelay } from '../../peers/udp-relay.ts';
import { freeTcpPort, freeUdpPort } from '../../program/free-port.ts';
import type { Program } from '../../program/program.ts';
import { addressInWords } from '../../text/phrases.ts';
import { UsageError } from '../../text/usage-error.ts';
import type { LiveView } from './live-view.ts';

export interface TryRequest {
  /** A topic and a program, or a program. */
  names: string[];
  port?: number;
  host?: string;
  rest: string[];
}

export interface Trial {
  request: TryRequest;
  defaults: ReturnType<typeof defaultFlags>;
  view: LiveView;
  /** The command that tries the server of the same topic. */
  serverCommand: string;
  print(text: string): void;
  launch(args: readonly string[], port: number): Program;
}

export type Relay = AsyncDisposable & { port: number };

/** @throws the error of the system when the port cannot be had */
export function openRelay(transport: 'tcp' | 'udp', options: RelayOptions): Promise<Relay> {
  return transport === 'udp' ? UdpRelay.open(options) : TcpRelay.open(options);
}

/** A relay on the wished-for port, or else on a free one with the code of the error. */
export async function openRelayNear(
  transport: 'tcp' | 'udp',
  options: RelayOptions,
): Promise<{ relay: Relay; code?: string }> {
  try {
    return { relay: await openRelay(transport, options) };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (options.port === undefined || code === undefined) throw error;
    const { port: _, ...elsewhere } = options;
    return { relay: await openRelay(transport, elsewhere), code };
  }
}

/** What a program takes when its flags are left out, as its own code says (`port = '12000'`), or else the comment above it. */
export function defaultFlags(source: string): { host?: string; port?: number } {
  const port = /\bport = '(\d+)'/.exec(source)?.[1] ?? /--port (\d+)/.exec(source)?.[1];
  const host = /\bhost = '([\w.:-]+)'/.exec(source)?.[1] ?? /--host ([\w.:-]+)/.exec(source)?.[1];
  return { ...(host !== undefined && { host }), ...(port !== undefined && { port: Number(port) }) };
}

/** That of the lessons, for a client that has none of its own. */
const DEFAULT_PORT = 12_000;

/** A client takes a relay for its server. Without a TCP server there is none: a relay cannot refuse a connection. */
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

/**
 * Starts a server on a free port, and puts a relay before it, on the port that people talk to.
 * @returns the relay, once the server can be talked to; nothing when it has ended before
 * @throws UsageError when the port that the user names is taken
 */
export async function tryServer(trial: Trial, transport: 'tcp' | 'udp'): Promise<Relay | undefined> {
  const { request, defaults, view, print, launch } = trial;
  const wished = request.port ?? defaults.port;
  const port = await (transport === 'udp' ? freeUdpPort() : freeTcpPort());
  const address = request.host === undefined || /^(0\.0\.0\.0|::)$/.test(request.host) ? LOOPBACK : request.host;
  const options: RelayOptions = { server: { address, port }, wire: view, ...(wished && { port: wished }) };
  const { relay, code } = await openRelayNear(transport, options); // before the program: a taken port is said at once
  if (code !== undefined && request.port !== undefined) {
    await relay[Symbol.asyncDispose]();
    throw new UsageError(`Port ${request.port} cannot be had (${code}). Without --port a free one is taken.`);
  }
  const host = request.host === undefined ? [] : ['--host', request.host];
  const program = launch(['--port', String(port), ...host, ...request.rest], port);
  program.endInput();
  if (!(await isReady(program, print))) {
    await relay[Symbol.asyncDispose]();
    return undefined;
  }
  if (code !== undefined) print(`Port ${wished} is taken (${code}), so it is another one today.`);
  const at = `${LOOPBACK} ${relay.port}`;
  print(`\nTalk to it: ${transport === 'udp' ? `nc -u ${at}` : `telnet ${at}   (or: nc ${at})`}`);
  const place = addressInWords(`${address}:${port}`);
  print(
    `There a relay shows what passes, and hands it on to your program at ${place}, which so sees the relay's ports as those of its clients. Ctrl-C ends both.\n`,
  );
  return relay;
}

/** A server that says nothing may be slow, or have its ready line wrong: it is talked to all the same. */
async function isReady(program: Program, print: (text: string) => void): Promise<boolean> {
  try {
    await program.ready();
    return true;
  } catch (error) {
    if (!(error instanceof CheckFailure)) throw error;
    if (!program.ending) print(`${error.summary} Its ready line would be: ${program.readyTemplate}`);
    return !program.ending;
  }
}
