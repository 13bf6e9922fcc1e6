import { type Answer, answerTo, expectedOf } from './answer.ts';
import { type AnswerLine, answerLines } from './answer-lines.ts';
import type { Question, Quiz } from './quiz.ts';

/** What a student has answered, and what of the file is no answer. By the question's id; one in neither was not answered. */
export interface Answers {
  given: Map<string, Answer>;
  /** Where something stands that is no answer to the question: a line that says where, what, and what could stand there. */
  faulty: Map<string, string>;
  /** The same of what belongs to no question. */
  faults: string[];
}

/** How many faults that belong to no question are told. */
const MOST_FAULTS = 20;

/**
 * Reads a student's `answers.yaml`: one line for each question, `id: answer`. It never throws, whatever the text is: what
 * is wrong costs the question that it belongs to.
 * @param name how the file is called in messages
 */
export function readAnswers(source: string, name: string, quiz: Quiz): Answers {
  const { lines, faults } = answerLines(source, name);
  const answers: Answers = { given: new Map(), faulty: new Map(), faults: [...faults] };
  const byId = Map.groupBy(lines, ({ id }) => id);
  for (const question of quiz.questions) readOne(question, byId.get(question.id) ?? [], name, answers);
  const known = new Set(quiz.questions.map(({ id }) => id));
  for (const [id, [line]] of byId) {
    if (known.has(id) || answers.faults.length >= MOST_FAULTS) continue;
    answers.faults.push(`${name}:${line?.line}: there is no question "${id.slice(0, 40)}".`);
  }
  return answers;
}

/** All that is wrong with the file, for its owner. */
export function faultsOf({ faulty, faults }: Answers): string[] {
  return [...faulty.values(), ...faults];
}

function readOne(question: Question, [first, again]: AnswerLine[], name: string, answers: Answers): void {
  if (!first) return;
  const { line, written } = first;
  const fault = (where: number, what: string) =>
    answers.faulty.set(question.id, `${name}:${where}: ${question.id}: ${what}.`);
  if (again) fault(again.line, `it is answered twice, on line ${line} and here. Keep one of the two`);
  else if (first.fault !== undefined) fault(line, first.fault);
  else if (written.length > 0) {
    const answer = answerTo(question, written);
    if (answer !== undefined) answers.given.set(question.id, answer);
    else fault(line, `the answer is ${expectedOf(question)}`);
  }
}
