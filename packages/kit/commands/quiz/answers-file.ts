import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { readOwnText } from '../../text/read-own-text.ts';
import { UsageError } from '../../text/usage-error.ts';
import { writeAtomically } from '../../text/write-atomically.ts';
import type { Answer } from './answer.ts';
import type { Quiz } from './quiz.ts';
import { faultsOf, readAnswers } from './read-answers.ts';
import { withAnswer } from './with-answer.ts';

const header = (
  topic: string,
) => `# My answers to the questions in quiz.yaml, one line for each: its id, a colon, the answer.
# "pnpm quiz ${topic}" writes them here; change what you like.
`;

/** A student's answers.yaml on the disk. A file in which something is wrong is never written to. */
export class AnswersFile {
  /** As its owner knows it, from the course's folder: `packages/udp-pair/answers.yaml`. */
  readonly name: string;
  readonly #path: string;
  readonly #topic: string;
  readonly #quiz: Quiz;

  constructor(courseDirectory: string, topic: string, quiz: Quiz) {
    this.name = `packages/${topic}/answers.yaml`;
    this.#path = join(courseDirectory, 'packages', topic, 'answers.yaml');
    this.#topic = topic;
    this.#quiz = quiz;
  }

  /**
   * What is answered, by the question's id.
   * @throws UsageError that says in a line each what has to be mended first
   */
  read(): Map<string, Answer> {
    const answers = readAnswers(this.#source() ?? '', this.name, this.#quiz);
    const faults = faultsOf(answers).map(stripVTControlCharacters);
    if (faults.length === 0) return answers.given;
    throw new UsageError([...faults, `Mend ${this.name} first. Nothing in it was changed.`].join('\n'));
  }

  /**
   * Writes an answer at once, in place of one that was there. The file is read anew for that: what an editor has written
   * to it meanwhile stays.
   * @throws UsageError when it cannot be written, or has become faulty
   */
  write(question: string, answer: Answer): void {
    this.read();
    try {
      const source = this.#source() ?? header(this.#topic);
      writeAtomically(this.#path, withAnswer(source, this.#quiz, question, answer));
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException;
      throw new UsageError(`${this.name} cannot be written (${code ?? message}). Your last answer is not in it.`);
    }
  }

  #source(): string | undefined {
    return readOwnText(this.#path, this.name, { keepsBom: true });
  }
}
