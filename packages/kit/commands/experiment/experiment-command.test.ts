import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { execa } from 'execa';
import { expect, onTestFinished, test } from 'vitest';
import { UsageError } from '../../text/usage-error.ts';
import experimentCommand, { requestOf } from './experiment-command.ts';
import { courseForTests } from './fixtures/cast-for-tests.ts';
import { EXPERIMENT_MS } from './fixtures/observe.ts';

const MAIN = join(import.meta.dirname, '..', 'fixtures', 'command-main.ts');
/** A start of Node with the whole command, on a machine that has more to do. */
const COMMAND_MS = 60_000;

async function course(notes?: string) {
  const { directory, [Symbol.asyncDispose]: remove } = await courseForTests('built-in programs');
  onTestFinished(remove);
  const notebook = join(directory, 'experiments.yaml');
  if (notes !== undefined) writeFileSync(notebook, notes);
  return {
    notes: () => (existsSync(notebook) ? readFileSync(notebook, 'utf8') : undefined),
    command: (args: string[], input = '') =>
      execa(process.execPath, [MAIN, 'experiment', directory, ...args], {
        input,
        reject: false,
        env: { NO_COLOR: '1' },
      }),
  };
}

test('the list needs nothing', { timeout: COMMAND_MS }, async () => {
  const { command } = await course('6: { prediction: b }\n');
  const { exitCode, stdout, stderr } = await command([]);
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
  expect(stdout).toContain(' 6  Two TCP servers on one port\n    tcp-pair, socket-server; predicted b, not run yet\n');
});

test('typed answers are noted down', { timeout: EXPERIMENT_MS }, async () => {
  const { command, notes } = await course();
  const { exitCode, stdout } = await command(['3'], 'c\nan error\nnobody is there\n');
  expect(stdout).toContain('TCP client: a built-in one (packages/tcp-pair/topic.yaml cannot be read');
  expect(stdout).toContain('It came true.');
  expect(notes()?.split('\n\n')[1]).toBe(
    '3:\n  prediction: c\n  words: an error\n  outcome: c\n  match: true\n  why: nobody is there\n',
  );
  expect(exitCode).toBe(0);
});

test('--yes asks and notes down nothing', { timeout: EXPERIMENT_MS }, async () => {
  const { command, notes } = await course('6: [\n');
  const { exitCode, stdout } = await command(['3', '--yes']);
  expect(stdout).toMatch(/^What happened {2}c\) It is refused at once/m);
  expect(stdout).toMatch(/It went as the text says\.$/);
  expect({ exitCode, notes: notes() }).toEqual({ exitCode: 0, notes: '6: [\n' });
});

test('without a terminal and without answers nothing is run', { timeout: COMMAND_MS }, async () => {
  const { command, notes } = await course();
  const { exitCode, stdout } = await command(['3']);
  expect(stdout).toMatch(/Nothing was run\. "pnpm experiment 3" goes on from here; with --yes it asks nothing\.$/);
  expect({ exitCode, notes: notes() }).toEqual({ exitCode: 2, notes: undefined });
});

test.each([[['12']], [['x']], [['--yess']]])('%j is refused in one line', { timeout: COMMAND_MS }, async (args) => {
  const { exitCode, stdout, stderr } = await (await course()).command(args);
  expect({ exitCode, stdout, lines: stderr.split('\n').length }).toEqual({ exitCode: 2, stdout: '', lines: 1 });
});

test('a broken notebook is refused before anything is asked', { timeout: COMMAND_MS }, async () => {
  const { command, notes } = await course('6:\n  prediction: [b\n');
  for (const args of [[], ['6']]) {
    const { exitCode, stdout, stderr } = await command(args, 'b\n');
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toMatch(/^experiments\.yaml:\d+: .* Mend it first; nothing in it was changed\.$/);
  }
  expect(notes()).toBe('6:\n  prediction: [b\n');
});

test('a port that is taken is refused', { timeout: COMMAND_MS }, async () => {
  const server = createServer().listen(0, '127.0.0.1');
  onTestFinished(() => server[Symbol.asyncDispose]());
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  const { exitCode, stderr } = await (await course()).command(['3', '--yes', '--port', String(port)]);
  expect(stderr).toMatch(new RegExp(`^Port ${port} cannot be had: `));
  expect(exitCode).toBe(2);
});

const read = (args: readonly string[]) => requestOf(experimentCommand.parse(args), 9);
const NONE = { yes: false, plain: false };

test.each([
  [[], NONE],
  [['6'], { ...NONE, number: 6 }],
  [['--', '6', '--yes'], { ...NONE, number: 6, yes: true }],
  [['-y'], { ...NONE, yes: true }],
  [['--yes', '--port', '12000'], { ...NONE, yes: true, port: 12_000 }],
  [['6', '--port=12000', '--plain'], { ...NONE, number: 6, port: 12_000, plain: true }],
])('%j', (args, flags) => {
  expect(read(args)).toEqual(flags);
});

test.each([
  [['12'], 'There is no experiment "12": they are numbered from 1 to 9.'],
  [['x'], 'There is no experiment "x": they are numbered from 1 to 9.'],
  [['0'], 'There is no experiment "0": they are numbered from 1 to 9.'],
  [['06'], 'There is no experiment "06": they are numbered from 1 to 9.'],
  [['6\x1b[31m'], 'There is no experiment "6\\u001b[31m": they are numbered from 1 to 9.'],
  [['6', '7'], 'One experiment at a time, not "6" and "7". "pnpm experiment --help" says what there is.'],
  [['--yess'], 'Unknown option \'--yess\'. Did you mean --yes? "pnpm experiment --help" says what there is.'],
  [['6', '--port'], 'Option \'--port <value>\' argument missing. "pnpm experiment --help" says what there is.'],
  [['6', '--port', '0'], '--port "0" is no port: it is a whole number from 1 to 65535.'],
  [['6', '--port', '70000'], '--port "70000" is no port: it is a whole number from 1 to 65535.'],
  [['--port', '12000'], '--port needs the number of an experiment.'],
])('%j is refused in one line', (args, message) => {
  expect(() => read(args)).toThrow(new UsageError(message));
});
