import type { Topic } from '@socket-lab/kit/topic/topic';
import type { Student } from './class-list.ts';
import type { HandedIn } from './quiz/grade-quiz.ts';
import { Refusal, takeFile } from './take-file.ts';

/** What a submission has of one topic: its programs, and its answers to the quiz. */
export type Collected = CollectedPrograms & { answers: HandedIn };

type CollectedPrograms =
  | { state: 'collected' /** By name: `server.ts`. */; files: Map<string, Buffer> }
  | { state: 'missing'; reason: string }
  | { state: 'rejected'; reason: string };

/** Largest submission, in bytes of declared files. */
const SUBMISSION_LIMIT = 1024 * 1024;

/** By student id, by topic id. */
export type CollectedClass = Map<string, Map<string, Collected>>;

/** Collects every submission of a class. */
export function collectClass(students: Student[], topics: Topic[]): CollectedClass {
  return new Map(students.map((student) => [student.id, collect(student, topics)]));
}

/**
 * Takes from a submission the program files that the topics declare, their answers.yaml, and nothing else of it. Each is
 * checked: a regular file, no link on the way, within the size limits, UTF-8. What is refused costs its topic, of the
 * answers the quiz only; and nothing is thrown.
 * @returns by topic id
 */
export function collect({ submission }: Student, topics: Topic[]): Map<string, Collected> {
  if (submission.state !== 'folder') {
    const nothing: Collected = { ...submission, answers: { state: 'missing' } };
    return new Map(topics.map(({ id }) => [id, nothing]));
  }
  const { base, path } = submission;
  let room = SUBMISSION_LIMIT;
  return new Map(
    topics.map((topic): [string, Collected] => {
      const take: Take = (way) => {
        const content = takeFile(base, path, ['packages', topic.id, ...way]);
        room -= content?.length ?? 0;
        if (room >= 0) return content;
        throw new Refusal(
          `The files of this submission up to ${topic.id} are larger than 1 MiB together. Make them smaller.`,
        );
      };
      const programs = refusing(() => collectPrograms(topic, take));
      const answers = refusing(() => collectAnswers(take));
      return [topic.id, { ...programs, answers }];
    }),
  );
}

function refusing<T>(take: () => T): T | { state: 'rejected'; reason: string } {
  try {
    return take();
  } catch (error) {
    if (error instanceof Refusal) return { state: 'rejected', reason: error.message };
    throw error;
  }
}

/** Takes a file of the topic's folder; `undefined` when it is not there. */
type Take = (way: string[]) => Buffer | undefined;

function collectPrograms({ id, programs }: Topic, take: Take): CollectedPrograms {
  const files = new Map<string, Buffer>();
  const names = Object.keys(programs).map((program) => `${program}.ts`);
  for (const name of names) {
    const content = take(['src', name]);
    if (content) files.set(name, content);
  }
  if (files.size > 0) return { state: 'collected', files };
  return { state: 'missing', reason: `There is no ${names.join(', no ')} in packages/${id}/src.` };
}

function collectAnswers(take: Take): HandedIn {
  const content = take(['answers.yaml']);
  return content ? { state: 'collected', text: content.toString() } : { state: 'missing' };
}
