import { expect, test } from 'vitest';
import attacksCommand, { levelOf } from './attacks-command.ts';

test.each([
  [[], undefined, []],
  [['--', '--level', 'node', 'is-root'], 'node', ['is-root']],
])('%j', (args, level, names) => {
  const { flags, words } = attacksCommand.parse(args);
  expect([levelOf(flags), words]).toEqual([level, names]);
});

test('help', () => {
  expect(attacksCommand.parse(['--help']).flags.help).toBe(true);
});

test('a level that stops nothing is refused', () => {
  expect(() => levelOf(attacksCommand.parse(['--level', 'none']).flags)).toThrow(
    '--level none is no level that stops attacks. Write one of: bubblewrap, node.',
  );
});
