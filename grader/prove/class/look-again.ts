import type { TopicFacts } from '../facts/topic-facts.ts';
import type { Evidence } from '../judge/evidence.ts';
import { staleTranscripts } from '../transcripts/judge-transcripts.ts';
import type { Run } from './run-class.ts';

/**
 * What a student reads can hang on a race between a program and its peer: a transcript is stale when two runs say so.
 * @param gradeAgain grades topics whose only students are the doubtful mutants, without the cache
 */
export async function lookAgain(
  facts: TopicFacts[],
  run: Run,
  gradeAgain: (doubtful: TopicFacts[]) => Promise<Run>,
): Promise<Run> {
  const doubtful = facts
    .map((each) => ({ ...each, mutants: staleMutants(each, run.get(each.id)), variants: [] }))
    .filter(({ mutants }) => mutants.length > 0);
  if (doubtful.length === 0) return run;
  const second = await gradeAgain(doubtful);
  return new Map(
    [...run].map(([id, evidence]) => {
      const topic = doubtful.find((each) => each.id === id);
      return [id, topic ? settled(topic, evidence, second.get(id)) : evidence];
    }),
  );
}

function staleMutants(facts: TopicFacts, evidence: Evidence | undefined): TopicFacts['mutants'] {
  const names = evidence ? staleTranscripts(facts, evidence) : [];
  return facts.mutants.filter(({ name }) => names.includes(name));
}

function settled(topic: TopicFacts, evidence: Evidence, again: Evidence | undefined): Evidence {
  const outcomes = new Map(evidence.outcomes);
  const still = again ? staleTranscripts(topic, again) : [];
  for (const { name } of topic.mutants) {
    const outcome = again?.outcomes.get(`mutant ${name}`);
    if (outcome && !still.includes(name)) outcomes.set(`mutant ${name}`, outcome);
  }
  return { ...evidence, outcomes };
}
