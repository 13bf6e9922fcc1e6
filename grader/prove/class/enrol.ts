import { join } from 'node:path';
import type { Topic } from '@socket-lab/kit/topic/topic';
import type { JobSpec } from '../../jobs/run-jobs.ts';
import type { TopicFacts } from '../facts/topic-facts.ts';
import type { ProgramFacts } from '../mutants/program-header.ts';

/**
 * The artificial class of a topic: its solution, its untouched starter, and a student for each mutant and each variant,
 * who has handed in that one program. Only the checks of that program are run for those: the kit lets a check start no
 * other program than its own, so a fault of one program cannot be caught by a check of another.
 * @param isEveryCheck whether a mutant meets all of them, or only the one that must catch it
 */
export function enrol(facts: TopicFacts, topic: Topic, isEveryCheck = true): JobSpec[] {
  const named = (name: string) => ({ id: studentId(facts.id, name), label: `${facts.id} ${name}`, topic });
  const withProgram = (
    kind: 'mutant' | 'variant',
    { name, text, reading }: ProgramFacts<{ program: string; caughtBy?: string }>,
  ) => {
    if ('fault' in reading) return [];
    const { program, caughtBy } = reading.header;
    const check = isEveryCheck ? undefined : caughtBy;
    const sources = new Map([[`${program}.ts`, Buffer.from(text)]]);
    return [{ ...named(`${kind} ${name}`), program, ...(check !== undefined && { check }), sources }];
  };
  return [
    { ...named('solution'), sourceDirectory: join(topic.directory, 'solution') },
    { ...named('starter'), sourceDirectory: join(topic.directory, 'src') },
    ...facts.mutants.flatMap((mutant) => withProgram('mutant', mutant)),
    ...facts.variants.flatMap((variant) => withProgram('variant', variant)),
  ];
}

/** The id of a student's job, among those of all topics. */
export function studentId(topic: string, student: string): string {
  return `${topic} ${student}`;
}
