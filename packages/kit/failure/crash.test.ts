import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readCrash } from './crash.ts';
import { textOf } from './message.ts';

const sample = (name: string) => readFileSync(new URL(`stderr-samples/${name}.txt`, import.meta.url), 'utf8');
const ended = (code: number | null) => ({ code, signal: null });

test.each([
  ['abort', 1, 'ended with an uncaught AbortError: The operation was aborted', /^An await that fails|^Nothing catches/],
  [
    'after-end',
    1,
    "ended with an unhandled 'error' event of the socket at src/after-end.ts:5: write after end (written after end(): nothing can be sent once the stream is ended)",
    /end\(\)/,
  ],
  [
    'aggregate',
    1,
    "ended with an unhandled 'error' event of the socket: Error: connect ECONNREFUSED ::1:1",
    /Listen for "error" on the socket/,
  ],
  [
    'assertion',
    1,
    'ended with an uncaught AssertionError at src/assertion.ts:3: Expected values to be loosely deep-equal:',
    /Nothing catches/,
  ],
  ['cause', 1, 'ended with an uncaught ResolveError at src/cause.ts:9: could not resolve', /Nothing catches/],
  [
    'emit-plain',
    1,
    "ended with an uncaught Error at src/emit-plain.ts:4: Unhandled error. ('broken')",
    /Nothing catches/,
  ],
  [
    'eval',
    1,
    'ended with an uncaught ReferenceError at src/eval.ts:2: undefinedThing is not defined',
    /the name undefinedThing/,
  ],
  ['handler', 7, 'ended with an uncaught Error at src/handler.ts:2: in the handler', /Nothing catches/],
  [
    'json',
    1,
    "ended with an uncaught SyntaxError at src/json.ts:3: Expected property name or '}' in JSON at position 1 (line 1 column 2)",
    /Nothing catches/,
  ],
  [
    'listen-in-use',
    1,
    "ended with an unhandled 'error' event of the server: listen EADDRINUSE: address already in use 127.0.0.1:36431",
    /on the server/,
  ],
  [
    'no-export',
    1,
    "ended with an uncaught SyntaxError at src/no-export.ts:1: The requested module 'node:net' does not provide an export named 'createSever'",
    /the name createSever/,
  ],
  [
    'overflow',
    1,
    'ended with an uncaught RangeError at src/overflow.ts:2: Maximum call stack size exceeded',
    /calls itself/,
  ],
  [
    'range',
    1,
    'ended with an uncaught RangeError at src/range.ts:2: The value of "offset" is out of range. It must be >= 0 and <= 8. Received 40',
    /length/,
  ],
  ['rejected', 1, 'ended with an uncaught Error: getaddrinfo ENOTFOUND no-such-host.invalid', /An await that fails/],
  ['rejected-string', 1, 'ended with a rejected promise that nothing caught: "no reply"', /An await that fails/],
  ['reset-server', 1, "ended with an unhandled 'error' event of the socket: write ECONNRESET", /on the socket/],
  ['thrown-null', 1, 'ended with an uncaught exception: null', /Nothing catches/],
  ['thrown-string', 1, 'ended with an uncaught exception at src/thrown-string.ts:3: no reply', /Nothing catches/],
  [
    'throws',
    1,
    "ended with an uncaught TypeError at src/throws.ts:6: Cannot read properties of undefined (reading 'toUpperCase')",
    /before ".toUpperCase" in that line is undefined/,
  ],
  [
    'udp-closed',
    1,
    'ended with an uncaught Error at src/udp-closed.ts:5: Not running (the datagram socket is closed already)',
    /closed before/,
  ],
  [
    'unsettled',
    13,
    'ended because an await at src/unsettled.ts:4 waits for something that can no longer happen.',
    /nothing was left/,
  ],
  ['worker', 1, 'ended with an uncaught RangeError at src/worker.ts:4: n is negative', /Nothing catches/],
  [
    'worker-data',
    1,
    'ended with an uncaught ReferenceError at line 3 of the code that the worker was given: undefinedThing is not defined',
    /undefinedThing/,
  ],
  [
    'worker-missing',
    1,
    "ended with an uncaught Error: Cannot find module 'src/fib-worker.ts'",
    /another file of yours/,
  ],
  [
    'worker-syntax',
    1,
    'ended with an uncaught SyntaxError at line 1 of the code that the worker was given: missing ) after argument list',
    /Nothing catches/,
  ],
])('%s', (name, code, what, hint) => {
  const crash = readCrash(sample(name), ended(code));
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
