import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { isInteractive, lineWidth } from '../../text/terminal.ts';
import { UsageError } from '../../text/usage-error.ts';
import { wrap } from '../../text/wrap.ts';
import { readTopic } from '../../topic/read-topic.ts';
import { topicIds, topicMeant } from '../../topic/topic-ids.ts';
import { command } from '../command.ts';
import type { Answer } from './answer.ts';
import { answersFile } from './answers-file.ts';
import { type Asking, questionsByLines } from './question-by-lines.ts';
import { type Quiz, readQuiz } from './quiz.ts';
import { takeQuiz } from './take-quiz.ts';

const USAGE = `Usage: pnpm quiz TOPIC [flags]

Asks the questions of a lesson that you have not answered yet. Each answer is written at once to
packages/TOPIC/answers.yaml, which is yours to change; leave when you like, the same command goes on from there.

  --again   asks those that are answered, too
  --plain   questions as text, answers as typed lines; so it is without a terminal, too
  --help

Exit code: 0 also when questions are left; 2 something asked for cannot be done, or answers.yaml has to be mended first.`;

/** It neither has nor needs the key. */
export default command({
  name: 'quiz',
  usage: USAGE,
  options: { again: { type: 'boolean' }, plain: { type: 'boolean' } },
  words: { one: 'topic' },
  async run({ flags: { again = false, plain = false }, words: [word], courseDirectory }) {
    const packages = join(courseDirectory, 'packages');
    const topics = topicIds(courseDirectory).filter((name) => existsSync(join(packages, name, 'quiz.yaml')));
    if (word === undefined) throw new UsageError(`Which quiz? Name its topic. There are: ${topics.join(', ')}.`);
    const topic = topicMeant(word, topics, 'quiz of');
    const { title } = readTopic(join(packages, topic));
    const quiz = readQuiz(join(packages, topic));
    const file = answersFile(courseDirectory, topic, quiz);
    const given = file.read();
    const total = quiz.questions.length;
    console.log(`${title}: ${total} questions, ${given.size === 0 ? 'none' : given.size} answered.`);
    if (given.size < total || again) {
      using asking = await wayOfAsking(plain);
      await takeQuiz({ quiz, given, again, ask: asking.ask, onAnswer: (id, answer) => file.write(id, answer) });
    }
    console.log(['', ...wrap(ending(topic, quiz, file.read(), file.name), lineWidth())].join('\n'));
    return 0;
  },
});

async function wayOfAsking(plain: boolean): Promise<Asking> {
  if (plain || !isInteractive()) return questionsByLines(process.stdin, (text) => process.stdout.write(text));
  const { questionByKeys } = await import('./question-by-keys.ts'); // only now: who types lines need not wait for it to load
  return { ask: questionByKeys, [Symbol.dispose]: () => process.stdin.pause() };
}

/** How things stand when a session is over. */
function ending(topic: string, { questions }: Quiz, given: ReadonlyMap<string, Answer>, file: string): string {
  const left = questions.filter(({ id }) => !given.has(id)).map(({ id }) => id);
  const goOn = `To go on: pnpm quiz ${topic}`;
  if (given.size === 0) return `Nothing is answered yet.\n${goOn}`;
  const where = `Your answers are in ${file}. Hand it in with your programs; your instructor has the key.`;
  if (left.length === 0) {
    return `All ${questions.length} questions are answered. ${where}\nTo think again: pnpm quiz ${topic} --again`;
  }
  return `${given.size} of ${questions.length} questions are answered, left: ${left.join(', ')}.\n${where}\n${goOn}`;
}
