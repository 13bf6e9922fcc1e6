import { readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { z } from 'zod';
import { UsageError } from '../../text/usage-error.ts';
import { parseYaml } from '../../topic/parse-yaml.ts';

const id = z.string().regex(/^[a-z][a-z0-9-]*$/, 'an id has small letters, digits and hyphens');
const text = z.string().trim().min(1);
const options = z
  .record(z.string(), text)
  .refine(
    (record) => Object.keys(record).every((name) => /^[a-h]$/.test(name)),
    'an option is named by one small letter from a to h',
  )
  .refine((record) => Object.keys(record).length >= 2, 'there are at least two options');

const question = z.discriminatedUnion('kind', [
  z.strictObject({ id, kind: z.literal('choice'), question: text, options }),
  z.strictObject({ id, kind: z.literal('choices'), question: text, options }),
  z.strictObject({ id, kind: z.literal('text'), question: text }),
  z.strictObject({ id, kind: z.literal('number'), question: text }),
]);

const quiz = z.strictObject({
  questions: z
    .array(question)
    .min(5, 'a quiz has five to eight questions')
    .max(8, 'a quiz has five to eight questions')
    .refine((all) => new Set(all.map((one) => one.id)).size === all.length, 'two questions have the same id'),
});

/**
 * A question of a quiz. `choice`: one of its options is right; `choices`: some of them; `text`: a word or two of the student's own;
 * `number`: a number.
 */
export type Question = z.infer<typeof question>;

/** The questions of a topic's lesson, as `quiz.yaml` has them. All count alike. */
export type Quiz = z.infer<typeof quiz>;

/**
 * Reads and validates `quiz.yaml` in a topic's folder.
 * @throws UsageError with one line that names the file, the place and the fault.
 */
export function readQuiz(directory: string): Quiz {
  const name = `packages/${basename(resolve(directory))}/quiz.yaml`;
  let source: string;
  try {
    source = readFileSync(join(directory, 'quiz.yaml'), 'utf8');
  } catch (error) {
    throw new UsageError(`${name} cannot be read (${(error as NodeJS.ErrnoException).code}).`);
  }
  return parseQuiz(source, name);
}

/** @throws UsageError with one line that names the file, the place and the fault. */
export function parseQuiz(source: string, name: string): Quiz {
  const yaml = parseYaml(source, name);
  if (yaml.fault) throw new UsageError(yaml.fault);
  const parsed = quiz.safeParse(yaml.value);
  if (parsed.success) return parsed.data;
  const { path = [], message = '' } = parsed.error.issues[0] ?? {};
  throw new UsageError(`${yaml.place(path)}: ${path.join('.') || 'the file'}: ${message}`);
}
