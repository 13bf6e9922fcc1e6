import { Scanner } from './scanner.ts';

/** A word of a program, as two programs that say the same share it. */
export interface Token {
  /** `name`: an identifier that could be renamed. `telling`: a property, a keyword, a string, a number. `mark`: punctuation. */
  kind: 'name' | 'telling' | 'mark';
  text: string;
  /** Where it stands, counted from 1. */
  line: number;
}

/** What becomes of comments: `left out`, or `read` as if their text were code (a solution in a comment is one, too). */
export type Comments = 'left out' | 'read';

/**
 * The tokens of a text, which need not be a whole program: of TypeScript, of JavaScript, of code in prose. What changes nothing
 * is evened out: white space, semicolons, last commas, quotation marks, `const` or `let`, `{ port: port }` or `{ port }`.
 */
export function tokensOf(text: string, comments: Comments): Token[] {
  const tokens = new Scanner(text, comments).scan();
  const kept: Token[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at] as Token;
    const [before, after] = [tokens[at - 1]?.text, tokens[at + 1]?.text];
    if (token.text === ';' || (token.text === ',' && isCloser(after))) continue;
    const isKey = token.kind === 'name' && after === ':' && (before === '{' || before === ',');
    if (isKey && tokens[at + 2]?.kind === 'name' && /^[,}]$/.test(tokens[at + 3]?.text ?? '')) at += 1;
    else kept.push(isKey ? { ...token, kind: 'telling' } : token);
  }
  return kept;
}

/** How much a stretch of tokens tells: punctuation does not count. */
export function significance(tokens: readonly Token[]): number {
  return tokens.filter(({ kind }) => kind !== 'mark').length;
}

function isCloser(text: string | undefined): boolean {
  return text === ')' || text === ']' || text === '}';
}
