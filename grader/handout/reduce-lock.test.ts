import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { reduceLock } from './reduce-lock.ts';

const LOCK = `lockfileVersion: '9.0'

settings:
  autoInstallPeers: true

overrides:
  yaml>pair: '-'

importers:

  .:
    devDependencies:
      '@types/node':
        specifier: 24.0.0
        version: 24.0.0
      turbo:
        specifier: 2.0.0
        version: 2.0.0

  grader:
    dependencies:
      kit:
        specifier: workspace:*
        version: link:kit
      yaml:
        specifier: 2.0.0
        version: 2.0.0

  packages/kit:
    dependencies:
      vitest:
        specifier: 5.0.0
        version: 5.0.0(@types/node@24.0.0)

packages:

  '@types/node@24.0.0':
    resolution: {integrity: sha512-a}

  pair@1.0.0:
    resolution: {integrity: sha512-b}

  turbo@2.0.0:
    resolution: {integrity: sha512-c}

  vitest@5.0.0:
    resolution: {integrity: sha512-d}
    peerDependencies:
      '@types/node': '*'

  yaml@2.0.0:
    resolution: {integrity: sha512-e}

snapshots:

  '@types/node@24.0.0': {}

  pair@1.0.0:
    optional: true

  turbo@2.0.0: {}

  vitest@5.0.0(@types/node@24.0.0):
    dependencies:
      '@types/node': 24.0.0
    optionalDependencies:
      other: pair@1.0.0
    transitivePeerDependencies:
      - yaml

  yaml@2.0.0: {}
`;

const OVERRIDES = /overrides:\n(?: .*\n)+\n/;

test('keeps what the packages that stay have installed, and what that needs', () => {
  const reduced = reduceLock(LOCK, ['.', 'packages/kit'], ['@types/node']);
  const gone = [
    OVERRIDES,
    / {6}turbo:\n.*\n.*\n/,
    / {2}grader:\n[\s\S]*?\n\n/,
    / {2}turbo@2.0.0:\n.*\n\n/,
    /\n {2}yaml@2.0.0:\n.*\n/,
  ];
  const rest = [...gone, / {2}turbo@2.0.0: \{\}\n\n/, /\n {2}yaml@2.0.0: \{\}\n/];
  expect(reduced).toBe(rest.reduce((text, part) => text.replace(part, ''), LOCK));
});

test('with all packages and all tools, the lock file of this repository stays as it is, to the byte, but for what is overridden', () => {
  const lock = readFileSync(new URL('../../pnpm-lock.yaml', import.meta.url), 'utf8');
  const { importers, tools } = namesIn(lock);
  expect(importers).toContain('packages/kit');
  expect(reduceLock(lock, importers, tools)).toBe(lock.replace(OVERRIDES, ''));
});

function namesIn(lock: string): { importers: string[]; tools: string[] } {
  const part = lock.slice(lock.indexOf('\nimporters:'), lock.indexOf('\npackages:'));
  const importers = [...part.matchAll(/^ {2}(\S+):$/gm)].map(([, name = '']) => name);
  const root = part.slice(part.indexOf('\n  .:'), part.indexOf('\n\n', part.indexOf('\n  .:')));
  const tools = [...root.matchAll(/^ {6}'?([^\s']+)'?:$/gm)].map(([, name = '']) => name);
  return { importers, tools };
}
