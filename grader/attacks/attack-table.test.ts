import { expect, test } from 'vitest';
import type { PartAttack } from './attack.ts';
import { attackTable, countAttacks, countsInWords } from './attack-table.ts';
import type { Tried, Verdict } from './run-attacks.ts';

const attack: PartAttack = {
  tries: 'x',
  stoppedBy: { node: 'a wall' },
  without: 'no wall',
  attempt: async () => undefined,
};
const tried = (name: string, verdict: Verdict): Tried => ({ name, attack, verdict });

const TRIED = [
  tried('is-stopped', { state: 'tried', layer: 'a wall', succeeded: undefined, control: 'got in' }),
  tried('gets-through', { state: 'tried', layer: 'a wall', succeeded: 'got\nin', control: 'got in' }),
  tried('proves-nothing', { state: 'tried', layer: 'a wall', succeeded: undefined, control: undefined }),
  tried('is-not-tried', { state: 'skipped', reason: 'no wall here' }),
];

test('the table', () => {
  expect(attackTable(TRIED).split('\n').slice(2)).toEqual([
    'is-stopped      a wall                 no wall: got in',
    'gets-through    NOT STOPPED: got in    no wall: got in',
    'proves-nothing  a wall                 DOES NOT SUCCEED, no wall',
    'is-not-tried    skipped: no wall here',
  ]);
});

test('the counts', () => {
  expect(countsInWords(countAttacks(TRIED))).toBe(
    '1 attacks stopped, 1 not stopped, 1 without a control that succeeds, 1 skipped',
  );
});
