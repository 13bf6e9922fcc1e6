import { expect, test } from 'vitest';
import { type ImportingFile, importFault } from './forbidden-imports.ts';

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

test.each<[ImportingFile, string]>([
  [PROGRAM, ONLY_OWN],
  [SUITE, 'Write the name of the module.'],
])('$path may not compute what it imports', (file, rule) => {
  expect(importFault(file, { line: 7 })).toBe(`${file.path}:7: imports a module whose name is computed. ${rule}`);
});
