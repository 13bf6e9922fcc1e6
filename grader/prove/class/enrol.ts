import { join } from 'node:path';
import type { Topic } from '@socket-lab/kit/topic/topic';
import type { JobSpec } from '../../jobs/run-jobs.ts';
import type { TopicFacts } from '../facts/topic-facts.ts';
import type { ProgramFacts } from '../mutants/program-header.ts';

/**
 * Solution, untouched starter, and a student for each mutant and variant with that one program, who meets its checks alone:
 * the kit lets a check start no other.
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

export function studentId(topic: string, student: string): string {
  return `${topic} ${student}`;
}
