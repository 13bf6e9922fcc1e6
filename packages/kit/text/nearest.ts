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

/** How many letters have to be put in, left out or replaced to make one word of the other (Levenshtein 1966). */
function distance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (const [index, letter] of [...from].entries()) {
    const next = [index + 1];
    for (const [column, other] of [...to].entries()) {
      const replaced = (row[column] ?? 0) + (letter === other ? 0 : 1);
      next.push(Math.min(replaced, (row[column + 1] ?? 0) + 1, (next[column] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
