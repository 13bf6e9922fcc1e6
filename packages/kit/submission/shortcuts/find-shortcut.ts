import { isBuiltin, SourceMap } from 'node:module';
import { messageAt, type SourcePlace } from '../compile/source-place.ts';
import type { ReadFile, ReadProgram, Use } from './read-program.ts';
import { neighbourOf, type ProgramRules, whyRefused } from './rules.ts';

/** More of them tell no more. */
const MOST_SHOWN = 5;

/** The shortcuts that stand plainly in a program's syntax tree, or in a neighbour's that it imports, with their lines. */
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
      found.add(messageAt(placeOf(use), why, program.source));
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

export function computedLinesOf(program: ReadFile): number[] {
  const computed = program.facts.uses.filter(({ what, name }) => what === 'module' && name === undefined);
  if (computed.length === 0) return [];
  const placeOf = placesOf(program);
  return [...new Set(computed.slice(0, MOST_SHOWN).map((use) => placeOf(use).line))];
}

/** Tells where a piece of the compiled code stands in the student's file. The map is read once: that takes its time. */
export function placesOf({ file, code, map }: ReadFile): (use: Use) => SourcePlace {
  const sourceMap = new SourceMap(map as never);
  return ({ start }) => {
    const before = code.slice(0, start).split('\n');
    const entry = sourceMap.findEntry(before.length - 1, before.at(-1)?.length ?? 0);
    if (!('originalLine' in entry)) return { file, line: 1, column: 0 };
    return { file, line: entry.originalLine + 1, column: entry.originalColumn };
  };
}

/** Imports that Node cannot find whatever happens, with the student's line, which Node's own error lacks; else `undefined`. */
export function findMissing(program: ReadFile, programs: readonly string[]): string | undefined {
  const missing = program.facts.uses.flatMap((use) => {
    const why = use.isImported && use.name !== undefined ? whyMissing(use.name, programs) : undefined;
    return why === undefined ? [] : [messageAt(placesOf(program)(use), why, program.source)];
  });
  return missing.length === 0 ? undefined : missing.join('\n\n');
}

function whyMissing(name: string, programs: readonly string[]): string | undefined {
  if (name.startsWith('node:')) return isBuiltin(name) ? undefined : `Node has no module "${name}".`;
  const neighbour = neighbourOf(name);
  if (neighbour === undefined || programs.includes(neighbour)) return undefined;
  return `imports "${name}", which is none of the topic's programs: only these are tested and handed in. What stands in it belongs into this file.`;
}
