import { renderFailure } from '@socket-lab/kit/failure/render-failure';
import type { TopicFacts } from '../facts/topic-facts.ts';
import { type Evidence, verdictOf } from '../judge/evidence.ts';
import { type Proof, proof } from '../proof.ts';
import { essence } from './essence.ts';
import { normalise } from './normalise.ts';
import { shortDiff } from './short-diff.ts';

/** What a student reads today of each mutant that is caught: the message of the check that caught it, by mutant. */
export function transcriptsNow(facts: TopicFacts, { outcomes, checks }: Evidence): Map<string, string> {
  const now = new Map<string, string>();
  for (const { name, reading } of facts.mutants) {
    if ('fault' in reading) continue;
    const { caughtBy } = reading.header;
    const { status, failure } = verdictOf(outcomes.get(`mutant ${name}`), caughtBy);
    const check = 'fault' in checks ? undefined : checks.find(({ id }) => id === caughtBy);
    if (status === 'failed') now.set(name, normalise(renderFailure(failure, {}, check)));
  }
  return now;
}

/** The path of a mutant's golden transcript in the course. */
export function transcriptFile(topic: string, mutant: string): string {
  return `packages/${topic}/mutants/transcripts/${mutant}.txt`;
}

/** Each mutant's golden transcript is what a student reads today, and there is no other. */
export function judgeTranscripts(facts: TopicFacts, evidence: Evidence): Proof[] {
  const ofMutants = [...transcriptsNow(facts, evidence)].map(([name, now]) =>
    proof('transcript', `the transcript of ${name} is up to date`, faults(facts, name, now)),
  );
  const orphans = [...facts.transcripts.keys()]
    .filter((name) => !facts.mutants.some((mutant) => mutant.name === name))
    .map((name) => `${transcriptFile(facts.id, name)} belongs to no mutant. Run "pnpm check --update" to delete it.`);
  return [...ofMutants, proof('folder', 'no transcript is without its mutant', orphans)];
}

/** The mutants whose golden transcript says something else than this run. */
export function staleTranscripts(facts: TopicFacts, evidence: Evidence): string[] {
  const now = [...transcriptsNow(facts, evidence)];
  return now
    .filter(([name, text]) => facts.transcripts.has(name) && faults(facts, name, text).length > 0)
    .map(([name]) => name);
}

function faults(facts: TopicFacts, name: string, now: string): string[] {
  const file = transcriptFile(facts.id, name);
  const golden = facts.transcripts.get(name);
  if (golden === undefined) return [`${file} is missing. Run "pnpm check --update", then read it.`];
  const same = varies(facts, name) ? whatToDo : essence;
  if (same(golden) === same(now)) return [];
  const diff = shortDiff(golden, now).map((line) => `\n    ${line}`);
  return [`${file} is stale. Run "pnpm check --update", then read it. At ${diff.join('').trimStart()}`];
}

function varies({ mutants }: TopicFacts, name: string): boolean {
  const reading = mutants.find((mutant) => mutant.name === name)?.reading;
  return reading !== undefined && 'header' in reading && reading.header.varies !== undefined;
}

/** The end of a transcript: where to look, and the hint. It is the same whatever raced. */
function whatToDo(transcript: string): string {
  return transcript.slice(Math.max(0, transcript.search(/^(?:Look at|Hint: )/m)));
}
