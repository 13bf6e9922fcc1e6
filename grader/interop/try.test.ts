import { courseForTests } from '@socket-lab/kit/commands/experiment/fixtures/cast-for-tests';
import { runTry } from '@socket-lab/kit/commands/try/fixtures/running-try';
import { freeTcpPort } from '@socket-lab/kit/program/free-port';
import { expect, onTestFinished, test } from 'vitest';
import { Command } from './command.ts';
import { needsCommand } from './needs-command.ts';
import { Telnet } from './telnet.ts';

needsCommand('script', 'telnet', 'nc');

async function tried(topic: 'tcp-pair' | 'udp-pair') {
  const course = await courseForTests("a student's programs");
  onTestFinished(() => course[Symbol.asyncDispose]());
  const running = runTry(course.directory, [topic, 'server', '--port', String(await freeTcpPort())]);
  onTestFinished(() => running[Symbol.asyncDispose]());
  const [, port] = await running.shows(/^Talk to it: .*127\.0\.0\.1 (\d+)/m);
  return { ...running, port: Number(port) };
}

test('telnet, and nc beside it: each has its own answers, and its lines in the view', { timeout: 60_000 }, async () => {
  const server = await tried('tcp-pair');
  await using telnet = new Telnet(server.port);
  await telnet.connected();
  await using nc = new Command('nc', ['-N', '127.0.0.1', String(server.port)]);
  nc.write('ñ from nc\n');
  nc.endInput();
  expect(await nc.ends()).toBe(0);
  expect(nc.stdout.text()).toBe('Ñ FROM NC\n');
  telnet.type('from telnet');
  await telnet.ends();
  expect(telnet.screen).toContain('\nFROM TELNET\nConnection closed by foreign host.\n');
  await server.shows(/server → client 1 {2}FIN/);
  server.interrupt();
  expect(await server.ends()).toBe(0);
  const shown = server.shown();
  expect(shown).toContain('client 1 → server  "from telnet\\r\\n"\n');
  expect(shown).toContain('server → client 1  "FROM TELNET\\r\\n"\n');
  expect(shown).toContain('client 2 → server  "ñ from nc\\n"\n');
  expect(shown).toContain('client 2 → server  FIN: it sends nothing more\n');
});

test('nc -u', { timeout: 60_000 }, async () => {
  const server = await tried('udp-pair');
  await using nc = new Command('nc', ['-u', '127.0.0.1', String(server.port)]);
  nc.write('hola\n');
  await nc.shows('HOLA\n');
  await server.shows(/server → client 1 {2}datagram "HOLA\\n"/);
  server.interrupt();
  expect(await server.ends()).toBe(0);
});
