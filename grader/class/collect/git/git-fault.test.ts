import { mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { findCommand } from '@socket-lab/kit/confine/find-command';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { needsCommand } from '../../../interop/needs-command.ts';
import { GitHost } from '../fixtures/git-host.ts';

needsCommand('git');
let host: GitHost;
beforeEach(async () => {
  host = await GitHost.start();
  host.commit();
});
afterEach(() => {
  vi.unstubAllEnvs();
  return host[Symbol.asyncDispose]();
});

/** What becomes of a right submission when git does this instead of one of its commands. */
function collectedWhere(command: string, script: string): Promise<string | undefined> {
  const bin = join(host.root, 'bin');
  mkdirSync(bin);
  const lines = ['#!/bin/sh', `case "$*" in *'${command}'*) ${script};; esac`, `exec '${findCommand('git')}' "$@"`];
  writeFileSync(join(bin, 'git'), `${lines.join('\n')}\n`, { mode: 0o755 });
  vi.stubEnv('PATH', `${bin}${delimiter}${process.env.PATH}`);
  return host.collected(host.ana());
}

const COMMANDS = ['ls-remote', 'init', 'fetch', 'cat-file -t', 'ls-tree', 'cat-file --batch'];
const says = (line: string) => `echo '${line}' >&2; exit 128`;

describe.skipIf(process.platform === 'win32')('whose fault it is that git fails', () => {
  test.each(COMMANDS)('the machine’s: git %s is killed', async (command) => {
    expect(await collectedWhere(command, 'kill -9 $$')).toMatch(/^error: .* cannot be had/);
  });

  test.each(COMMANDS)('the machine’s: git %s meets a full disk', async (command) => {
    const line = 'fatal: unable to write new index file: No space left on device';
    expect(await collectedWhere(command, says(line))).toMatch(/^error: .* No space left on device\.$/);
  });

  test.each([
    'error: index-pack died of signal 9',
    'fatal: write error: Disk quota exceeded',
    'error: unable to open object pack directory: Too many open files',
    'fatal: cannot pread pack file: Input/output error',
    'fatal: unable to create thread: Resource temporarily unavailable',
    'error: cannot fork() for index-pack: Cannot allocate memory',
  ])('the machine’s: %s', async (line) => {
    expect(await collectedWhere('fetch', says(line))).toMatch(/^error: .* cannot be had: /);
  });

  test.each([
    ['error: index-pack died of signal 11', /^rejected: .* is damaged/],
    ['fatal: Out of memory, malloc failed', /^rejected: .* takes more memory/],
    ['fatal: write error: File too large', /^rejected: .* is larger than/],
  ])('the repository’s: %s', async (line, words) => {
    expect(await collectedWhere('fetch', says(line))).toMatch(words);
  });
});
