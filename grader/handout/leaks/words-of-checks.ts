import { parseSync, Visitor } from 'oxc-parser';

/** Words of a suite that students read of a check. */
export interface CheckWords {
  kind: 'title' | 'hint';
  words: string;
  /** Counted from 1. */
  line: number;
}

/**
 * The titles and hints of a suite's checks. Of one that is put together at run time (`` `refuses ${flag}` ``) the pieces.
 * @throws Error when the suite does not parse
 */
export function wordsOfChecks(path: string, text: string): CheckWords[] {
  const { program, errors } = parseSync(path, text);
  if (errors[0]) throw new Error(`${path} does not parse: ${errors[0].message}`);
  const found: CheckWords[] = [];
  const add = (kind: CheckWords['kind'], value: object | undefined | null) => {
    for (const { words, start } of pieces(value)) {
      found.push({ kind, words, line: text.slice(0, start).split('\n').length });
    }
  };
  new Visitor({
    CallExpression({ callee, arguments: [title] }) {
      if (callee.type === 'Identifier' && callee.name === 'check') add('title', title);
    },
    Property({ key, value }) {
      if (key.type === 'Identifier' && (key.name === 'hint' || key.name === 'strongerHint')) add('hint', value);
    },
  }).visit(program);
  return found;
}

/** All texts in a module: what its tables and its checks say. */
export function stringsIn(path: string, text: string): string[] {
  return pieces(parseSync(path, text).program).map(({ words }) => words);
}

/** The texts in a node of the syntax tree. */
function pieces(node: unknown): { words: string; start: number }[] {
  if (node === null || typeof node !== 'object') return [];
  const { type, value, start } = node as { type?: string; value?: unknown; start: number };
  if (type === 'Literal') return typeof value === 'string' ? [{ words: value, start }] : [];
  if (type === 'TemplateElement') return [{ words: (value as { cooked: string }).cooked, start }];
  return Object.values(node).flatMap((part) => (Array.isArray(part) ? part.flatMap(pieces) : pieces(part)));
}
