import { expect, test } from 'vitest';
import { type ImportingFile, importFault } from './import-rules.ts';

const KIT: ImportingFile = { path: 'packages/kit/peers/peer.ts', part: 'kit' };
const GRADER: ImportingFile = { path: 'grader/jobs/run-jobs.ts', part: 'grader' };
const SUITE: ImportingFile = { path: 'packages/udp-pair/hidden/server.test.ts', part: 'suite' };
const PUBLIC_SUITE: ImportingFile = { path: 'packages/udp-pair/tests/server.test.ts', part: 'suite' };
const PROGRAM: ImportingFile = { path: 'packages/udp-pair/src/server.ts', part: 'program' };
const NTP: ImportingFile = { path: 'packages/ntp-client/src/01-library.ts', part: 'program', packages: ['ntp-time'] };
const ONLY_KIT = 'A suite imports only @socket-lab/kit, vitest, and files of its topic beside it or in tests/.';
const TOPICS = ['udp-pair', 'echo-service'];

test.each<[ImportingFile, string]>([
  [KIT, 'node:net'],
  [KIT, 'execa'],
  [KIT, '../wire/types.ts'],
  [GRADER, '@socket-lab/kit/topic/topic'],
  [GRADER, '../packages/kit/topic/topic.ts'],
  [GRADER, 'udp-pair-something-else'],
  [SUITE, '@socket-lab/kit'],
  [SUITE, '@socket-lab/kit/check/types'],
  [SUITE, 'vitest'],
  [SUITE, './wire.ts'],
  [SUITE, '../tests/wire.ts'],
  [PUBLIC_SUITE, './wire.ts'],
  [PROGRAM, 'node:net'],
  [PROGRAM, './client.ts'],
  [NTP, 'ntp-time'],
])('$path may import %s', (file, module) => {
  expect(importFault(file, { module, line: 1 }, TOPICS)).toBeUndefined();
});

test.each<[ImportingFile, string | undefined, string]>([
  [
    KIT,
    '../../../grader/jobs/run-jobs.ts',
    'The kit imports nothing of the grader and no topic: it ships in the handout.',
  ],
  [KIT, '@socket-lab/grader/x', 'The kit imports nothing of the grader and no topic: it ships in the handout.'],
  [KIT, 'udp-pair', 'The kit imports nothing of the grader and no topic: it ships in the handout.'],
  [GRADER, '../../packages/udp-pair/src/server.ts', 'The grader imports no topic: it reads topics as folders.'],
  [GRADER, 'echo-service/solution/server.ts', 'The grader imports no topic: it reads topics as folders.'],
  [SUITE, 'node:net', ONLY_KIT],
  [SUITE, '../solution/server.ts', ONLY_KIT],
  [SUITE, '@socket-lab/kitchen', ONLY_KIT],
  [SUITE, '../../tcp-pair/tests/wire.ts', ONLY_KIT],
  [PUBLIC_SUITE, '../hidden/wire.ts', ONLY_KIT],
  [PROGRAM, '../solution/server.ts', 'This program imports only node: modules and its own files.'],
  [PROGRAM, 'net', 'Write "node:net".'],
  [PROGRAM, 'lodash', 'This program imports only node: modules and its own files.'],
  [PROGRAM, '@socket-lab/kit', 'This program imports only node: modules and its own files.'],
  [NTP, 'ntp-client', 'This program imports only node: modules, "ntp-time" and its own files.'],
])('$path may not import %s', (file, module, rule) => {
  expect(importFault(file, { module, line: 7 } as never, TOPICS)).toBe(`${file.path}:7: imports "${module}". ${rule}`);
});

test('a program may not compute what it imports', () => {
  expect(importFault(PROGRAM, { line: 7 }, TOPICS)).toBe(
    'packages/udp-pair/src/server.ts:7: imports a module whose name is computed. This program imports only node: modules and its own files.',
  );
});
