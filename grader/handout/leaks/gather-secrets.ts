import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { readQuiz } from '@socket-lab/kit/commands/quiz/quiz';
import { readKey } from '../../class/quiz/read-key.ts';
import { mutantsOf } from '../../prove/mutants/mutants-of.ts';
import { readVariantHeader } from '../../prove/mutants/program-header.ts';
import { makeStarter } from '../../starters/make-starter.ts';
import { parseGaps } from '../../starters/parse-gaps.ts';
import type { HiddenFile } from './copies.ts';
import { type Phrase, plainWords } from './phrases.ts';
import type { RightAnswers } from './quiz-answers.ts';
import type { Secrets } from './secrets.ts';
import { stringsIn, wordsOfChecks } from './words-of-checks.ts';

/**
 * Reads all that must not leave from every topic, the drafts among them.
 *
 * @param topics those that leave
 * @param kit the modules of the kit that stay and are not tests
 * @throws Error when a suite or a key cannot be read
 */
export function gatherSecrets(courseDirectory: string, topics: readonly string[], kit: HiddenFile[]): Secrets {
  const folders = readdirSync(join(courseDirectory, 'packages')).filter((id) =>
    existsSync(join(courseDirectory, 'packages', id, 'topic.yaml')),
  );
  const read = (id: string, part: string) => sources(courseDirectory, `packages/${id}/${part}`);
  const solutions = folders.flatMap((id) => read(id, 'solution').map((file) => ({ id, ...file })));
  const hidden = folders.flatMap((id) => read(id, 'hidden'));
  const variants = folders.flatMap((id) => read(id, 'variants'));
  const mutants = mutantsOf(courseDirectory);
  const isPublic = publicWords(folders.flatMap((id) => read(id, 'tests')));
  return {
    bodies: solutions.flatMap(({ path, text }) =>
      parseGaps(path, text).gaps.map(({ number, line, body }) => ({
        from: `${path}:${line}`,
        gap: number,
        lines: body,
      })),
    ),
    files: [
      ...solutions.map(({ path, text }) => ({ path, text, what: 'a solution' })),
      ...hidden.map(({ path, text }) => ({ path, text, what: 'a hidden suite' })),
      ...mutants.map(({ file, text }) => ({ path: file, text, what: 'a mutant' })),
      ...variants.map(({ path, text }) => ({ path, text, what: 'a variant' })),
      ...kit,
    ],
    phrases: [
      ...hidden.flatMap(({ path, text }) =>
        phrasesOfSuite(path, text).filter((phrase) => !isPublic(path, phrase.words)),
      ),
      ...mutants.flatMap(({ file, reading }) =>
        'fault' in reading ? [] : phrase(reading.header.fault, 'the fault of a mutant', file),
      ),
      ...variants.flatMap(({ path, text }) => {
        const program = /^\/\/ variant of: (\S+)/.exec(text)?.[1] ?? '';
        const reading = readVariantHeader(path, text, [program]);
        return 'fault' in reading ? [] : phrase(reading.header.differs, 'the way of a variant', `${path}:2`);
      }),
      ...folders.flatMap((id) => reasonsOf(courseDirectory, id)),
    ],
    answers: folders.flatMap((id) => answersOf(courseDirectory, id)),
    starters: new Map(
      solutions.map(({ id, path, text }) => {
        const program = basename(path, '.ts');
        return [`packages/${id}/src/${program}.ts`, makeStarter({ program, path, text })];
      }),
    ),
    topics,
  };
}

interface Source {
  path: string;
  text: string;
}

function sources(courseDirectory: string, folder: string): Source[] {
  const directory = join(courseDirectory, folder);
  if (!existsSync(directory)) return [];
  return readdirSync(directory)
    .filter((name) => name.endsWith('.ts'))
    .sort()
    .map((name) => ({ path: `${folder}/${name}`, text: readFileSync(join(directory, name), 'utf8') }));
}

function phrasesOfSuite(path: string, text: string): Phrase[] {
  return wordsOfChecks(path, text).map(({ kind, words, line }) => ({
    words,
    what: `the ${kind} of a hidden check`,
    from: `${path}:${line}`,
  }));
}

/** Whether the public suite of another program says the same: a hint on flags is the same everywhere. */
function publicWords(suites: readonly Source[]): (path: string, words: string) => boolean {
  const said = suites.map(({ path, text }) => ({ path, words: stringsIn(path, text).map(plainWords).join('\n') }));
  return (hiddenPath, words) => {
    const own = hiddenPath.replace('/hidden/', '/tests/');
    return said.some(({ path, words: others }) => path !== own && others.includes(plainWords(words)));
  };
}

/** A short fault, "ends with exit code 1", says nothing; the line `// fault: …` itself is found with its program. */
const LEAST_WORDS_OF_FAULT = 8;

function phrase(words: string, what: string, from: string): Phrase[] {
  return words.split(/\s+/).length < LEAST_WORDS_OF_FAULT ? [] : [{ words, what, from }];
}

function reasonsOf(courseDirectory: string, id: string): Phrase[] {
  return keyOf(courseDirectory, id).map(([question, { reason }]) => ({
    words: reason,
    what: `the reason of the answer to "${question}"`,
    from: `packages/${id}/hidden/quiz-key.yaml`,
  }));
}

function answersOf(courseDirectory: string, id: string): RightAnswers[] {
  return keyOf(courseDirectory, id).map(([question, { accept }]) => ({
    id: question,
    accept: accept.map(String),
    from: `packages/${id}/hidden/quiz-key.yaml`,
  }));
}

function keyOf(courseDirectory: string, id: string) {
  const directory = join(courseDirectory, 'packages', id);
  return existsSync(join(directory, 'quiz.yaml')) ? [...readKey(directory, readQuiz(directory))] : [];
}
