import type { Quiz } from '../quiz/quiz.ts';

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
