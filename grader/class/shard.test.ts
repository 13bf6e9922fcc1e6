import { expect, test } from 'vitest';
import { isInShard, parseShard } from './shard.ts';

test.each(['1/1', '3/8', '8/8'])('%s is a shard', (text) => {
  const [index, count] = text.split('/').map(Number);
  expect(parseShard(text)).toEqual({ index, count });
});

test.each(['0/8', '9/8', '3', '3/', '1/0', '-1/8', '1.5/8', 'a/b', ''])('%s is none', (text) => {
  expect(() => parseShard(text)).toThrow(
    `--shard ${text} is no part of a whole. Write I/N with I from 1 to N: --shard 3/8.`,
  );
});

test('every job is in one shard, and the shards are of a size', () => {
  const jobs = Array.from({ length: 2_000 }, (_, number) => `student ${number}/echo-service`);
  const sizes = Array.from(
    { length: 8 },
    (_, index) => jobs.filter((id) => isInShard(id, { index: index + 1, count: 8 })).length,
  );
  expect(sizes.reduce((sum, size) => sum + size)).toBe(2_000);
  expect(Math.min(...sizes)).toBeGreaterThan(200);
});

test('a job stays where it is from run to run and from machine to machine', () => {
  const shardOf = (id: string) => [1, 2, 3, 4].find((index) => isInShard(id, { index, count: 4 }));
  expect(['ana/echo-service', 'ben/echo-service', 'José/udp-pair'].map(shardOf)).toEqual([3, 2, 4]);
});
