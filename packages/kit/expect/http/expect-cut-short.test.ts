import { expect, test } from 'vitest';
import type { Program } from '../../program/program.ts';
import { expectCutShort } from './expect-cut-short.ts';

/** A program that has ended like this. */
function program(code: number, stderr: string): Program {
  const ending = { code, signal: null };
  return {
    who: 'The program',
    ended: Promise.resolve(ending),
    exits: async () => {},
    stderr: { text: () => stderr },
    printsOnStderr: async (line: RegExp, what: string) => {
      if (!line.test(stderr)) throw new Error(`no ${what}`);
    },
  } as unknown as Program;
}

test('a program that says so', async () => {
  await expectCutShort(program(1, 'cut short\n'), 'end');
  await expectCutShort(program(1, 'read ECONNRESET\n'), 'reset');
});

test.each([
  ['end', 'The connection ended before the answer was whole, and nobody would know it from the exit code.'],
  ['reset', 'The connection was reset before the answer was whole, and nobody would know it from the exit code.'],
] as const)('exit code 0 after a connection that was cut short by a %s', async (how, summary) => {
  await expect(expectCutShort(program(0, 'cut short'), how)).rejects.toMatchObject({ summary });
});

test('a reset has its code', async () => {
  await expect(expectCutShort(program(1, 'cut short'), 'reset')).rejects.toThrow('no a line with ECONNRESET');
});
