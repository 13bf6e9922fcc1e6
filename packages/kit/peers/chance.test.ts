import { expect, test } from 'vitest';
import { Chance } from './chance.ts';

test('the same seed and check draw the same; another seed or another check do not', () => {
  const drawn = (seed: number, id: string) => new Chance(seed, id).bytes(16).toString('hex');
  expect(drawn(7, 'server/a')).toBe(drawn(7, 'server/a'));
  expect(new Set([drawn(7, 'server/a'), drawn(8, 'server/a'), drawn(7, 'server/b')]).size).toBe(3);
});

test('whole numbers stay below their limit, and all of them come', () => {
  const chance = new Chance(1, 'x');
  const drawn = new Set(Array.from({ length: 200 }, () => chance.integer(5)));
  expect([...drawn].sort()).toEqual([0, 1, 2, 3, 4]);
});

test('a shuffle keeps the items', () => {
  expect(new Chance(3, 'x').shuffled([1, 2, 3, 4]).sort()).toEqual([1, 2, 3, 4]);
});

test('it is known whether chance had a part', () => {
  const chance = new Chance(1, 'x');
  expect(chance.wasUsed).toBe(false);
  chance.bytes(1);
  expect(chance.wasUsed).toBe(true);
});
