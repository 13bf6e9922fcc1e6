import { randomUUID } from 'node:crypto';
import { appendFileSync } from 'node:fs';
import { stripVTControlCharacters } from 'node:util';
import { ended, type Tally, tally } from '../../check/tally.ts';
import type { CheckDeclaration } from '../../check/types.ts';
import type { KeptFailure } from '../../failure/kept-failure.ts';
import { say } from '../../failure/message.ts';
import { fenced, headline, renderFailure } from '../../failure/render-failure.ts';
import { recordRun } from '../../record/record-run.ts';
import { stageOwn } from '../../submission/stage-programs.ts';
import { runSuites, type SuitesResult } from '../../suites/run-suites.ts';
import { writeAtomically } from '../../text/write-atomically.ts';
import type { Topic } from '../../topic/topic.ts';
import { topicsNamed } from '../../topic/topics-named.ts';
import { command } from '../command.ts';

const USAGE = `Usage: pnpm summary [TOPIC…] [--badge FILE]

Runs the public checks of all topics, or of those named, and prints how they stand, in Markdown: a table, and the first
failure of each topic in full. In GitHub Actions it is also the summary of the job, with the failures beside your lines.

  --badge FILE  writes the points as JSON for a badge (shields.io, endpoint)
  --help

Exit code: 0 also when gaps are still open; 1 when a check failed; 2 bad usage.`;

export default command({
  name: 'summary',
  usage: USAGE,
  options: { badge: { type: 'string' } },
  words: 'many',
  async run({ flags, words, courseDirectory }) {
    const runs: TopicRun[] = [];
    for (const topic of topicsNamed(words, courseDirectory)) runs.push(await runTopic(topic));
    tell(runs, process.env);
    if (flags.badge !== undefined) writeAtomically(flags.badge, `${JSON.stringify(badge(runs))}\n`);
    return runs.some((run) => run.errors.length > 0 || failuresOf(run).length > 0) ? 1 : 0;
  },
});

/** What programs have printed is in the failures: GitHub must not take a line of it for a command. */
function tell(runs: readonly TopicRun[], env: NodeJS.ProcessEnv): void {
  const summary = renderSummary(runs);
  if (env.GITHUB_STEP_SUMMARY) appendFileSync(env.GITHUB_STEP_SUMMARY, `${summary}\n`);
  if (env.GITHUB_ACTIONS !== 'true') {
    console.log(summary);
    return;
  }
  const word = randomUUID();
  console.log([`::stop-commands::${word}`, summary, `::${word}::`, ...annotations(runs)].join('\n'));
}

/** GitHub shows ten errors of a step. */
const MOST = 10;

/** The first failure of each program (docs.github.com, _Workflow commands for GitHub Actions_). */
export function annotations(runs: readonly TopicRun[]): string[] {
  const all = runs.flatMap((run) => {
    const seen = new Set<string>();
    return failuresOf(run).flatMap(({ check: { program, title }, failure }) => {
      if (seen.has(program)) return [];
      seen.add(program);
      const file = `packages/${run.topic.id}/src/${program}.ts`;
      const line = lineIn(failure, program);
      const place = line === undefined ? `file=${file}` : `file=${file},line=${line}`;
      return [`::error ${place},title=${property(title)}::${data(headline(failure))}`];
    });
  });
  return all.slice(0, MOST);
}

function lineIn(failure: KeptFailure, program: string): string | undefined {
  const places = [headline(failure), failure.crash?.place ?? '', `${failure.gap?.file}:${failure.gap?.line}`];
  const inFile = new RegExp(`src/${program}\\.ts:(\\d+)`);
  return places.map((place) => inFile.exec(place)?.[1]).find((line) => line !== undefined);
}

const data = (text: string): string => text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
const property = (text: string): string => data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
/** What a badge shows, in the form that shields.io reads from an address (its _Endpoint Badge_). */
type Badge = { schemaVersion: 1; label: string; message: string; color: 'brightgreen' | 'blue' | 'red' };

/** The public points in a badge: red when something is wrong, green when all is done. */
export function badge(runs: readonly TopicRun[]): Badge {
  const { score, points, wrong } = tallyOf(runs);
  const color = wrong > 0 ? 'red' : score === points ? 'brightgreen' : 'blue';
  return { schemaVersion: 1, label: 'Socket Lab', message: `${score} of ${points}`, color };
}

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

function tallyOf(runs: readonly TopicRun[]): Tally {
  return tally(runs.flatMap(({ checks, outcomes }) => ended(checks, outcomes)));
}

type Failure = { check: CheckDeclaration; failure: KeptFailure };

/** The checks of a topic that went wrong, in the order of the suite; what is only to do is no failure. */
function failuresOf({ checks, outcomes }: TopicRun): Failure[] {
  return checks.flatMap((check) => {
    const { status = 'error', failure = { message: say('did-not-run') } } = outcomes[check.id] ?? {};
    return status === 'failed' || status === 'error' ? [{ check, failure }] : [];
  });
}

export interface TopicRun extends SuitesResult {
  topic: Topic;
}

/** Runs the public suite of a topic as the student's own test does. */
async function runTopic(topic: Topic): Promise<TopicRun> {
  await using staged = await stageOwn(topic);
  const result = await runSuites({ topic, ...staged, suites: 'public', isolation: 'node' });
  recordRun({ topic, isWhole: true, ...result });
  return { topic, ...result };
}
