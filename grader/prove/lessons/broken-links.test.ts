import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { brokenLinks, linkFault } from './broken-links.ts';

const FILE = 'packages/udp-pair/README.md';
const PLACES = new Set(['.', 'README.md', 'packages', 'packages/udp-pair', FILE, 'packages/udp-pair/a b.ts']);
const anchorsOf = (file: string) => new Set(file === 'README.md' ? ['start'] : ['gap-1']);

test.each([
  'https://nodejs.org/api/dgram.html#x',
  'mailto:a@b.c',
  '#gap-1',
  '../../README.md',
  '../../README.md#start',
  '../udp-pair/',
  '../..',
  './README.md',
  'a%20b.ts',
  'a%20b.ts#L3',
])('%s leads somewhere', (url) => {
  expect(linkFault(FILE, url, PLACES, anchorsOf)).toBeUndefined();
});

test.each([
  ['src/server.ts', 'there is no packages/udp-pair/src/server.ts.'],
  ['readme.md', 'there is no packages/udp-pair/readme.md. The name is packages/udp-pair/README.md.'],
  ['../../../elsewhere.md', 'it is outside the course.'],
  ['/README.md', 'write it relative to this file.'],
  ['#gap-2', 'packages/udp-pair/README.md has no heading "#gap-2".'],
  ['../../README.md#end', 'README.md has no heading "#end".'],
])('%s leads nowhere', (url, fault) => {
  expect(linkFault(FILE, url, PLACES, anchorsOf)).toBe(fault);
});

test('a broken link is named with file and line', () => {
  const course = mkdtempSync(join(tmpdir(), 'lessons-'));
  mkdirSync(join(course, 'docs'));
  writeFileSync(join(course, 'README.md'), '# Course\n\n[guide](docs/guide.md#setup)\n[guide](docs/guide.md#set-up)\n');
  writeFileSync(join(course, 'docs/guide.md'), '# Set up\n\n[back](../README.md#course)\n');
  const files = ['README.md', 'docs/guide.md'];
  expect(brokenLinks(course, files, files)).toEqual([
    'README.md:3: the link to "docs/guide.md#setup" leads nowhere: docs/guide.md has no heading "#setup".',
  ]);
  rmSync(course, { recursive: true });
});
