import { readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import type { Answer } from '@socket-lab/kit/commands/quiz/answer';
import type { Question, Quiz } from '@socket-lab/kit/commands/quiz/quiz';
import { parseYaml } from '@socket-lab/kit/topic/parse-yaml';
import { z } from 'zod';

export interface Solution {
  /** Of a question that is answered in words each wording that is right; of another one the only right answer. */
  accept: Answer[];
  reason: string; // Why, in words for a student when the quiz is over.
  read: string; // Where the lesson says so, from the topic's folder: `README.md#half-close`.
}

export type Key = ReadonlyMap<string, Solution>;

/** Reads `hidden/quiz-key.yaml` in a topic's folder. @throws Error in one line: the file, the place and the fault */
export function readKey(directory: string, quiz: Quiz): Key {
  const name = `packages/${basename(resolve(directory))}/hidden/quiz-key.yaml`;
  return parseKey(readText(join(directory, 'hidden', 'quiz-key.yaml'), name), name, quiz);
}

/** @throws Error with one line that names the file, the place and the fault */
export function parseKey(source: string, name: string, quiz: Quiz): Key {
  const yaml = parseYaml(source, name);
  if (yaml.fault) throw new Error(yaml.fault);
  const parsed = schemaFor(quiz).safeParse(yaml.value);
  if (!parsed.success) {
    const { path, message } = whereAndWhat(parsed.error.issues[0]);
    throw new Error(`${placeOf(yaml.place, path, name)}: ${path.join('.') || 'the file'}: ${message}`);
  }
  return new Map(quiz.questions.map(({ id }) => [id, parsed.data.answers[id] as Solution]));
}

/** A part that is missing has no place of its own: that of what it should be in. */
function placeOf(place: (path: readonly PropertyKey[]) => string, path: readonly PropertyKey[], name: string): string {
  const found = place(path);
  return found === name && path.length > 0 ? placeOf(place, path.slice(0, -1), name) : found;
}

function whereAndWhat(issue: z.core.$ZodIssue | undefined): { path: PropertyKey[]; message: string } {
  const { path = [], message = '' } = issue ?? {};
  if (issue?.code !== 'unrecognized_keys') return { path, message };
  const what = path.join() === 'answers' ? 'quiz.yaml has no such question' : 'there is nothing of this name in a key';
  return { path: [...path, ...issue.keys.slice(0, 1)], message: what };
}

function schemaFor({ questions }: Quiz) {
  const solutions = questions.map((question) => [question.id, solutionOf(question)] as const);
  return z.strictObject({ answers: z.strictObject(Object.fromEntries(solutions)) });
}

function solutionOf(question: Question) {
  const solution = {
    accept: acceptFor(question),
    reason: z.string().trim().min(1),
    read: z.string().regex(/^[^#\s]+\.md#[^#\s]+$/, 'a place in the lesson is written README.md#its-heading'),
  };
  return z.strictObject(solution, {
    error: ({ input }) => (input === undefined ? 'this question of quiz.yaml has no key' : undefined),
  });
}

function acceptFor(question: Question): z.ZodType<Answer[]> {
  switch (question.kind) {
    case 'choice':
      return z.enum(Object.keys(question.options)).transform((letter) => [letter]);
    case 'choices':
      return z
        .array(z.enum(Object.keys(question.options)))
        .min(1)
        .transform((letters) => [[...new Set(letters)].sort()]);
    case 'text':
      return z.array(z.string('a wording is a text; put it in quotation marks').trim().min(1)).min(1);
    case 'number':
      return z.number().transform((value) => [value]);
    default:
      return question satisfies never;
  }
}

function readText(path: string, name: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new Error(`${name} cannot be read (${(error as NodeJS.ErrnoException).code}).`);
  }
}
