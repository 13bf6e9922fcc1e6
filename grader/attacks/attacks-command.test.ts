import { expect, test } from 'vitest';
import { parseAttackArguments } from './attacks-command.ts';

test.each([
  [[], { names: [], help: false }],
  [['--', '--level', 'node', 'is-root'], { level: 'node', names: ['is-root'], help: false }],
  [['--help'], { names: [], help: true }],
])('%j', (args, parsed) => {
  expect(parseAttackArguments(args)).toEqual(parsed);
});

test('a level that stops nothing is refused', () => {
  expect(() => parseAttackArguments(['--level', 'none'])).toThrow(
    '--level none is no level that stops attacks. Write one of: bubblewrap, node.',
  );
});
