import type { CheckDeclaration, Outcome, Status } from '@socket-lab/kit/check/types';
import type { TopicResult } from '../jobs/job-result.ts';
import type { Override } from './course.ts';
import type { CheckGrade, TopicGrade } from './gradebook.ts';

/** What the run knows of one topic of one submission. */
export type TopicFinding =
  | { state: 'done'; result: TopicResult }
  | { state: 'missing' | 'rejected' | 'error'; reason: string };

/**
 * A topic's grade: the points of the checks that passed. Where the grader failed there is none, and where nothing was
 * handed in, or nothing that could be taken, it is 0. A score set by hand counts before all of that.
 * @param checks the topic's catalog
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
  if (finding.state !== 'done') {
    const { state: status, reason } = finding;
    return { status, reason, score: 0, points, programs: scorePrograms(checks, record()), checks: record() };
  }
  const { isolation, checks: outcomes, stoppedAfterSeconds } = finding.result;
  const grades = record<CheckGrade>();
  for (const check of checks) {
    const outcome = outcomes[check.id] ?? outOfTime(stoppedAfterSeconds);
    if (outcome) grades[check.id] = gradeCheck(check, outcome);
    else return scoreFinding({ state: 'error', reason: `The job says nothing of the check ${check.id}.` }, checks);
  }
  const programs = scorePrograms(checks, grades);
  const score = Object.values(grades).reduce((total, grade) => total + grade.score, 0);
  return { status: 'graded', isolation, score, points, programs, checks: grades };
}

/** A check that had not ended when the job's time was up. */
function outOfTime(seconds: number | undefined): Outcome | undefined {
  if (seconds === undefined) return undefined;
  const message = `The ${seconds} s for all checks of this topic together were up. A program that does not end uses them up.`;
  return { status: 'failed', message, durationMs: 0 };
}

function gradeCheck({ points, hint }: CheckDeclaration, { status, message }: Outcome): CheckGrade {
  if (isWorthPoints(status)) return { status, score: points };
  return { status, score: 0, ...(message !== undefined && { message }), hint };
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
    programs[program] = { score: own.reduce((total, { id }) => total + (grades[id]?.score ?? 0), 0), points: sum(own) };
  }
  return programs;
}

function sum(checks: CheckDeclaration[]): number {
  return checks.reduce((total, { points }) => total + points, 0);
}

/** An object for names that others choose: `__proto__` and `constructor` are names like any other in it. */
function record<T>(): Record<string, T> {
  return Object.create(null);
}
