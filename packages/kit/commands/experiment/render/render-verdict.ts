import { styleText } from 'node:util';
import { printable } from '../../../text/printable.ts';
import { wrap, wrapBehind } from '../../../text/wrap.ts';
import { allChoices, type Experiment, type Outcome, somethingElse } from '../experiment.ts';
import type { Note } from '../notebook/note.ts';

const LABEL_COLUMNS = 15;

/**
 * What it came to, beside the prediction when there is one.
 * @param outcome `undefined` when a program broke the experiment off
 */
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
    const happened =
      outcome?.choice === undefined ? ['What happened is none of the choices.'] : row('What happened', outcome.choice);
    lines.push(...happened, ...row('The text says', experiment.answer));
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
