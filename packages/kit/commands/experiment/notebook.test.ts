import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { UsageError } from '../../text/usage-error.ts';
import { notebookFile, parseNotebook, withNote } from './notebook.ts';

function course(source?: string | Uint8Array) {
  const directory = mkdtempSync(join(tmpdir(), 'socket-lab-notebook-'));
  onTestFinished(() => rmSync(directory, { recursive: true }));
  const path = join(directory, 'experiments.yaml');
  if (source !== undefined) writeFileSync(path, source);
  return { notebook: notebookFile(directory), directory, text: () => readFileSync(path, 'utf8') };
}

test('what is noted down is read again, and nothing is left beside the file', () => {
  const { notebook, directory } = course();
  expect(notebook.read().size).toBe(0);
  notebook.note(6, { prediction: 'b' });
  notebook.note(6, { outcome: 'b', match: true });
  expect(notebook.read().get(6)).toEqual({ prediction: 'b', outcome: 'b', match: true });
  expect(readdirSync(directory)).toEqual(['experiments.yaml']);
});

test.each([
  ['broken YAML', '6: [\n', /^experiments\.yaml:\d+: .*\. Mend it first; nothing in it was changed\.$/],
  ['something else than notes', '6: hello\n', /^experiments\.yaml:1: under the number/],
  ['no UTF-8', Buffer.of(0x36, 0x3a, 0x20, 0xff), /^experiments\.yaml is not UTF-8/],
])('%s is refused in one line, and never written to', (_, source, message) => {
  const { notebook, text } = course(source);
  const before = text();
  for (const use of [() => notebook.read(), () => notebook.note(6, { prediction: 'b' })]) {
    expect(use).toThrow(UsageError);
    expect(use).toThrow(message);
  }
  expect(text()).toBe(before);
});

test('a file that cannot be read is named', () => {
  const { notebook, directory } = course();
  mkdirSync(join(directory, 'experiments.yaml'));
  expect(() => notebook.read()).toThrow(new UsageError('experiments.yaml cannot be read (EISDIR).'));
});

test('a file that cannot be written is named, and stays as it was', () => {
  const { notebook, directory, text } = course('6: {}\n');
  mkdirSync(join(directory, `experiments.yaml.${process.pid}.tmp`)); // where the new one would be written first
  expect(() => notebook.note(6, { prediction: 'b' })).toThrow(/^experiments\.yaml cannot be written \(\w+\)\.$/);
  expect(text()).toBe('6: {}\n');
});

const notes = (source: string) => Object.fromEntries(parseNotebook(source, 'experiments.yaml').notes);

test.each([
  ['nothing', '', {}],
  ['a remark', '# later\n', {}],
  ['a note', '6:\n  prediction: b\n  match: true\n', { 6: { prediction: 'b', match: true } }],
  ['a capital letter, in blanks', '6: { prediction: " B " }\n', { 6: { prediction: 'b' } }],
  ['parts left open', '6:\n  prediction:\n  why: ""\n7:\n', { 6: {}, 7: {} }],
  ['words that YAML takes for something else', '6: { why: yes, words: 12 }\n', { 6: { why: 'yes', words: '12' } }],
  ['what it does not know', '6: { prediction: b, doubts: [many] }\n', { 6: { prediction: 'b' } }],
  ['an alias', '6: &same { prediction: b }\n7: *same\n', { 6: { prediction: 'b' }, 7: { prediction: 'b' } }],
])('%s', (_, source, expected) => {
  expect(notes(source)).toEqual(expected);
});

test.each([
  ['6:\n  prediction: b\n 7: x\n', /^experiments\.yaml:3: /],
  ['6:\n\tprediction: b\n', /^experiments\.yaml:2: Tabs are not allowed/],
  ['6: {}\n6: {}\n', /^experiments\.yaml:2: Map keys must be unique/],
  ['# x\n- 6\n', /^experiments\.yaml:2: it is no list of experiments/],
  ['six\n', /^experiments\.yaml:1: it is no list of experiments/],
  ['6: b\n', /^experiments\.yaml:1: under the number of an experiment stand/],
  ['5: {}\n6:\n  prediction: [b]\n', /^experiments\.yaml:3: the prediction is a letter/],
  ['6:\n  prediction: bc\n', /^experiments\.yaml:2: the prediction is a letter/],
  ['6:\n  prediction: b\n  match: maybe\n', /^experiments\.yaml:3: match is true or false/],
  ['6:\n  why:\n    a: b\n', /^experiments\.yaml:3: this is a text/],
])('%j is refused with its line', (source, message) => {
  expect(() => notes(source)).toThrow(message);
});

test('a new file says what it is', () => {
  expect(
    withNote(undefined, 'experiments.yaml', 6, { prediction: 'b', words: 'yes: it ends' }),
  ).toBe(`# What I predicted in the experiments, what happened, and why I think it did.
# "pnpm experiment" writes it. Remarks of your own stay where they are.
# A prediction stands once it is made. To predict anew, delete the experiment's lines.

6:
  prediction: b
  words: "yes: it ends"
`);
});

const BY_HAND = `# My own heading

6:
  # at first I thought a
  prediction: b # the ports!
  doubts: many

# to be done: 7
`;
const ADDED = '  outcome: b\n  match: true\n';

test.each([
  ['a note grows, and remarks stay', BY_HAND, 6, BY_HAND.replace('many\n', `many\n${ADDED}`)],
  ['another one comes behind', BY_HAND, 2, BY_HAND.replace('\n# to be', `2:\n${ADDED}\n# to be`)],
  ['a remark alone', '# nothing yet\n', 6, `# nothing yet\n\n6:\n${ADDED}`],
  ['an empty file', '', 6, `6:\n${ADDED}`],
  ['a number without a note', '6:\n', 6, `6:\n${ADDED}`],
  ['a number in quotation marks', '"6":\n  prediction: b\n', 6, `"6":\n  prediction: b\n${ADDED}`],
  ['a remark behind the number goes below it', '6: # ports\n  why: x\n', 6, `6:\n  # ports\n  why: x\n${ADDED}`],
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
