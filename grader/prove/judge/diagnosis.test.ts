import { fileURLToPath } from 'node:url';
import { MISCONCEPTIONS } from '@socket-lab/kit/failure/diagnosis/misconceptions';
import { expect, test } from 'vitest';
import { mutantsOf } from '../mutants/mutants-of.ts';

test('each misconception has a mutant that shows it; no mutant names another', () => {
  const course = fileURLToPath(new URL('../../..', import.meta.url));
  const shown = mutantsOf(course).flatMap(({ reading }) => ('header' in reading ? [reading.header.looksAs] : []));
  expect(new Set(shown.filter((id) => id !== undefined))).toEqual(new Set(Object.keys(MISCONCEPTIONS)));
});
