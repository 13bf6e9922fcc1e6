import { CheckFailure } from '../failure/failure.ts';
import { matchInTime } from '../failure/match-in-time.ts';
import { say } from '../failure/message.ts';
import type { Tcp } from '../peers/tcp.ts';
import type { Program } from '../program/program.ts';
import { readyLine } from '../program/ready-line.ts';

/** Spellings of an address in a ready line; Node prints more than one. */
const NAMES = {
  '127.0.0.1': { pattern: /^(\[?(::ffff:)?127\.0\.0\.1\]?|localhost)$/, inWords: '127.0.0.1' as const },
  'all interfaces': { pattern: /^(0\.0\.0\.0|\[?::\]?|\*)$/, inWords: say('all-interfaces') },
};

/**
 * The ready line of a server names the address that it is bound to.
 * @throws CheckFailure
 * @example
 * await expectBoundHost(await start('server', { host: '127.0.0.1' }), '127.0.0.1');
 */
export async function expectBoundHost(server: Program, address: keyof typeof NAMES): Promise<void> {
  const { host } = await readyLineOf(server);
  const { pattern, inWords } = NAMES[address];
  if (pattern.test(host)) return;
  throw new CheckFailure(say('names-another-host'), {
    kind: 'words',
    expected: say('host-is', { host: inWords }),
    received: say('host-is', { host: `"${host}"` }),
  });
}

/**
 * A server that was started with `--port 0` names the port that the system has chosen in its ready line.
 * @returns that port
 * @throws CheckFailure
 * @example
 * const server = await start('server', { port: 0 });
 * const peer = await tcp.connect({ port: await expectChosenPort(server) });
 */
export async function expectChosenPort(server: Program): Promise<number> {
  const { port } = await readyLineOf(server);
  if (port !== 0) return port;
  throw new CheckFailure(say('names-port-0'), { kind: 'words', expected: say('chosen-port'), received: say('port-0') });
}

/**
 * A server that could not bind did not say that it is ready. Call it when the server has ended.
 * @throws CheckFailure
 * @example
 * const server = await start('server', { port: (await tcp.hold()).port, ready: false });
 * await server.exits(1);
 * expectNotReady(server);
 */
export function expectNotReady({ readyTemplate, stdout }: Program): void {
  if (!matchInTime(readyLine(readyTemplate), stdout.text())) return;
  throw new CheckFailure(say('ready-without-binding'), {
    kind: 'words',
    expected: say('no-ready-line'),
    received: stdout.text().trim(),
  });
}

/**
 * Nothing accepts TCP connections at an address.
 * @param place where, and what the server was told: `{ host: '127.0.0.1', port, given: '--host=127.0.0.2' }`
 * @throws CheckFailure
 * @example
 * await expectNotListening(tcp, { host: '127.0.0.1', port: server.port, given: '--host=127.0.0.2' });
 */
export async function expectNotListening(
  tcp: Tcp,
  { host, port, given }: { host: string; port: number; given: string },
): Promise<void> {
  if (!(await tcp.accepts({ port }, host))) return;
  throw new CheckFailure(say('answers-elsewhere'), {
    kind: 'words',
    expected: say('nothing-listens-with', { given, address: `${host}:${port}` }),
    received: say('connection-accepted-at', { host }),
  });
}

interface ReadyLine {
  /** Any name of the address: `0.0.0.0`, `::`, `[::1]`, `localhost`, `*`. */
  host: string;
  port: number;
}

/** Waits for the ready line of a server, as topic.yaml has it. */
async function readyLineOf(server: Program): Promise<ReadyLine> {
  const { readyTemplate } = server;
  const [, host = '', port = ''] = await server.prints(readyLine(readyTemplate), `"${readyTemplate}"`);
  return { host, port: Number(port) };
}
