import { expect, test } from 'vitest';
import { stageSources } from './fixtures/stage-sources.ts';

async function stateOf(source: string): Promise<string> {
  const { programs } = await stageSources({ server: source, other: 'export const x = 1;' }, {});
  return `${programs[0]?.state}: ${programs[0]?.reason?.split('\n')[0] ?? ''}`;
}

const ONE_FILE =
  "which is none of the topic's programs: only these are tested and handed in. What stands in it belongs into this file.";

test.for<[source: string, state: string]>([
  ["import x from 'node:nett'; x();", 'broken: src/server.ts:1:15: Node has no module "node:nett".'],
  ["import { x } from './h';\nconsole.log(x);", `broken: src/server.ts:1:19: imports "./h", ${ONE_FILE}`],
  ["import { x } from './h.ts';\nconsole.log(x);", `broken: src/server.ts:1:19: imports "./h.ts", ${ONE_FILE}`],
  ["export * from './h.ts';", `broken: src/server.ts:1:15: imports "./h.ts", ${ONE_FILE}`],
])('no program starts with: %s', async ([source, state]) => {
  expect(await stateOf(source)).toBe(state);
});

test.for<[source: string]>([
  ["import { x } from './other.ts';\nconsole.log(x);"],
  ["import { x } from './other';\nconsole.log(x);"],
  ["import type { X } from './h.ts';\nlet x: X;"],
  ["try { await import('./h.ts'); } catch {}"],
  ["try { require('./h'); } catch {}"],
  ["import net from 'node:net';\nnet.connect(1);"],
  ["import { lookup } from 'node:dns/promises';\nlookup('');"],
])('a program may start with: %s', async ([source]) => {
  expect(await stateOf(source)).toBe('ready: ');
});
