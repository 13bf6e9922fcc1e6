import { styleText } from 'node:util';
import type { CheckFailure } from '../../../failure/failure.ts';
import { printableLines, quoted } from '../../../text/printable.ts';
import { wrap, wrapBehind } from '../../../text/wrap.ts';
import type { Experiment } from '../experiment.ts';
import { ROLES, type Role } from '../lab/roles.ts';
import { type Act, wentAsTold } from '../perform.ts';
import { renderStory } from './story-rows.ts';

const LEGEND = 'Times in milliseconds; a probe is a socket of this command.';

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
    if (wentAsTold(second)) parts.push(whereToLook(own));
  }
  return parts.join('\n\n');
}

function whereToLook(own: readonly Role[]): string {
  const tests = own.map((role) => `  pnpm --filter ${ROLES[role].topic} test ${ROLES[role].program}`);
  return ['So it is not the machine. The tests tell you more:', ...tests].join('\n');
}

function renderAct(title: string, { recording, outcome, failure }: Act, width: number): string {
  return [
    styleText('bold', title),
    ...wrap(LEGEND, width).map((line) => styleText('dim', line)),
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
