import { styleText } from 'node:util';
import type { CheckDeclaration } from '../../check/types.ts';
import { firstFailed, firstFailure, renderCheck, renderHeading, sum } from '../../cli/test-table.ts';
import { firstParagraph } from '../../words/first-paragraph.ts';
import { freshFirst, type LastResults } from '../last-results.ts';
import type { View } from './fit-view.ts';

/** The results as the parts of a screen. */
export function renderResults(results: LastResults): Omit<View, 'head' | 'foot'> {
  const { checks, outcomes, errors } = results;
  if (errors.length > 0) return { tables: [''], failure: errors.join('\n\n'), sum: '' };
  const sections = [allChecks, openChecks, countsOnly].map((each) => sectionsOf(results, each));
  return {
    tables: sections.map((table, index) => table.join(index === 2 ? '\n' : '\n\n')),
    failure: failureOf(results),
    sum: checks.length > 0 ? sum(checks, outcomes) : '',
  };
}

/** The same in one text, for where nothing is redrawn. */
export function resultsInFull(results: LastResults): string {
  const { tables, failure, sum } = renderResults(results);
  return [tables[0], failure, sum].filter((part) => part !== '').join('\n\n');
}

/** How much of a program's checks is shown below its heading. */
type Shown = (checks: readonly CheckDeclaration[], results: LastResults) => string;

const allChecks: Shown = (checks, { outcomes }) =>
  checks.map((check) => `\n${renderCheck(check, outcomes[check.id])}`).join('');

const openChecks: Shown = (checks, { outcomes }) => {
  const open = checks.filter(({ id }) => outcomes[id]?.status !== 'passed');
  const rows = open.map((check) => `\n${renderCheck(check, outcomes[check.id])}`).join('');
  const passed = checks.length - open.length;
  return passed === 0 ? rows : `  ${passed} passed${rows}`;
};

const countsOnly: Shown = (checks, { outcomes }) => {
  const counts = Map.groupBy(checks, ({ id }) => outcomes[id]?.status ?? 'error');
  return `  ${[...counts].map(([status, { length }]) => `${length} ${status}`).join(', ')}`;
};

function sectionsOf(results: LastResults, shown: Shown): string[] {
  const programs = [...Map.groupBy(results.checks, ({ program }) => program)];
  return programs.map(([name, checks]) => {
    const heading = `${renderHeading(name, checks, results.outcomes)}${results.fresh.has(name) ? '' : '  (as before)'}`;
    return heading + (results.stopped.has(name) ? whyStopped(checks, results) : shown(checks, results));
  });
}

/** What keeps a program from running is one thing, not as many as it has checks. */
function whyStopped(checks: readonly CheckDeclaration[], { outcomes }: LastResults): string {
  const [first] = checks;
  const why = firstParagraph(outcomes[first?.id ?? '']?.message ?? '');
  return `\n  ${styleText('red', 'failed ')} ${why}`;
}

function failureOf(results: LastResults): string {
  const checks = freshFirst(results);
  const first = firstFailed(checks, results.outcomes);
  if (first && results.stopped.has(first.program)) return results.outcomes[first.id]?.message ?? '';
  return firstFailure(checks, results.outcomes).join('');
}
