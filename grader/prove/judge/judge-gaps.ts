import type { CheckDeclaration } from '@socket-lab/kit/check/types';
import type { Topic } from '@socket-lab/kit/topic/topic';
import type { TopicFacts } from '../facts/topic-facts.ts';
import { type Proof, proof } from '../proof.ts';

/** Each gap has its words in topic.yaml, its markers in the solution, and a check. */
export function judgeGaps(facts: TopicFacts, topic: Topic, checks: CheckDeclaration[]): Proof[] {
  return Object.entries(topic.programs).map(([program, { gaps }]) => {
    const worded = Object.keys(gaps).map(Number);
    const solution = facts.solutions.find((each) => each.program === program);
    const marked = solution?.gaps ?? [];
    const checked = checks.filter((check) => check.program === program).map(({ gap }) => gap);
    const yaml = `packages/${topic.id}/topic.yaml`;
    return proof('gaps', `each gap of ${program} has words, markers and a check`, [
      ...without(marked, worded, (gap) => `${yaml}: ${program} has no words for gap ${gap}, which its solution marks.`),
      ...without(worded, marked, (gap) => `${yaml}: ${program} has gap ${gap}, which its solution does not mark.`),
      ...without(
        worded,
        checked,
        (gap) => `packages/${topic.id}: no check is of gap ${gap} of ${program} ("${gaps[gap]}").`,
      ),
    ]);
  });
}

function without(some: number[], others: (number | undefined)[], line: (gap: number) => string): string[] {
  return some.filter((gap) => !others.includes(gap)).map(line);
}
