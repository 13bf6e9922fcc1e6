import { expect, test } from 'vitest';
import { TINY_KEY, TINY_QUIZ } from '../../class/fixtures/tiny-quiz.ts';
import { judgeQuiz, type QuizFacts } from './judge-quiz.ts';

const FACTS: QuizFacts = {
  topic: 'tiny',
  points: 10,
  quiz: `# Write your answers. 4 or 5, send them.\n${TINY_QUIZ}`,
  key: TINY_KEY,
  lesson: '# Hello\n\n```yaml\nfirst: b\nbytes: 42\n```\n',
  faultOfLink: (url) => (url === 'README.md#hello' ? undefined : `README.md has no heading "${url.split('#')[1]}".`),
};

function findings(change: Partial<QuizFacts>): string[] {
  return judgeQuiz({ ...FACTS, ...change }).flatMap((each) => each.findings);
}

test('a quiz that is right is proven, each question by itself', () => {
  const proofs = judgeQuiz(FACTS);
  expect(proofs.flatMap((each) => each.findings)).toEqual([]);
  expect(proofs.map(({ kind, claim }) => `${kind}: ${claim}`)).toEqual([
    'quiz: the quiz and its key are whole',
    'question: question first is graded as its key says',
    'question: question which is graded as its key says',
    'question: question method is graded as its key says',
    'question: question bytes is graded as its key says',
    'question: question last is graded as its key says',
    'quiz: nothing of the key stands in quiz.yaml',
  ]);
});

const key = (from: string, to: string): Partial<QuizFacts> => ({ key: TINY_KEY.replace(from, to) });
const quiz = (from: string, to: string): Partial<QuizFacts> => ({ quiz: FACTS.quiz.replace(from, to) });
const KEY = 'packages/tiny/hidden/quiz-key.yaml';

const FAULTS: Record<string, [change: Partial<QuizFacts>, finding: string]> = {
  'no points': [
    { points: undefined },
    'packages/tiny/topic.yaml has no points for the quiz. Write "quiz: { points: 10 }".',
  ],
  'a key too few': [key('  bytes:', '  bites:'), `${KEY}:2: answers.bytes: this question of quiz.yaml has no key`],
  'a quiz too short': [
    { quiz: 'questions: []' },
    'packages/tiny/quiz.yaml:1: questions: a quiz has five to eight questions',
  ],
  'no reason': [
    key('reason: The ñ has two.', 'reason: ""'),
    `${KEY}:5: answers.bytes.reason: Too small: expected string to have >=1 characters`,
  ],
  'a link that leads nowhere': [
    key('read: README.md#hello }\n  which', 'read: README.md#hullo }\n  which'),
    `${KEY}: first: the link to "README.md#hullo" leads nowhere: README.md has no heading "hullo".`,
  ],
  'a wording that is too long': [
    key('enviar', 'x'.repeat(201)),
    `${KEY}: method: it accepts "${'x'.repeat(201)}", which is graded as failed.`,
  ],
  'a wording that is wrong as well': [
    key('enviar', 'xenviar, enviar'),
    `${KEY}: method: "xenviar" is wrong, and is graded as passed.`,
  ],
  'an accepted word elsewhere': [
    quiz('listen,', 'SEND it,'),
    'packages/tiny/quiz.yaml:3: "send" stands here, which answers "method". Say it in other words.',
  ],
  'a number in its question': [
    quiz('has año', 'has the 4 of año'),
    'packages/tiny/quiz.yaml:1: the question "bytes" has its own answer in it.',
  ],
  'a comment among the questions': [
    quiz('  - { id: last', '  # it is a\n  - { id: last'),
    'packages/tiny/quiz.yaml:7: a comment among the questions. Students read it; take it out.',
  ],
  'a reason': [
    quiz('Which comes last?', 'What is closed is over. Which comes last?'),
    'packages/tiny/quiz.yaml:1: the reason of "last" stands in it.',
  ],
  'an answer in the lesson': [
    { lesson: '# Hello\n    bytes: 4\n' },
    'packages/tiny/README.md:2: it shows the right answer to "bytes".',
  ],
};

test.each(Object.entries(FAULTS))('%s', (_, [change, finding]) => {
  expect(findings(change)).toEqual([finding]);
});
