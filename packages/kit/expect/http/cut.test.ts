import { expect, test } from 'vitest';
import { Chance } from '../../peers/chance.ts';
import { cutAnywhere, cutAt } from './cut.ts';

test('bytes are cut where it is said', () => {
  expect(cutAt(Buffer.from('abcdef'), [1, 4]).map(String)).toEqual(['a', 'bcd', 'ef']);
  expect(cutAt(Buffer.from('abc'), []).map(String)).toEqual(['abc']);
});

test('bytes are cut anywhere: the same seed cuts the same, no part is empty, nothing is lost', () => {
  const bytes = Buffer.from('abcdefghijklmnopqrstuvwxyz');
  const parts = (seed: number) => cutAnywhere(bytes, { count: 5, chance: new Chance(seed, 'cut') }).map(String);
  expect(parts(1)).toEqual(parts(1));
  expect(parts(1)).not.toEqual(parts(2));
  for (let seed = 0; seed < 50; seed++) {
    expect(parts(seed).join('')).toBe(String(bytes));
    expect(parts(seed)).not.toContain('');
  }
});
