import { randomUUID } from 'node:crypto';
import { appendFileSync } from 'node:fs';
import { writeAtomically } from '../../text/write-atomically.ts';
import { topicsNamed } from '../../topic/topics-named.ts';
import { parseFlags } from '../parse-flags.ts';
import { UsageFault } from '../usage-error.ts';
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

/**
 * The command `pnpm summary`.
 * @param env where GitHub Actions says where it wants what
 * @returns the exit code
 */
export async function summaryCommand(
  args: readonly string[],
  courseDirectory: string,
  env: NodeJS.ProcessEnv = process.env,
): Promise<number> {
  try {
    const { topics, badgeFile, help } = parse(args);
    if (help) {
      console.log(USAGE);
      return 0;
    }
    const runs: TopicRun[] = [];
    for (const topic of topicsNamed(topics, courseDirectory)) runs.push(await runTopic(topic));
    tell(runs, env);
    if (badgeFile !== undefined) writeAtomically(badgeFile, `${JSON.stringify(badge(runs))}\n`);
    return runs.some((run) => run.errors.length > 0 || failuresOf(run).length > 0) ? 1 : 0;
  } catch (error) {
    if (!(error instanceof UsageFault)) throw error;
    console.error(error.message);
    return 2;
  }
}

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

function parse(args: readonly string[]) {
  const { values, positionals } = parseFlags('pnpm summary', args, {
    allowPositionals: true,
    options: { badge: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
  });
  return { topics: positionals, badgeFile: values.badge, help: values.help ?? false };
}
