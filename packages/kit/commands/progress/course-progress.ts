import type { Quiz } from '../quiz/quiz.ts';

/** How a course stands, as the last runs left it: what `pnpm progress --json` prints. */
export interface CourseProgress {
  schemaVersion: 1;
  topics: TopicProgress[];
  experiments: ExperimentsProgress;
  /** Of the whole course; `null` when nothing is left. */
  next: NextStep | null;
}

export interface TopicProgress {
  id: string;
  title: string;
  gaps: {
    filled: number;
    total: number;
    /** Those that are still open, in the order of the programs and of their numbers. */
    open: GapToFill[];
  };
  /** Of the public checks that have run; `null` when none ever has. */
  checks: ChecksProgress | null;
  /** Programs that have changed since their checks ran: of these the results say nothing now. */
  changedSince: string[];
  /** Programs none of whose checks have ever run here. */
  neverRun: string[];
  /** `null` when the topic has no quiz. */
  quiz: QuizProgress | null;
  /** `null` when nothing is left. */
  next: NextStep | null;
}

export interface GapToFill {
  program: string;
  gap: number;
  /** What it is about: `bind and listen`. */
  words: string;
  /** From the course's folder, with slashes. */
  file: string;
  /** Where the program calls `todo`; `null` when the file is not there. */
  line: number | null;
}

export interface ChecksProgress {
  /** Points of the checks that passed, and of all that have run. */
  score: number;
  points: number;
  passed: number;
  /** It did something else than asked for. */
  failed: number;
  /** It met an open gap. */
  todo: number;
  /** A check that it needs did not pass. */
  skipped: number;
  /** When the newest of the results was found out, ISO 8601. */
  lastRun: string;
}

/** Whether answers are right nobody knows here. */
export interface QuizProgress {
  questions: number;
  answered: number;
  /** What is wrong with answers.yaml, a line each. */
  faults: string[];
}

/** Of the experiments, by what stands in experiments.yaml. */
export interface ExperimentsProgress {
  total: number;
  predicted: number;
  run: number;
  explained: number;
  /** The number of the first that is not explained; `null` when all are. */
  next: number | null;
  /** What is wrong with the file, which then counts as empty; `null` when nothing is. */
  fault: string | null;
}

/** What to do, and the command for it. */
export interface NextStep {
  /** `mend`: a check of a filled gap fails. `fill`: a gap is open. `run`: nobody knows how it is now. */
  kind: 'restore' | 'mend' | 'fill' | 'run' | 'quiz' | 'experiment';
  /** In words. */
  what: string;
  command: string;
  topic?: string;
  program?: string;
  /** From the course's folder, with slashes. */
  file?: string;
  line?: number;
}

/** What topic.yaml and quiz.yaml say of a topic, as far as progress asks for it. */
export interface TopicFacts {
  title: string;
  draft: boolean;
  /** The words of each gap, by number, by program. */
  programs: Record<string, Record<number, string>>;
  quiz: Quiz | null;
}

/** How far somebody has come with an experiment. */
export type Explored = 'predicted' | 'run' | 'explained';

/** What experiments.yaml says, by the number of the experiment; or what is wrong with it. */
export type NotebookFacts = { notes: Record<number, Explored> } | { fault: string };
