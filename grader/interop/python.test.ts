import { fileURLToPath } from 'node:url';
import { freeTcpPort, freeUdpPort } from '@socket-lab/kit/program/free-port';
import { line } from '@socket-lab/kit/text/line';
import { describe, expect, test } from 'vitest';
import { Command } from './command.ts';
import { needsCommand } from './needs-command.ts';
import { lessonBlock, stagedSolutions } from './solutions.ts';

needsCommand('python3');

const HOST = '127.0.0.1';

/** The course descends from programs in Python: theirs and ours are each other's peers. */
const PAIRS = [
  { topic: 'udp-pair', freePort: freeUdpPort, client: 'UDPClient.py', server: 'UDPServer.py' },
  { topic: 'tcp-pair', freePort: freeTcpPort, client: 'TCPClient.py', server: 'TCPServer.py' },
] as const;

const SENTENCES = ['hello network', 'ñandú'];

/** A program of fixtures/. -u: what it prints is there at once, on a pipe too. */
function python(script: string, port: number): Command {
  return new Command('python3', ['-u', fileURLToPath(new URL(`fixtures/${script}`, import.meta.url)), String(port)]);
}

/** The client of a lesson's section about Python, which talks to the lesson's port. */
function lessonClient(topic: string, port: number): Command {
  const [before, after, ...rest] = lessonBlock(topic, '## Talk to another language', 'import socket').split('12000');
  expect(rest).toEqual([]);
  return new Command('python3', ['-u', '-c', `${before}${port}${after}`]);
}

describe.each(PAIRS)('$topic', { timeout: 60_000 }, ({ topic, freePort, client, server }) => {
  const solution = stagedSolutions(topic);

  describe.each([
    [client, (port: number) => python(client, port)],
    ['the client of the lesson', (port: number) => lessonClient(topic, port)],
  ] as const)('%s talks to our server', (_what, start) => {
    test.each(SENTENCES)('%s', async (sentence) => {
      await using session = solution('server');
      const { port } = await session.start('server', { host: HOST });
      await using theirs = start(port);
      theirs.write(`${sentence}\n`);
      theirs.endInput();
      expect(await theirs.ends()).toBe(0);
      expect(theirs.stdout.text()).toMatch(line(sentence.toUpperCase()));
      expect(theirs.stderr.text()).toBe('');
    });
  });

  test('our server serves two clients in Python at a time, the second one first', async () => {
    await using session = solution('server');
    const { port } = await session.start('server', { host: HOST });
    await using first = python(client, port);
    await using second = python(client, port);
    await Promise.all([first, second].map((each) => each.shows('Input lowercase sentence: ')));
    for (const [each, word] of [
      [second, 'dos'],
      [first, 'uno'],
    ] as const) {
      each.write(`${word}\n`);
      expect(await each.ends()).toBe(0);
      expect(each.stdout.text()).toMatch(line(word.toUpperCase()));
    }
  });

  test(`our client talks to ${server}, one sentence after the other`, async () => {
    const port = await freePort();
    await using theirs = python(server, port);
    await theirs.shows('The server is ready to receive');
    for (const sentence of SENTENCES) {
      await using session = solution('client');
      const ours = await session.start('client', { port, stdin: `${sentence}\n` });
      await ours.exits(0);
      await ours.prints(line(sentence.toUpperCase()), 'the reply');
      expect(ours.stderr.text()).toBe('');
    }
    expect(theirs.stderr.text()).toBe('');
  });
});
