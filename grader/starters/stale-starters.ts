import { compareStarters, type StarterState } from './compare-starters.ts';

/** What keeps the starters of a topic from being what its solutions say, a line each; empty when they are in step. */
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

/** A starter that no solution stands behind, in words. */
export function orphanWords({ file, solution }: { file: string; solution: string }): string {
  return `${file} has no solution. Write ${solution}, or delete the starter.`;
}
