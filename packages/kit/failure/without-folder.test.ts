import { expect, test } from 'vitest';
import type { Failure } from './failure.ts';
import { withoutFolder } from './without-folder.ts';

const FOLDER = '/tmp/año nuevo/staged-x';
const failure: Failure = {
  summary: `It printed "${FOLDER}/src/a.ts".`,
  comparison: { kind: 'words', expected: 'x', received: `file:///tmp/a%C3%B1o%20nuevo/staged-x/src/a.ts` },
  crash: { summary: `The program ended: Cannot find module '${FOLDER}/src/a.ts'` },
  wire: [
    { atMs: 1, conversation: 1, kind: 'data', from: 'program', bytes: Buffer.from(`\xff${FOLDER}/src/a.ts`) },
    { atMs: 2, conversation: 1, kind: 'fin', from: 'program' },
  ],
  programs: [
    {
      command: 'a',
      stdout: `${FOLDER}/services.txt`,
      stderr: `Error: Cannot find module '${FOLDER}/src/b'\n    at x (${FOLDER}/src/a.ts:3:9)\n`,
      ending: { code: 1, signal: null },
    },
  ],
  hint: '',
};

test('nothing of the folder is left, but in frames, which are read by their form', () => {
  expect(withoutFolder(failure, [FOLDER])).toEqual({
    ...failure,
    summary: 'It printed "src/a.ts".',
    comparison: { kind: 'words', expected: 'x', received: 'src/a.ts' },
    crash: { summary: "The program ended: Cannot find module 'src/a.ts'" },
    wire: [{ ...failure.wire[0], bytes: Buffer.from('\xffsrc/a.ts') }, failure.wire[1]],
    programs: [
      {
        ...failure.programs[0],
        stdout: 'services.txt',
        stderr: `Error: Cannot find module 'src/b'\n    at x (${FOLDER}/src/a.ts:3:9)\n`,
      },
    ],
  });
});

test('bytes of a comparison; what has nothing of it stays the same', () => {
  const bytes = { kind: 'bytes', expected: Buffer.from('a'), received: Buffer.from([0xff, 0x00]) } as const;
  expect(withoutFolder({ ...failure, comparison: bytes }, [FOLDER]).comparison).toEqual(bytes);
});
