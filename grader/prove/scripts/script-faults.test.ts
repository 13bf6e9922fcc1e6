import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { courseFiles } from '../facts/course-files.ts';
import { scriptFault, scriptFaults } from './script-faults.ts';

const COURSE = fileURLToPath(new URL('../../..', import.meta.url));

test('every script of the course runs on every system', () => {
  expect(scriptFaults(COURSE, courseFiles(COURSE))).toEqual([]);
});

test.each(['node grader/main.ts grade', 'tsx src/01-hostname.ts --port=0', 'biome check .', 'tsc'])('%s', (script) => {
  expect(scriptFault(script)).toBeUndefined();
});

test.each([
  'tsc && vitest run',
  'node a.js > out.txt',
  'node "a b.js"',
  "node 'a.js'",
  'node src/*.ts',
  'node $HOME/a.js',
  'node %HOME%/a.js',
  'node a.js; node b.js',
  'node grader\\cli\\grade.ts',
])('%s asks for a shell', (script) => {
  expect(scriptFault(script)).toBe(`asks for a shell: "${script}". Write one command, and the rest in TypeScript.`);
});

test.each(['rm -rf dist', './run', 'bash run.sh', 'NODE_ENV=test vitest'])('%s is not on every machine', (script) => {
  expect(scriptFault(script)).toContain('which is not on every machine.');
});
