import { styleText } from 'node:util';
import { wrap, wrapBehind } from '../../../text/wrap.ts';
import type { Experiment } from '../experiment.ts';
import type { Cast } from '../lab/cast.ts';
import { roleInWords } from '../lab/roles.ts';

/** What is done and asked, and with which programs. */
export function renderQuestion(experiment: Experiment, cast: Cast, width: number): string {
  const { number, title, question, roles } = experiment;
  const players = roles.flatMap((role) => {
    const { isOwn, because } = cast[role];
    return wrapBehind(`${roleInWords(role)}: `, isOwn ? `yours, ${because}` : `a built-in one (${because})`, width);
  });
  return [
    styleText('bold', `Experiment ${number}: ${title}`),
    '',
    ...wrap(question, width),
    '',
    ...players.map((line) => styleText('dim', line)),
  ].join('\n');
}

/** Why it is so, and how it is elsewhere. */
export function renderWhy({ why, elsewhere }: Experiment, width: number): string {
  const paragraphs = why.map((paragraph) => wrap(paragraph, width).join('\n'));
  return [
    styleText('bold', 'Why'),
    paragraphs.join('\n\n'),
    '',
    styleText('bold', 'On other systems'),
    ...wrap(elsewhere, width),
  ].join('\n');
}
