import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../fixtures/temporary-folder.ts';
import { needsCommand } from '../interop/needs-command.ts';
import { chooseIsolation, type Sandbox } from './choose-isolation.ts';
import { hasPassed } from './self-test/proven-levels.ts';

type Faults = { bubblewrap?: string; node?: string };
const choose = (sandbox: Sandbox, faults: Faults = {}) =>
  chooseIsolation(sandbox, 'unused', { test: async (level) => faults[level] });

const DENIED = { bubblewrap: 'bwrap: setting up uid map: Permission denied' };

test.each<[Sandbox, Faults, string]>([
  ['auto', {}, 'bubblewrap'],
  ['auto', DENIED, 'node'],
  ['bubblewrap', {}, 'bubblewrap'],
  ['node', {}, 'node'],
  ['none', { ...DENIED, node: 'broken' }, 'none'],
])('%s, when %o is wrong: %s', async (sandbox, faults, isolation) => {
  expect((await choose(sandbox, faults)).isolation).toBe(isolation);
});

test('auto says why it is not the best level', async () => {
  expect((await choose('auto', DENIED)).notice).toMatch(
    /^Isolation is "node", for practice: bubblewrap does not work here: \S/,
  );
  expect(await choose('auto')).not.toHaveProperty('notice');
});

test('a level that was asked for and does not work is refused', async () => {
  await expect(choose('bubblewrap', DENIED)).rejects.toThrow(/^--sandbox bubblewrap does not work here \(.*\): \S/);
  await expect(choose('node', { node: 'it stops no program that wants to read' })).rejects.toThrow(
    'No program is started: --sandbox node does not work here: it stops no program that wants to read.',
  );
});

test('where no level works there is none to choose', async () => {
  await expect(choose('auto', { ...DENIED, node: 'broken' })).rejects.toThrow(/^No program is started: /);
});

needsCommand('bwrap', 'setpriv');

test.runIf(process.platform === 'linux')('a level is tested once', { timeout: 60_000 }, async () => {
  const folder = temporaryFolder();
  const proven = join(folder, 'self-test.json');
  expect(hasPassed(proven, 'bubblewrap')).toBe(false);
  expect(await chooseIsolation('auto', proven)).toEqual({ isolation: 'bubblewrap' });
  expect(hasPassed(proven, 'bubblewrap')).toBe(true);
  expect(hasPassed(proven, 'node')).toBe(false);
});
