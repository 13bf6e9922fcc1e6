import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { needsCommand } from '../interop/needs-command.ts';
import { proveLevel, provenCourse } from './grade-under.ts';
import { inject, injectionsHere } from './injections.ts';

needsCommand('bwrap', 'setpriv');

describe.runIf(process.platform === 'linux')('what the machine does is nobody’s mark', { timeout: 300_000 }, () => {
  let proof: Disposable;
  beforeAll(async () => {
    proof = await proveLevel();
  }, 120_000);
  afterAll(() => proof[Symbol.dispose]());

  test.each([...injectionsHere(false)])('%s', async (_, injection) => {
    using course = provenCourse();
    expect(await inject(course, injection, 0)).toEqual({ hasHit: true, wrong: [], broken: [], left: [] });
  });
});
