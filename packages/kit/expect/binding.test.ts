import { expect, test } from 'vitest';
import { Tcp } from '../peers/tcp.ts';
import type { Program } from '../program/program.ts';
import { Recorder } from '../wire/recorder.ts';
import { expectBoundHost, expectChosenPort, expectNotListening, expectNotReady } from './binding.ts';

function server(stdout: string, readyTemplate = 'Ready on HOST port PORT'): Program {
  const prints = async (line: RegExp) => stdout.match(line);
  return { readyTemplate, prints, stdout: { text: () => stdout } } as unknown as Program;
}

test.for([
  ['127.0.0.1', 'Ready on 127.0.0.1:8888'],
  ['127.0.0.1', 'Ready on ::ffff:127.0.0.1:8888'],
  ['127.0.0.1', 'Ready on [::ffff:127.0.0.1]:8888'],
  ['127.0.0.1', 'Ready on localhost:8888'],
  ['all interfaces', 'Ready on 0.0.0.0:8888'],
  ['all interfaces', 'Ready on :::8888'],
  ['all interfaces', 'Ready on [::]:8888'],
  ['all interfaces', 'Ready on *:8888'],
] as const)('%s is named in "%s"', async ([address, line]) => {
  await expectBoundHost(server(line, 'Ready on HOST:PORT'), address);
});

test.for([
  ['127.0.0.1', 'Ready on 0.0.0.0:8888', 'HOST is "0.0.0.0"'],
  ['127.0.0.1', 'Ready on undefined:8888', 'HOST is "undefined"'],
  ['all interfaces', 'Ready on 127.0.0.1:8888', 'HOST is "127.0.0.1"'],
  ['all interfaces', 'Ready on localhost:8888', 'HOST is "localhost"'],
] as const)('%s is not named in "%s"', async ([address, line, received]) => {
  await expect(expectBoundHost(server(line, 'Ready on HOST:PORT'), address)).rejects.toMatchObject({
    comparison: { received },
  });
});

test('the port of the ready line is the one that was chosen', async () => {
  expect(await expectChosenPort(server('Ready on 0.0.0.0 port 41234\n'))).toBe(41234);
});

test('port 0 is none', async () => {
  await expect(expectChosenPort(server('Ready on 0.0.0.0 port 0\n'))).rejects.toMatchObject({
    comparison: { received: 'port 0' },
  });
});

test('a server that could not bind may say other things', () => {
  expectNotReady(server('Starting\nNot ready\n'));
});

test('a server that could not bind has not said that it is ready', () => {
  expect(() => expectNotReady(server('Ready on 0.0.0.0 port 8888\n'))).toThrow('although it could not bind');
});

test('only what listens at the address is a fault', async () => {
  const tcp = new Tcp(new Recorder(), async () => {});
  const { port } = await tcp.listen({ host: '127.0.0.1' });
  const given = '--host=127.0.0.2';
  await expectNotListening(tcp, { host: '127.0.0.2', port, given });
  await expect(expectNotListening(tcp, { host: '127.0.0.1', port, given })).rejects.toMatchObject({
    comparison: { expected: `with --host=127.0.0.2, nothing listens on 127.0.0.1:${port}` },
  });
  tcp.close();
});
