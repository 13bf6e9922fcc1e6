import type { Quiz } from '@socket-lab/kit/commands/quiz/quiz';
import { readAnswers } from '@socket-lab/kit/commands/quiz/read-answers';
import { parse } from 'yaml';
import type { PartAttack } from '../attack.ts';

const QUIZ = {
  questions: [{ id: 'first', kind: 'choice', question: 'Which?', options: { a: 'this', b: 'that' } }],
} as unknown as Quiz;
/** `JSON.parse` and YAML make a property of its own of this name; who copies it sets the prototype. */
const ANSWERS = '__proto__: { first: a }\nconstructor: { prototype: { first: a } }\n';
const LAYER = 'answers in maps, by known ids';

export const attack: PartAttack = {
  tries: 'answers under the name __proto__, so that everybody has answered',
  stoppedBy: { bubblewrap: LAYER, node: LAYER },
  without: 'copied into a plain object',
  async attempt(_lab, guarded) {
    const answer = guarded ? readAnswers(ANSWERS, 'answers.yaml', QUIZ).given.get('first') : naively().first;
    const strangers = ({} as Record<string, unknown>).first;
    return answer !== undefined || strangers !== undefined ? 'a question is answered that nobody answered' : undefined;
  },
};

function naively(): Record<string, unknown> {
  const answers: Record<string, unknown> = {};
  for (const [id, answer] of Object.entries(parse(ANSWERS) as Record<string, unknown>)) answers[id] = answer;
  return answers;
}
