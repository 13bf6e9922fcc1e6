import { expect, test } from 'vitest';
import handoutCommand, { requestOf } from './handout-command.ts';

const read = (args: string[]) => requestOf(handoutCommand.parse(args).flags);

test.each([
  [[], { kind: 'write', git: false }],
  [['--', '--git', '--out', 'x'], { kind: 'write', git: true, directory: 'x' }],
  [['--update', 'x'], { kind: 'update', directory: 'x' }],
  [['--check', 'x'], { kind: 'check', directory: 'x' }],
])('%j', (args, request) => {
  expect(read(args)).toMatchObject(request);
});

const ALONE = '--update and --check stand alone: each works on a handout that is there already.';

test.each([
  [['--update', 'x', '--git'], ALONE],
  [['--update', 'x', '--check', 'y'], ALONE],
  [['--check', 'x', '--out', 'y'], ALONE],
  [['dist'], "Unexpected argument 'dist'"],
  [['--gti'], "Unknown option '--gti'"],
  [['--out'], "Option '--out <value>' argument missing"],
])('%j is refused', (args, message) => {
  expect(() => read(args)).toThrow(message);
});
