import { expect, test } from 'vitest';
import { withNote } from './with-note.ts';

const HEADER = `# What I predicted in the experiments, what happened, and why I think it did.
# "pnpm experiment" writes it. Remarks of your own stay where they are.
# A prediction stands once it is made. To predict anew, delete the experiment's lines.
`;

test('a new file says what it is', () => {
  expect(withNote(undefined, 'experiments.yaml', 6, { prediction: 'b', words: 'yes: it ends' })).toBe(
    `${HEADER}\n6:\n  prediction: b\n  words: "yes: it ends"\n`,
  );
});

const BY_HAND = `# My own heading

6:
  # at first I thought a
  prediction: b # the ports!
  doubts: many

# to be done: 7
`;

test.each([
  [
    'a note grows, and remarks stay',
    BY_HAND,
    6,
    BY_HAND.replace('  doubts: many\n', '  doubts: many\n  outcome: b\n  match: true\n'),
  ],
  [
    'another one comes behind',
    BY_HAND,
    2,
    BY_HAND.replace('\n# to be done: 7\n', '2:\n  outcome: b\n  match: true\n\n# to be done: 7\n'),
  ],
  ['a remark alone', '# nothing yet\n', 6, '# nothing yet\n\n6:\n  outcome: b\n  match: true\n'],
  ['an empty file', '', 6, '6:\n  outcome: b\n  match: true\n'],
  ['a number without a note', '6:\n', 6, '6:\n  outcome: b\n  match: true\n'],
  ['a number in quotation marks', '"6":\n  prediction: b\n', 6, '"6":\n  prediction: b\n  outcome: b\n  match: true\n'],
  [
    'a remark behind the number goes below it',
    '6: # ports\n  why: x\n',
    6,
    '6:\n  # ports\n  why: x\n  outcome: b\n  match: true\n',
  ],
  ['what was there is replaced', '6:\n  outcome: c # odd\n', 6, '6:\n  outcome: b # odd\n  match: true\n'],
])('%s', (_, source, number, expected) => {
  expect(withNote(source, 'experiments.yaml', number, { outcome: 'b', match: true })).toBe(expected);
});

test('several lines are one text', () => {
  expect(withNote('', 'experiments.yaml', 1, { why: 'first\nsecond' })).toBe('1:\n  why: |-\n    first\n    second\n');
});

test('lines that end as on Windows go on doing so', () => {
  const windows = (text: string) => text.replaceAll('\n', '\r\n');
  const more = { outcome: 'b', match: true };
  expect(withNote(windows(BY_HAND), 'experiments.yaml', 2, more)).toBe(
    windows(withNote(BY_HAND, 'experiments.yaml', 2, more)),
  );
});
