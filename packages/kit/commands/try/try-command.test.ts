import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { type AddressInfo, connect, createServer } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { plainServer } from '../../peers/plain-server.ts';
import { freeTcpPort, freeUdpPort } from '../../program/free-port.ts';
import { finishedCourse, runTry } from './fixtures/running-try.ts';

const HOST = '127.0.0.1';
const TALK = /^Talk to it: telnet 127\.0\.0\.1 (\d+) {3}\(or: nc 127\.0\.0\.1 \1\)$/m;
let course: Awaited<ReturnType<typeof finishedCourse>>;
beforeAll(async () => {
  course = await finishedCourse();
});
afterAll(() => course[Symbol.asyncDispose]());

function start(args: readonly string[], options?: { folder?: string }) {
  const running = runTry(course.directory, args, options);
  onTestFinished(() => running[Symbol.asyncDispose]());
  return running;
}

async function ask(port: number, question: string): Promise<string> {
  const socket = connect({ port, host: HOST, allowHalfOpen: true });
  socket.end(question);
  return text(socket);
}

/** Changes a program of tcp-pair for one test. */
function write(name: 'server' | 'client', change: (source: string) => string): void {
  const file = join(course.directory, 'packages', 'tcp-pair', 'src', `${name}.ts`);
  const source = readFileSync(file, 'utf8');
  onTestFinished(() => writeFileSync(file, source));
  writeFileSync(file, change(source));
}

/** A TCP port that somebody has, up to the end of the test. */
async function takenPort(): Promise<number> {
  const holder = createServer().listen(0, HOST);
  onTestFinished(() => void holder.close());
  await once(holder, 'listening');
  return (holder.address() as AddressInfo).port;
}

/** Ports differ from run to run. */
const settled = (shown: string) => shown.replaceAll(/\b[1-9]\d{3,4}\b/g, 'PORT');

