/** A place in a student's file: the line from 1, the column in UTF-16 units from 0. */
export interface SourcePlace {
  file: string;
  line: number;
  column: number;
}

/** A line that is longer is not shown: nobody reads it, and a caret far to the right helps nobody. */
const LONGEST_LINE = 200;

/** `src/server.ts:14:9: TEXT`, the line, and a caret under the place. */
export function messageAt({ file, line, column }: SourcePlace, text: string, source: string): string {
  const head = `${file}:${line}:${column + 1}: ${text}`;
  const shown = source.split(/\r\n|[\r\n\u2028\u2029]/)[line - 1] ?? '';
  if (shown.length > LONGEST_LINE) return head;
  const indent = shown.slice(0, column).replace(/[^\t]/gu, ' ');
  return `${head}\n  ${shown}\n  ${indent}^`;
}
