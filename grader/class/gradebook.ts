import type { CheckDeclaration, Status } from '@socket-lab/kit/check/types';
import type { Isolation } from '@socket-lab/kit/confine/level';
import type { KeptFailure } from '@socket-lab/kit/failure/kept-failure';

/** The truth about a class: `gradebook.json`. Every other report is a view of it. */
export interface Gradebook {
  schemaVersion: 2;
  course: { title: string };
  /** ISO 8601, UTC. */
  gradedAt: string;
  isolation: Isolation;
  /** In the course's order. */
  topics: GradebookTopic[];
  /** In the roster's order. */
  students: StudentGrade[];
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
  /** `null` when a job ended in error: not known, and no zero. */
  score: number | null;
  points: number;
  /** By topic id. */
  topics: Record<string, TopicGrade>;
}

export interface TopicGrade {
  status: 'graded' | 'missing' | 'rejected' | 'error';
  /** Why it is not graded, or not all of it, or who set the score. */
  reason?: string;
  isolation?: Isolation;
  score: number | null;
  points: number;
  /** By program, and `quiz`. */
  programs: Record<string, { score: number; points: number }>;
  /** By check id, in the order of the suites, then of the quiz. */
  checks: Record<string, CheckGrade>;
}

export interface CheckGrade {
  status: Status;
  score: number;
  /** What there is to say of it, in no language: the kit's renderFailure puts it in words. */
  failure?: KeptFailure;
}
