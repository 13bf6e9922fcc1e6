import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { makeStarter } from './make-starter.ts';

export function staleStarters(courseDirectory: string, topic: string): string[] {
  return compareStarters(courseDirectory, topic).flatMap(wordsOf);
}

function wordsOf(starter: StarterState): string[] {
  switch (starter.state) {
    case 'unchanged':
      return [];
    case 'changed':
      return [`${starter.file} is stale. Run "pnpm starters".`];
    case 'missing':
      return [`${starter.file} is missing. Run "pnpm starters".`];
    case 'orphan':
      return [orphanWords(starter)];
    case 'faulty':
      return starter.faults;
    default:
      return starter satisfies never;
  }
}

export function orphanWords({ file, solution }: { file: string; solution: string }): string {
  return `${file} has no solution. Write ${solution}, or delete the starter.`;
}

/** A starter as it stands in src/ beside what its solution says now. */
export type StarterState =
  | { state: 'unchanged'; file: string }
  /** `file` is not what the solution says, or is not there: it has to become `text`. */
  | { state: 'changed' | 'missing'; file: string; text: string }
  | { state: 'orphan'; file: string; solution: string }
  | { state: 'faulty'; file: string; faults: string[] }; // The markers of its solution are malformed; a line each.

export function compareStarters(courseDirectory: string, topic: string): StarterState[] {
  const folder = `packages/${topic}`;
  const solutions = programsIn(join(courseDirectory, folder, 'solution'));
  const starters = programsIn(join(courseDirectory, folder, 'src'));
  const states = solutions.map((program): StarterState => {
    const file = `${folder}/src/${program}.ts`;
    const path = `${folder}/solution/${program}.ts`;
    let text: string;
    try {
      text = makeStarter({ program, path, text: readFileSync(join(courseDirectory, path), 'utf8') });
    } catch (error) {
      return { state: 'faulty', file, faults: (error as Error).message.split('\n') };
    }
    if (!starters.includes(program)) return { state: 'missing', file, text };
    const state = readFileSync(join(courseDirectory, file), 'utf8') === text ? 'unchanged' : 'changed';
    return { state, file, text };
  });
  const orphans = starters
    .filter((program) => !solutions.includes(program))
    .map((program): StarterState => {
      return { state: 'orphan', file: `${folder}/src/${program}.ts`, solution: `${folder}/solution/${program}.ts` };
    });
  return [...states, ...orphans];
}

function programsIn(directory: string): string[] {
  if (!existsSync(directory)) return [];
  return readdirSync(directory)
    .filter((name) => name.endsWith('.ts'))
    .map((name) => basename(name, '.ts'))
    .sort();
}
