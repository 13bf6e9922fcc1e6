import type { Visibility } from './types.ts';

/** The folder of a suite tells whether its checks are hidden: `hidden/` or `tests/`. */
export function visibilityOf(suitePath: string): Visibility {
  return /[/\\]hidden[/\\][^/\\]+$/.test(suitePath) ? 'hidden' : 'public';
}
