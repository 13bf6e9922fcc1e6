import { escapeText } from '../../text/line.ts';
import type { Evidence } from './evidence.ts';

/** In so short a text no pattern takes long. */
const MOST_LETTERS = 4_096;

/**
 * Of a line that was expected and not printed: what stands in the program's output where the pattern takes something else.
 * @param find what of the expected line may differ; the first match counts
 * @returns both, where the rest of the line was printed as expected
 */
export function printedInstead(
  { comparison, programs }: Evidence,
  find: RegExp,
): { expected: RegExpExecArray; printed: RegExpExecArray } | undefined {
  const line = comparison?.kind === 'words' ? /^"(.+)" on std(?:out|err)$/.exec(comparison.expected)?.[1] : undefined;
  const expected = line === undefined ? null : find.exec(line);
  const program = programs.at(-1);
  if (line === undefined || !expected || !program) return undefined;
  const [before, behind] = [line.slice(0, expected.index), line.slice(expected.index + expected[0].length)];
  const pattern = new RegExp(`${escapeText(before)}${find.source}${escapeText(behind)}\\s*$`, 'm');
  const printed = pattern.exec(program.stdout.slice(-MOST_LETTERS));
  return printed ? { expected, printed } : undefined;
}
