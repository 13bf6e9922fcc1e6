import type { CheckDeclaration } from '@socket-lab/kit/check/types';
import type { Topic } from '@socket-lab/kit/topic/topic';
import type { TopicFacts } from '../facts/topic-facts.ts';
import { type Proof, proof } from '../proof.ts';
import type { Evidence } from './evidence.ts';
import { catches } from './judge-programs.ts';

const TOPIC_POINTS = 100;

/** Each check is declared in full, and catches mutants that no other check of its program catches alike. */
export function judgeChecks(facts: TopicFacts, topic: Topic, checks: CheckDeclaration[], evidence: Evidence): Proof[] {
  const twins = twinsAmong(facts, checks, evidence);
  const whole = evidence.isByName ? '' : ' and catches what no other does';
  return [
    ...checks.map((check) =>
      proof('checks', `check ${check.id} is declared in full${whole}`, [
        ...declarationFaults(topic, check, checks),
        ...(evidence.isByName ? [] : catchFaults(facts, check, evidence, twins)),
      ]),
    ),
    proof('checks', `the points add up to ${TOPIC_POINTS}`, pointsFaults(topic, checks)),
  ];
}

function* declarationFaults(topic: Topic, check: CheckDeclaration, checks: CheckDeclaration[]): Generator<string> {
  const who = `packages/${topic.id}: "${check.id}"`;
  const program = topic.programs[check.program];
  if (checks.filter(({ id }) => id === check.id).length > 1)
    yield `${who} is the id of two checks. Give one another title.`;
  if (!program) yield `${who} is of "${check.program}", which is no program of topic.yaml.`;
  if (!(check.points > 0)) yield `${who} has no points.`;
  if (check.hint.trim() === '') yield `${who} has no hint.`;
  yield* strongerHintFaults(who, check);
  if (check.gap === undefined && check.needs === undefined) yield `${who} has neither a gap nor a "needs".`;
  if (program && check.gap !== undefined && !(check.gap in program.gaps)) {
    yield `${who} is of gap ${check.gap}, which ${check.program} does not have.`;
  }
  const { gap = Infinity, reaches } = check;
  if (program && reaches !== undefined && !(reaches in program.gaps && reaches > gap)) {
    yield `${who} reaches gap ${reaches}, which is no later gap of ${check.program}.`;
  }
  if (check.needs === undefined) return;
  const needed = checks.find(({ id }) => id === check.needs);
  if (!needed || needed === check) yield `${who} needs "${check.needs}", which is no other check.`;
  else if (check.visibility === 'public' && needed.visibility === 'hidden') {
    yield `${who} is public and needs "${needed.id}", which students do not have.`;
  }
}

/** What is read after the third failure in a row: by students, who have the public checks alone. */
function* strongerHintFaults(
  who: string,
  { visibility, hint, strongerHint = '' }: CheckDeclaration,
): Generator<string> {
  const stronger = strongerHint.trim();
  if (visibility === 'hidden') {
    if (stronger !== '') yield `${who} is hidden and has a stronger hint, which nobody would read.`;
  } else if (stronger === '') yield `${who} has no stronger hint.`;
  else if (stronger === hint.trim()) yield `${who} has a stronger hint that only repeats the hint.`;
}

function* catchFaults(
  facts: TopicFacts,
  check: CheckDeclaration,
  evidence: Evidence,
  twins: Map<string, CheckDeclaration[]>,
): Generator<string> {
  const mutants = catches(facts, check, evidence);
  if (mutants.length === 0) {
    yield `packages/${facts.id}: "${check.id}" catches no mutant. Write one that it catches.`;
    return;
  }
  const [first, ...others] = twins.get(twinKey(check, mutants)) ?? [];
  if (first !== check || others.length === 0) return;
  const names = [first, ...others].map(({ id }) => `"${id}"`);
  yield `packages/${facts.id}: ${names.slice(0, -1).join(', ')} and ${names.at(-1)} catch exactly the same mutants ` +
    `(${mutants.join(', ')}): one check too many, or one mutant too few.`;
}

function twinsAmong(
  facts: TopicFacts,
  checks: CheckDeclaration[],
  evidence: Evidence,
): Map<string, CheckDeclaration[]> {
  return Map.groupBy(checks, (check) => twinKey(check, catches(facts, check, evidence)));
}

function twinKey({ program }: CheckDeclaration, mutants: string[]): string {
  return [program, ...mutants].join('\n');
}

function* pointsFaults(topic: Topic, checks: CheckDeclaration[]): Generator<string> {
  const quiz = topic.quiz?.points ?? 0;
  const sum = checks.reduce((total, { points }) => total + points, 0);
  if (sum + quiz !== TOPIC_POINTS) {
    yield `packages/${topic.id}: the checks are worth ${sum} points and the quiz ${quiz}, together ${sum + quiz}. They have to be ${TOPIC_POINTS}.`;
  }
}

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
