import { posix, win32 } from 'node:path';
import { expect, test } from 'vitest';
import { visibilityOf } from '../check/visibility-of.ts';
import { moduleId } from './module-id.ts';

test.each([
  [win32.join('C:\\lab (1)', 'tests', 'a.test.ts'), win32, 'C:/lab (1)/tests/a.test.ts'],
  [posix.join('/lab', 'a\\b', 'a.test.ts'), posix, '/lab/a\\b/a.test.ts'],
])('%s', (path, { sep }, id) => {
  expect(moduleId(path, sep)).toBe(id);
});

test.each([win32, posix])('a suite is hidden by its folder, whatever the separator ($sep)', ({ join }) => {
  expect(visibilityOf(join('lab', 'hidden', 'a.test.ts'))).toBe('hidden');
  expect(visibilityOf(join('hidden', 'tests', 'a.test.ts'))).toBe('public');
});
