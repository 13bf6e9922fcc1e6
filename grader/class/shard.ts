import { createHash } from 'node:crypto';
import { UsageError } from '@socket-lab/kit/text/usage-error';

/** The `index`th (from 1) of `count` parts of the class's jobs. */
export type Shard = { index: number; count: number };

export function parseShard(text: string): Shard {
  const [, index, count] = /^(\d{1,6})\/(\d{1,6})$/.exec(text) ?? [];
  const shard = { index: Number(index), count: Number(count) };
  if (shard.index >= 1 && shard.index <= shard.count) return shard;
  throw new UsageError(`--shard ${text} is no part of a whole. Write I/N with I from 1 to N: --shard 3/8.`);
}

/** Whether a job belongs to a shard: the same on every machine, however many jobs there are. */
export function isInShard(jobId: string, { index, count }: Shard): boolean {
  return createHash('sha256').update(jobId).digest().readUInt32BE(0) % count === index - 1;
}
