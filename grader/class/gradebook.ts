import type { CheckDeclaration, Status } from '@socket-lab/kit/check/types';
import type { Isolation } from '@socket-lab/kit/confine/level';
import type { KeptFailure } from '@socket-lab/kit/failure/kept-failure';
import type { Student } from './class-list.ts';
import type { Course } from './course.ts';
import { addPoints, scoreTopic, type TopicFinding } from './score.ts';

/** The truth about a class: `gradebook.json`. Every other report is a view of it. */
export interface Gradebook {
  schemaVersion: 2;
  course: { title: string };
  gradedAt: string; // ISO 8601, UTC.
  isolation: Isolation;
  topics: GradebookTopic[]; // In the course's order.
  students: StudentGrade[]; // In the roster's order.
}

/** A gradebook whose students are made one at a time: all of them, with what their checks say, may be more than memory has. */
export type ClassBook = Omit<Gradebook, 'students'> & { students: Iterable<StudentGrade> };

/** A gradebook as `JSON.stringify` has it with an indent of 2, in parts: one for each student. */
export function* gradebookText({ students, ...head }: ClassBook): Generator<string> {
  const end = '[]\n}';
  yield JSON.stringify({ ...head, students: [] }, null, 2).slice(0, -end.length);
  let before = '[';
  for (const student of students) {
    yield `${before}\n    ${JSON.stringify(student, null, 2).replaceAll('\n', '\n    ')}`;
    before = ',';
  }
  yield before === '[' ? `${end}\n` : '\n  ]\n}\n';
}

export interface GradebookTopic {
  id: string;
  title: string;
  points: number;
  /** Those of the suites, and those of the quiz: these are of the program `quiz`, without a gap, `quiz/half-close`. */
  checks: Pick<CheckDeclaration, 'id' | 'title' | 'program' | 'gap' | 'points' | 'visibility' | 'hint'>[];
}

export interface StudentGrade {
  id: string;
  name: string;
  score: number | null; // `null` when a job ended in error: not known, and no zero.
  points: number;
  topics: Record<string, TopicGrade>; // By topic id.
}

export interface TopicGrade {
  status: 'graded' | 'missing' | 'rejected' | 'error';
  reason?: string; // Why it is not graded, or not all of it, or who set the score.
  isolation?: Isolation;
  score: number | null;
  points: number;
  programs: Record<string, { score: number; points: number }>; // By program, and `quiz`.
  checks: Record<string, CheckGrade>; // By check id, in the order of the suites, then of the quiz.
}

export interface CheckGrade {
  status: Status;
  score: number;
  failure?: KeptFailure; // What there is to say of it, in no language: the kit's renderFailure puts it in words.
}

/** A topic as the gradebook needs it; its checks are not known when the topic is broken, and `fault` says how. */
export type GradedTopic = { id: string; title: string; checks: CheckDeclaration[]; fault?: string };

interface Findings {
  course: Course;
  gradedAt: Date;
  isolation: Isolation;
  topics: GradedTopic[];
  students: Student[];
  findingOf(student: Student, topic: GradedTopic): TopicFinding;
}

export function makeGradebook({ course, gradedAt, isolation, topics, students, findingOf }: Findings): ClassBook {
  return {
    schemaVersion: 2,
    course: { title: course.title },
    gradedAt: gradedAt.toISOString(),
    isolation,
    topics: topics.map(topicEntry),
    students: students.values().map((student) => {
      const grades: Record<string, TopicGrade> = Object.create(null);
      for (const topic of topics) {
        const finding: TopicFinding = topic.fault ? { state: 'error', reason: topic.fault } : findingOf(student, topic);
        const override = course.overrides.find((each) => each.student === student.id && each.topic === topic.id);
        grades[topic.id] = scoreTopic(finding, topic.checks, override);
      }
      return studentEntry(student, grades);
    }),
  };
}

function topicEntry({ id, title, checks }: GradedTopic): GradebookTopic {
  const points = addPoints(checks.map((check) => check.points));
  return {
    id,
    title,
    points,
    checks: checks.map(({ id, title, program, gap, points, visibility, hint }) => ({
      id,
      title,
      program,
      ...(gap !== undefined && { gap }),
      points,
      visibility,
      hint,
    })),
  };
}

function studentEntry({ id, name }: Student, topics: Record<string, TopicGrade>): StudentGrade {
  const grades = Object.values(topics);
  const scores = grades.map(({ score }) => score).filter((score) => score !== null);
  const score = scores.length === grades.length ? addPoints(scores) : null;
  return { id, name, score, points: addPoints(grades.map(({ points }) => points)), topics };
}
