import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { stripVTControlCharacters } from 'node:util';
import { expect, test } from 'vitest';
import type { Topic } from '../../topic/topic.ts';
import { readTestFlags } from './test-flags.ts';

const program = { title: '', transport: 'tcp', gaps: {} } as const;
const topic: Topic = { id: 'pair', directory: '/', title: '', programs: { server: program, client: program } };

test.for([
  [[], { debug: false }],
  [['server'], { program: 'server' }],
  [['--', '--check', 'echoes a line'], { title: 'echoes a line' }],
  [['client', '--check=a = b', '--seed', '12'], { program: 'client', title: 'a = b', seed: 12 }],
  [['--plain'], { plain: true }],
  [['--check', 'x', '--debug'], { title: 'x', debug: true }],
  [['--bail', '1', '-t', 'echo'], { vitest: { bail: 1, testNamePattern: 'echo' } }],
  [['server', '--reporter=verbose'], { program: 'server', vitest: { reporters: ['verbose'] } }],
  [['server', '--watch', '--check', 'x', '--seed', '3'], { program: 'server', title: 'x', seed: 3, watch: true }],
  [['-w', '-t', 'echo'], { watch: true, vitest: { testNamePattern: 'echo' } }],
  [[], { watch: false }],
] as const)('%j', ([args, flags]) => expect(readTestFlags(args, topic)).toMatchObject(flags));

test.for([
  [['serverr'], 'pair has no program "serverr". Its programs: server, client.'],
  [['server', 'client'], 'One program at a time, not "server" and "client".'],
  [['--check'], '--check needs a value.'],
  [['--seed', 'x'], '--seed "x" is no seed: it is the whole number that a failure names.'],
  [['--debug'], '--debug runs one check: name it with --check "its title".'],
  [['--chekc', 'x'], 'Unknown option `--chekc`. Did you mean --check? Flags: those of "vitest run", and '],
  [
    ['--colour'],
    'Unknown option `--colour`. Flags: those of "vitest run", and --check, --watch, --hint, --plain, --seed, --debug.',
  ],
  [
    ['--watch', '--check', 'x', '--debug'],
    '--watch and --debug do not go together: a debugger holds one run, without end.',
  ],
  [
    ['--watch', '--coverage'],
    "Of vitest's flags only these go with --watch: --testNamePattern, --bail, --retry, --maxConcurrency.",
  ],
] as const)('%j is refused', ([args, message]) => expect(() => readTestFlags(args, topic)).toThrow(message));

const COURSE = fileURLToPath(new URL('../../../..', import.meta.url));
const MAIN = fileURLToPath(new URL('../main.ts', import.meta.url));

function run(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [MAIN, 'test', ...args], {
    cwd: COURSE,
    encoding: 'utf8',
  });
  return { status, stdout: stripVTControlCharacters(stdout), stderr };
}

test.each([[], ['--help']])('without a topic it says what there is: %j', (...args) => {
  const { status, stdout } = run(...args);
  expect(status).toBe(0);
  expect(stdout).toMatch(/^The checks of which topic\?\n\n {2}pnpm test udp-pair {7}UDP pair: server, client\n/);
  expect(stdout).toContain('\n  pnpm test echo-service ');
});

test('with a topic it is the test of that topic, with its flags and its exit code', () => {
  expect(run('udp-pair', '--help')).toMatchObject({ status: 0, stdout: expect.stringContaining('--check TITLE') });
  expect(run('packages/udp-pair/', 'severr')).toEqual({
    status: 2,
    stdout: 'UDP pair: the public checks\n\n',
    stderr: 'udp-pair has no program "severr". Its programs: server, client.\n',
  });
});

test.each([
  [['ecko-service'], /^There is no topic "ecko-service"\. Did you mean echo-service\?\n$/],
  [['--watch'], /^Name a topic first: pnpm test TOPIC --watch\. "pnpm test" lists them\.\n$/],
] as const)('%j is one line, exit code 2', (args, message) => {
  expect(run(...args)).toEqual({ status: 2, stdout: '', stderr: expect.stringMatching(message) });
});

test('the test of a topic, started in another folder, says where to go', () => {
  expect(run('.')).toEqual({
    status: 2,
    stdout: '',
    stderr: expect.stringMatching(/^This is not the folder of a topic\..* pnpm test\.\n$/),
  });
});
