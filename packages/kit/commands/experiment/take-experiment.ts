import { printable } from '../../text/printable.ts';
import { lineWidth } from '../../text/terminal.ts';
import { UsageError } from '../../text/usage-error.ts';
import { wrapBehind } from '../../text/wrap.ts';
import type { Ask } from './ask-by-lines.ts';
import { allChoices, type Experiment, type Outcome, somethingElse } from './experiment.ts';
import type { Cast } from './lab/cast.ts';
import type { Note, NotebookFile } from './notebook.ts';
import { type Act, wentAsTold } from './perform.ts';
import { renderActs, renderQuestion, renderVerdict, renderWhy } from './render.ts';

interface Session {
  experiment: Experiment;
  cast: Cast;
  notebook: NotebookFile;
  ask: Ask;
  print(text: string): void;
  /** Does the experiment. */
  perform(): Promise<Act[]>;
}

/** How a session ended: the student left before anything was run; it went as the text says, or otherwise. */
type SessionEnd = 'left' | 'as told' | 'otherwise';

/**
 * Predict, run, explain. Everything is noted down as soon as it is known, and nothing is asked twice: a prediction
 * stands, also when the student comes back another day.
 */
export async function takeExperiment(session: Session): Promise<SessionEnd> {
  const { experiment, cast, notebook, print } = session;
  print(`${renderQuestion(experiment, cast, lineWidth())}\n`);
  const prediction = await predict(session);
  if (prediction === undefined) return 'left';
  print('\nIt runs on real sockets …\n');
  const acts = await session.perform();
  const last = acts.at(-1);
  print(`${renderActs(acts, experiment, lineWidth())}\n`);
  print(`${renderVerdict(experiment, last?.outcome, prediction, lineWidth())}\n`);
  await noteOutcome(session, prediction, last?.outcome);
  if (await explain(session)) print(`${renderWhy(experiment, lineWidth())}\n`);
  print(`Your notes are in ${notebook.name}.`);
  return last && wentAsTold(last) ? 'as told' : 'otherwise';
}

/** The prediction of this session or of an earlier one; `undefined` when the student leaves. */
async function predict({ experiment, notebook, ask, print }: Session): Promise<Note | undefined> {
  const { number } = experiment;
  const choices = allChoices(experiment);
  const before = notebook.read().get(number);
  if (before?.prediction !== undefined) {
    const { prediction } = before;
    if (!Object.hasOwn(choices, prediction)) {
      const letters = Object.keys(choices).join(', ');
      throw new UsageError(`${notebook.name}: experiment ${number} has no choice "${prediction}", only ${letters}.`);
    }
    print(wrapBehind(`You have predicted ${prediction}) `, choices[prediction] ?? '', lineWidth()).join('\n'));
    return before;
  }
  const prediction = await ask.choose('What will happen?', choices);
  if (prediction === undefined) return undefined;
  const isElse = prediction === somethingElse(experiment);
  if (!isElse) notebook.note(number, { prediction });
  const words = await ask.write('In your own words: what will you see?', isElse);
  if (words === undefined) return undefined;
  const note = { prediction, ...(words !== '' && { words }) };
  notebook.note(number, note);
  return note;
}

/** Only an experiment that went as its text says tells whether a prediction came true. */
async function noteOutcome(
  { experiment, notebook, ask }: Session,
  note: Note,
  outcome: Outcome | undefined,
): Promise<void> {
  if (!outcome?.asTold || outcome.choice === undefined) return;
  const { number } = experiment;
  if (note.prediction !== somethingElse(experiment)) {
    notebook.note(number, { outcome: outcome.choice, match: note.prediction === outcome.choice });
  } else if (note.match === undefined) {
    const meant = await ask.choose('Is that what you meant?', { y: 'Yes.', n: 'No.' });
    notebook.note(number, { outcome: outcome.choice, ...(meant !== undefined && { match: meant === 'y' }) });
  }
}

/**
 * Asks why, unless that is noted down already: before the course's own explanation, which one could only repeat.
 * @returns false when the student leaves
 */
async function explain({ experiment, notebook, ask, print }: Session): Promise<boolean> {
  const { number, askWhy } = experiment;
  const before = notebook.read().get(number)?.why;
  if (before !== undefined) {
    print(`${wrapBehind('You said why: ', `“${printable(before)}”`, lineWidth()).join('\n')}\n`);
    return true;
  }
  const why = await ask.write(askWhy, false);
  if (why) notebook.note(number, { why });
  print('');
  return why !== undefined;
}
