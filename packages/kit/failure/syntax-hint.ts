/** By what esbuild or the stage says of a file that cannot run: what to do. The first that fits counts. */
const HINTS: [pattern: RegExp, hint: string][] = [
  [
    /Unexpected "(?:<<|==|>>)/,
    'These are the marks of a merge that git could not do alone. Keep one of the two versions, and delete the lines with <<<<<<<, ======= and >>>>>>>.',
  ],
  [/Unexpected "(?:\ufffd|\\ufffd)/, 'The file is not saved as UTF-8. Save it with this encoding.'],
  [/Unterminated string literal/, 'The closing quote is missing. A text over several lines stands between backticks.'],
  [
    /already been declared/,
    'Two things have the same name. Give one of them another, or delete the one that is left over.',
  ],
  [
    /"await" can only be used inside an "async" function/,
    'await works at the top of the file, and in a function only when that is declared with async.',
  ],
  [
    /(?:Expected|Unexpected) "[()[\]{}]"|Unexpected end of file|but found "[()[\]{}]"/,
    'A bracket or brace too many or too few, there or in the lines before.',
  ],
  [/Node has no module|none of the topic's programs/, ''],
];

/** One hint for a file that does not compile, or asks for what is not there; empty when the fault says it all. */
export function syntaxHint(fault: string): string {
  const known = HINTS.find(([pattern]) => pattern.test(fault));
  return known ? known[1] : 'The fault is where the caret points, or shortly before.';
}
