import { expect, test } from 'vitest';
import { type ImportingFile, importFault, kitModules } from './forbidden-imports.ts';

const PROGRAM: ImportingFile = { path: 'packages/udp-pair/src/server.ts', packages: [] };
const NTP: ImportingFile = { path: 'packages/ntp-client/src/01-library.ts', packages: ['ntp-time'] };
const SUITE: ImportingFile = { path: 'packages/udp-pair/hidden/server.test.ts' };
const ONLY_OWN = 'This program imports only node: modules and its own files.';

test.each<[ImportingFile, string]>([
  [PROGRAM, 'node:net'],
  [PROGRAM, './client.ts'],
  [NTP, 'ntp-time'],
])('$path may import %s', (file, module) => {
  expect(importFault(file, { module, line: 1 })).toBeUndefined();
});

test.each<[ImportingFile, string, string]>([
  [PROGRAM, '../solution/server.ts', ONLY_OWN],
  [PROGRAM, 'net', 'Write "node:net".'],
  [PROGRAM, 'lodash', ONLY_OWN],
  [PROGRAM, '@socket-lab/kit', ONLY_OWN],
  [NTP, 'ntp-client', 'This program imports only node: modules, "ntp-time" and its own files.'],
])('$path may not import %s', (file, module, rule) => {
  expect(importFault(file, { module, line: 7 })).toBe(`${file.path}:7: imports "${module}". ${rule}`);
});

const ORDER = 'A room of the kit imports only the rooms before it in grader/prove/imports/forbidden-imports.ts.';
const ROOMS: [room: string, may: string[], mayNot: string[]][] = [
  ['text', ['./wrap.ts', 'node:net', 'zod'], ['../wire/types.ts']],
  ['wire', ['../text/wrap.ts'], ['./pcap/blocks.ts', '../failure/failure.ts']],
  ['wire/pcap', ['../types.ts'], ['../../record/record-file.ts']],
  ['failure', ['../wire/types.ts'], ['../confine/level.ts']],
  ['failure/diagnosis', ['../failure.ts'], ['../../check/judge.ts']],
  ['confine', ['../failure/failure.ts'], ['../topic/topic.ts']],
  ['topic', ['../confine/limits.ts'], ['../submission/open-gaps.ts']],
  ['submission', ['./guard/write-guard.ts'], ['../program/program.ts']],
  ['submission/guard', ['../shortcuts/bindings.ts'], ['../open-gaps.ts']],
  ['submission/shortcuts', ['../compile/words-at.ts'], ['../read-compiled.ts']],
  ['submission/compile', ['../../confine/limits.ts'], ['../guard/write-guard.ts']],
  ['program', ['../submission/open-gaps.ts'], ['../peers/tcp.ts']],
  ['peers', ['../program/program.ts'], ['../expect/ending.ts']],
  ['expect', ['../peers/tcp.ts'], ['./http/cut.ts']],
  ['expect/http', ['../ending.ts'], ['../ntp/packet.ts', '../../check/check.ts']],
  ['check', ['../expect/ntp/packet.ts'], ['../suites/run-suites.ts', '../index.ts']],
  ['suites', ['../check/check.ts'], ['../record/record-file.ts']],
  ['record', ['../suites/run-suites.ts'], ['../commands/command.ts']],
  ['commands', ['../record/record-file.ts'], ['./quiz/quiz.ts']],
  ['commands/quiz', ['../command.ts'], ['../replay/rerun.ts', '../experiment/experiment.ts']],
  ['commands/experiment/lab', ['../../quiz/quiz.ts', '../ask/ask.ts'], ['../../try/trial.ts']],
  ['commands/try', ['../replay/rerun.ts'], ['../progress/ago.ts', '../main.js']],
  ['commands/progress', ['../quiz/quiz.ts', '../experiment/experiment.ts'], ['../../../../grader/main.ts']],
  ['a-new-room', [], ['../text/wrap.ts']],
];

test.each(
  ROOMS.flatMap(([room, may, mayNot]) => [
    ...may.map((module) => ({ room, may: 'may', module })),
    ...mayNot.map((module) => ({ room, may: 'may not', module })),
  ]),
)('the room $room of the kit $may import $module', ({ room, may, module }) => {
  const path = `packages/kit/${room}/case.ts`;
  const fault = `${path}:7: imports "${module}". ${ORDER}`;
  expect(importFault({ path }, { module, line: 7 })).toBe(may === 'may' ? undefined : fault);
});

test('the list of commands imports each; tests and what they read import what they like', () => {
  const list = { path: 'packages/kit/commands/main.js' };
  expect(importFault(list, { module: './progress/progress-command.ts', line: 1 })).toBeUndefined();
  const files = ['packages/kit/a.test.ts', 'packages/kit/text/fixtures/a.ts', 'packages/kit/a.md', 'grader/main.ts'];
  expect(kitModules([...files, list.path])).toEqual([list]);
});

test.each<[ImportingFile, string]>([
  [PROGRAM, ONLY_OWN],
  [SUITE, 'Write the name of the module.'],
])('$path may not compute what it imports', (file, rule) => {
  expect(importFault(file, { line: 7 })).toBe(`${file.path}:7: imports a module whose name is computed. ${rule}`);
});
