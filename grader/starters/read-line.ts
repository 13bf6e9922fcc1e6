/** A line of a solution, as the parser of gaps sees it. */
export type Line =
  /** `// gap 2: bind the socket` */
  | { kind: 'open'; indent: string; gap: number; words: string }
  /** `// end gap` */
  | { kind: 'end' }
  /** `// starter: const server = todo(1);` */
  | { kind: 'starter'; code: string }
  /** `//   more words`: below an opening line the words of the gap go on; elsewhere a comment like others. */
  | { kind: 'words'; words: string }
  /** A comment that begins like a marker and is none. */
  | { kind: 'malformed'; why: string }
  | { kind: 'text' };

const OPEN = /^([ \t]*)\/\/ gap (\d+):(.*)$/;
const END = /^[ \t]*\/\/ end gap[ \t]*$/;
const STARTER = /^[ \t]*\/\/[ \t]*starter:[ \t]?(.*)$/;
const WORDS = /^[ \t]*\/\/ {3,}(\S.*)$/;
const LIKE_OPEN = /^[ \t]*\/\/[ \t]*gap\b/i;
const LIKE_END = /^[ \t]*\/\/[ \t]*end[ \t-]*gap\b/i;

/** Tells what a line (without its line end) is. */
export function readLine(text: string): Line {
  const open = OPEN.exec(text);
  if (open) return { kind: 'open', indent: open[1] ?? '', gap: Number(open[2]), words: (open[3] ?? '').trim() };
  if (END.test(text)) return { kind: 'end' };
  const starter = STARTER.exec(text);
  if (starter) return { kind: 'starter', code: (starter[1] ?? '').trimEnd() };
  if (LIKE_OPEN.test(text)) {
    return { kind: 'malformed', why: 'a gap opens with its number and its words: "// gap 2: bind the socket".' };
  }
  if (LIKE_END.test(text))
    return { kind: 'malformed', why: 'a gap ends with "// end gap" and nothing else on the line.' };
  const words = WORDS.exec(text);
  if (words) return { kind: 'words', words: (words[1] ?? '').trimEnd() };
  return { kind: 'text' };
}
