import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, onTestFinished, test } from 'vitest';
import { DEFAULT_LIMITS } from '../confine/limits.ts';
import { isListening } from '../confine/socket-table.ts';
import { CheckFailure } from '../failure/failure.ts';
import { textOf } from '../failure/message.ts';
import { withinDeadline } from './deadline.ts';
import { freeTcpPort } from './free-port.ts';
import { Program, type ProgramOptions } from './program.ts';

const fixture = (name: string) => fileURLToPath(new URL(`fixtures/${name}`, import.meta.url));

function start(script: string, options: Partial<ProgramOptions> = {}): Program {
  const program = new Program({
    name: 'server',
    script: fixture(script),
    args: [],
    isolation: 'none',
    reads: [],
    workers: false,
    port: 0,
    transport: 'tcp',
    readyTemplate: 'Ready on HOST port PORT',
    limits: DEFAULT_LIMITS,
    ...options,
  });
  onTestFinished(() => program.stop());
  return program;
}

/** A process that has ended and waits for its parent to notice (a zombie, on Linux) is not alive. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  try {
    return !/\) [ZX] /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return process.platform !== 'linux';
  }
}

/** The kernel tells nobody but its parent that a process has gone. */
async function untilGone(...pids: number[]): Promise<void> {
  while (pids.some(isAlive)) await delay(10);
}

describe('a program', () => {
  test('gets its flags and its stdin, and nothing of our environment', async () => {
    process.env.SECRET = 'token';
    const program = start('tells.js', { args: ['--port', '7'] });
    program.write('hola\n');
    program.endInput();
    await program.exits(3);
    const seen = JSON.parse(program.stdout.text());
    expect(seen).toMatchObject({ input: 'hola\n', args: ['--port', '7'] });
    expect(seen.env).not.toContain('SECRET');
    expect(seen.env).not.toContain('PATH');
    expect(program.stderr.text()).toBe('on stderr\n');
  });

  test('that ends with another code, or not at all, has failed', async () => {
    const program = start('tells.js');
    program.endInput();
    await expect(program.exits(0)).rejects.toThrow(CheckFailure);
  });

  test('that prints a line on the other stream is told so', async () => {
    const program = start('tells.js');
    program.endInput();
    await expect(program.prints(/on stderr/, 'its line')).rejects.toThrow('printed its line on stderr, not on stdout.');
    await expect(program.printsOnStderr(/no such/, 'another')).rejects.toThrow('The server did not print another.');
  });

  test('that prints without end is stopped at its limit', async () => {
    const program = start('flood.js', { limits: { ...DEFAULT_LIMITS, outputMiB: 0.25 } });
    await program.ended;
    expect(textOf(program.exceeded?.what ?? '')).toBe('more than 0.25 MiB of output');
    expect(program.stdout.bytes().length).toBeLessThanOrEqual(262_144);
  });

  test('is ready when it listens, though it says nothing (Linux)', { skip: process.platform !== 'linux' }, async () => {
    const port = await freeTcpPort();
    const program = start('listens-in-silence.js', { args: [String(port)], port });
    await program.ready();
    expect(isListening(port, 'tcp')).toBe(true);
  });

  test('is not ready by its word alone (Linux)', { skip: process.platform !== 'linux' }, async () => {
    const port = await freeTcpPort();
    const program = start('says-ready-too-early.js', { args: [String(port)], port });
    await program.prints(/^Ready/, 'its line');
    expect(isListening(port, 'tcp')).toBe(false);
    program.write('now listen\n');
    await program.ready();
    expect(isListening(port, 'tcp')).toBe(true);
    const words = start('says-ready-too-early.js', { args: [String(port + 1)], port: port + 1 });
    await expect(words.ready()).rejects.toMatchObject({
      compared: { received: { id: 'ready-and-unbound', values: { port: port + 1 } } },
    });
  });

  test('that ends before it is ready has failed, at once', async () => {
    const program = start('tells.js');
    program.endInput();
    await expect(program.ready()).rejects.toThrow('The server ended before it was ready.');
  });

  test('is stopped with all that it has started', async () => {
    const program = start('grandchild.js');
    const [, child] = await program.prints(/child (\d+)/, 'the pid of its child');
    await program.stop();
    await untilGone(Number(program.pid), Number(child));
  });

  test('that ends and leaves a child behind has ended', async () => {
    const program = start('leaves-child.js');
    await program.exits(0);
    await untilGone(Number(/child (\d+)/.exec(program.stdout.text())?.[1]));
  });
});

describe('a server that is not to start', () => {
  test('and says that it is ready is told before the deadline of a step', async () => {
    const program = start('starts-anyway.js', { isNotToStart: true });
    await program.inTime(() => program.stdout.text() !== '');
    const step = withinDeadline(new Promise(() => {})).then(() => 'the deadline');
    expect(await Promise.race([program.endsInTime(), step])).toBeUndefined();
    expect(program.isOverdue).toBe(true);
  });

  test('and says so, then ends: its end is told', async () => {
    const program = start('starts-anyway.js', { isNotToStart: true, args: ['3'] });
    program.endInput();
    expect(await program.endsInTime()).toMatchObject({ code: 3 });
  });
});

describe('when the run is killed', () => {
  test.for(['SIGKILL', 'SIGTERM', 'SIGINT'] as const)(
    'by %s, its programs and their children go with it',
    async (signal) => {
      const runner = spawn(process.execPath, [fixture('runner.ts')], { stdio: ['ignore', 'pipe', 'inherit'] });
      const [pid = 0, child = 0] = await pidsOf(runner);
      expect(isAlive(pid) && isAlive(child)).toBe(true);
      runner.kill(signal);
      await once(runner, 'exit');
      await untilGone(pid, child);
    },
  );
});

async function pidsOf(runner: ChildProcess): Promise<number[]> {
  if (!runner.stdout) throw new Error('no stdout');
  const [line] = await once(createInterface({ input: runner.stdout }), 'line');
  return String(line).split(' ').map(Number);
}
