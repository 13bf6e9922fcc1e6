import type { TestCase } from 'vitest/node';
import type { CheckDeclaration } from '../check/types.ts';

/** The check that a vitest test is; `undefined` for a test that is none. */
export function declarationOf(testCase: TestCase): CheckDeclaration | undefined {
  const { check } = testCase.meta();
  if (!check) return undefined;
  const isHidden = /[/\\]hidden[/\\][^/\\]+$/.test(testCase.module.moduleId);
  return { ...check, visibility: isHidden ? 'hidden' : 'public' };
}
