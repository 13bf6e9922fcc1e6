import type { CheckDeclaration } from '@socket-lab/kit/check/types';
import type { Isolation } from '@socket-lab/kit/confine/level';
import { addPoints } from './add-points.ts';
import type { Student } from './class-list.ts';
import type { Course } from './course.ts';
import type { Gradebook, GradebookTopic, StudentGrade, TopicGrade } from './gradebook.ts';
import { scoreTopic, type TopicFinding } from './score.ts';

/** A topic as the gradebook needs it; its checks are not known when the topic is broken, and `fault` says how. */
export interface GradedTopic {
  id: string;
  title: string;
  checks: CheckDeclaration[];
  fault?: string;
}

export interface Findings {
  course: Course;
  gradedAt: Date;
  isolation: Isolation;
  topics: GradedTopic[];
  students: Student[];
  /** What is known of a student's topic. */
  findingOf(student: Student, topic: GradedTopic): TopicFinding;
}

/** Everybody's grades, from what was found. */
export function makeGradebook({ course, gradedAt, isolation, topics, students, findingOf }: Findings): Gradebook {
  return {
    schemaVersion: 2,
    course: { title: course.title },
    gradedAt: gradedAt.toISOString(),
    isolation,
    topics: topics.map(topicEntry),
    students: students.map((student) => {
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
