import { expect, test } from 'vitest';
import { modulesNamedIn } from './kit-files.ts';

const KIT = new Set([
  'packages/kit/index.ts',
  'packages/kit/peers/peer.ts',
  'packages/kit/peers/tcp.ts',
  'packages/kit/peers/README.md',
  'packages/kit/program/watcher-main.js',
]);
const MODULE = 'packages/kit/peers/tcp.ts';
const SUITE = 'packages/pair/tests/server.test.ts';
const template = (head: string, tail: string) => `new URL(\`${head}\${name}${tail}\`, import.meta.url);`;

test.each([
  [MODULE, "import { x } from './peer.ts';", ['packages/kit/peers/peer.ts']],
  [MODULE, "import type { X } from './peer.ts';", ['packages/kit/peers/peer.ts']],
  [MODULE, "export * from '../peers/peer.ts';", ['packages/kit/peers/peer.ts']],
  [MODULE, "await import('./peer.ts');", ['packages/kit/peers/peer.ts']],
  [MODULE, "new URL('../program/watcher-main.js', import.meta.url);", ['packages/kit/program/watcher-main.js']],
  [
    MODULE,
    "readdir(new URL('../peers/', import.meta.url));",
    ['packages/kit/peers/peer.ts', 'packages/kit/peers/tcp.ts'],
  ],
  [MODULE, template('../peers/', '.ts'), ['packages/kit/peers/peer.ts', 'packages/kit/peers/tcp.ts']],
  [MODULE, template('', '/'), []],
  [SUITE, "import { check } from '@socket-lab/kit';", ['packages/kit/index.ts']],
  [SUITE, "import { peer } from '@socket-lab/kit/peers/peer';", ['packages/kit/peers/peer.ts']],
  [MODULE, "import net from 'node:net'; const slash = '/'; '../../../';", []],
])('%s: %s', (path, text, modules) => {
  expect(modulesNamedIn(path, text, KIT)).toEqual(modules);
});
