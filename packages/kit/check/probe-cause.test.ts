import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { DEFAULT_LIMITS } from '../confine/limits.ts';
import { misconceptionIn } from '../failure/diagnosis/misconceptions.ts';
import { CheckFailure } from '../failure/failure.ts';
import { Tcp } from '../peers/tcp.ts';
import { overload } from '../program/deadline.ts';
import { freeTcpPort } from '../program/free-port.ts';
import { Program } from '../program/program.ts';
import { Recorder } from '../wire/recorder.ts';
import { tryMore } from './probe-cause.ts';

/** The steps take 0.3 s at the most; a busy machine needs some time besides. */
const MOST_MS = 300;
const BUSY_MS = 700;

async function stage(fault: string) {
  const port = await freeTcpPort();
  const wire = new Recorder();
  const tcp = new Tcp(wire, () => new Promise(() => {}));
  const server = new Program({
    name: 'server',
    script: fileURLToPath(new URL('fixtures/probe-cause/server.js', import.meta.url)),
    args: [fault, String(port)],
    isolation: 'none',
    reads: [],
    workers: false,
    guard: undefined,
    port,
    transport: 'tcp',
    readyTemplate: 'Ready on HOST port PORT',
    limits: DEFAULT_LIMITS,
  });
  onTestFinished(async () => {
    await server.stop();
    tcp.close();
  });
  await server.ready();
  return { wire, tcp, server, programs: [server] };
}

const failureOf = async (talk: Promise<unknown>): Promise<CheckFailure> => {
  const failure = await talk.catch((error: unknown) => error);
  if (failure instanceof CheckFailure) return failure;
  throw new Error('It did not fail.');
};

const named = (wire: Recorder, { comparison }: CheckFailure) =>
  misconceptionIn({
    wire: wire.events,
    ...(comparison && { comparison }),
    programs: [{ command: 'server', stdout: '', stderr: '', ending: { code: null, signal: null } }],
  })?.name;

test('a reply that comes when the peer ends its side is seen, and kept', { timeout: 60_000 }, async () => {
  const session = await stage('at-the-end');
  const peer = await session.tcp.connect(session.server);
  await peer.send('hola\n');
  const failure = await failureOf(peer.expect('HOLA\n'));
  await tryMore(session);
  session.wire.stop();
  expect(named(session.wire, failure)).toBe('answers-at-the-end');
});

test('where nothing comes of it, the wire shows nothing of it, and it is soon over', { timeout: 60_000 }, async () => {
  const session = await stage('silent');
  const peer = await session.tcp.connect(session.server);
  await peer.send('hola\n');
  const failure = await failureOf(peer.expect('HOLA\n'));
  const events = [...session.wire.events];
  const begin = performance.now();
  await tryMore(session);
  expect((performance.now() - begin) / overload()).toBeLessThan(MOST_MS + BUSY_MS);
  session.wire.stop();
  expect(session.wire.events).toEqual(events);
  expect(named(session.wire, failure)).toBeUndefined();
});

test('a gap that is reached only then counts for nothing: the program is sealed', { timeout: 60_000 }, async () => {
  const session = await stage('todo-at-the-end');
  const peer = await session.tcp.connect(session.server);
  await peer.send('hola\n');
  await failureOf(peer.expect('HOLA\n'));
  await tryMore(session);
  expect(await session.server.ended).toMatchObject({ code: 1 });
  expect(session.server.ending).toBeUndefined();
  expect(session.server.stderr.text()).toBe('');
});

test('a reply that half-closing has lost comes on a connection that stays open', { timeout: 60_000 }, async () => {
  const session = await stage('late');
  const peer = await session.tcp.connect(session.server);
  await peer.send('hola\n');
  peer.end();
  const failure = await failureOf(peer.expect('HOLA\n'));
  await tryMore(session);
  session.wire.stop();
  expect(named(session.wire, failure)).toBe('half-close-lost');
});

test('a program that has ended is not asked any more', async () => {
  const session = await stage('silent');
  const peer = await session.tcp.connect(session.server);
  await peer.send('hola\n');
  await session.server.stop();
  await failureOf(peer.expect('HOLA\n'));
  const events = [...session.wire.events];
  const begin = performance.now();
  await tryMore(session);
  expect(performance.now() - begin).toBeLessThan(50);
  expect(session.wire.events).toEqual(events);
});

const MAIN = fileURLToPath(new URL('fixtures/stalled-main.ts', import.meta.url));
/** Longer than the program's own time-out. */
const STOPPED_MS = 2_500;
const isStopped = (pid: number) => /\) T /.test(readFileSync(`/proc/${pid}/stat`, 'latin1'));

test('a check that fails while its process was stopped runs once more, another does not', {
  skip: process.platform !== 'linux',
  timeout: 60_000,
}, async () => {
  const runner = spawn(process.execPath, [MAIN], { stdio: ['ignore', 'pipe', 'inherit'] });
  const printed = text(runner.stdout);
  await expect.poll(() => isStopped(runner.pid ?? 0), { timeout: 30_000 }).toBe(true);
  await delay(STOPPED_MS);
  runner.kill('SIGCONT');
  expect(JSON.parse(await printed)).toMatchObject({
    'asks/is-answered-late': { status: 'passed', launches: 2 },
    'asks/is-not-answered': { status: 'failed', launches: 1 },
  });
});