test('a TCP server: all that passes, what it prints, and a clean end by Ctrl-C', async () => {
  const wished = await freeTcpPort();
  const running = start(['tcp-pair', 'server', '--port', String(wished)]);
  const [, port] = await running.shows(TALK);
  expect(Number(port)).toBe(wished);
  expect(await ask(wished, 'ñandú\n')).toBe('ÑANDÚ\n');
  await running.shows(/server → client 1 {2}FIN/);
  expect(await ask(wished, 'plain')).toBe('PLAIN');
  await running.shows(/server → client 2 {2}FIN/);
  running.interrupt();
  expect(await running.ends()).toBe(0);
  const shown = settled(running.shown());
  expect(shown).toContain('tcp-pair, server: the capital-letters server over TCP\n');
  expect(shown).toContain('server             prints: The server is ready to receive on 0.0.0.0:PORT\n');
  expect(shown).toContain(`client 1 → server  connects to 127.0.0.1:PORT, from port PORT\n`);
  expect(shown).toContain(`client 1 → server  "ñandú\\n"\n    0000  c3 b1 61 6e 64 c3 ba 0a `);
  expect(shown).toContain(`server → client 1  "ÑANDÚ\\n"\n`);
  // The server prints beside it that a client has connected, sooner or later.
  expect(shown).toMatch(
    /client 2 → server {2}"plain"\n(server {13}prints: .*\n)?client 2 → server {2}FIN: it sends nothing more\n/,
  );
  expect(shown).toMatch(/\n\nStopped: server\.\n$/);
  expect(running.stderr()).toBe('');
  await expect(once(connect(wished, HOST), 'connect')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
});

test('a UDP server, found by the folder in which one stands', async () => {
  const running = start(['server', '--port', String(await freeTcpPort())], {
    folder: join(course.directory, 'packages', 'udp-pair', 'src'),
  });
  const [, port] = await running.shows(/^Talk to it: nc -u 127\.0\.0\.1 (\d+)$/m);
  const socket = createSocket('udp4');
  onTestFinished(() => void socket.close());
  socket.send('hola', Number(port), HOST);
  expect(String((await once(socket, 'message'))[0])).toBe('HOLA');
  await running.shows(/server → client 1 {2}datagram "HOLA"/);
  running.interrupt();
  expect(await running.ends()).toBe(0);
  expect(running.shown()).toContain('client 1 → server  datagram "hola"\n');
});

test('a port that is asked for, and taken, is refused', async () => {
  const port = await takenPort();
  const running = start(['tcp-pair', 'server', '--port', String(port)]);
  expect(await running.ends()).toBe(2);
  expect(running.stderr()).toBe(`Port ${port} cannot be had (EADDRINUSE). Without --port a free one is taken.\n`);
});

test('a default port that is taken: another one, and a line that says so', async () => {
  const port = await takenPort();
  write('server', (source) => source.replace("port = '12000'", `port = '${port}'`));
  const running = start(['tcp-pair', 'server']);
  const [, other] = await running.shows(TALK);
  expect(running.shown()).toContain(`Port ${port} is taken (EADDRINUSE), so it is another one today.\n`);
  expect(await ask(Number(other), 'ho\n')).toBe('HO\n');
  running.interrupt();
  expect(await running.ends()).toBe(0);
});

test('a client with its server: what is typed goes in, and what it prints and sends is shown', async () => {
  await using server = await plainServer(HOST, ({ socket }) => {
    socket.on('data', (bytes) => socket.end(String(bytes).toUpperCase()));
  });
  const running = start(['tcp-pair', 'client', '--port', String(server.port)]);
  await running.shows(/Input lowercase sentence:/);
  running.type('hola\n');
  running.endInput();
  expect(await running.ends()).toBe(0);
  const shown = settled(running.shown());
  expect(shown).toContain('client → 127.0.0.1:PORT  connects to 127.0.0.1:PORT, from port PORT\n');
  expect(shown).toContain('client                    reads on stdin: "hola\\n"\n');
  expect(shown).toContain('client → 127.0.0.1:PORT  "hola\\n"\n');
  expect(shown).toContain('127.0.0.1:PORT → client  "HOLA\\n"\n');
  expect(shown).toContain('client                    prints: From server: HOLA\n');
  expect(shown).toMatch(/client {20}ends: exit code 0\n$/);
});

test('Ctrl-C ends a client that waits', async () => {
  const running = start(['udp-pair', 'client', '--port', String(await freeUdpPort())]);
  await running.shows(/Input lowercase sentence:/);
  running.interrupt();
  expect(await running.ends()).toBe(0);
  expect(running.shown()).toMatch(/\nStopped: client\.\n$/);
});

test('a TCP client whose server is not there is refused as without a relay', async () => {
  const port = await freeTcpPort();
  const running = start(['tcp-pair', 'client', '--port', String(port)]);
  running.endInput();
  expect(await running.ends()).toBe(0);
  expect(running.shown()).toContain(`Nothing listens on 127.0.0.1:${port}`);
  expect(running.shown()).toContain(`  pnpm try tcp-pair server --port ${port}\n`);
  expect(running.shown()).toMatch(/stderr: .*ECONNREFUSED/s);
});

test('open gaps are named, and the end of the program is said', async () => {
  write(
    'client',
    () => `console.error('TODO 3 is still open: send (src/client.ts:1)');
process.exit(1);
function todo(gap) {}
todo(3);
`,
  );
  const running = start(['tcp-pair', 'client', '--port', String(await freeTcpPort())]);
  expect(await running.ends()).toBe(0);
  expect(running.shown()).toContain('TODO 3 is still open: where the program reaches it, it says so and ends.\n');
  expect(running.shown()).toContain('ends: exit code 1 (an error, reported or uncaught)\n');
});

test('a program that does not compile says where, with 1', async () => {
  write('client', () => 'const = 1;\n');
  const running = start(['tcp-pair', 'client']);
  expect(await running.ends()).toBe(1);
  expect(running.stderr()).toContain('packages/tcp-pair/src/client.ts does not compile, so it cannot run.');
});

test.each([
  [['server'], 'There is more than one "server". Type one of: pnpm try udp-pair server, pnpm try tcp-pair server\n'],
  [['nix'], 'No program is called "nix": udp-pair has server, client; tcp-pair has server, client.\n'],
  [['tcp-pair', 'client', '--', '--port=1'], '--port=1 stands before the --, among the flags of pnpm try.\n'],
  [[], 'Name one program: pnpm try server, or with its topic: pnpm try echo-service server\n'],
])('%j is refused in one line', async (args, message) => {
  const running = start(args);
  expect(await running.ends()).toBe(2);
  expect(running.stderr()).toBe(message);
});
