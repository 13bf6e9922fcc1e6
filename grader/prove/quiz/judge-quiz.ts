import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Answer } from '@socket-lab/kit/commands/quiz/answer';
import { parseQuiz, type Question } from '@socket-lab/kit/commands/quiz/quiz';
import { stringify } from 'yaml';
import { gradeQuiz } from '../../class/quiz/grade-quiz.ts';
import { parseKey } from '../../class/quiz/read-key.ts';
import { checkId, quizChecks, type TopicQuiz } from '../../class/quiz/topic-quiz.ts';
import type { TopicFacts } from '../facts/topic-facts.ts';
import { linkFault, placesIn } from '../lessons/broken-links.ts';
import { readLesson } from '../lessons/read-lesson.ts';
import { type Proof, proof } from '../proof.ts';
import { leaks } from './leaks.ts';

/** A missing file is told elsewhere (facts/topic-folder.ts). @param own files of the topic, to which links lead */
export function proveQuiz(courseDirectory: string, facts: TopicFacts, own: readonly string[]): Proof[] {
  const { id, topic, files } = facts;
  if ('fault' in topic || !files.includes('quiz.yaml') || !files.includes('hidden/quiz-key.yaml')) return [];
  const read = (file: string) => readFileSync(join(courseDirectory, file), 'utf8');
  const places = placesIn(own);
  return judgeQuiz({
    topic: id,
    points: topic.quiz?.points,
    quiz: read(`packages/${id}/quiz.yaml`),
    key: read(`packages/${id}/hidden/quiz-key.yaml`),
    lesson: files.includes('README.md') ? read(`packages/${id}/README.md`) : '',
    faultOfLink: (url) => linkFault(`packages/${id}/README.md`, url, places, (file) => readLesson(read(file)).anchors),
  });
}

export interface QuizFacts {
  topic: string;
  /** Those of topic.yaml; it may have forgotten them. */
  points: number | undefined;
  quiz: string;
  key: string;
  lesson: string;
  /** Why a link of the key, seen from the topic's folder, leads nowhere; `undefined` when it leads somewhere. */
  faultOfLink(url: string): string | undefined;
}

export function judgeQuiz(facts: QuizFacts): Proof[] {
  const { topic, points } = facts;
  const claim = 'the quiz and its key are whole';
  const name = `packages/${topic}/quiz.yaml`;
  let quiz: TopicQuiz;
  try {
    quiz = readQuizOf(facts, name);
  } catch (error) {
    return [proof('quiz', claim, [(error as Error).message])];
  }
  const unpaid = `packages/${topic}/topic.yaml has no points for the quiz. Write "quiz: { points: 10 }".`;
  return [
    proof('quiz', claim, points === undefined ? [unpaid] : []),
    ...quiz.quiz.questions.map((question) =>
      proof('question', `question ${question.id} is graded as its key says`, questionFaults(facts, quiz, question)),
    ),
    proof('quiz', 'nothing of the key stands in quiz.yaml', leaks(name, facts.quiz, quiz.quiz, quiz.key)),
  ];
}

function readQuizOf({ topic, points = 0, quiz: text, key }: QuizFacts, name: string): TopicQuiz {
  const quiz = parseQuiz(text, name);
  return { quiz, key: parseKey(key, `packages/${topic}/hidden/quiz-key.yaml`, quiz), checks: quizChecks(quiz, points) };
}

function* questionFaults(
  { topic, lesson, faultOfLink }: QuizFacts,
  quiz: TopicQuiz,
  question: Question,
): Generator<string> {
  const name = `packages/${topic}/hidden/quiz-key.yaml: ${question.id}:`;
  const { accept, read } = quiz.key.get(question.id) ?? { accept: [], read: '' };
  const statusOf = (answer?: Answer) => {
    const text = answer === undefined ? '' : stringify({ [question.id]: answer });
    return gradeQuiz(topic, quiz, { state: 'collected', text }).outcomes.get(checkId(question.id))?.status;
  };
  for (const answer of accept.flatMap(waysToWrite)) {
    const status = statusOf(answer);
    if (status !== 'passed') yield `${name} it accepts ${JSON.stringify(answer)}, which is graded as ${status}.`;
  }
  for (const answer of wrongAnswers(question, accept)) {
    const status = statusOf(answer);
    if (status !== 'failed') yield `${name} ${JSON.stringify(answer)} is wrong, and is graded as ${status}.`;
  }
  const status = statusOf();
  if (status !== 'todo') yield `${name} no answer at all is graded as ${status}.`;
  for (const [line, typed] of linesOf(question, lesson)) {
    if (statusOf(typed) === 'passed')
      yield `packages/${topic}/README.md:${line}: it shows the right answer to "${question.id}".`;
  }
  const fault = faultOfLink(read);
  if (fault !== undefined) yield `${name} the link to "${read}" leads nowhere: ${fault}`;
}

/** The lines of a lesson that look as in answers.yaml: their numbers, and what is answered in them. */
function linesOf({ id }: Question, lesson: string): [line: number, typed: string][] {
  const head = `${id}:`;
  return lesson.split('\n').flatMap((text, index): [number, string][] => {
    return text.trimStart().startsWith(head) ? [[index + 1, text.trim().slice(head.length)]] : [];
  });
}

/** A name that may have objects before it stands for several wordings. */
function waysToWrite(answer: Answer): Answer[] {
  if (typeof answer !== 'string' || !answer.startsWith('.')) return [answer];
  return [answer.slice(1), `socket${answer}`, `\`socket${answer}()\``];
}

function wrongAnswers(question: Question, accept: readonly Answer[]): Answer[] {
  switch (question.kind) {
    case 'choice':
      return Object.keys(question.options).filter((letter) => !accept.includes(letter));
    case 'choices': {
      const right = JSON.stringify(accept[0]);
      return choicesAmong(Object.keys(question.options)).filter((letters) => JSON.stringify(letters) !== right);
    }
    case 'text':
      return [...accept.map((wording) => `x${String(wording).replace(/^\./, '')}`), 'x'];
    case 'number':
      return accept.flatMap((value) => [Number(value) - 1, Number(value) + 1, Number(value) * 10]);
    default:
      return question satisfies never;
  }
}

function choicesAmong(letters: string[]): string[][] {
  const [first, ...rest] = letters;
  if (first === undefined) return [];
  const others = choicesAmong(rest);
  return [[first], ...others, ...others.map((choice) => [first, ...choice])];
}
