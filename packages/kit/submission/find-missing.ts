import { isBuiltin } from 'node:module';
import { wordsAt } from './compile/words-at.ts';
import { placesOf } from './find-shortcut.ts';
import type { ReadFile } from './read-compiled.ts';
import { neighbourOf } from './shortcuts/why-refused.ts';

/**
 * The imports of a program that Node cannot find whatever happens, with the student's line: a module that Node does not have,
 * a file that is none of the topic's programs. Node's own error for them names no line.
 * @returns `undefined` when there are none
 */
export function findMissing(program: ReadFile, programs: readonly string[]): string | undefined {
  const missing = program.facts.uses.flatMap((use) => {
    const why = use.isImported && use.name !== undefined ? whyMissing(use.name, programs) : undefined;
    return why === undefined ? [] : [wordsAt(placesOf(program)(use), why, program.source)];
  });
  return missing.length === 0 ? undefined : missing.join('\n\n');
}

function whyMissing(name: string, programs: readonly string[]): string | undefined {
  if (name.startsWith('node:')) return isBuiltin(name) ? undefined : `Node has no module "${name}".`;
  const neighbour = neighbourOf(name);
  if (neighbour === undefined || programs.includes(neighbour)) return undefined;
  return `imports "${name}", which is none of the topic's programs: only these are tested and handed in. What stands in it belongs into this file.`;
}
