import { randomBytes } from 'node:crypto';
import { freeTcpPort, freeUdpPort } from '@socket-lab/kit/program/free-port';
import { line } from '@socket-lab/kit/text/line';
import { describe, expect, test } from 'vitest';
import { Command } from './command.ts';
import { needsCommand } from './needs-command.ts';
import { stagedSolutions } from './solutions.ts';

needsCommand('nc');

const HOST = '127.0.0.1';

/**
 * `nc` is fed with these bytes, ends its side behind them (-N), and waits for the server's end.
 * @returns all that it printed
 */
async function ask(port: number, input: string | Buffer, ...flags: string[]): Promise<Buffer> {
  await using nc = new Command('nc', ['-N', ...flags, HOST, String(port)]);
  nc.write(input);
  nc.endInput();
  expect(await nc.ends()).toBe(0);
  expect(nc.stderr.text()).toBe('');
  return nc.stdout.bytes();
}

describe('tcp-pair', { timeout: 60_000 }, () => {
  const solution = stagedSolutions('tcp-pair');

  test.each([
    ['a line', 'hello network\n', 'HELLO NETWORK\n'],
    ['a line that is not ASCII', 'ñandú\n', 'ÑANDÚ\n'],
    ['an empty line', '\n', '\n'],
    ['the first of two lines', 'uno\ndos\n', 'UNO\n'],
    ['what came without a newline', 'hello', 'HELLO'],
  ])('server answers %s, though nc has ended its side', async (_what, input, answer) => {
    await using session = solution('server');
    const { port } = await session.start('server', { host: HOST });
    expect(String(await ask(port, input))).toBe(answer);
  });

  test('server keeps the CR of a line (nc -C)', async () => {
    await using session = solution('server');
    const { port } = await session.start('server', { host: HOST });
    expect(String(await ask(port, 'hello\n', '-C'))).toBe('HELLO\r\n');
  });

  test('server serves one client after the other, and goes on', async () => {
    await using session = solution('server');
    const { port } = await session.start('server', { host: HOST });
    for (const word of ['uno', 'dos', 'tres']) {
      expect(String(await ask(port, `${word}\n`))).toBe(`${word.toUpperCase()}\n`);
    }
  });

  test.each(['hello network', 'ñandú'])('client talks to nc -l: %s', async (sentence) => {
    const port = await freeTcpPort();
    await using nc = new Command('nc', ['-v', '-N', '-l', HOST, String(port)]);
    await nc.showsOnStderr('Listening on');
    await using session = solution('client');
    const client = await session.start('client', { port, stdin: `${sentence}\n` });
    await nc.shows(`${sentence}\n`);
    nc.write(`${sentence.toUpperCase()}\n`);
    nc.endInput();
    await client.exits(0);
    await client.prints(line(`From server: ${sentence.toUpperCase()}`), 'the answer');
    expect(await nc.ends()).toBe(0);
  });

  test('client says that nc -l has closed without an answer', async () => {
    const port = await freeTcpPort();
    await using nc = new Command('nc', ['-v', '-N', '-l', HOST, String(port)]);
    await nc.showsOnStderr('Listening on');
    await using session = solution('client');
    const client = await session.start('client', { port, stdin: 'hello\n' });
    await nc.shows('hello\n');
    nc.endInput();
    await client.exits(1);
    expect(client.stderr.text()).not.toBe('');
  });
});

describe('socket-server', { timeout: 60_000 }, () => {
  const solution = stagedSolutions('socket-server');

  test.each([
    ['03-reply', 'hello\ntwo\n', 'hello\n'],
    ['04-loop', 'uno\n\n ñandú \t\nfib 10\n', 'OK...uno\nOK...\nOK... ñandú \t\nOK...fib 10\n'],
    [
      '05-concurrent',
      'uno\nfib 20\nfibonacci\nfib 10\ndos\n',
      'OK...uno\nOK...fib(20)=6765\nOK...fibonacci\nOK...fib(10)=55\nOK...dos\n',
    ],
  ])('%s answers the lines of nc, in order, and ends', async (program, input, answers) => {
    await using session = solution(program);
    const { port } = await session.start(program, { host: HOST });
    expect(String(await ask(port, input))).toBe(answers);
  });

  test('05-concurrent refuses a bad N, and the connection lives', async () => {
    await using session = solution('05-concurrent');
    const { port } = await session.start('05-concurrent', { host: HOST });
    const bad = ['fib abc', 'fib -1', 'fib 46', 'fib 2.5', 'fib 12abc'];
    const answers = String(await ask(port, `${bad.join('\n')}\nfib 1\n`));
    expect(answers).toMatch(/^(ERR\.\.\..*\n){5}OK\.\.\.fib\(1\)=1\n$/);
  });

  test.each(['04-loop', '05-concurrent'])('%s goes on when its clients have left', async (program) => {
    await using session = solution(program);
    const { port } = await session.start(program, { host: HOST });
    for (const word of ['uno', 'dos', 'tres']) expect(String(await ask(port, `${word}\n`))).toBe(`OK...${word}\n`);
  });

  test('03-reply sends the CR of a line back (nc -C)', async () => {
    await using session = solution('03-reply');
    const { port } = await session.start('03-reply', { host: HOST });
    expect(String(await ask(port, 'hello\n', '-C'))).toBe('hello\r\n');
  });
});

describe('echo-service', { timeout: 60_000 }, () => {
  const solution = stagedSolutions('echo-service');

  test('server sends a megabyte of any bytes back to nc', async () => {
    await using session = solution('server');
    const server = await session.start('server', { host: HOST });
    const bytes = randomBytes(1_000_003);
    const echo = await ask(server.port, bytes);
    expect(echo.equals(bytes)).toBe(true);
    await server.prints(line('sent 1000003 bytes back to 127.0.0.1:', /\d+/), 'how much it has sent');
  });
});

describe('udp-pair', { timeout: 60_000 }, () => {
  const solution = stagedSolutions('udp-pair');

  test('server answers each line of nc -u, with its newline', async () => {
    await using session = solution('server');
    const server = await session.start('server', { host: HOST });
    await using nc = new Command('nc', ['-u', HOST, String(server.port)]);
    for (const [sentence, answer] of [
      ['hello network\n', 'HELLO NETWORK\n'],
      ['ñandú\n', 'ÑANDÚ\n'],
    ] as const) {
      nc.write(sentence);
      await nc.shows(answer);
    }
    await server.prints(line('Message received from 127.0.0.1 port ', /\d+/), 'who has sent it');
  });

  test.each(['hello network', 'ñandú'])('client talks to nc -u -l: %s', async (sentence) => {
    const port = await freeUdpPort();
    await using nc = new Command('nc', ['-v', '-u', '-l', HOST, String(port)]);
    await nc.showsOnStderr('Bound on');
    await using session = solution('client');
    const client = await session.start('client', { port, stdin: `${sentence}\n` });
    await nc.shows(sentence);
    nc.write(sentence.toUpperCase());
    await client.exits(0);
    await client.prints(line(sentence.toUpperCase()), 'the reply');
    await client.prints(line(`Received message from 127.0.0.1 port ${port}`), 'who has answered');
  });
});
