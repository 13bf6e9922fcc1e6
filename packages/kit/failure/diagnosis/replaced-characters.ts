/** A character of a text, and where its bytes are: from `begin` up to, and without, `end`. */
export interface Place {
  text: string;
  begin: number;
  end: number;
}

const REPLACEMENT = '\ufffd';
/** Nobody reads a longer one, and a longer one has other faults. */
const MOST_BYTES = 65_536;

/**
 * The characters of a text in place of which U+FFFD came, once or several times, when nothing else differs.
 * @returns at least one; `undefined` when there is none, or the rest is not the same
 */
export function replacedCharacters(expected: Buffer, received: Buffer): Place[] | undefined {
  if (expected.length + received.length > MOST_BYTES) return undefined;
  const came = [...received.toString()];
  const replaced: Place[] = [];
  let at = 0;
  let begin = 0;
  for (const [index, text] of [...expected.toString()].entries()) {
    const end = begin + Buffer.byteLength(text);
    if (came[at] === text) at++;
    else {
      // Of a character of n bytes up to n marks may have come; more belong to the next one, which was replaced as well.
      const most = end - begin;
      const marks = came.slice(at).findIndex((each) => each !== REPLACEMENT);
      const run = marks === -1 ? came.length - at : marks;
      if (run === 0 || text === REPLACEMENT) return undefined;
      replaced.push({ text, begin, end });
      at += Math.min(most, run - leastBehind([...expected.toString()], index, came, at + run));
    }
    begin = end;
  }
  return at === came.length && replaced.length > 0 ? replaced : undefined;
}

/** How many of the characters behind this one stand before the next that came unharmed: each took a mark at least. */
function leastBehind(expected: string[], index: number, came: string[], next: number): number {
  const unharmed = came[next];
  const at = unharmed === undefined ? expected.length : expected.indexOf(unharmed, index + 1);
  return at === -1 ? 0 : at - index - 1;
}
