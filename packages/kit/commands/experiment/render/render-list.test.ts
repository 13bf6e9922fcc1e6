import { expect, test } from 'vitest';
import type { Experiment } from '../experiment.ts';
import type { Note } from '../notebook/note.ts';
import { renderList } from './render-list.ts';

const experiment = (number: number, title: string, ...topics: string[]) =>
  ({ number, title, topics }) as unknown as Experiment;

test('each experiment has its state', () => {
  const experiments = [
    experiment(1, 'One', 'udp-pair'),
    experiment(2, 'Two', 'udp-pair', 'tcp-pair'),
    experiment(3, 'Three', 'tcp-pair'),
    experiment(10, 'Ten', 'tcp-pair'),
  ];
  const notes = new Map<number, Note>([
    [1, { prediction: 'b' }],
    [2, { prediction: 'b', outcome: 'b', match: true, why: 'so' }],
    [3, { prediction: 'a', outcome: 'c', match: false }],
    [99, { prediction: 'a' }],
  ]);
  expect(renderList(experiments, notes, 80)).toBe(`4 experiments: predict, run, explain. 2 done.

  1  One
     udp-pair; predicted b, not run yet
  2  Two
     udp-pair, tcp-pair; predicted b, came true
  3  Three
     tcp-pair; predicted a, it was c, not explained yet
 10  Ten
     tcp-pair; not predicted yet

"pnpm experiment 6" asks for your prediction, runs number 6, shows the wire, and
asks you why.`);
});
