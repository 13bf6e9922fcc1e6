import { readdir } from 'node:fs/promises';
import type { Lab } from './lab/lab.ts';
import type { Role } from './lab/roles.ts';

interface Text {
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

export interface Experiment extends Text {
  /** @throws CheckFailure when a program that takes part does not do what the experiment needs */
  run(lab: Lab): Promise<Outcome>;
}

interface Parts<Seen> extends Text {
  /** Does it, on real sockets. */
  observe(lab: Lab): Promise<Seen>;
  /** What it means that this was seen. When `asTold` is left out, the choice has to be the answer. */
  outcomeOf(seen: Seen): Omit<Outcome, 'asTold'> & Partial<Outcome>;
}

/** Predict, run, explain: the default export of a file of `questions/`. */
export function experiment<Seen>(parts: Parts<Seen>) {
  const outcomeOf = (seen: Seen): Outcome => {
    const outcome = parts.outcomeOf(seen);
    return { asTold: outcome.choice === parts.answer, ...outcome };
  };
  return { ...parts, outcomeOf, run: async (lab: Lab) => outcomeOf(await parts.observe(lab)) };
}

const QUESTIONS = new URL('questions/', import.meta.url);

/** All experiments in the order of their numbers: each file of `questions/` is one. */
export async function listExperiments(): Promise<Experiment[]> {
  const files = (await readdir(QUESTIONS)).filter((name) => name.endsWith('.ts'));
  const modules = await Promise.all(files.map((name) => import(new URL(name, QUESTIONS).href)));
  return modules.map((module): Experiment => module.default).sort((a, b) => a.number - b.number);
}

/** The letter behind the last choice: something that is not among them. */
export function somethingElse({ choices }: Text): string {
  return String.fromCharCode(97 + Object.keys(choices).length);
}

/** The choices that a student has. */
export function allChoices(text: Text): Record<string, string> {
  return { ...text.choices, [somethingElse(text)]: 'Something else, in my own words.' };
}
