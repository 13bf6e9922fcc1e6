import { join } from 'node:path';
import { loadMessages } from '@socket-lab/kit/failure/load-messages';
import { chooseIsolation } from '../class/choose-isolation.ts';
import { textTable } from '../class/class-table.ts';
import { topicFolders } from '../starters/topic-folders.ts';
import { lookAgain } from './class/look-again.ts';
import { type ClassOptions, type Run, runLevels, withoutConfined } from './class/run-class.ts';
import { courseFiles } from './facts/course-files.ts';
import { readTopicFacts } from './facts/read-topic-facts.ts';
import type { TopicFacts } from './facts/topic-facts.ts';
import { changingVerdicts } from './judge/changing-verdicts.ts';
import { machineKey, readMachine } from './machine.ts';
import { countProofs, type Proof, type ProofCounts, proof, unproven } from './proof.ts';
import { proveCourse, proveInCourse, proveTopic } from './prove-topic.ts';
import { COLUMNS, topicRow } from './topic-row.ts';
import { staleTranscripts } from './transcripts/judge-transcripts.ts';
import { updateTranscripts } from './transcripts/update-transcripts.ts';

export interface CheckOptions extends ClassOptions {
  /** The topics to prove; when none is named all of them, and what is to be proven of the course besides. */
  topics: string[];
  /** Makes the golden transcripts what students read today, before they are compared. */
  update: boolean;
  /** This machine is not one on which transcripts are written and read: they need only give the same advice. */
  isElsewhere?: boolean;
  /** How often to run the class. More than once: without the cache, and every verdict has to be the same each time. */
  repeat: number;
  force?: boolean;
  /** A draft is not proven though it is named; what depends on the rest of the course is left to the task `course`. */
  isTask?: boolean;
}

/** `notTried`: mutants that cannot be tried on this machine. @throws UsageError, the reason of `signal` */
export async function checkTopics(given: CheckOptions): Promise<ProofCounts & { notTried: number }> {
  const { courseDirectory } = given;
  const read = topicFolders(courseDirectory, given.topics).map((topic) => readTopicFacts(courseDirectory, topic));
  const options = { ...given, machine: given.machine ?? machineKey(await readMachine(courseDirectory)) };
  const { facts: asWritten, left } = await possible(chosen(read, options), courseDirectory);
  const facts = options.isElsewhere ? asWritten.map((each) => ({ ...each, isElsewhere: true })) : asWritten;
  const runs = await runAll(facts, options);
  await loadMessages(...facts.flatMap(({ topic }) => ('fault' in topic ? [] : [topic])));
  const run = await judged(facts, runs, options);
  if (options.update) update(facts, run, courseDirectory);

  const proofs = facts.map((each) => proveTopic(courseDirectory, each, run.get(each.id)));
  const rows = facts.map((each, index) => topicRow(each, run.get(each.id), proofs[index] ?? []));
  if (!options.isTask) proofs.push(proveAround(facts, courseDirectory, options.topics.length === 0));
  if (options.repeat > 1) proofs.push([sameVerdicts(facts, runs)]);

  console.log(`\n${textTable(COLUMNS, rows)}\n`);
  for (const line of options.isElsewhere ? otherWords(asWritten, run) : []) console.log(line);
  for (const line of unproven(proofs.flat())) console.log(line);
  const counts = countProofs(proofs.flat());
  console.log(`${counts.proven} claims proven, ${counts.notProven} not proven.`);
  return { ...counts, notTried: left.length };
}

export function checkCourse(courseDirectory: string): ProofCounts {
  const facts = topicFolders(courseDirectory).map((topic) => readTopicFacts(courseDirectory, topic));
  const finished = facts.filter((each) => !isDraft(each));
  const proofs = proveAround(finished, courseDirectory, true);
  for (const line of unproven(proofs)) console.log(line);
  return countProofs(proofs);
}

function proveAround(facts: TopicFacts[], courseDirectory: string, isWhole: boolean): Proof[] {
  const around = { courseDirectory, courseFiles: courseFiles(courseDirectory) };
  return [...facts.flatMap((each) => proveInCourse(each, around)), ...(isWhole ? proveCourse(around) : [])];
}

function chosen(facts: TopicFacts[], { topics, isTask }: CheckOptions): TopicFacts[] {
  if (topics.length > 0 && !isTask) return facts;
  const [drafts, rest] = [true, false].map((wanted) => facts.filter((each) => isDraft(each) === wanted));
  if (drafts && drafts.length > 0) console.log(`Drafts, not proven: ${drafts.map(({ id }) => id).join(', ')}`);
  return rest ?? [];
}

/** What only the level bubblewrap shows is left out, in words, where that does not work. */
async function possible(facts: TopicFacts[], courseDirectory: string): Promise<ReturnType<typeof withoutConfined>> {
  const without = withoutConfined(facts);
  if (without.left.length === 0) return without;
  const { isolation, notice } = await chooseIsolation('auto', join(courseDirectory, '.grade', 'self-test.json'));
  if (isolation === 'bubblewrap') return { facts, left: [] };
  console.log(`Not proven here, the mutants ${without.left.join(', ')}. ${notice}`);
  return without;
}

function isDraft({ topic }: TopicFacts): boolean {
  return 'draft' in topic && topic.draft === true;
}

async function runAll(facts: TopicFacts[], options: CheckOptions): Promise<Run[]> {
  if (options.repeat === 1) return [await runLevels(facts, options, { force: options.force ?? false })];
  const runs: Run[] = [];
  for (let run = 1; run <= options.repeat; run += 1) {
    console.log(`Run ${run} of ${options.repeat}`);
    runs.push(await runLevels(facts, options, { force: true }));
  }
  return runs;
}

/** The run that is judged: the first, but for the mutants whose transcript another run finds as it was. */
async function judged(facts: TopicFacts[], [first = new Map()]: Run[], options: CheckOptions): Promise<Run> {
  if (options.update) return first;
  return lookAgain(facts, first, (doubtful) => {
    console.log('Some transcripts are not what they were: a second look.');
    return runLevels(doubtful, options, { force: true, isWanted: (id) => id.includes(' mutant ') });
  });
}

/** What is forgiven on another machine, for whoever reads its log. */
function otherWords(facts: TopicFacts[], run: Run): string[] {
  return facts.flatMap((each) => {
    const evidence = run.get(each.id);
    const names = evidence ? staleTranscripts(each, evidence) : [];
    return names.length === 0 ? [] : [`${each.id}: other words here than in the transcripts of ${names.join(', ')}.`];
  });
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
