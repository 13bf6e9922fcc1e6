import type { Chance } from '../../peers/chance.ts';

/** Bytes in parts that begin at these places, which are in ascending order. */
export function cutAt(bytes: Buffer, places: readonly number[]): Buffer[] {
  return [0, ...places].map((place, index) => bytes.subarray(place, places[index] ?? bytes.length));
}

/** Bytes cut at random places, `count` of them or fewer when some are drawn twice; no part is empty. */
export function cutAnywhere(bytes: Buffer, { count, chance }: { count: number; chance: Chance }): Buffer[] {
  const places = new Set(Array.from({ length: count }, () => 1 + chance.integer(bytes.length - 1)));
  return cutAt(
    bytes,
    [...places].sort((a, b) => a - b),
  );
}
