import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseQuiz } from '@socket-lab/kit/commands/quiz/quiz';
import { readAnswers } from '@socket-lab/kit/commands/quiz/read-answers';
import { renderFailure } from '@socket-lab/kit/failure/render-failure';
import { stagePrograms } from '@socket-lab/kit/submission/stage-programs';
import { runSuitesOn } from '@socket-lab/kit/suites/run-suites';
import { readTopic } from '@socket-lab/kit/topic/read-topic';
import { topicIds } from '@socket-lab/kit/topic/topic-ids';
import { afterAll, expect, test } from 'vitest';
import { parseKey } from '../class/quiz/read-key.ts';
import { makeStarter } from '../starters/make-starter.ts';
import { normalise } from './transcripts/normalise.ts';

// What an editor on Windows, or git with core.autocrlf, makes of the course's files and of a student's.
const COURSE = fileURLToPath(new URL('../..', import.meta.url));
const TOPICS = topicIds(COURSE);
const root = mkdtempSync(join(tmpdir(), 'line ends '));
afterAll(() => rmSync(root, { recursive: true }));
const read = (path: string) => readFileSync(join(COURSE, 'packages', path), 'utf8');
const asOnWindows = (text: string) => text.replaceAll('\n', '\r\n');

/** A right server, wrong ones (with a message that names a line, a caret, a difference in bytes), and one with open gaps. */
const SERVERS: Record<string, string> = {
  right: read('tcp-pair/solution/server.ts'),
  wrong: read('tcp-pair/solution/server.ts').replace('toUpperCase()', 'toLowerCase()'),
  throws: read('tcp-pair/solution/server.ts').replace('toUpperCase()', 'toUpperCase(); throw new TypeError("mine")'),
  'does not parse': read('tcp-pair/solution/server.ts').replace('toUpperCase()', 'toUpperCase(('),
  'takes a shortcut': `import 'node:child_process';\n${read('tcp-pair/solution/server.ts')}`,
  'has open gaps': read('tcp-pair/src/server.ts'),
};

test('a program is graded the same, message for message, however its lines end', async () => {
  const topic = readTopic(join(COURSE, 'packages/tcp-pair'));
  const submissions = new Map();
  for (const [name, source] of Object.entries(SERVERS)) {
    for (const [ends, text] of Object.entries({ LF: source, 'CR LF': asOnWindows(source) })) {
      const sources = new Map([['server.ts', Buffer.from(text)]]);
      const staged = await stagePrograms({ topic, sources, stagedDirectory: join(root, `${name} ${ends}`) });
      submissions.set(`${name} ${ends}`, { ...staged, program: 'server' });
    }
  }
  const results = await runSuitesOn({ topic, submissions, suites: 'public', isolation: 'node', seed: 1 });
  const seen = (submission: string) =>
    Object.fromEntries(
      Object.entries(results.get(submission)?.outcomes ?? {})
        .map(
          ([id, { status, failure }]) =>
            [id, `${status}: ${normalise(failure ? renderFailure(failure) : '')}`] as const,
        )
        .sort(([a], [b]) => a.localeCompare(b)),
    );
  for (const name of Object.keys(SERVERS)) expect(seen(`${name} CR LF`)).toEqual(seen(`${name} LF`));
  expect(new Set(Object.keys(SERVERS).map((name) => JSON.stringify(seen(`${name} LF`)))).size).toBe(6);
  expect(JSON.stringify(seen('wrong CR LF'))).toMatch(/src\/server\.ts:\d+/);
});

test.each(TOPICS)('%s: topic.yaml, questions, key, answers and starters mean the same', (id) => {
  const copy = join(root, id);
  mkdirSync(copy);
  cpSync(join(COURSE, 'packages', id, 'topic.yaml'), join(copy, 'topic.yaml'));
  const plain = readTopic(copy);
  writeFileSync(join(copy, 'topic.yaml'), asOnWindows(read(`${id}/topic.yaml`)));
  expect(readTopic(copy)).toEqual(plain);

  const quiz = parseQuiz(read(`${id}/quiz.yaml`), 'quiz.yaml');
  expect(parseQuiz(asOnWindows(read(`${id}/quiz.yaml`)), 'quiz.yaml')).toEqual(quiz);
  const key = read(`${id}/hidden/quiz-key.yaml`);
  expect(parseKey(asOnWindows(key), 'key', quiz)).toEqual(parseKey(key, 'key', quiz));
  const answers = readFileSync(join(COURSE, 'examples/class/ana/packages', id, 'answers.yaml'), 'utf8');
  expect(readAnswers(asOnWindows(answers), 'answers.yaml', quiz)).toEqual(readAnswers(answers, 'answers.yaml', quiz));

  for (const file of readdirSync(join(COURSE, 'packages', id, 'solution'))) {
    const path = `packages/${id}/solution/${file}`;
    const starter = (text: string) => makeStarter({ program: basename(file, '.ts'), path, text });
    const solution = read(`${id}/solution/${file}`);
    expect(starter(asOnWindows(solution))).toBe(asOnWindows(starter(solution)));
  }
});
