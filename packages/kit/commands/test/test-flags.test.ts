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
] as const)('%j', ([args, flags]) => {
  expect(readTestFlags(args, topic)).toMatchObject(flags);
});

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
] as const)('%j is refused', ([args, message]) => {
  expect(() => readTestFlags(args, topic)).toThrow(message);
});
