/** A stretch of a solution that students write themselves. */
export interface Gap {
  number: number;
  /** The line of the opening marker in the solution, counted from 1. */
  line: number;
  /** The blanks before the opening marker: the starter's lines get the same. */
  indent: string;
  /** The words of the TODO, line by line as in the solution. */
  words: string[];
  /** The code that stands in the starter instead of the body; empty when it is a plain call of `todo`. */
  starter: string[];
  /** The lines that fill the gap, without line ends. */
  body: string[];
}

/** What is wrong with a gap taken by itself, a sentence each. */
export function* faultsOfGap(gap: Gap): Generator<string> {
  const { number } = gap;
  if (gap.words.join('').trim() === '') {
    yield `gap ${number} has no words. Say what to do: "// gap ${number}: bind the socket".`;
  }
  if (gap.body.join('').trim() === '') {
    yield `gap ${number} is empty. Put the lines that students write between it and "// end gap".`;
  }
  if (gap.starter.length === 0) return;
  const calls = [...gap.starter.join('\n').matchAll(/\btodo\((\d*)\)/g)].map((call) => call[1] ?? '');
  if (calls.length === 0) {
    yield `the starter's code of gap ${number} never calls todo(${number}), so the program could not say that the gap is open.`;
  }
  const other = calls.find((call) => call !== String(number));
  if (other !== undefined) yield `the starter's code of gap ${number} calls todo(${other}). Call todo(${number}).`;
}
