import { styleText } from 'node:util';
import { wrap } from '../../../text/wrap.ts';
import type { Experiment } from '../experiment.ts';
import type { Note } from '../notebook/note.ts';

/** The experiments: number, title, topics, and what the student has noted down. */
export function renderList(
  experiments: readonly Experiment[],
  notes: ReadonlyMap<number, Note>,
  width: number,
): string {
  const columns = Math.max(...experiments.map(({ number }) => String(number).length)) + 1;
  const entries = experiments.map(({ number, title, topics }) => {
    const indent = ' '.repeat(columns + 2);
    return [
      `${String(number).padStart(columns)}  ${styleText('bold', title)}`,
      `${indent}${styleText('dim', topics.join(', '))}; ${state(notes.get(number))}`,
    ].join('\n');
  });
  const done = experiments.filter(({ number }) => notes.get(number)?.outcome !== undefined).length;
  const how = '"pnpm experiment 6" asks for your prediction, runs number 6, shows the wire, and asks you why.';
  return [
    `${experiments.length} experiments: predict, run, explain. ${done} done.`,
    '',
    ...entries,
    '',
    ...wrap(how, width),
  ].join('\n');
}

function state(note: Note | undefined): string {
  if (note?.prediction === undefined) return 'not predicted yet';
  if (note.outcome === undefined) return `predicted ${note.prediction}, not run yet`;
  const came = note.match ? 'came true' : `it was ${note.outcome}`;
  return `predicted ${note.prediction}, ${came}${note.why === undefined ? ', not explained yet' : ''}`;
}
