import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { isInteractive, lineWidth } from '../../text/terminal.ts';
import { wrap } from '../../text/wrap.ts';
import { readTopic } from '../../topic/read-topic.ts';
import { topicIds } from '../../topic/topic-ids.ts';
import { topicMeant } from '../../topic/topic-meant.ts';
import { parseFlags } from '../parse-flags.ts';
import { UsageFault } from '../usage-error.ts';
import type { Answer } from './answer.ts';
import { AnswersFile } from './answers-file.ts';
import { type Asking, byLines } from './ask-by-lines.ts';
import { type Quiz, readQuiz } from './quiz.ts';
import { takeQuiz } from './take-quiz.ts';

const USAGE = `Usage: pnpm quiz TOPIC [flags]

Asks the questions of a lesson that you have not answered yet. Each answer is written at once to
packages/TOPIC/answers.yaml, which is yours to change; leave when you like, the same command goes on from there.

  --again   asks those that are answered, too
  --plain   questions as text, answers as typed lines; so it is without a terminal, too
  --help

Exit code: 0 also when questions are left; 2 something asked for cannot be done, or answers.yaml has to be mended first.`;

/**
 * The command `pnpm quiz`. It neither has nor needs the key.
 * @returns the exit code
 */
export async function quizCommand(args: string[], courseDirectory: string): Promise<number> {
  try {
    const { topic, again, plain, help } = parse(args);
    if (help) console.log(USAGE);
    else await quiz(topicNamed(topic, courseDirectory), courseDirectory, { again, plain });
    return 0;
  } catch (error) {
    if (!(error instanceof UsageFault)) throw error;
    console.error(error.message);
    return 2;
  }
}

function parse(args: readonly string[]) {
  const { values, positionals } = parseFlags('pnpm quiz', args, {
    allowPositionals: true,
    options: { again: { type: 'boolean' }, plain: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } },
  });
  const { again = false, plain = false, help = false } = values;
  if (positionals.length > 1) {
    throw new UsageFault(
      `One topic at a time, not "${positionals.join('" and "')}". "pnpm quiz --help" says what there is.`,
    );
  }
  return { topic: positionals[0], again, plain, help };
}

/** @throws UsageFault with a list of topics */
function topicNamed(topic: string | undefined, courseDirectory: string): string {
  const packages = join(courseDirectory, 'packages');
  const topics = topicIds(courseDirectory).filter((name) => existsSync(join(packages, name, 'quiz.yaml')));
  if (topic !== undefined) return topicMeant(topic, topics, 'quiz of');
  throw new UsageFault(`Which quiz? Name its topic. There are: ${topics.join(', ')}.`);
}

async function quiz(
  topic: string,
  courseDirectory: string,
  { again, plain }: { again: boolean; plain: boolean },
): Promise<void> {
  const { title, quiz } = questionsOf(join(courseDirectory, 'packages', topic));
  const file = new AnswersFile(courseDirectory, topic, quiz);
  const given = file.read();
  const total = quiz.questions.length;
  console.log(`${title}: ${total} questions, ${given.size === 0 ? 'none' : given.size} answered.`);
  if (given.size < total || again) {
    using asking = await wayOfAsking(plain);
    await takeQuiz({ quiz, given, again, ask: asking.ask, onAnswer: (id, answer) => file.write(id, answer) });
  }
  console.log(['', ...wrap(ending(topic, quiz, file.read(), file.name), lineWidth())].join('\n'));
}

/** @throws UsageFault when the topic's files are at fault */
function questionsOf(directory: string): { title: string; quiz: Quiz } {
  try {
    return { title: readTopic(directory).title, quiz: readQuiz(directory) };
  } catch (error) {
    throw new UsageFault((error as Error).message);
  }
}

async function wayOfAsking(plain: boolean): Promise<Asking> {
  if (plain || !isInteractive()) return byLines(process.stdin, (text) => process.stdout.write(text));
  const { askByKeys } = await import('./ask-by-keys.ts'); // only now: who types lines need not wait for it to load
  return { ask: askByKeys, [Symbol.dispose]: () => process.stdin.pause() };
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
