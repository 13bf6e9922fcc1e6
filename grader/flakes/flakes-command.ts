import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { CheckDeclaration } from '@socket-lab/kit/check/types';
import { command } from '@socket-lab/kit/commands/command';
import { loadMessages } from '@socket-lab/kit/failure/load-messages';
import { textOf } from '@socket-lab/kit/failure/message';
import { UsageError } from '@socket-lab/kit/text/usage-error';
import type { Topic } from '@socket-lab/kit/topic/topic';
import { BreakOff } from '../class/break-off.ts';
import { chooseIsolation } from '../class/choose-isolation.ts';
import { textTable } from '../class/class-table.ts';
import { countOf } from '../class/count-of.ts';
import { showProgress } from '../class/progress.ts';
import { type JobOutcome, type JobSpec, runJobs } from '../jobs/run-jobs.ts';
import { enrol } from '../prove/class/enrol.ts';
import { readTopicFacts } from '../prove/facts/read-topic-facts.ts';
import { topicFolders } from '../starters/topic-folders.ts';
import { BusyProcesses } from './busy-processes.ts';
import { upperBound } from './upper-bound.ts';

const USAGE = `Usage: pnpm flakes [TOPIC…] [flags]

Grades what is right, solutions and variants, on an overloaded machine, and counts the verdicts that are not "passed": flips.
A bound says how many there are at most, with 95 % confidence (Clopper and Pearson).

  --runs N   how often each check judges each of them; about 3 minutes a run on two cores   (1)
  --load N   processes for each core that compute for nothing meanwhile                     (4)
  --help

Exit code: 0 no flips; 1 flips, which are named, or errors; 2 on bad usage. Ctrl-C: what the runs before have shown.`;

const PROGRAMS_A_JOB = 8;

export default command({
  name: 'flakes',
  usage: USAGE,
  options: { runs: { type: 'string' }, load: { type: 'string' } },
  words: 'many',
  async run({ flags: { runs = '1', load = '4' }, words, courseDirectory }) {
    const [times, perCore] = [countOf('--runs', runs), load === '0' ? 0 : countOf('--load', load)];
    const topics = topicFolders(courseDirectory, words).map((id) => readTopicFacts(courseDirectory, id));
    const right = topics.flatMap((facts) => {
      if ('fault' in facts.topic) throw new UsageError(facts.topic.fault);
      return enrol({ ...facts, mutants: [] }, facts.topic).filter(({ id }) => id !== `${facts.id} starter`);
    });
    await loadMessages(...right.map(({ topic }) => topic));
    using breakOff = new BreakOff();
    const { signal } = breakOff;
    const proven = join(courseDirectory, '.grade', 'self-test.json');
    const tally = new Tally();
    try {
      const { isolation } = await chooseIsolation('auto', proven, { signal });
      using _ = new BusyProcesses(perCore);
      for (let run = 1; run <= times; run++) {
        console.log(`Run ${run} of ${times}, level ${isolation}, ${perCore} busy processes a core`);
        await gradeOnce(right, { courseDirectory, isolation, signal }, tally);
      }
    } catch (error) {
      if (!signal.aborted) throw error;
      console.error('Stopped. This is what the runs before have shown.');
    }
    console.log(`\n${tally.table()}`);
    for (const line of tally.flips) console.log(line);
    return signal.aborted ? signal.reason : tally.flips.length > 0 ? 1 : 0;
  },
});

interface Where {
  courseDirectory: string;
  isolation: Awaited<ReturnType<typeof chooseIsolation>>['isolation'];
  signal: AbortSignal;
}

async function gradeOnce(right: JobSpec[], { courseDirectory, isolation, signal }: Where, tally: Tally): Promise<void> {
  const progress = showProgress(process.stdout, !process.stdout.isTTY);
  try {
    const { outcomes, catalogs } = await runJobs(right, {
      repository: courseDirectory,
      workspace: join(courseDirectory, '.grade', 'flakes'),
      isolation,
      force: true,
      specsAJob: PROGRAMS_A_JOB,
      concurrency: 2 * availableParallelism(),
      signal,
      onProgress: progress.onProgress,
    });
    for (const { id, topic, program } of right) {
      const checks = (catalogs.get(topic.id) ?? []).filter((each) => program === undefined || each.program === program);
      tally.add({ id, topic, checks }, outcomes.get(id));
    }
  } finally {
    progress.stop();
  }
}

/** What was judged, by program and check. */
class Tally {
  readonly #verdicts = new Map<string, Map<string, { all: number; flips: number }>>();
  /** One line each. */
  readonly flips: string[] = [];

  add({ id, topic, checks }: { id: string; topic: Topic; checks: CheckDeclaration[] }, outcome?: JobOutcome): void {
    if (outcome?.state !== 'done') {
      this.flips.push(`Error, and no verdict: ${id}: ${outcome?.reason ?? 'it was not run'}`);
      return;
    }
    for (const { id: check, program } of checks) {
      const name = `${topic.id}/${program}`;
      const ofProgram = this.#verdicts.get(name) ?? new Map<string, { all: number; flips: number }>();
      const count = ofProgram.get(check) ?? { all: 0, flips: 0 };
      this.#verdicts.set(name, ofProgram.set(check, count));
      const { status = 'not judged', failure } = outcome.result.checks[check] ?? {};
      count.all += 1;
      if (status === 'passed') continue;
      count.flips += 1;
      const why = failure ? `: ${textOf(failure.message)}` : '';
      this.flips.push(`Flip: ${id}: ${check} ${status}${why}`);
    }
  }

  /** Of each program, and of each of its checks; a check that has flipped has a line of its own. */
  table(): string {
    const rows = [...this.#verdicts].flatMap(([program, checks]) => {
      const counts = [...checks.values()];
      const each = Math.min(...counts.map(({ all }) => all));
      const flipped = [...checks].filter(([, { flips }]) => flips > 0);
      return [
        [program, `${checks.size}`, ...cells(sum(counts)), `${each}`, percent(upperBound(0, each))],
        ...flipped.map(([check, count]) => [`  ${check}`, '', ...cells(count), `${count.all}`, cells(count)[2] ?? '']),
      ];
    });
    const all = [...this.#verdicts.values()].flatMap((checks) => [...checks.values()]);
    rows.push(['all', `${all.length}`, ...cells(sum(all)), '', '']);
    return textTable(['', 'checks', 'verdicts', 'flips', 'at most', 'a check', 'at most'], rows);
  }
}

const sum = (counts: { all: number; flips: number }[]) => ({
  all: counts.reduce((total, { all }) => total + all, 0),
  flips: counts.reduce((total, { flips }) => total + flips, 0),
});
const cells = ({ all, flips }: { all: number; flips: number }) => [
  `${all}`,
  `${flips}`,
  percent(upperBound(flips, all)),
];
const percent = (share: number): string => `${(100 * share).toPrecision(2)} %`;
