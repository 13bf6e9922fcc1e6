/** A call of `todo`, but neither its definition nor one that stands in a comment. */
const OPEN_GAP = /^(?!\s*\/\/).*(?<!function )\btodo\((\d+)/gm;

/** The numbers of the gaps that a program has still open, from its transpiled code: its author's comments are no matter. */
export function openGaps(code: string): number[] {
  return [...code.matchAll(OPEN_GAP)].map(([, gap]) => Number(gap));
}
