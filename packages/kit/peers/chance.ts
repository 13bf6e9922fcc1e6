/** The chance of one check: the same seed and the same check draw the same again, also when the check runs alone. */
export class Chance {
  readonly seed: number;
  /** Whether the check has drawn anything; only then its failure names the seed. */
  wasUsed = false;
  #state: number;

  constructor(seed: number, checkId: string) {
    this.seed = seed;
    this.#state = hash(`${seed} ${checkId}`);
  }

  /** A whole number from 0 up to, and without, `limit`. */
  integer(limit: number): number {
    return Math.floor((this.#next() / 2 ** 32) * limit);
  }

  bytes(count: number): Buffer {
    const words = new Uint32Array(Math.ceil(count / 4));
    for (let index = 0; index < words.length; index++) words[index] = this.#next();
    return Buffer.from(words.buffer, 0, count);
  }

  shuffled<T>(items: readonly T[]): T[] {
    const keyed = items.map((item) => ({ item, key: this.#next() }));
    return keyed.sort((a, b) => a.key - b.key).map(({ item }) => item);
  }

  /** xorshift32 (Marsaglia, Xorshift RNGs, 2003): small, fast, and repeatable everywhere. */
  #next(): number {
    this.wasUsed = true;
    let state = this.#state;
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    this.#state = state;
    return state >>> 0;
  }
}

/** FNV-1a (RFC 9923 §2), never 0: xorshift would stay there. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (const byte of Buffer.from(text)) value = Math.imul(value ^ byte, 0x01000193);
  return value === 0 ? 1 : value;
}
