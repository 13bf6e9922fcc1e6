import { parseGaps } from '../../starters/parse-gaps.ts';

/** A program that mutants are edits of. */
export interface RightProgram {
  /** How faults name it: `solution/server.ts`. */
  name: string;
  lines: string[];
}

/** A solution without its gap markers, and without the comment that opens it: a mutant opens with its own. */
export function rightSolution(program: string, text: string): RightProgram {
  const { pieces } = parseGaps('', text);
  const code = pieces.map((piece) =>
    typeof piece === 'string' ? piece : piece.body.map((line) => `${line}\n`).join(''),
  );
  return { name: `solution/${program}.ts`, lines: linesOf(code.join('').replace(/^\/\*\*.*?\*\/\r?\n/s, '')) };
}

/** A variant without the two lines of its header. */
export function rightVariant(variant: string, text: string): RightProgram {
  return { name: `variants/${variant}.ts`, lines: linesOf(text).slice(2) };
}

function linesOf(text: string): string[] {
  return text.split(/\r?\n/);
}
