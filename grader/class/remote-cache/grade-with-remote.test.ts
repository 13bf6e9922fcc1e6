import { appendFileSync, existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { RemoteServer } from '../../fixtures/remote-server.ts';
import { runPrinting } from '../../fixtures/run-printing.ts';
import { SAYS_HELLO, TinyCourse } from '../fixtures/tiny-course.ts';
import gradeCommand from '../grade-command.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const KEY = '0123456789abcdef'.repeat(2);
/** A check that fails when the job that runs it has been handed the word of this run, or the key. */
const KNOWS_NO_SECRET = `
import { readFileSync } from 'node:fs';
import { CheckFailure, check } from '@socket-lab/kit';

check('knows no secret', { program: 'hello', gap: 1, points: 1, hint: '' }, async () => {
  const given = process.platform === 'linux' ? readFileSync('/proc/self/environ', 'latin1').split('\\0') : [];
  const names = [...Object.keys(process.env), ...given.map((each) => each.split('=')[0])];
  const secret = names.find((name) => /^TURBO_.*(API|TEAM|TOKEN|KEY)/.test(name));
  if (secret) throw new CheckFailure('The job was handed ' + secret + '.');
});
`;

let course: TinyCourse;
let server: RemoteServer;
beforeAll(async () => {
  course = new TinyCourse();
  course.submit('ana', SAYS_HELLO);
  course.write('packages/tiny/hidden/secrets.test.ts', KNOWS_NO_SECRET);
  server = await RemoteServer.start({ TURBO_REMOTE_CACHE_SIGNATURE_KEY: KEY });
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
  course[Symbol.dispose]();
});
beforeEach(() => set({}));
afterEach(() => void vi.unstubAllEnvs());

/** A remote cache, as a user sets it. */
function set(env: Record<string, string | undefined>): void {
  const whole = { TURBO_API: server.address, TURBO_TOKEN: server.token, TURBO_TEAM: 'course' };
  const signed = { ...whole, TURBO_TEAMID: undefined, TURBO_REMOTE_CACHE_SIGNATURE_KEY: KEY };
  for (const [name, value] of Object.entries({ ...signed, ...env })) vi.stubEnv(name, value);
}

/** Grades as on a machine that knows nothing yet. @returns what there is to say, and how many results came from where */
async function grade(...flags: string[]) {
  rmSync(join(course.repository, '.grade/cache'), { recursive: true, force: true });
  rmSync(join(course.repository, '.grade/class/jobs'), { recursive: true, force: true });
  const { code, out, err } = await runPrinting(() =>
    gradeCommand.run(['--sandbox', 'none', ...flags], course.repository, course.repository),
  );
  const [, from] = /^1 job in [\d.]+ s(.*)\.$/m.exec(out) ?? [];
  const book = join(course.repository, 'grades/gradebook.json');
  const score = existsSync(book) ? JSON.parse(readFileSync(book, 'utf8')).students[0].score : undefined;
  rmSync(book, { force: true });
  return { code, err, from, score };
}

const RAN = ', 0 of them from the cache (0 from the remote one)';
const REPLAYED = ', 1 of them from the cache (1 from the remote one)';
const marks = { code: 0, score: 4 };

test('a class is graded once, and replayed on the next machine; what is forged there is not taken, and told', async () => {
  expect(await grade()).toEqual({ ...marks, err: '', from: RAN });
  expect(await grade()).toEqual({ ...marks, err: '', from: REPLAYED });

  for (const file of server.artifacts('course')) appendFileSync(file, '\0');
  const forged = `The remote cache at ${server.address} gave 1 result without our signature: tampered with, or signed with another key. The jobs ran here.`;
  expect(await grade()).toEqual({ ...marks, err: forged, from: RAN });
  expect(await grade()).toEqual({ ...marks, err: '', from: REPLAYED }); // it has the right one again
  set({ TURBO_REMOTE_CACHE_SIGNATURE_KEY: KEY.toUpperCase() });
  expect(await grade()).toEqual({ ...marks, err: forged, from: RAN });
});

test('one that is of no use is a line, before the run', async () => {
  set({ TURBO_TOKEN: 'wrong' });
  const err = `The remote cache at ${server.address} refuses TURBO_TOKEN (HTTP 401). The run goes on without it.`;
  expect(await grade()).toEqual({ ...marks, err, from: '' });
});

test.each([
  ['half of one is a line', { TURBO_TEAM: '' }, 0, /^No remote cache: TURBO_TEAM is not set/],
  [
    'a key that is empty is refused',
    { TURBO_REMOTE_CACHE_SIGNATURE_KEY: '' },
    2,
    /^TURBO_REMOTE_CACHE_SIGNATURE_KEY is empty/,
  ],
  [
    'a key that is short is refused',
    { TURBO_REMOTE_CACHE_SIGNATURE_KEY: 'k' },
    2,
    /^TURBO_REMOTE_CACHE_SIGNATURE_KEY has 1/,
  ],
])('%s', async (_, env, code, err) => {
  set(env);
  const nobody = ['--submissions', 'examples/class', '--student', 'ana', '--shard', '2/2'];
  expect(await grade(...nobody)).toMatchObject({ code, err: expect.stringMatching(err) });
});
