import { expect, test } from 'vitest';
import { type NeededCommand, whyMissing } from './needed-commands.ts';

const node: NeededCommand = { command: process.execPath, package: 'nodejs', tells: ['--version'], says: /^v\d/ };

test('a command that says what it is is there', async () => {
  expect(await whyMissing(node)).toBeUndefined();
});

test.each<[string, Partial<NeededCommand>, string]>([
  ['none of this name', { command: 'no-such-command' }, 'no-such-command is not installed (apt-get install nodejs)'],
  ['another one of this name', { name: 'nc of X', says: /^X/ }, 'nc of X is not installed (apt-get install nodejs)'],
])('%s: the line names the package', async (_what, differs, reason) => {
  expect(await whyMissing({ ...node, ...differs })).toBe(reason);
});
