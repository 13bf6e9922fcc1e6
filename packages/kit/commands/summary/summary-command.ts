import { randomUUID } from 'node:crypto';
import { appendFileSync } from 'node:fs';
import { writeAtomically } from '../../text/write-atomically.ts';
import { topicsNamed } from '../../topic/topics-named.ts';
import { command } from '../command.ts';
import { annotations } from './annotations.ts';
import { badge } from './badge.ts';
import { renderSummary } from './render-summary.ts';
import { failuresOf } from './tally.ts';
import { runTopic, type TopicRun } from './topic-run.ts';

const USAGE = `Usage: pnpm summary [TOPIC…] [--badge FILE]

Runs the public checks of all topics, or of those named, and prints how they stand, in Markdown: a table, and the first
failure of each topic in full. In GitHub Actions it is also the summary of the job, with the failures beside your lines.

  --badge FILE  writes the points as JSON for a badge (shields.io, endpoint)
  --help

Exit code: 0 also when gaps are still open; 1 when a check failed; 2 bad usage.`;

/** Runs all checks, and says how they stand. Exit code 1 when a check failed. */
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
