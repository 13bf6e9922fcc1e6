/** A word that is farther away is no misspelling: two letters in five are other ones. */
const MOST_WRONG = 0.4;

/** The word that somebody meant who wrote `written`: one that begins so, or is like it; `undefined` when none is. */
export function nearest(written: string, words: readonly string[]): string | undefined {
  const small = written.toLowerCase();
  const [begun, other] = words.filter((word) => small !== '' && word.startsWith(small));
  if (begun !== undefined && other === undefined) return begun;
  const [best] = words
    .map((word) => ({ word, wrong: distance(small, word) / Math.max(word.length, small.length) }))
    .sort((a, b) => a.wrong - b.wrong);
  return best && best.wrong <= MOST_WRONG ? best.word : undefined;
}

/** Letters put in, left out, replaced or swapped (the distance of Damerau 1964, no letter touched twice). */
function distance(from: string, to: string): number {
  let before: number[] = [];
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let index = 0; index < from.length; index++) {
    const next = [index + 1];
    for (let column = 0; column < to.length; column++) {
      const replaced = (row[column] ?? 0) + (from[index] === to[column] ? 0 : 1);
      const isSwapped = column > 0 && from[index] === to[column - 1] && from[index - 1] === to[column];
      const swapped = isSwapped ? (before[column - 1] ?? 0) + 1 : replaced;
      next.push(Math.min(replaced, swapped, (row[column + 1] ?? 0) + 1, (next[column] ?? 0) + 1));
    }
    [before, row] = [row, next];
  }
  return row.at(-1) ?? 0;
}
