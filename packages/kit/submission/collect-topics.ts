import type { Topic } from '../topic/topic.ts';
import { faultOfSource } from './fault-of-source.ts';
import { type SubmissionLimits, sizeInWords } from './submission-limits.ts';
import { Refusal, type SubmittedFiles } from './submitted-files.ts';

export type Collected = CollectedPrograms & { answers: HandedIn };

type CollectedPrograms =
  | { state: 'collected' /** By name: `server.ts`. */; files: Map<string, Buffer> }
  | { state: 'missing'; reason: string }
  | { state: 'rejected'; reason: string }
  /** The grader or the machine failed: not known, and no zero. */
  | { state: 'error'; reason: string };

/** What a student has handed in as answers.yaml: its text; nothing; or something that cannot be taken, and why. */
export type HandedIn =
  | { state: 'collected'; text: string }
  | { state: 'missing' }
  | { state: 'rejected'; reason: string };

/** What git-lfs(1) commits in place of a file. */
const LFS_POINTER = 'version https://git-lfs.github.com/spec/';

/** The only files that are taken of a topic, by path. */
export function declaredFiles(topic: Topic): string[] {
  return [...programNames(topic).map((name) => `packages/${topic.id}/src/${name}`), answersOf(topic)];
}

/** Takes the declared files of each topic, by its id. What is refused costs its topic, or the quiz; nothing is thrown. */
export function collectTopics(
  files: SubmittedFiles,
  topics: Topic[],
  limits: SubmissionLimits,
): Map<string, Collected> {
  let room = limits.submissionBytes;
  return new Map(
    topics.map((topic): [string, Collected] => {
      const take: Take = (path) => {
        const content = files.read(path);
        room -= content?.length ?? 0;
        if (room < 0) {
          const limit = sizeInWords(limits.submissionBytes);
          throw new Refusal(
            `The files of this submission up to ${topic.id} are larger than ${limit} together. Make them smaller.`,
          );
        }
        if (content) refuseUnreadable(path, content);
        return content;
      };
      const programs = refusing(() => collectPrograms(topic, take));
      const answers = refusing(() => collectAnswers(topic, take));
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

type Take = (path: string) => Buffer | undefined;

function collectPrograms(topic: Topic, take: Take): CollectedPrograms {
  const files = new Map<string, Buffer>();
  const names = programNames(topic);
  for (const name of names) {
    const content = take(`packages/${topic.id}/src/${name}`);
    if (content) files.set(name, content);
  }
  if (files.size > 0) return { state: 'collected', files };
  return { state: 'missing', reason: `There is no ${names.join(', no ')} in packages/${topic.id}/src.` };
}

function collectAnswers(topic: Topic, take: Take): HandedIn {
  const content = take(answersOf(topic));
  return content ? { state: 'collected', text: content.toString() } : { state: 'missing' };
}

function programNames({ programs }: Topic): string[] {
  return Object.keys(programs).map((program) => `${program}.ts`);
}

function answersOf({ id }: Topic): string {
  return `packages/${id}/answers.yaml`;
}

function refuseUnreadable(path: string, content: Buffer): void {
  if (content.indexOf(LFS_POINTER) === 0) {
    throw new Refusal(`${path} is a pointer of Git LFS, not the file. Commit the file itself.`);
  }
  const fault = faultOfSource(content);
  if (fault) throw new Refusal(`${path} ${fault}.`);
}
