import { fileURLToPath } from 'node:url';
import { MISCONCEPTIONS } from '@socket-lab/kit/failure/diagnosis/misconceptions';
import { expect, test } from 'vitest';
import { mutantsOf } from '../mutants/mutants-of.ts';
import { diagnosisIn, SENTENCES } from './diagnosis.ts';

test.each([
  ['It sent "a".\n\nIt looks as if the text\nis trimmed, because "b".\n\nHint: x', 'trims'],
  ['It looks as if one variable holds the unfinished lines of all clients, because "b".', 'one-buffer-for-all'],
  ['It looks as if one variable holds the socket of all clients, because "b".', 'answers-the-wrong-client'],
  ['It looks as if it were Monday.', 'unknown'],
  ['It sent "It looks as if the text is trimmed".', undefined],
])('%j: %s', (message, id) => {
  expect(diagnosisIn(message)).toBe(id);
});

test('each misconception has its sentence, and a mutant that shows it; no mutant names another', () => {
  expect(Object.keys(SENTENCES)).toEqual(Object.keys(MISCONCEPTIONS));
  const course = fileURLToPath(new URL('../../..', import.meta.url));
  const shown = mutantsOf(course).flatMap(({ reading }) => ('header' in reading ? [reading.header.looksAs] : []));
  expect(new Set(shown.filter((id) => id !== undefined))).toEqual(new Set(Object.keys(MISCONCEPTIONS)));
});
