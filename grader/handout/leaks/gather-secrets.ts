import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { readQuiz } from '@socket-lab/kit/commands/quiz/quiz';
import { parseSync, Visitor } from 'oxc-parser';
import { readKey } from '../../class/quiz/read-key.ts';
import { mutantsOf } from '../../prove/mutants/mutants-of.ts';
import { readVariantHeader } from '../../prove/mutants/program-header.ts';
import { makeStarter } from '../../starters/make-starter.ts';
import { parseGaps } from '../../starters/parse-gaps.ts';
import type { HiddenFile } from './code-leaks.ts';
import type { Secrets } from './find-leaks.ts';
import { type Phrase, plainWords } from './word-leaks.ts';

/** All that must not leave, of every topic. @param topics those that leave @param kit the modules that stay */
export function gatherSecrets(courseDirectory: string, topics: readonly string[], kit: HiddenFile[]): Secrets {
  const folders = readdirSync(join(courseDirectory, 'packages')).filter((id) =>
    existsSync(join(courseDirectory, 'packages', id, 'topic.yaml')),
  );
  const read = (id: string, part: string) => sources(courseDirectory, `packages/${id}/${part}`);
  const solutions = folders.flatMap((id) => read(id, 'solution').map((file) => ({ id, ...file })));
  const hidden = folders.flatMap((id) => read(id, 'hidden'));
  const variants = folders.flatMap((id) => read(id, 'variants'));
  const mutants = mutantsOf(courseDirectory);
  const key = folders.flatMap((id) => keyOf(courseDirectory, id));
  const isPublic = publicWords(
    folders.flatMap((id) => read(id, 'tests')),
    hidden,
  );
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
      ...key.map(({ question, reason, from }) => ({
        words: reason,
        what: `the reason of the answer to "${question}"`,
        from,
      })),
    ],
    answers: key.map(({ question, accept, from }) => ({ id: question, accept, from })),
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
function publicWords(suites: readonly Source[], hidden: readonly Source[]): (path: string, words: string) => boolean {
  const said = suites.map(({ path, text }) => ({
    path,
    words: textsOf(parseSync(path, text).program)
      .map(({ words }) => plainWords(words))
      .join('\n'),
  }));
  return (hiddenPath, words) => {
    // What several hidden suites import is hidden from the public suite of each.
    const importers = hidden.filter(
      ({ path, text }) => dirname(path) === dirname(hiddenPath) && text.includes(`'./${basename(hiddenPath)}'`),
    );
    const own = [hiddenPath, ...importers.map(({ path }) => path)].map((path) => path.replace('/hidden/', '/tests/'));
    return said.some(({ path, words: others }) => !own.includes(path) && others.includes(plainWords(words)));
  };
}

/** A short fault, "ends with exit code 1", says nothing; the line `// fault: …` itself is found with its program. */
const LEAST_WORDS_OF_FAULT = 8;

function phrase(words: string, what: string, from: string): Phrase[] {
  return words.split(/\s+/).length < LEAST_WORDS_OF_FAULT ? [] : [{ words, what, from }];
}

function keyOf(courseDirectory: string, id: string) {
  const directory = join(courseDirectory, 'packages', id);
  const from = `packages/${id}/hidden/quiz-key.yaml`;
  const key = existsSync(join(directory, 'quiz.yaml')) ? [...readKey(directory, readQuiz(directory))] : [];
  return key.map(([question, { accept, reason }]) => ({ question, accept: accept.map(String), reason, from }));
}

interface CheckWords {
  kind: 'title' | 'hint';
  words: string;
  line: number;
}

/** Titles and hints of checks; of one that is put together at run time (`` `refuses ${flag}` ``) the pieces. */
export function wordsOfChecks(path: string, text: string): CheckWords[] {
  const { program, errors } = parseSync(path, text);
  if (errors[0]) throw new Error(`${path} does not parse: ${errors[0].message}`);
  const found: CheckWords[] = [];
  const add = (kind: CheckWords['kind'], value: object | undefined | null) => {
    for (const { words, start } of textsOf(value)) {
      found.push({ kind, words, line: text.slice(0, start).split('\n').length });
    }
  };
  new Visitor({
    CallExpression({ callee, arguments: [title] }) {
      if (callee.type === 'Identifier' && callee.name === 'check') add('title', title);
    },
    Property({ key, value }) {
      if (key.type === 'Identifier' && (key.name === 'hint' || key.name === 'strongerHint')) add('hint', value);
    },
  }).visit(program);
  return found;
}

function textsOf(node: unknown): { words: string; start: number }[] {
  if (node === null || typeof node !== 'object') return [];
  const { type, value, start } = node as { type?: string; value?: unknown; start: number };
  if (type === 'Literal') return typeof value === 'string' ? [{ words: value, start }] : [];
  if (type === 'TemplateElement') return [{ words: (value as { cooked: string }).cooked, start }];
  return Object.values(node).flatMap((part) => (Array.isArray(part) ? part.flatMap(textsOf) : textsOf(part)));
}
