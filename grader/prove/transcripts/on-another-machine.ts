import type { TopicFacts } from '../facts/topic-facts.ts';

/**
 * The facts as they hold on a machine that nobody reads transcripts on. How fast it is decides what some mutants come
 * to before they are caught: there a golden transcript need only give the same advice (where to look, and the hint).
 */
export function onAnotherMachine(facts: TopicFacts): TopicFacts {
  const mutants = facts.mutants.map((mutant) => {
    const { reading } = mutant;
    if (!('header' in reading)) return mutant;
    return { ...mutant, reading: { header: { varies: 'it runs on another machine', ...reading.header } } };
  });
  return { ...facts, mutants };
}
