import type { CheckDeclaration } from '@socket-lab/kit/check/types';
import type { TopicFacts } from '../facts/topic-facts.ts';
import { type Proof, proof } from '../proof.ts';
import { type Evidence, inWords, verdictOf } from './evidence.ts';

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
