import { styleText } from 'node:util';
import { countsInWords, ended, tally } from '../../check/tally.ts';
import type { CheckDeclaration, Outcome, Status } from '../../check/types.ts';
import { headline, renderFailure } from '../../failure/render-failure.ts';
import { reportFor, theScreen } from '../../text/terminal.ts';
import { wrap } from '../../text/wrap.ts';
import type { Topic } from '../../topic/topic.ts';

const COLOURS = {
  passed: 'green',
  failed: 'red',
  todo: 'yellow',
  skipped: 'dim',
  flaky: 'magenta',
  error: 'magenta',
} as const satisfies Record<Status, string>;

const INDENT = ' '.repeat(17);
type Checks = readonly CheckDeclaration[];
type Outcomes = Record<string, Outcome>;

export function renderTable(topic: Topic, checks: Checks, outcomes: Outcomes): string {
  const programs = Object.keys(topic.programs).filter((name) => checks.some(({ program }) => program === name));
  const sections = programs.map((name) => renderProgram(name, ofProgram(checks, name), outcomes));
  return [...sections, ...firstFailure(checks, outcomes), sum(checks, outcomes)].join('\n\n');
}

const ofProgram = (checks: Checks, name: string): Checks => checks.filter(({ program }) => program === name);

function renderProgram(name: string, checks: Checks, outcomes: Outcomes): string {
  const rows = checks.map((check) => renderCheck(check, outcomes[check.id]));
  return [renderHeading(name, checks, outcomes), ...rows].join('\n');
}

export function renderHeading(name: string, checks: Checks, outcomes: Outcomes): string {
  const { score, points } = tally(ended(checks, outcomes));
  return `${styleText('bold', name)}  src/${name}.ts  ${score} of ${points} points`;
}

export function renderCheck({ title, points }: CheckDeclaration, outcome: Outcome | undefined): string {
  const status = outcome?.status ?? 'error';
  const earned = status === 'passed' ? points : 0;
  const { width } = theScreen();
  const [first = '', ...rest] = wrap(title, width - INDENT.length);
  const row = `  ${styleText(COLOURS[status], status.padEnd(7))} ${`${earned}/${points}`.padStart(5)}  ${first}`;
  // Why one is skipped stands in the row of the check that it needs.
  const reason = status === 'passed' || status === 'skipped' ? '' : headline(outcome?.failure);
  const below = reason === '' ? rest : [...rest, ...wrap(reason, width - INDENT.length)];
  return [row, ...below.map((line) => INDENT + line)].join('\n');
}

/** A failure before an open gap: the former is a mistake, the latter only the next thing to do. Nothing, or one text. */
export function firstFailure(checks: Checks, outcomes: Outcomes): string[] {
  const first = firstFailed(checks, outcomes);
  if (!first) return [];
  const { width } = theScreen();
  const [head = '', ...rest] = wrap(`The first failure: ${first.program}, “${first.title}”`, width);
  const heading = [styleText('bold', head), ...rest, ...whatWaits(first, checks, outcomes)].join('\n');
  const { failure, status, launches = 0 } = outcomes[first.id] ?? {};
  const steps = status === 'failed' && launches > 0 ? '\nSee it step by step: pnpm replay' : '';
  const message = failure ? renderFailure(failure, reportFor(theScreen()), first) : '';
  return [`${heading}\n\n${message}${steps}`];
}

/** How much one fault costs: the checks that are skipped because of this one, directly or through others. */
function whatWaits(failed: CheckDeclaration, checks: Checks, outcomes: Outcomes): string[] {
  const waiting = new Set([failed.id]);
  for (const { id, needs } of checks) {
    if (needs !== undefined && waiting.has(needs) && outcomes[id]?.status === 'skipped') waiting.add(id);
  }
  const number = waiting.size - 1;
  if (number === 0) return [];
  return [`${number === 1 ? 'One more check waits' : `${number} more checks wait`} for this one alone.`];
}

export function firstFailed(checks: Checks, outcomes: Outcomes): CheckDeclaration | undefined {
  const [first] = (['error', 'failed'] as const).flatMap((status) =>
    checks.filter(({ id }) => outcomes[id]?.status === status),
  );
  return first;
}

export function sum(checks: Checks, outcomes: Outcomes): string {
  const { score, points, counts } = tally(ended(checks, outcomes));
  const whatSkippedIs = counts.skipped > 0 ? '\nskipped: it builds on a check above that has not passed yet.' : '';
  return `${countsInWords(counts)}; ${score} of ${points} public points.${whatSkippedIs}`;
}
