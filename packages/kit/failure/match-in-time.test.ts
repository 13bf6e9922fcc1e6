import { expect, test } from 'vitest';
import { CheckFailure } from './failure.ts';
import { matchesInTime, matchInTime } from './match-in-time.ts';

/** A busy machine takes a while to make such lines. */
const PATIENCE_MS = 30_000;
const MIB = 1024 * 1024;
const hostile = (words: string, mib = 32) => words.repeat(Math.floor((mib * MIB) / words.length));

/** Patterns of the suites, each with the words that make a line of 32 MiB the worst that it can be given. */
const PATTERNS: [pattern: RegExp, words: string][] = [
  [/^Time = .*\n/m, 'Time = '],
  [/Time = .*\n/, 'Time = '],
  [/Host name \[.*\] and ip \[.*/, 'Host name ['],
  [/IP address \[.*\] of \[.*/, 'IP address ['],
  [/IP address \[([^\]]*)\] of \[([^\]]*)\]/g, 'IP address ['],
  [/Received: (.*?)\r?\n/g, 'Received: '],
  [/Protocol .*=> name \[(?!no service).*/i, 'Protocol '],
  [/Starting up echo server on (?:\S+) port 7(?=\r?\n|$)/, 'Starting up echo server on '],
  [/localhost.*ENOTFOUND|ENOTFOUND.*localhost/, 'localhost '],
  [/\s+x/, '\n'],
];

test.for(PATTERNS)('%s holds nobody up for long on a line of 32 MiB', { timeout: PATIENCE_MS }, ([pattern, words]) => {
  const text = hostile(words);
  const begin = process.threadCpuUsage();
  try {
    if (pattern.global) matchesInTime(pattern, text);
    else matchInTime(pattern, text);
  } catch (error) {
    expect(error).toBeInstanceOf(CheckFailure);
  }
  const { user, system } = process.threadCpuUsage(begin); // in microseconds: other processes do not count
  expect((user + system) / 1000).toBeLessThan(2_000);
});

test('says what is wrong with the text, and searches the next one', { timeout: PATIENCE_MS }, () => {
  expect(() => matchInTime(/Time = .*\n/, hostile('Time = '))).toThrow('takes too long to search');
  expect(matchInTime(/Time = (.*)\n/, `Time = ${'x'.repeat(MIB)}\n`)?.[1]).toHaveLength(MIB);
});

test('the control: with sixteen times the text such a pattern takes much longer than sixteen times', {
  timeout: PATIENCE_MS,
}, () => {
  const [short, long] = [1 / 512, 1 / 32].map((mib) => {
    const text = hostile('Time = ', mib);
    const begin = process.threadCpuUsage();
    /Time = .*\n/.test(text);
    return process.threadCpuUsage(begin).user;
  });
  expect(long).toBeGreaterThan((short ?? 0) * 32);
});

test('finds in long texts what String has found', () => {
  const text = `${'a line\n'.repeat((10 * MIB) / 7)}the end: 7\n`;
  expect(matchInTime(/^the end: (\d)$/m, text)).toEqual(text.match(/^the end: (\d)$/m));
  expect(matchInTime(/^none$/m, text)).toBeNull();
  expect(matchesInTime(/end: (\d)/g, text).map(([, digit]) => digit)).toEqual(['7']);
});
