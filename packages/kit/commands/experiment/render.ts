import { styleText } from 'node:util';
import type { CheckFailure } from '../../failure/failure.ts';
import { printable, printableLines, quoted } from '../../text/printable.ts';
import { wrap, wrapBehind } from '../../text/wrap.ts';
import { allChoices, type Experiment, type Outcome, somethingElse } from './experiment.ts';
import type { Cast } from './lab/cast.ts';
import { ROLES, roleInWords } from './lab/roles.ts';
import type { Note } from './notebook.ts';
import { type Act, wentAsTold } from './perform.ts';
import { renderStory } from './story-rows.ts';

/** The experiments: number, title, topics, and what the student has noted down. */
export function renderList(
  experiments: readonly Experiment[],
  notes: ReadonlyMap<number, Note>,
  width: number,
): string {
  const columns = Math.max(...experiments.map(({ number }) => String(number).length)) + 1;
  const entries = experiments.flatMap(({ number, title, topics }) => [
    `${String(number).padStart(columns)}  ${styleText('bold', title)}`,
    `${' '.repeat(columns + 2)}${styleText('dim', topics.join(', '))}; ${state(notes.get(number))}`,
  ]);
  const done = experiments.filter(({ number }) => notes.get(number)?.outcome !== undefined).length;
  const how = '"pnpm experiment 6" asks for your prediction, runs number 6, shows the wire, and asks you why.';
  const head = `${experiments.length} experiments: predict, run, explain. ${done} done.`;
  return [head, '', ...entries, '', ...wrap(how, width)].join('\n');
}

function state(note: Note | undefined): string {
  if (note?.prediction === undefined) return 'not predicted yet';
  if (note.outcome === undefined) return `predicted ${note.prediction}, not run yet`;
  const came = note.match ? 'came true' : `it was ${note.outcome}`;
  return `predicted ${note.prediction}, ${came}${note.why === undefined ? ', not explained yet' : ''}`;
}

/** What is done and asked, and with which programs. */
export function renderQuestion(experiment: Experiment, cast: Cast, width: number): string {
  const { number, title, question, roles } = experiment;
  const players = roles.flatMap((role) => {
    const { isOwn, because } = cast[role];
    return wrapBehind(`${roleInWords(role)}: `, isOwn ? `yours, ${because}` : `a built-in one (${because})`, width);
  });
  const head = styleText('bold', `Experiment ${number}: ${title}`);
  return [head, '', ...wrap(question, width), '', ...players.map((line) => styleText('dim', line))].join('\n');
}

/** What happened, once or twice. */
export function renderActs(acts: readonly Act[], { roles }: Experiment, width: number): string {
  const [first, second] = acts;
  if (!first) return '';
  const parts = [renderAct('What happened', first, width)];
  if (second) {
    const own = roles.filter((role) => first.cast[role].isOwn);
    const files = own.map((role) => first.cast[role].because).join(' and ');
    const doubt = `That is not what this experiment expects. Is it because of ${files}, or of the machine? Once more, with built-in programs.`;
    parts.push(wrap(doubt, width).join('\n'), renderAct('What happened with built-in programs', second, width));
    const tests = own.map((role) => `  pnpm --filter ${ROLES[role].topic} test ${ROLES[role].program}`);
    if (wentAsTold(second)) parts.push(['So it is not the machine. The tests tell you more:', ...tests].join('\n'));
  }
  return parts.join('\n\n');
}

function renderAct(title: string, { recording, outcome, failure }: Act, width: number): string {
  return [
    styleText('bold', title),
    ...wrap('Times in milliseconds; a probe is a socket of this command.', width).map((line) => styleText('dim', line)),
    '',
    renderStory(recording, width),
    '',
    ...(outcome?.findings.flatMap((finding) => wrapBehind('- ', finding, width)) ?? []),
    ...(failure ? broken(failure, width) : []),
  ].join('\n');
}

/** Why an experiment was broken off. */
function broken({ summary, comparison }: CheckFailure, width: number): string[] {
  const safe = (text: string) => printableLines(text).join('\n');
  const shown = (value: string | Uint8Array) => (typeof value === 'string' ? safe(value) : quoted(value));
  return [
    ...wrapBehind('- ', `The experiment could not go on: ${safe(summary)}`, width),
    ...(comparison ? wrapBehind('  Expected: ', shown(comparison.expected), width) : []),
    ...(comparison ? wrapBehind('  Received: ', shown(comparison.received), width) : []),
  ];
}

const LABEL_COLUMNS = 15;

/** What it came to, beside the prediction when there is one. There is no outcome when a program broke the experiment off. */
export function renderVerdict(
  experiment: Experiment,
  outcome: Outcome | undefined,
  { prediction, words }: Note,
  width: number,
): string {
  const choices = allChoices(experiment);
  const row = (label: string, letter: string) =>
    wrapBehind(`${label.padEnd(LABEL_COLUMNS)}${letter}) `, choices[letter] ?? '', width);
  const lines = [
    ...(prediction === undefined ? [] : row('You predicted', prediction)),
    ...(words === undefined ? [] : wrapBehind(' '.repeat(LABEL_COLUMNS + 3), `“${printable(words)}”`, width)),
  ];
  if (!outcome?.asTold) {
    if (outcome?.choice === undefined) lines.push('What happened is none of the choices.');
    else lines.push(...row('What happened', outcome.choice));
    lines.push(...row('The text says', experiment.answer));
    return [...lines, ...coloured('red', 'This machine does something else than the text says.', width)].join('\n');
  }
  const happened = outcome.choice ?? experiment.answer;
  if (prediction === happened) return [...lines, ...coloured('green', 'It came true.', width)].join('\n');
  lines.push(...row('What happened', happened));
  if (prediction === undefined || prediction === somethingElse(experiment)) return lines.join('\n');
  return [...lines, ...coloured('yellow', 'It did not come true: here is something to find out.', width)].join('\n');
}

function coloured(colour: 'red' | 'green' | 'yellow', text: string, width: number): string[] {
  return wrap(text, width).map((line) => styleText(colour, line));
}

/** Why it is so, and how it is elsewhere. */
export function renderWhy({ why, elsewhere }: Experiment, width: number): string {
  const paragraphs = wrap(why.join('\n\n'), width);
  return [
    styleText('bold', 'Why'),
    ...paragraphs,
    '',
    styleText('bold', 'On other systems'),
    ...wrap(elsewhere, width),
  ].join('\n');
}
