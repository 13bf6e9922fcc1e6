import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import { readTopic } from '@socket-lab/kit/topic/read-topic';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  BREAKS_THE_SUITE,
  NEVER_ENDS,
  SAYS_HELLO,
  SAYS_NOTHING,
  TinyCourse,
  TOPIC,
} from '../class/fixtures/tiny-course.ts';
import type { JobEvent } from './job-progress.ts';
import { type JobSpec, type RunJobsOptions, runJobs } from './run-jobs.ts';

let course: TinyCourse;
beforeAll(() => {
  course = new TinyCourse();
});
afterAll(() => course[Symbol.dispose]());

async function run(programs: Record<string, string>, options: Partial<RunJobsOptions> = {}) {
  const topic = readTopic(join(course.repository, 'packages/tiny'));
  const specs = Object.entries(programs).map(
    ([id, program]): JobSpec => ({ id, label: id, topic, sources: new Map([['hello.ts', Buffer.from(program)]]) }),
  );
  const workspace = join(course.repository, '.grade/test');
  const results = await runJobs(specs, { repository: course.repository, workspace, isolation: 'none', ...options });
  const how = [...results.outcomes].map(([id, outcome]) => [
    id,
    outcome.state === 'error' ? outcome.reason : outcome.cached ? 'cached' : 'done',
  ]);
  return { ...results, how: Object.fromEntries(how) };
}

/** The files of turbo's cache, by the student whose results they hold. */
function artifacts(): Map<string, string> {
  const cache = join(course.repository, '.grade/cache');
  const files = readdirSync(cache).filter((name) => name.endsWith('.tar.zst'));
  return new Map(
    files.map((name) => {
      const [, id = ''] =
        /jobs\/grade-([a-z]+)-/.exec(zstdDecompressSync(readFileSync(join(cache, name))).toString()) ?? [];
      return [id, join(cache, name)];
    }),
  );
}

function changed(artifact: string, from: string, to: string): Buffer {
  const text = zstdDecompressSync(readFileSync(artifact)).toString('latin1');
  expect(text).toContain(from);
  return zstdCompressSync(Buffer.from(text.replace(from, to), 'latin1'));
}

function change(path: string, edit: (text: string) => string): void {
  const file = join(course.repository, path);
  writeFileSync(file, edit(readFileSync(file, 'utf8')));
}

