import { stripVTControlCharacters } from 'node:util';
import { fenced, renderFailure } from '../../failure/render-failure.ts';
import { failuresOf, tallyOf } from './tally.ts';
import type { TopicRun } from './topic-run.ts';

/** All topics in a table, then the first failure of each in full: in Markdown that reads well as it is, too. */
export function renderSummary(runs: readonly TopicRun[]): string {
  const { score, points } = tallyOf(runs);
  return [
    `# Socket Lab: ${score} of ${points} public points`,
    [
      '| topic | points | passed | failed | to do | skipped |',
      '| --- | --: | --: | --: | --: | --: |',
      ...runs.map(row),
    ].join('\n'),
    ...runs.flatMap(firstFailure),
    ...runs.flatMap(({ topic, errors }) =>
      errors.map((error) => `## ${topic.id}: its suite did not run\n\n${fenced(stripVTControlCharacters(error))}`),
    ),
  ].join('\n\n');
}

function row(run: TopicRun): string {
  const { score, points, counts, wrong } = tallyOf([run]);
  const cells = [run.topic.id, `${score} of ${points}`, counts.passed, wrong, counts.todo, counts.skipped];
  return `| ${cells.join(' | ')} |`;
}

function firstFailure(run: TopicRun): string[] {
  const [first] = failuresOf(run);
  if (!first) return [];
  const { program, title } = first.check;
  const message = renderFailure(first.failure, { format: 'markdown' }, first.check);
  return [`## ${run.topic.id}: ${program}, “${title}”\n\n${message}`];
}
