import { lstatSync } from 'node:fs';
import { join } from 'node:path';
import { isMachineError } from '@socket-lab/kit/failure/machine-error';
import { type Collected, collectTopics, declaredFiles } from '@socket-lab/kit/submission/collect-topics';
import { folderFiles } from '@socket-lab/kit/submission/folder-files';
import { Refusal, type SubmittedFiles } from '@socket-lab/kit/submission/submitted-files';
import type { Topic } from '@socket-lab/kit/topic/topic';
import type { Student } from '../class-list.ts';
import type { Course } from '../course.ts';
import { archiveFiles } from './archive-files.ts';
import { Unreachable } from './git/git-fault.ts';
import { gitFiles } from './git/git-files.ts';
import { type CollectLimits, collectLimits } from './limits.ts';

export type CollectedClass = Map<string, Map<string, Collected>>; // By student id, by topic id.

interface Options {
  repository: string; // The course's own folder. Fetched repositories are kept in its `.grade/`.
  course: Course;
  signal?: AbortSignal | undefined;
}

/** Repositories that are fetched at a time: most of it is waiting for the other side. Archives fill memory, one by one. */
const FETCHES_AT_ONCE = 8;

/** Where forks have the kit; those from before it moved, under `grader/`. Nothing is taken from it, so nothing in it counts. */
const KIT = /^(?:packages|grader)\/kit\//;

/** Collects of every submission of a class what the topics declare. @throws the reason of the signal */
export async function collectClass(students: Student[], topics: Topic[], options: Options): Promise<CollectedClass> {
  const collected = new Map<string, Map<string, Collected>>(students.map(({ id }) => [id, new Map()]));
  const remote = students.filter(({ submission }) => submission.state === 'git').values(); // shared by all who take from it
  const local = students.filter(({ submission }) => submission.state !== 'git').values();
  const inTurn = async (some: Iterable<Student>) => {
    for (const student of some) collected.set(student.id, await collect(student, topics, options));
  };
  await Promise.all([inTurn(local), ...Array.from({ length: FETCHES_AT_ONCE }, () => inTurn(remote))]);
  return collected;
}

export function unreachableOf(collected: CollectedClass): string[] {
  return [...collected].flatMap(([student, topics]) => {
    const reasons = [...topics.values()].flatMap((found) => (found.state === 'error' ? [found.reason] : []));
    return reasons.slice(0, 1).map((reason) => `${student}: ${reason}`);
  });
}

async function collect(student: Student, topics: Topic[], options: Options): Promise<Map<string, Collected>> {
  options.signal?.throwIfAborted();
  const limits = collectLimits(options.course);
  let found: Nothing;
  try {
    const files = await open(student, topics, limits, options);
    if ('read' in files) return collectTopics(files, topics, limits);
    found = files;
  } catch (error) {
    const { syscall } = error as NodeJS.ErrnoException; // the system's own
    if (syscall === undefined && !isMachineError(error)) throw error;
    found = { state: 'error', reason: `The submission cannot be read: ${(error as Error).message}.` };
  }
  const nothing: Collected = { ...found, answers: { state: 'missing' } };
  return new Map(topics.map(({ id }) => [id, nothing]));
}

type Nothing = { state: 'missing' | 'rejected' | 'error'; reason: string };

async function open(
  { submission }: Student,
  topics: Topic[],
  limits: CollectLimits,
  { course, repository, signal }: Options,
): Promise<SubmittedFiles | Nothing> {
  try {
    switch (submission.state) {
      case 'folder':
        return folderFiles(submission, limits.fileBytes);
      case 'archive':
        return await archiveFiles(submission, limits, (path) => KIT.test(path) || isFile(join(repository, path)));
      case 'git': {
        const cache = join(repository, '.grade', 'sources');
        const wanted = topics.map((topic) => ({
          paths: declaredFiles(topic),
          deadline: course.deadlines[topic.id] ?? course.deadline,
        }));
        return await gitFiles(submission, wanted, { cache, limits, protocols: course.sources, signal });
      }
      case 'missing':
      case 'rejected':
        return submission;
      default:
        return submission satisfies never;
    }
  } catch (error) {
    if (error instanceof Refusal) return { state: 'rejected', reason: error.message };
    if (error instanceof Unreachable) return { state: 'error', reason: error.message };
    throw error;
  }
}

const isFile = (path: string): boolean => lstatSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
