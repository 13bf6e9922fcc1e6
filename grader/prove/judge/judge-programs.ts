import type { CheckDeclaration } from '@socket-lab/kit/check/types';
import type { TopicFacts } from '../facts/topic-facts.ts';
import type { MutantHeader, ProgramFacts } from '../mutants/program-header.ts';
import { type Proof, proof } from '../proof.ts';
import { type Evidence, inWords, verdictOf } from './evidence.ts';

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

/** The solution and every variant have to pass every check of their programs. */
export function judgeRightPrograms(facts: TopicFacts, checks: CheckDeclaration[], evidence: Evidence): Proof[] {
  const solution = `packages/${facts.id}/solution`;
  return [
    proof('solution', 'the solution passes every check', notPassed(solution, 'solution', checks, evidence)),
    ...facts.variants.map(({ name, file, reading }) => {
      if ('fault' in reading) return proof('variant', `variant ${name} passes every check`, [reading.fault]);
      const ofProgram = checks.filter(({ program }) => program === reading.header.program);
      const findings = notPassed(file, `variant ${name}`, ofProgram, evidence);
      return proof('variant', `variant ${name} passes every check`, findings);
    }),
  ];
}

function notPassed(who: string, student: string, checks: CheckDeclaration[], { outcomes }: Evidence): string[] {
  const outcome = outcomes.get(student);
  if (outcome?.state === 'error') return [`${who} was not graded: ${outcome.reason}`];
  return checks.flatMap(({ id }) => {
    const verdict = verdictOf(outcome, id);
    return verdict.status === 'passed' ? [] : [`${who} does not pass "${id}": ${inWords(verdict)}`];
  });
}

/** An untouched starter is worth nothing: where it reaches a gap it is `todo`, and behind that `skipped`. */
export function judgeStarter(facts: TopicFacts, checks: CheckDeclaration[], { outcomes }: Evidence): Proof {
  const who = `packages/${facts.id}/src`;
  const outcome = outcomes.get('starter');
  const claim = 'the untouched starter scores 0';
  if (outcome?.state === 'error') return proof('starter', claim, [`${who} was not graded: ${outcome.reason}`]);
  const findings = checks.flatMap(({ id }) => {
    const verdict = verdictOf(outcome, id);
    if (verdict.status === 'todo' || verdict.status === 'skipped') return [];
    const advice =
      verdict.status === 'passed'
        ? 'Untouched work is worth nothing: let it need a check that the starter does not pass.'
        : 'It has to be "todo", or "skipped" behind a check that is.';
    return [`${who}: "${id}" is ${inWords(verdict)}. ${advice}`];
  });
  return proof('starter', claim, findings);
}
