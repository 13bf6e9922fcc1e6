import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readAttacks, readPromises } from './read-attacks.ts';

const PAGE = readFileSync(new URL('../../SECURITY.md', import.meta.url), 'utf8');
const attacks = await readAttacks();

const rows = [...PAGE.matchAll(/^\|.*\(grader\/attacks\/promises\/([a-z-]+\.ts)\): (.*)\|$/gm)].map(
  ([, file = '', names = '']) => ({ file, names: namesIn(names).sort() }),
);

function namesIn(text: string): string[] {
  return [...text.matchAll(/`([a-z0-9]+(?:-[a-z0-9]+)+)`/g)].map(([, name = '']) => name);
}

test('there are at least 40 attacks', () => {
  expect(attacks.size).toBeGreaterThanOrEqual(40);
});

test('every attack is in the table of SECURITY.md once, and every name there is an attack', () => {
  expect(rows.flatMap(({ names }) => names).sort()).toEqual([...attacks.keys()].toSorted());
});

test('the attacks on a promise stand in the file that its row names', async () => {
  const promises = [...(await readPromises())].map(([file, table]) => ({ file, names: Object.keys(table).sort() }));
  expect(rows.toSorted((a, b) => (a.file < b.file ? -1 : 1))).toEqual(promises);
});

test('what level node does not stop is told', () => {
  const told = namesIn(PAGE.slice(PAGE.indexOf('Level `node` holds'), PAGE.indexOf('## What it costs')));
  const open = [...attacks].filter(([, { stoppedBy }]) => stoppedBy.node === undefined).map(([name]) => name);
  expect(told.filter((name) => attacks.has(name)).toSorted()).toEqual(open.toSorted());
});

test('every attack is stopped at level bubblewrap', () => {
  const open = [...attacks].filter(([, { stoppedBy }]) => stoppedBy.bubblewrap === undefined);
  expect(open.map(([name]) => name)).toEqual([]);
});
