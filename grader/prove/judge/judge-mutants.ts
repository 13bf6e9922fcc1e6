import type { CheckDeclaration } from '@socket-lab/kit/check/types';
import type { TopicFacts } from '../facts/topic-facts.ts';
import type { MutantHeader, ProgramFacts } from '../mutants/program-header.ts';
import { type Proof, proof } from '../proof.ts';
import { type Evidence, inWords, verdictOf } from './evidence.ts';

/** Each mutant has to fail the check that its header names. */
export function judgeMutants(facts: TopicFacts, checks: CheckDeclaration[], evidence: Evidence): Proof[] {
  return facts.mutants.map((mutant) => {
    const { reading } = mutant;
    const fault = 'fault' in reading ? reading.fault : whyNotCaught(mutant, reading.header, checks, evidence);
    return proof('mutant', `mutant ${mutant.name} is caught`, fault === undefined ? [] : [fault]);
  });
}

function whyNotCaught(
  { name, file }: ProgramFacts<MutantHeader>,
  { program, caughtBy }: MutantHeader,
  checks: CheckDeclaration[],
  { outcomes }: Evidence,
): string | undefined {
  const outcome = outcomes.get(`mutant ${name}`);
  if (outcome?.state === 'error') return `${file}: ${name} was not graded: ${outcome.reason}`;
  const verdict = verdictOf(outcome, caughtBy);
  if (verdict.status === 'failed') return undefined;

  const catching = checks.map(({ id }) => id).filter((id) => verdictOf(outcome, id).status === 'failed');
  const instead =
    catching.length > 0 ? `It fails ${catching.map((id) => `"${id}"`).join(', ')}.` : 'No check fails it.';
  const check = checks.find(({ id }) => id === caughtBy);
  if (!check) return `${file}: there is no check "${caughtBy}". ${instead}`;
  if (check.program !== program) return `${file}: "${caughtBy}" is a check of ${check.program}. ${instead}`;
  return `${file}: ${name} is not caught by "${caughtBy}", which is ${inWords(verdict)}. ${instead}`;
}

/** The names of the mutants that each check fails, in order. What is skipped behind another check is not caught by it. */
export function catches(facts: TopicFacts, check: CheckDeclaration, { outcomes }: Evidence): string[] {
  return facts.mutants
    .filter(({ name }) => verdictOf(outcomes.get(`mutant ${name}`), check.id).status === 'failed')
    .map(({ name }) => name);
}
