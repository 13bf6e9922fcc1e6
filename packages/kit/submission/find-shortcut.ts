import { SourceMap } from 'node:module';
import { type Place, wordsAt } from './compile/words-at.ts';
import type { ReadFile, ReadProgram } from './read-compiled.ts';
import type { ProgramRules } from './shortcuts/program-rules.ts';
import type { Use } from './shortcuts/read-program.ts';
import { neighbourOf, whyRefused } from './shortcuts/why-refused.ts';

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
  const found = new Set<string>();
  for (const program of reachableFrom(name, programs)) {
    const placeOf = placesOf(program);
    for (const use of program.facts.uses) {
      const why = whyRefused(use, rules);
      if (why === undefined) continue;
      found.add(wordsAt(placeOf(use), why, program.source));
      if (found.size === MOST_SHOWN) return [...found].join('\n\n');
    }
  }
  return found.size === 0 ? undefined : [...found].join('\n\n');
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
  if (computed.length === 0) return [];
  const placeOf = placesOf(program);
  return [...new Set(computed.slice(0, MOST_SHOWN).map((use) => placeOf(use).line))];
}

/** Tells where a piece of the compiled code stands in the student's file. The map is read once: that takes its time. */
export function placesOf({ file, code, map }: ReadFile): (use: Use) => Place {
  const sourceMap = new SourceMap(map as never);
  return ({ start }) => {
    const before = code.slice(0, start).split('\n');
    const entry = sourceMap.findEntry(before.length - 1, before.at(-1)?.length ?? 0);
    if (!('originalLine' in entry)) return { file, line: 1, column: 0 };
    return { file, line: entry.originalLine + 1, column: entry.originalColumn };
  };
}
