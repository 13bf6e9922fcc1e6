import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { say } from '@socket-lab/kit/failure/message';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../fixtures/temporary-folder.ts';
import { readJobResult, versionFault } from './job-result.ts';

function write(result: unknown): string {
  const folder = temporaryFolder();
  const path = join(folder, 'result.json');
  writeFileSync(path, typeof result === 'string' ? result : JSON.stringify(result));
  return path;
}

const failed = { status: 'failed', durationMs: 3, failure: { message: say('no-reply'), hint: 'check' } };
const result = (schemaVersion: number, outcome: object) => ({
  schemaVersion,
  topic: 'echo',
  isolation: 'node',
  submissions: { a: { checks: { 'server/echoes': outcome } } },
  inputs: 'of today',
});

test('a failure comes back as it was written', () => {
  const path = write(result(2, failed));
  expect(readJobResult(path, 'of today')?.submissions.a?.checks['server/echoes']).toEqual(failed);
  expect(versionFault(path)).toBeUndefined();
});

test('a result of another version is refused in words', () => {
  const path = write(result(1, { status: 'failed', durationMs: 3, message: 'The program sent no reply.' }));
  expect(readJobResult(path, 'of today')).toBeUndefined();
  expect(versionFault(path)).toBe(
    'Its result.json has schemaVersion 1, and this grader reads 2. Grade again with --force.',
  );
});

test.each(['{"schemaVersion": 2, "half', '{}'])('what is not whole is no result, and of no version: %j', (text) => {
  const path = write(text);
  expect(readJobResult(path, 'of today')).toBeUndefined();
  expect(versionFault(path)).toBeUndefined();
});
