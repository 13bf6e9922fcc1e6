import { SourceMap } from 'node:module';
import type { ReadFile, ReadProgram } from '../read-compiled.ts';
import { type Place, wordsAt } from '../words-at.ts';
import type { ProgramRules } from './program-rules.ts';
import type { Use } from './read-program.ts';
import { neighbourOf, whyRefused } from './why-refused.ts';

/** More of them tell no more. */
const MOST_SHOWN = 5;

/**
 * The shortcuts of a program that stand plainly in its syntax tree, in it or in a neighbour that it imports, each with the
 * student's line; `undefined` when there are none.
 */
export function findShortcut(
  name: string,
  programs: ReadonlyMap<string, ReadProgram>,
  rules: ProgramRules,
): string | undefined {
  const found: string[] = [];
  for (const program of reachableFrom(name, programs)) {
    for (const use of program.facts.uses) {
      const why = whyRefused(use, rules);
      if (why !== undefined) found.push(wordsAt(placeOf(use, program), why, program.source));
    }
  }
  return found.length === 0 ? undefined : [...new Set(found)].slice(0, MOST_SHOWN).join('\n\n');
}

function reachableFrom(name: string, programs: ReadonlyMap<string, ReadProgram>): ReadFile[] {
  const names = new Set([name]);
  const reachable: ReadFile[] = [];
  for (const each of names) {
    const program = programs.get(each);
    if (program?.state !== 'read') continue;
    reachable.push(program);
    for (const { what, name: module } of program.facts.uses) {
      const neighbour = what === 'module' && module !== undefined ? neighbourOf(module) : undefined;
      if (neighbour !== undefined) names.add(neighbour);
    }
  }
  return reachable;
}

/** The lines in which a file computes the name of a module. */
export function computedLinesOf(program: ReadFile): number[] {
  const computed = program.facts.uses.filter(({ what, name }) => what === 'module' && name === undefined);
  return [...new Set(computed.map((use) => placeOf(use, program).line))];
}

/** Where a piece of the compiled code stands in the student's file. */
function placeOf({ start }: Use, { file, code, map }: ReadFile): Place {
  const before = code.slice(0, start).split('\n');
  const column = before.at(-1)?.length ?? 0;
  const entry = new SourceMap(map as never).findEntry(before.length - 1, column);
  if (!('originalLine' in entry)) return { file, line: 1, column: 0 };
  return { file, line: entry.originalLine + 1, column: entry.originalColumn };
}
