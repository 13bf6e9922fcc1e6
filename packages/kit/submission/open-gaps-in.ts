import { codeOf } from './code-of.ts';

/** A gap that is still to be filled: a call of `todo` with its number. */
export interface OpenGap {
  gap: number;
  /** Where the call stands in the file; the first line is 1. */
  line: number;
}

/** A call, not the function that the starter defines, and not a method of that name. */
const CALL = /(?<!\bfunction\s+)(?<![\p{ID_Continue}$.#])todo\s*\(\s*(\d+)/gu;

/**
 * The gaps that a program has still open, in the order of their lines, from the student's own TypeScript and without
 * compiling it: so a file that does not compile has its gaps, too.
 */
export function openGapsIn(source: string): OpenGap[] {
  if (!source.includes('todo')) return [];
  const code = codeOf(source);
  let line = 1;
  let read = 0;
  return [...code.matchAll(CALL)].map(({ 1: gap, index }) => {
    line += code.slice(read, index).split('\n').length - 1;
    read = index;
    return { gap: Number(gap), line };
  });
}
