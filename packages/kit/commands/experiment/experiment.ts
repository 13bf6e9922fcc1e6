import type { Lab } from './lab/lab.ts';
import type { Role } from './lab/roles.ts';

/** One of the course's questions: predict, run, explain. Each file of `questions/` exports one, as `experiment`. */
export interface Experiment {
  number: number;
  /** A line of the list: at most 60 columns. */
  title: string;
  /** The topics whose lessons ask it, by folder. */
  topics: readonly string[];
  /** The parts that the student's own programs can play. */
  roles: readonly Role[];
  /** What is done, and what is asked about it. */
  question: string;
  /** What can be predicted, by letter from `a` on. "Something else" is offered behind them. */
  choices: Readonly<Record<string, string>>;
  /** The letter of what happens. */
  answer: string;
  /**
   * Does it, on real sockets.
   * @throws CheckFailure when a program that takes part does not do what the experiment needs
   */
  run(lab: Lab): Promise<Outcome>;
  /** What the student is asked when it is done. */
  askWhy: string;
  /** Why it is so, in paragraphs. */
  why: readonly string[];
  /** How it is on other systems. */
  elsewhere: string;
}

/** What an experiment observed. */
export interface Outcome {
  /** The letter of the choice that came true; `undefined` when none did. */
  choice: string | undefined;
  /** It is what the experiment's text says. */
  asTold: boolean;
  /** What was seen, a sentence each. */
  findings: readonly string[];
}
