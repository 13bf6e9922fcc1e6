import type { TestCase } from 'vitest/node';
import type { CheckDeclaration } from '../check/types.ts';
import { visibilityOf } from '../check/visibility-of.ts';

/** The check that a vitest test is; `undefined` for a test that is none. */
export function declarationOf(testCase: TestCase): CheckDeclaration | undefined {
  const { check } = testCase.meta();
  if (!check) return undefined;
  return { ...check, visibility: visibilityOf(testCase.module.moduleId) };
}
