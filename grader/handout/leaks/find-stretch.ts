import type { Token } from './tokens.ts';

/** A text as tokens, made ready to be searched for stretches of others. */
export interface Haystack {
  tokens: readonly Token[];
  /** A character for each token: the same for all names. */
  shape: string;
}

const letters = new Map<string, string>();

/** Makes tokens ready to be searched. */
export function haystackOf(tokens: readonly Token[]): Haystack {
  return { tokens, shape: shapeOf(tokens) };
}

/** A character for each token; two stretches of one shape differ in their names at most. */
export function shapeOf(tokens: readonly Token[]): string {
  return tokens.map(({ kind, text }) => (kind === 'name' ? '\0' : letterOf(text))).join('');
}

function letterOf(text: string): string {
  const letter = letters.get(text) ?? String.fromCharCode(letters.size + 1);
  letters.set(text, letter);
  return letter;
}

/**
 * Where a stretch of tokens stands in a text, its names perhaps renamed, each to one other.
 * @returns the line, or `undefined` when it stands nowhere
 */
export function findStretch({ tokens, shape }: Haystack, stretch: Haystack): number | undefined {
  for (let at = shape.indexOf(stretch.shape); at >= 0; at = shape.indexOf(stretch.shape, at + 1)) {
    if (isRenaming(tokens.slice(at, at + stretch.tokens.length), stretch.tokens)) return tokens[at]?.line;
  }
  return undefined;
}

/** Whether two stretches of one shape differ in nothing but a renaming. */
function isRenaming(tokens: readonly Token[], others: readonly Token[]): boolean {
  const there = new Map<string, string>();
  const back = new Map<string, string>();
  return tokens.every(({ kind, text }, index) => {
    const other = others[index]?.text ?? '';
    if (kind !== 'name') return true;
    if (!there.has(text) && !back.has(other)) {
      there.set(text, other);
      back.set(other, text);
    }
    return there.get(text) === other && back.get(other) === text;
  });
}
