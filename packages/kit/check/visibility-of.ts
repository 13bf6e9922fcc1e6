import type { CheckDeclaration } from './types.ts';

/** The folder of a suite tells whether its checks are hidden: `hidden/` or `tests/`. */
export function visibilityOf(suitePath: string): CheckDeclaration['visibility'] {
  return /[/\\]hidden[/\\][^/\\]+$/.test(suitePath) ? 'hidden' : 'public';
}
