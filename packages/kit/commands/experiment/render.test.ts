import { expect, test } from 'vitest';
import type { Experiment } from './experiment.ts';
import type { Note } from './notebook.ts';
import { renderList, renderVerdict } from './render.ts';

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

const EXPERIMENT = {
  choices: { a: 'It waits for ever, whatever you do to it and however long you look at it from afar.', b: 'It ends.' },
  answer: 'b',
} as unknown as Experiment;
const TOLD = { choice: 'b', asTold: true, findings: [] };
const OTHERWISE = { choice: 'a', asTold: false, findings: [] };

const A = `a) It waits for ever, whatever you do to it and however long you
                  look at it from afar.`;
const OTHER = 'It did not come true: here is something to find out.';
const UNTOLD = 'The text says  b) It ends.\nThis machine does something else than the text says.';

test.each([
  ['nothing predicted', TOLD, {}, ['What happened  b) It ends.']],
  ['a right prediction', TOLD, { prediction: 'b' }, ['You predicted  b) It ends.', 'It came true.']],
  [
    'a wrong one, in words too',
    TOLD,
    { prediction: 'a', words: 'it sleeps' },
    [`You predicted  ${A}`, '                  “it sleeps”', 'What happened  b) It ends.', OTHER],
  ],
  [
    'something else',
    TOLD,
    { prediction: 'c', words: 'it sings' },
    [
      'You predicted  c) Something else, in my own words.',
      '                  “it sings”',
      'What happened  b) It ends.',
    ],
  ],
  ['another outcome than the text says', OTHERWISE, {}, [`What happened  ${A}`, UNTOLD]],
  [
    'none of the choices',
    undefined,
    { prediction: 'b' },
    ['You predicted  b) It ends.', 'What happened is none of the choices.', UNTOLD],
  ],
  [
    'another right outcome of this program',
    { ...TOLD, choice: 'a' },
    { prediction: 'b' },
    ['You predicted  b) It ends.', `What happened  ${A}`, OTHER],
  ],
])('%s', (_, outcome, note, lines) => {
  expect(renderVerdict(EXPERIMENT, outcome, note, 80)).toBe(lines.join('\n'));
});
