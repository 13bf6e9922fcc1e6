import { UsageError } from '../text/usage-error.ts';

export function portOf(word: string): number {
  if (/^[1-9]\d*$/.test(word) && Number(word) <= 65_535) return Number(word);
  throw new UsageError(`--port "${word}" is no port: it is a whole number from 1 to 65535.`);
}

export function seedOf(word: string): number {
  if (/^\d+$/.test(word) && Number(word) < 2 ** 31) return Number(word);
  throw new UsageError(`--seed "${word}" is no seed: it is the whole number that a failure names.`);
}
