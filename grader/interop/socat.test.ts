import { freeTcpPort, freeUdpPort } from '@socket-lab/kit/program/free-port';
import type { Program } from '@socket-lab/kit/program/program';
import { line } from '@socket-lab/kit/text/line';
import { describe, expect, test } from 'vitest';
import { Command } from './command.ts';
import { needsCommand } from './needs-command.ts';
import { stagedSolutions } from './solutions.ts';

needsCommand('socat');

const HOST = '127.0.0.1';
/** socat's patience once one side has ended, in seconds: half a second if not told, which a busy machine needs. */
const PATIENCE = '-t60';

/** A server of one line by the shell: reads it, answers in capital letters, and closes. */
const CAPITALS_OF_ONE_LINE = 'SYSTEM:read line; echo "$line" | tr a-z A-Z';

/**
 * socat connects its stdin and stdout with the server, ends its side at the end of its input, and waits for the server's end.
 * @returns all that it printed
 */
async function ask(server: Program, input: string, options = '', transport = 'TCP'): Promise<string> {
  await using socat = new Command('socat', [PATIENCE, '-', `${transport}:${HOST}:${server.port}${options}`]);
  socat.write(input);
  socat.endInput();
  expect(await socat.ends()).toBe(0);
  expect(socat.stderr.text()).toBe('');
  return socat.stdout.text();
}

/**
 * A client that sends this and breaks off: with `linger=0` a close is a reset (socket(7), SO_LINGER).
 * @param heard settles when the server has noticed the client
 */
async function reset(running: Program, input: string, heard: (socat: Command) => Promise<unknown>): Promise<void> {
  await using socat = new Command('socat', ['-', `TCP:${HOST}:${running.port},linger=0`]);
  socat.write(input);
  await heard(socat);
  await socat.kill(); // on SIGTERM it would shut the connection down first
  await running.printsOnStderr(/ECONNRESET/, 'that a client broke off');
}

/**
 * A server made of socat and a command; it is ready once it says `on AF=2` on stderr. Without `reuseaddr`, which Node
 * always sets, it could not take a port on which connections have just been closed (TIME_WAIT).
 */
function startServer(address: string, port: number, command: string): Command {
  return new Command('socat', ['-d', '-d', PATIENCE, `${address}:${port},bind=${HOST},reuseaddr`, command]);
}

describe('tcp-pair', { timeout: 60_000 }, () => {
  const solution = stagedSolutions('tcp-pair');

  test.each([
    ['hello network\n', 'HELLO NETWORK\n'],
    ['ñandú\n', 'ÑANDÚ\n'],
    ['half a line', 'HALF A LINE'],
  ])('server answers %j, though socat has ended its side', async (input, answer) => {
    await using session = solution('server');
    expect(await ask(await session.start('server', { host: HOST }), input)).toBe(answer);
  });

  test('server goes on after a reset', async () => {
    await using session = solution('server');
    const running = await session.start('server', { host: HOST });
    await reset(running, 'half a line', () => running.prints(/Connection from/, 'who connected'));
    expect(await ask(running, 'hello\n')).toBe('HELLO\n');
  });

  test('client talks to a server of socat and a shell', async () => {
    const port = await freeTcpPort();
    await using socat = startServer('TCP-LISTEN', port, CAPITALS_OF_ONE_LINE);
    await socat.showsOnStderr('on AF=2');
    await using session = solution('client');
    const client = await session.start('client', { port, stdin: 'hello network\n' });
    await client.exits(0);
    await client.prints(line('From server: HELLO NETWORK'), 'the answer');
    expect(await socat.ends()).toBe(0);
  });
});

describe('socket-server', { timeout: 60_000 }, () => {
  const solution = stagedSolutions('socket-server');

  test.each([
    ['03-reply', 'hello\ntwo\n', 'hello\n'],
    ['04-loop', 'uno\nñandú\n', 'OK...uno\nOK...ñandú\n'],
    ['05-concurrent', 'uno\nfib 20\ndos\n', 'OK...uno\nOK...fib(20)=6765\nOK...dos\n'],
  ])('%s answers the lines of socat, and ends', async (program, input, answers) => {
    await using session = solution(program);
    expect(await ask(await session.start(program, { host: HOST }), input)).toBe(answers);
  });

  test.each(['04-loop', '05-concurrent'])('%s goes on after a reset', async (program) => {
    await using session = solution(program);
    const running = await session.start(program, { host: HOST });
    await reset(running, 'uno\nhalf', (socat) => socat.shows('OK...uno\n'));
    expect(await ask(running, 'dos\n')).toBe('OK...dos\n');
  });
});

describe('echo-service', { timeout: 60_000 }, () => {
  const solution = stagedSolutions('echo-service');

  test('server sends back what socat sends, and ends its side', async () => {
    await using session = solution('server');
    const running = await session.start('server', { host: HOST });
    expect(await ask(running, 'ñandú\r\nsin fin')).toBe('ñandú\r\nsin fin');
    await running.prints(line('sent 16 bytes back to 127.0.0.1:', /\d+/), 'how much it has sent');
  });

  test('server goes on after a reset', async () => {
    await using session = solution('server');
    const running = await session.start('server', { host: HOST });
    await reset(running, 'uno', (socat) => socat.shows('uno'));
    expect(await ask(running, 'dos')).toBe('dos');
  });

  test('client talks to an echo server of socat and cat', async () => {
    const port = await freeTcpPort();
    await using socat = startServer('TCP-LISTEN', port, 'EXEC:cat');
    await socat.showsOnStderr('on AF=2');
    await using session = solution('client');
    const client = await session.start('client', { port, stdin: 'quince letras: ñandú\n' });
    await client.exits(0);
    expect(client.stdout.text()).toContain('\nReceived: quince letras: \nReceived: ñandú\nClosing connection');
  });
});

describe('udp-pair', { timeout: 60_000 }, () => {
  const solution = stagedSolutions('udp-pair');

  test('server answers each datagram of socat', async () => {
    await using session = solution('server');
    const { port } = await session.start('server', { host: HOST });
    await using socat = new Command('socat', ['-', `UDP:${HOST}:${port}`]);
    socat.write('hello network');
    await socat.shows('HELLO NETWORK');
    socat.write('ñandú');
    await socat.shows('HELLO NETWORKÑANDÚ');
  });

  test('server answers an empty datagram with an empty one', async () => {
    await using session = solution('server');
    // socat's options: the end of its input is an empty datagram, and an empty datagram is the end of its output.
    expect(await ask(await session.start('server', { host: HOST }), '', ',shut-null,null-eof', 'UDP')).toBe('');
  });

  test('client talks to a server of socat and tr', async () => {
    const port = await freeUdpPort();
    await using socat = startServer('UDP-RECVFROM', port, 'EXEC:tr a-z A-Z');
    await socat.showsOnStderr('on AF=2');
    await using session = solution('client');
    const client = await session.start('client', { port, stdin: 'hello network\n' });
    await client.exits(0);
    await client.prints(line('HELLO NETWORK'), 'the reply');
  });
});
