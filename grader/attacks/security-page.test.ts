import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readAttacks } from './read-attacks.ts';

const PAGE = readFileSync(new URL('../../SECURITY.md', import.meta.url), 'utf8');
const attacks = await readAttacks();

const rows = PAGE.split('\n').filter((line) => line.startsWith('| ') && line.includes('`'));
const inTable = namesIn(rows.map((row) => row.split('|').at(-2) ?? '').join());

function namesIn(text: string): string[] {
  return [...text.matchAll(/`([a-z0-9]+(?:-[a-z0-9]+)+)`/g)].map(([, name = '']) => name);
}

test('there are at least 40 attacks', () => {
  expect(attacks.size).toBeGreaterThanOrEqual(40);
});

test('every attack is in the table of SECURITY.md once, and every name there is an attack', () => {
  expect(inTable.toSorted()).toEqual([...attacks.keys()].toSorted());
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
