import { nearest } from '@socket-lab/kit/text/nearest';
import type { MutantEdit, Section } from './mutant-edit.ts';
import type { RightProgram } from './right-program.ts';

/** What the mutants of a program are edits of. */
export interface Bases {
  program: string;
  /** None when its file is missing. */
  solution: RightProgram | undefined;
  /** By name: `server-pipe`. */
  variants: ReadonlyMap<string, RightProgram>;
}

/**
 * The program of a mutant: a comment that says what it is, and the right program with its edits.
 *
 * @param file of the section, for the fault: `packages/…/server.diff:254: first-chunk-only: …`
 */
export function rebuild(
  file: string,
  { name, line }: Section,
  edit: MutantEdit,
  bases: Bases,
): { text: string } | { fault: string } {
  const fault = (at: number, why: string) => ({ fault: `${file}:${at}: ${name}: ${why}` });
  const { editOf } = edit;
  const base = editOf === undefined ? bases.solution : bases.variants.get(editOf);
  if (!base && editOf !== undefined) {
    const names = [...bases.variants.keys()];
    const near = nearest(editOf, names);
    const help = near === undefined ? `There are: ${names.join(', ') || 'none'}.` : `Did you mean ${near}?`;
    return fault(line, `${bases.program} has no variant "${editOf}". ${help}`);
  }
  if (!base) return fault(line, `solution/${bases.program}.ts is missing.`);

  const lines: string[] = [];
  let done = 0;
  for (const { line: at, before, after } of edit.hunks) {
    const [place, ...more] = placesOf(before, base.lines);
    if (place === undefined || more.length > 0) {
      const times = place === undefined ? 0 : 1 + more.length;
      return fault(at, `these lines stand ${times} times in ${base.name}, not once.`);
    }
    if (place < done)
      return fault(at, `this hunk is not below the one above it in ${base.name}. Keep the program's order.`);
    lines.push(...base.lines.slice(done, place), ...after);
    done = place + before.length;
  }
  lines.push(...base.lines.slice(done));
  return { text: [...headerOf(bases.program, edit), ...lines].join('\n') };
}

/** Where these lines stand in a row: the indexes of the first. */
function placesOf(some: string[], lines: string[]): number[] {
  return [...lines.keys()].filter((start) => some.every((line, index) => lines[start + index] === line));
}

function headerOf(program: string, { fault, caughtBy, varies, level }: MutantEdit): string[] {
  return [
    `// mutant of: ${program}`,
    `// fault: ${fault}`,
    `// caught by: ${program}/${caughtBy}`,
    ...(varies === undefined ? [] : [`// varies: ${varies}`]),
    ...(level === undefined ? [] : [`// level: ${level}`]),
  ];
}
