import { styleText } from 'node:util';
import { type CheckDeclaration, STATUSES, type Status } from '../../../../check/types.ts';
import { headline, renderFailure } from '../../../../failure/render-failure.ts';
import { reportFor, theScreen } from '../../../../text/terminal.ts';
import { wrapBehind } from '../../../../text/wrap.ts';
import { firstFailed, firstFailure, renderCheck, renderHeading, sum } from '../../test-table.ts';
import { freshFirst, type LastResults } from '../last-results.ts';
import type { View } from './fit-view.ts';

export function renderResults(results: LastResults): Omit<View, 'head' | 'foot'> {
  const { checks, outcomes, errors } = results;
  if (errors.length > 0) return { tables: [''], failure: errors.join('\n\n'), sum: '' };
  const tables = [allChecks, openChecks, nextSteps].map((shown) => sectionsOf(results, shown).join('\n\n'));
  return {
    tables: [...tables, sectionsOf(results, countsOnly).join('\n')],
    failure: failureOf(results),
    sum: checks.length > 0 ? sum(checks, outcomes) : '',
  };
}

/** The same in one text, for where nothing is redrawn. */
export function resultsInFull(results: LastResults): string {
  const { tables, failure, sum } = renderResults(results);
  return [tables[0], failure, sum].filter((part) => part !== '').join('\n\n');
}

/** How much is shown of a program's checks: behind its heading, and in rows below. */
type Shown = (checks: readonly CheckDeclaration[], results: LastResults) => { behind?: string; rows: string };

const allChecks: Shown = (checks, { outcomes }) => ({
  rows: checks.map((check) => `\n${renderCheck(check, outcomes[check.id])}`).join(''),
});

const openChecks: Shown = (checks, results) => without(['passed'], checks, results);

/** Of what has just been saved what is wrong or to do next; of the rest only how many. */
const nextSteps: Shown = (checks, results) =>
  checks.some(({ program }) => results.fresh.has(program))
    ? without(['passed', 'skipped'], checks, results)
    : countsOnly(checks, results);

const countsOnly: Shown = (checks, results) => without(STATUSES, checks, results);

/** The checks that have ended so are only counted. */
function without(statuses: readonly Status[], checks: readonly CheckDeclaration[], results: LastResults) {
  const statusOf = ({ id }: CheckDeclaration) => results.outcomes[id]?.status ?? 'error';
  const counted = Map.groupBy(
    checks.filter((check) => statuses.includes(statusOf(check))),
    statusOf,
  );
  const counts = [...counted].map(([status, { length }]) => `${length} ${status}`).join(', ');
  const rest = checks.filter((check) => !statuses.includes(statusOf(check)));
  return { behind: counts === '' ? '' : `  ${counts}`, rows: allChecks(rest, results).rows };
}

/** What keeps a program from running is one thing, not as many as it has checks; the line of the program stands below, in full. */
const whyStopped: Shown = ([first], { outcomes }) => {
  const why = headline(outcomes[first?.id ?? '']?.failure);
  const rows = wrapBehind('  failed  ', why, theScreen().width).join('\n');
  return { rows: `\n${rows.replace('failed', styleText('red', 'failed'))}` };
};

function sectionsOf(results: LastResults, shown: Shown): string[] {
  const programs = [...Map.groupBy(results.checks, ({ program }) => program)];
  return programs.map(([name, checks]) => {
    const { behind = '', rows } = (results.stopped.has(name) ? whyStopped : shown)(checks, results);
    const before = results.fresh.has(name) ? '' : '  (as before)';
    return `${renderHeading(name, checks, results.outcomes)}${behind}${before}${rows}`;
  });
}

function failureOf(results: LastResults): string {
  const checks = freshFirst(results);
  const first = firstFailed(checks, results.outcomes);
  const failure = first && results.stopped.has(first.program) && results.outcomes[first.id]?.failure;
  if (first && failure) return renderFailure(failure, reportFor(theScreen()), first);
  return firstFailure(checks, results.outcomes).join('');
}
