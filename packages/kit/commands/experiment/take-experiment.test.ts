import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { UsageError } from '../../text/usage-error.ts';
import type { Ask } from './ask-by-lines.ts';
import type { Outcome } from './experiment.ts';
import { builtIn, castOf } from './lab/cast.ts';
import { notebookFile } from './notebook.ts';
import experiment from './questions/two-tcp-servers-on-one-port.ts';
import { takeExperiment } from './take-experiment.ts';

const cast = castOf((role) => builtIn(role, 'no reason'));
const TOLD: Outcome = { choice: 'b', asTold: true, findings: ['It was seen.'] };

/** A session whose student answers with these, in turn, and then leaves. */
async function session(answers: string[], { outcome = TOLD, notes }: { outcome?: Outcome; notes?: string } = {}) {
  const directory = mkdtempSync(join(tmpdir(), 'socket-lab-session-'));
  onTestFinished(() => rmSync(directory, { recursive: true }));
  if (notes !== undefined) writeFileSync(join(directory, 'experiments.yaml'), notes);
  const notebook = notebookFile(directory);
  const events: string[] = [];
  const next = async (message: string) => {
    events.push(message);
    return answers.shift();
  };
  const ask: Ask = { choose: next, write: next, [Symbol.dispose]: () => {} };
  const perform = async () => {
    events.push('(it runs)');
    return [{ cast, recording: { beganAtMs: 0, events: [], conversations: [] }, outcome }];
  };
  const print = (text: string) =>
    events.push(...text.split('\n').filter((line) => /^(It came|It did not|Why$|You have|You said)/.test(line)));
  const end = await takeExperiment({ experiment, cast, notebook, ask, print, perform });
  return { end, events, note: notebook.read().get(6) };
}

const PREDICT = 'What will happen?';
const WORDS = 'In your own words: what will you see?';

test('predict, run, explain: the explanation of the course comes last', async () => {
  const { end, events, note } = await session(['b', 'an error', 'there is one name']);
  expect(events).toEqual([PREDICT, WORDS, '(it runs)', 'It came true.', experiment.askWhy, 'Why']);
  expect(note).toEqual({ prediction: 'b', words: 'an error', outcome: 'b', match: true, why: 'there is one name' });
  expect(end).toBe('as told');
});

test('what is left out is not noted down', async () => {
  const { note } = await session(['a', '', '']);
  expect(note).toEqual({ prediction: 'a', outcome: 'b', match: false });
});

test('something else is compared by the student', async () => {
  const { events, note } = await session(['e', 'it sings', 'y', 'so']);
  expect(events).toEqual([PREDICT, WORDS, '(it runs)', 'Is that what you meant?', experiment.askWhy, 'Why']);
  expect(note).toEqual({ prediction: 'e', words: 'it sings', outcome: 'b', match: true, why: 'so' });
});

test.each([
  ['before the prediction', [], undefined],
  ['before its words', ['b'], { prediction: 'b' }],
  ['before the words of something else', ['e'], undefined],
])('who leaves %s has run nothing', async (_, answers, expected) => {
  const { end, events, note } = await session(answers);
  expect(end).toBe('left');
  expect(events).not.toContain('(it runs)');
  expect(note).toEqual(expected);
});

test('who leaves before the explanation does not read that of the course', async () => {
  const { end, events, note } = await session(['b', '']);
  expect({ end, note }).toEqual({ end: 'as told', note: { prediction: 'b', outcome: 'b', match: true } });
  expect(events).not.toContain('Why');
});

test('a prediction stands, and nothing is asked twice', async () => {
  const notes = '6:\n  prediction: a\n  why: I was wrong\n';
  const { events, note } = await session([], { notes });
  expect(events).toEqual([
    'You have predicted a) The second one takes the port over; the first one gets no more clients.',
    '(it runs)',
    'It did not come true: here is something to find out.',
    'You said why: “I was wrong”',
    'Why',
  ]);
  expect(note).toEqual({ prediction: 'a', why: 'I was wrong', outcome: 'b', match: false });
});

test('a machine that does something else says nothing of a prediction', async () => {
  const outcome = { choice: 'a', asTold: false, findings: [] };
  const { end, note } = await session(['b', '', ''], { outcome });
  expect({ end, note }).toEqual({ end: 'otherwise', note: { prediction: 'b' } });
});

test('a prediction by hand that is no choice is refused', async () => {
  const wanted = new UsageError('experiments.yaml: experiment 6 has no choice "z", only a, b, c, d, e.');
  await expect(session([], { notes: '6: { prediction: z }\n' })).rejects.toThrow(wanted);
});
