import type { CheckDeclaration, Status } from '@socket-lab/kit/check/types';
import { say } from '@socket-lab/kit/failure/message';
import type { TopicResult } from '../jobs/job-result.ts';
import type { Override } from './course.ts';
import type { CheckGrade, TopicGrade } from './gradebook.ts';
import type { QuizResult, Verdict } from './quiz/grade-quiz.ts';
import { QUIZ } from './quiz/topic-quiz.ts';

/** What is known of one topic of one submission: what the run found of its programs, and its quiz where there is one. */
export type TopicFinding = ProgramsFinding & { quiz?: QuizResult };

type ProgramsFinding =
  | { state: 'done'; result: TopicResult }
  | { state: 'missing' | 'rejected' | 'error'; reason: string };

/**
 * A topic's grade: the points of what passed, the quiz's too; none where the grader failed, 0 where nothing was taken.
 * Answers count beside missing or refused programs. A score set by hand counts before all of that.
 */
export function scoreTopic(finding: TopicFinding, checks: CheckDeclaration[], override?: Override): TopicGrade {
  const grade = scoreFinding(finding, checks);
  if (!override) return grade;
  return { ...grade, score: override.score, reason: `Score set by hand: ${override.reason}` };
}

function scoreFinding(finding: TopicFinding, checks: CheckDeclaration[]): TopicGrade {
  const points = sum(checks);
  if (finding.state === 'error') {
    return { status: 'error', reason: finding.reason, score: null, points, programs: record(), checks: record() };
  }
  const grades = record<CheckGrade>();
  for (const check of checks.filter((check) => isGraded(check, finding))) {
    const verdict = verdictOf(check, finding);
    if (verdict) grades[check.id] = gradeCheck(check, verdict);
    else return scoreFinding({ state: 'error', reason: `The job says nothing of the check ${check.id}.` }, checks);
  }
  const score = addPoints(Object.values(grades).map((grade) => grade.score));
  return { ...standing(finding), score, points, programs: scorePrograms(checks, grades), checks: grades };
}

/** Programs and answers are graded each for themselves; but who hands in one of the two has handed in the topic. */
function isGraded({ program }: CheckDeclaration, { state, quiz }: TopicFinding): boolean {
  if (state === 'done') return true;
  if (state === 'rejected') return program === QUIZ && quiz?.handedIn === 'collected';
  return quiz !== undefined && quiz.handedIn !== 'missing';
}

function standing(finding: TopicFinding): Pick<TopicGrade, 'status' | 'reason' | 'isolation'> {
  const { quiz } = finding;
  const refusal = quiz?.handedIn === 'rejected' ? { reason: quiz.reason } : {};
  if (finding.state === 'done') return { status: 'graded', ...refusal, isolation: finding.result.isolation };
  const { state, reason } = finding;
  if (state !== 'missing' || !quiz || quiz.handedIn === 'missing') return { status: state, reason };
  return { status: 'graded', reason: [reason, quiz.reason].filter(Boolean).join(' ') };
}

function verdictOf(check: CheckDeclaration, finding: TopicFinding): Verdict | undefined {
  if (check.program === QUIZ) return finding.quiz?.outcomes.get(check.id);
  if (finding.state !== 'done') {
    return { status: 'todo', failure: { message: say('file-missing', { file: `src/${check.program}.ts` }) } };
  }
  return finding.result.checks[check.id] ?? outOfTime(finding.result.stoppedAfterSeconds);
}

function outOfTime(seconds: number | undefined): Verdict | undefined {
  if (seconds === undefined) return undefined;
  return { status: 'failed', failure: { message: say('out-of-time', { seconds }) } };
}

function gradeCheck({ points }: CheckDeclaration, { status, failure }: Verdict): CheckGrade {
  if (isWorthPoints(status)) return { status, score: points };
  return { status, score: 0, ...(failure && { failure }) };
}

function isWorthPoints(status: Status): boolean {
  switch (status) {
    case 'passed':
      return true;
    case 'failed':
    case 'todo':
    case 'skipped':
    case 'flaky':
    case 'error':
      return false;
    default:
      return status satisfies never;
  }
}

function scorePrograms(checks: CheckDeclaration[], grades: Record<string, CheckGrade>): TopicGrade['programs'] {
  const programs = record<{ score: number; points: number }>();
  for (const [program, own] of Map.groupBy(checks, (check) => check.program)) {
    programs[program] = { score: addPoints(own.map(({ id }) => grades[id]?.score ?? 0)), points: sum(own) };
  }
  return programs;
}

const sum = (checks: CheckDeclaration[]): number => addPoints(checks.map(({ points }) => points));

/** An object for names that others choose: `__proto__` and `constructor` are names like any other in it. */
const record = <T>(): Record<string, T> => Object.create(null);

/** The sum of points, exact to a hundredth, the smallest part: 1.43 and 1.42 are 2.85, not 2.8499999999999996. */
export function addPoints(points: Iterable<number>): number {
  let sum = 0;
  for (const each of points) sum += each;
  return Math.round(sum * 100) / 100;
}
