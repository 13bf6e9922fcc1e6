import { expect, test } from 'vitest';
import { readCrash } from './crash.ts';
import { SAMPLES, sample } from './fixtures/stderr-samples.ts';
import { textOf } from './message.ts';

const ended = (code: number | null) => ({ code, signal: null });

const CRASHES = SAMPLES.flatMap(({ name, stderr, parts }) =>
  Object.entries(parts).flatMap(([heading, said]) => {
    const code = /^exit code (\d+)$/.exec(heading)?.[1];
    const [what = '', hint = ''] = said.split('\n');
    return code === undefined ? [] : [{ name, stderr, code: Number(code), what, hint: new RegExp(hint.slice(1, -1)) }];
  }),
);

test.each(CRASHES)('$name', ({ stderr, code, what, hint }) => {
  const crash = readCrash(stderr, ended(code));
  expect(textOf(crash?.what ?? '')).toBe(what);
  expect(textOf(crash?.hint ?? '')).toMatch(hint);
});

test.each([
  ['an error that the program printed itself', sample('caught'), ended(1)],
  ['an open gap', sample('todo'), ended(1)],
  ['a line of its own', 'Bind failed: EADDRINUSE\n', ended(1)],
  ['a program that still runs', sample('throws'), ended(null)],
  ['one that ended well', sample('throws'), ended(0)],
  ['one that a signal ended', sample('throws'), { code: null, signal: 'SIGKILL' } as const],
])('no crash: %s', (_what, stderr, ending) => {
  expect(readCrash(stderr, ending)).toBeUndefined();
});

test('the last of several errors ended it', () => {
  expect(readCrash(`${sample('caught')}${sample('throws')}`, ended(1))?.place).toBe('src/throws.ts:6');
});

test.each(['/x:1\n\n^\n'.repeat(9_000), `node:a:1\n^\n${'node:a:1\n^\n'.repeat(200_000)}`])(
  'hostile headers are read at once: %#',
  { timeout: 30_000 },
  (stderr) => {
    const begin = performance.now();
    readCrash(stderr, ended(1));
    expect(performance.now() - begin).toBeLessThan(10_000);
  },
);
