import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { say } from '@socket-lab/kit/failure/message';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../fixtures/temporary-folder.ts';
import { readJobResult } from './job-result.ts';
import { seal } from './sealed.ts';

function write(result: string | object): string {
  const folder = temporaryFolder();
  const path = join(folder, 'result.json');
  writeFileSync(path, typeof result === 'string' ? result : seal(result));
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
});

test('a result of another version, of other inputs or with a changed word is none', () => {
  const path = write(result(1, { status: 'failed', durationMs: 3, message: 'The program sent no reply.' }));
  expect(readJobResult(path, 'of today')).toBeUndefined();
  expect(readJobResult(write(result(2, failed)), 'of yesterday')).toBeUndefined();
  const changed = seal(result(2, failed)).replace('server/echoes', 'server/echoez');
  expect(readJobResult(write(changed), 'of today')).toBeUndefined();
});

test.each(['{"schemaVersion": 2, "half', '{}'])('what is not whole is no result: %j', (text) => {
  const path = write(text);
  expect(readJobResult(path, 'of today')).toBeUndefined();
});
