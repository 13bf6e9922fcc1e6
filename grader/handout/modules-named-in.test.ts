import { expect, test } from 'vitest';
import { modulesNamedIn } from './modules-named-in.ts';

const KIT = new Set([
  'grader/kit/index.ts',
  'grader/kit/tcp/peer.ts',
  'grader/kit/tcp/tcp.ts',
  'grader/kit/tcp/README.md',
  'grader/kit/program/watcher-main.js',
]);
const MODULE = 'grader/kit/tcp/tcp.ts';
const SUITE = 'packages/pair/tests/server.test.ts';

/** A module that computes a name. */
const template = (head: string, tail: string) => `new URL(\`${head}\${name}${tail}\`, import.meta.url);`;

test.each([
  [MODULE, "import { x } from './peer.ts';", ['grader/kit/tcp/peer.ts']],
  [MODULE, "import type { X } from './peer.ts';", ['grader/kit/tcp/peer.ts']],
  [MODULE, "export * from '../tcp/peer.ts';", ['grader/kit/tcp/peer.ts']],
  [MODULE, "await import('./peer.ts');", ['grader/kit/tcp/peer.ts']],
  [MODULE, "new URL('../program/watcher-main.js', import.meta.url);", ['grader/kit/program/watcher-main.js']],
  [MODULE, "readdir(new URL('../tcp/', import.meta.url));", ['grader/kit/tcp/peer.ts', 'grader/kit/tcp/tcp.ts']],
  [MODULE, template('../tcp/', '.ts'), ['grader/kit/tcp/peer.ts', 'grader/kit/tcp/tcp.ts']],
  [MODULE, template('', '/'), []],
  [SUITE, "import { check } from '@socket-lab/kit';", ['grader/kit/index.ts']],
  [SUITE, "import { peer } from '@socket-lab/kit/tcp/peer';", ['grader/kit/tcp/peer.ts']],
  [MODULE, "import net from 'node:net'; const slash = '/'; '../../../';", []],
])('%s: %s', (path, text, modules) => {
  expect(modulesNamedIn(path, text, KIT)).toEqual(modules);
});