describe('jobs', { timeout: 60_000 }, () => {
  test('have results, which replay from the cache until something that decides them changes', async () => {
    const first = await run({ ana: SAYS_HELLO, ben: SAYS_NOTHING });
    expect(first.how).toEqual({ ana: 'done', ben: 'done' });
    const [ana, ben] = [first.outcomes.get('ana'), first.outcomes.get('ben')];
    const statuses = (outcome: typeof ana) =>
      outcome?.state === 'done' && Object.entries(outcome.result.checks).map(([id, { status }]) => [id, status]);
    expect(statuses(ana)).toEqual([
      ['hello/ends-by-itself', 'passed'],
      ['hello/says-hello', 'passed'],
    ]);
    expect(statuses(ben)).toEqual([
      ['hello/ends-by-itself', 'passed'],
      ['hello/says-hello', 'failed'],
    ]);
    expect(first.catalogs.get('tiny')?.map(({ id, visibility }) => [id, visibility])).toEqual([
      ['hello/ends-by-itself', 'public'],
      ['hello/says-hello', 'hidden'],
    ]);

    const events: JobEvent[] = [];
    const second = await run({ ana: SAYS_HELLO, ben: SAYS_NOTHING }, { onProgress: (event) => events.push(event) });
    expect(second.how).toEqual({ ana: 'cached', ben: 'cached' });
    expect(second.outcomes.get('ana')).toEqual({ ...ana, cached: true });
    expect(events.map(({ kind, finished, total }) => [kind, finished, total])).toEqual([
      ['cached', 1, 2],
      ['cached', 2, 2],
    ]);

    expect((await run({ ana: SAYS_HELLO, ben: SAYS_HELLO })).how).toEqual({ ana: 'cached', ben: 'done' });
    expect((await run({ ana: SAYS_HELLO }, { force: true })).how).toEqual({ ana: 'done' });
    const together = await run({ ana: SAYS_HELLO, ben: SAYS_NOTHING }, { specsAJob: 2 });
    expect(together.how).toEqual({ ana: 'done', ben: 'done' });
    expect(['ana', 'ben'].map((id) => statuses(together.outcomes.get(id)))).toEqual([ana, ben].map(statuses));
    expect((await run({ ana: SAYS_HELLO }, { isolation: 'node' })).how).toEqual({ ana: 'done' });
    course.write('packages/tiny/README.md', 'A lesson decides nothing.');
    expect((await run({ ana: SAYS_HELLO })).how).toEqual({ ana: 'cached' });
  });

  test('run again when a suite, a limit or the toolchain changes', async () => {
    expect((await run({ carl: SAYS_HELLO })).how).toEqual({ carl: 'done' });
    change('packages/tiny/hidden/hello.test.ts', (suite) => suite.replace('points: 2', 'points: 5'));
    const regraded = await run({ carl: SAYS_HELLO });
    expect(regraded.how).toEqual({ carl: 'done' });
    expect(regraded.catalogs.get('tiny')?.[1]?.points).toBe(5);
    change('packages/tiny/topic.yaml', (topic) => `${topic}limits: { jobSeconds: 60 }\n`);
    expect((await run({ carl: SAYS_HELLO })).how).toEqual({ carl: 'done' });
    course.write('pnpm-lock.yaml', 'esbuild: another\n');
    expect((await run({ carl: SAYS_HELLO })).how).toEqual({ carl: 'done' });
    expect((await run({ carl: SAYS_HELLO })).how).toEqual({ carl: 'cached' });
  });

  test('whose grader fails are errors, are not cached, and harm no other', async () => {
    await run({ dora: SAYS_HELLO, emil: SAYS_HELLO });
    const broken = await run({ dora: BREAKS_THE_SUITE, emil: SAYS_HELLO });
    expect(broken.how.dora).toMatch(/^hello\/ends-by-itself: TypeError: The suite is broken\./);
    expect(broken.how.emil).toBe('cached');
    const again = await run({ dora: BREAKS_THE_SUITE, emil: SAYS_HELLO });
    expect(again.how.dora).toMatch(/^hello\/ends-by-itself: TypeError/);
    expect(again.how.emil).toBe('cached');
  });

  test('whose results in the cache are damaged run anew, at once, and once', async () => {
    const everybody = { gil: SAYS_HELLO, hana: SAYS_NOTHING, ivo: SAYS_HELLO, jon: SAYS_HELLO, kim: SAYS_HELLO };
    const first = await run(everybody);
    const healthy = artifacts();
    const jobs = join(course.repository, '.grade/test/jobs');
    const folderOf = (id: string) => readdirSync(jobs).find((name) => name.startsWith(`grade-${id}-`)) ?? '';
    rmSync(jobs, { recursive: true }); // where a result still lies as it was, turbo does not look into the artifact
    const [gil = '', hana = '', ivo = ''] = ['gil', 'hana', 'ivo'].map((id) => healthy.get(id));
    writeFileSync(gil, changed(gil, 'hello/says-hello', 'hello/says-hellm')); // a flipped bit, a check less
    writeFileSync(hana, readFileSync(hana).subarray(0, 100));
    copyFileSync(healthy.get('jon') ?? '', ivo);
    mkdirSync(join(jobs, 'grade-kim/x'), { recursive: true });

    const events: JobEvent[] = [];
    const second = await run(everybody, { onProgress: (event) => events.push(event) });
    expect(second.how).toEqual({ gil: 'done', hana: 'done', ivo: 'done', jon: 'cached', kim: 'cached' });
    expect(second.healed).toBe(2); // what is cut off turbo finds itself
    expect(events.at(-1)).toMatchObject({ finished: 5, total: 5 });
    const checks = ({ outcomes }: typeof first) =>
      [...outcomes.values()].map((each) => each.state === 'done' && Object.keys(each.result.checks));
    expect(checks(second)).toEqual(checks(first));

    for (const file of ['error.json', 'result.json', 'lock.json', 'src/1/hello.ts']) {
      rmSync(join(jobs, folderOf('jon'), file), { force: true });
      mkdirSync(join(jobs, folderOf('jon'), file, 'x'), { recursive: true });
    }
    const third = await run(everybody);
    expect(Object.values(third.how)).toEqual(Array(5).fill('cached'));
    expect(third.healed).toBe(0);
  });

  test('end when their time is up, with what is known by then', async () => {
    course.write('packages/tiny/topic.yaml', `${TOPIC}limits: { jobSeconds: 1 }\n`);
    const { outcomes } = await run({ fay: NEVER_ENDS });
    expect(outcomes.get('fay')).toMatchObject({ state: 'done', result: { checks: {}, stoppedAfterSeconds: 1 } });
  });
});
