import { join } from 'node:path';
import type { Isolation } from '@socket-lab/kit/run/run-suites';
import { readCourse } from '../class/course.ts';
import { showProgress } from '../class/progress.ts';
import { topicFolders } from '../starters/topic-folders.ts';
import { gradeArtificialClass } from './class/grade-artificial-class.ts';
import { courseFiles } from './facts/course-files.ts';
import { readTopicFacts } from './facts/read-topic-facts.ts';
import type { TopicFacts } from './facts/topic-facts.ts';
import { changingVerdicts } from './judge/changing-verdicts.ts';
import type { Evidence } from './judge/evidence.ts';
import { type Proof, proof } from './proof.ts';
import { proveCourse } from './prove-course.ts';
import { proveTopic } from './prove-topic.ts';
import { countProofs, type ProofCounts, unproven } from './report/count-proofs.ts';
import { textTable } from './report/text-table.ts';
import { COLUMNS, topicRow } from './report/topic-row.ts';
import { staleTranscripts } from './transcripts/judge-transcripts.ts';
import { updateTranscripts } from './transcripts/update-transcripts.ts';

export interface CheckOptions {
  courseDirectory: string;
  /** The topics to prove; when none is named all of them, and what is to be proven of the course besides. */
  topics: string[];
  isolation: Isolation;
  /** Makes the golden transcripts what students read today, before they are compared. */
  update: boolean;
  /** How often to run the class. More than once: without the cache, and every verdict has to be the same each time. */
  repeat: number;
  concurrency?: number;
  signal?: AbortSignal;
}

/** The evidence of one run of the class, by topic. */
type Run = Map<string, Evidence>;

/**
 * Proves topics: shows progress, prints what is proven and precisely what is not.
 *
 * @throws BadUsage, WorkspaceBusy, the reason of `signal`
 */
export async function checkTopics(options: CheckOptions): Promise<ProofCounts> {
  const { courseDirectory } = options;
  const topics = topicFolders(courseDirectory, options.topics);
  const { limits } = readCourse(join(courseDirectory, 'course.yaml'), 'course.yaml').course;
  const facts = chosen(
    topics.map((topic) => readTopicFacts(courseDirectory, topic, limits)),
    options,
  );
  const runs = await runClass(facts, options);
  const first = options.update ? runs[0] : await lookAgain(facts, runs[0], options);
  if (options.update && first) update(facts, first, courseDirectory);

  const around = { courseDirectory, courseFiles: courseFiles(courseDirectory), topics: topicFolders(courseDirectory) };
  const proofs = facts.map((each) => proveTopic(each, first?.get(each.id), around));
  const rows = facts.map((each, index) => topicRow(each, first?.get(each.id), proofs[index] ?? []));
  if (options.topics.length === 0) proofs.push(proveCourse(around));
  if (options.repeat > 1) proofs.push([sameVerdicts(facts, runs)]);

  console.log(`\n${textTable(COLUMNS, rows)}\n`);
  for (const line of unproven(proofs.flat())) console.log(line);
  const counts = countProofs(proofs.flat());
  console.log(`${counts.proven} claims proven, ${counts.notProven} not proven.`);
  return counts;
}

/** A draft is proven only when it is named. */
function chosen(facts: TopicFacts[], { topics }: CheckOptions): TopicFacts[] {
  if (topics.length > 0) return facts;
  const [drafts, rest] = [true, false].map((wanted) => facts.filter((each) => isDraft(each) === wanted));
  if (drafts && drafts.length > 0) console.log(`Drafts, not proven: ${drafts.map(({ id }) => id).join(', ')}`);
  return rest ?? [];
}

function isDraft({ topic }: TopicFacts): boolean {
  return 'draft' in topic && topic.draft === true;
}

async function runClass(facts: TopicFacts[], options: CheckOptions, force = options.repeat > 1): Promise<Run[]> {
  const { courseDirectory, isolation, repeat, concurrency, signal } = options;
  const runs: Run[] = [];
  for (let run = 1; run <= repeat; run += 1) {
    if (repeat > 1) console.log(`Run ${run} of ${repeat}`);
    const progress = showProgress(process.stdout, false);
    try {
      const evidence = await gradeArtificialClass(facts, {
        repository: courseDirectory,
        workspace: join(courseDirectory, '.grade', 'check'),
        isolation,
        force,
        ...(concurrency !== undefined && { concurrency }),
        ...(signal && { signal }),
        onProgress: progress.onProgress,
      });
      runs.push(evidence);
    } finally {
      progress.stop();
    }
    const { total, ran } = progress.standing();
    console.log(`${total} students graded, ${total - ran} of them from the cache.`);
  }
  return runs;
}

/**
 * What a student reads can hang on a race between a program and its peer: a transcript is stale when two runs say so.
 * The mutants whose transcript is another one are graded once more, and the run counts in which it was the same.
 */
async function lookAgain(facts: TopicFacts[], run: Run | undefined, options: CheckOptions): Promise<Run | undefined> {
  if (!run) return undefined;
  const doubtful = facts.map((each) => {
    const evidence = run.get(each.id);
    const names = evidence ? staleTranscripts(each, evidence) : [];
    return { ...each, mutants: each.mutants.filter(({ name }) => names.includes(name)), variants: [] };
  });
  if (doubtful.every(({ mutants }) => mutants.length === 0)) return run;
  console.log('Some transcripts are not what they were: a second look.');
  const [second] = await runClass(doubtful, { ...options, repeat: 1 }, true);
  return new Map(
    [...run].map(([id, evidence]) => {
      const [each] = doubtful.filter((topic) => topic.id === id);
      const again = second?.get(id);
      const still = each && again ? staleTranscripts(each, again) : [];
      const settled = each?.mutants.map(({ name }) => name).filter((name) => !still.includes(name)) ?? [];
      const outcomes = new Map(evidence.outcomes);
      for (const name of settled) {
        const outcome = again?.outcomes.get(`mutant ${name}`);
        if (outcome) outcomes.set(`mutant ${name}`, outcome);
      }
      return [id, { ...evidence, outcomes }];
    }),
  );
}

function update(facts: TopicFacts[], run: Run, courseDirectory: string): void {
  for (const each of facts) {
    const evidence = run.get(each.id);
    const changed = evidence ? updateTranscripts(courseDirectory, each, evidence) : [];
    for (const file of changed) console.log(`updated ${file}`);
  }
}

function sameVerdicts(facts: TopicFacts[], runs: Run[]): Proof {
  const findings = facts.flatMap((each) => {
    const ofTopic = runs.map((run) => run.get(each.id)).filter((evidence) => evidence !== undefined);
    return changingVerdicts(each, ofTopic);
  });
  if (findings.length === 0) console.log(`identical verdicts in ${runs.length} runs`);
  return proof('repeat', `the verdicts are identical in ${runs.length} runs`, findings);
}
