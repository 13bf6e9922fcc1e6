import { parseYaml } from './parse-yaml.ts';
import type { Question, Quiz } from './quiz.ts';

/** An answer as its question's kind has it: a letter, letters in order, text, or a number. */
export type Answer = string | string[] | number;

/** What a student has answered, and what of the file is no answer. */
export interface Answers {
  /** By the question's id. A question that is not in it was not answered. */
  given: Map<string, Answer>;
  /** One line for each thing in the file that is no answer: where, what, and what could stand there. */
  faults: string[];
}

/** Longer than any answer that a question asks for; what a student writes ends up in reports. */
const LONGEST_TEXT = 200;

/**
 * Reads a student's `answers.yaml`: one line for each question, `id: answer`. It never throws: what is wrong costs the
 * question that it belongs to.
 * @param name how the file is called in messages
 */
export function readAnswers(source: string, name: string, quiz: Quiz): Answers {
  const answers: Answers = { given: new Map(), faults: [] };
  const yaml = parseYaml(source, name);
  if (yaml.fault) return { ...answers, faults: [yaml.fault] };
  if (yaml.value === undefined) return answers;
  if (typeof yaml.value !== 'object' || Array.isArray(yaml.value) || yaml.value === null) {
    return { ...answers, faults: [`${name}: it is no list of lines "question: answer"`] };
  }
  const questions = new Map(quiz.questions.map((question) => [question.id, question]));
  for (const [id, value] of Object.entries(yaml.value)) {
    const question = questions.get(id);
    const answer = question && answerTo(question, value);
    if (!question) answers.faults.push(`${yaml.place([id])}: there is no question "${id.slice(0, LONGEST_TEXT)}"`);
    else if (answer !== undefined) answers.given.set(id, answer);
    else if (value !== null && value !== '') {
      answers.faults.push(`${yaml.place([id])}: ${id}: the answer is ${inWords(question)}`);
    }
  }
  return answers;
}

function answerTo(question: Question, value: unknown): Answer | undefined {
  switch (question.kind) {
    case 'choice': {
      const [letter, more] = letters(value, question.options) ?? [];
      return more === undefined ? letter : undefined;
    }
    case 'choices':
      return letters(value, question.options);
    case 'text':
      return words(value);
    case 'number':
      return number(value);
    default:
      return question satisfies never;
  }
}

/** `b`, `B)`, `a, d`, `[a, d]`: in order, each once; `undefined` when one of them is no option. */
function letters(value: unknown, options: Record<string, string>): string[] | undefined {
  const parts = Array.isArray(value) ? value : typeof value === 'string' ? value.split(/[\s,;]+/) : [];
  const chosen = parts
    .map((part) => String(part).trim().toLowerCase().replace(/[.)]$/, ''))
    .filter((part) => part !== '');
  if (chosen.length === 0 || !chosen.every((letter) => Object.hasOwn(options, letter))) return undefined;
  return [...new Set(chosen)].sort();
}

function words(value: unknown): string | undefined {
  if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') return undefined;
  const text = String(value).trim();
  return text !== '' && text.length <= LONGEST_TEXT ? text : undefined;
}

/** `13`, `"13"`, `13 bytes`, `1,5`. */
function number(value: unknown): number | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
  const [, digits] = /^\s*([+-]?\d+(?:[.,]\d+)?)(?:\s*\p{L}+)?\s*$/u.exec(String(value)) ?? [];
  return digits === undefined ? undefined : Number(digits.replace(',', '.'));
}

function inWords(question: Question): string {
  switch (question.kind) {
    case 'choice':
      return `one of the letters ${Object.keys(question.options).join(', ')}`;
    case 'choices':
      return `letters out of ${Object.keys(question.options).join(', ')}, as in [${Object.keys(question.options).slice(0, 2).join(', ')}]`;
    case 'text':
      return `a few words, at most ${LONGEST_TEXT} characters`;
    case 'number':
      return 'a number';
    default:
      return question satisfies never;
  }
}
