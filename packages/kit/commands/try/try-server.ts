import { CheckFailure } from '../../failure/failure.ts';
import { LOOPBACK, type RelayOptions } from '../../peers/tcp-relay.ts';
import { freeTcpPort, freeUdpPort } from '../../program/free-port.ts';
import type { Program } from '../../program/program.ts';
import { addressInWords } from '../../text/phrases.ts';
import { UsageError } from '../../text/usage-error.ts';
import { openRelayNear, type Relay } from './open-relay.ts';
import type { Trial } from './trial.ts';

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
