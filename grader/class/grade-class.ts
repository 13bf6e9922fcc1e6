import { join } from 'node:path';
import type { Isolation } from '@socket-lab/kit/confine/level';
import { loadMessages } from '@socket-lab/kit/failure/load-messages';
import type { Collected } from '@socket-lab/kit/submission/collect-topics';
import { programSources } from '@socket-lab/kit/submission/program-sources';
import type { Topic } from '@socket-lab/kit/topic/topic';
import { inputsDigest } from '../jobs/job-lock.ts';
import type { JobEvent } from '../jobs/job-progress.ts';
import { type JobSpec, type JobsRun, type KeptOutcome, openJobs, type Remote } from '../jobs/run-jobs.ts';
import type { ClassList, Student } from './class-list.ts';
import type { ClassSummary } from './class-report.ts';
import { type CollectedClass, collectClass, unreachableOf } from './collect/collect-class.ts';
import { type Course, type CourseTopic, courseTopics, readCourse } from './course.ts';
import { type ClassBook, type GradedTopic, makeGradebook } from './gradebook.ts';
import { pick } from './pick.ts';
import { type ClassQuiz, gradeAnswers, readQuizzes } from './quiz/grade-quiz.ts';
import { type ClassPlace, readClass } from './read-class.ts';
import type { TopicFinding } from './score.ts';
import { isInShard, type Shard } from './shard.ts';

interface GradeOptions extends ClassPlace {
  repository: string;
  topics: string[]; // Only these topics, students by id; all when empty.
  students: string[];
  isolation: Isolation;
  shard?: Shard;
  concurrency?: number;
  force?: boolean;
  signal?: AbortSignal;
  onPlan?(plan: ClassPlan): void; // Called once, before the jobs are run.
  onProgress?(event: JobEvent): void;
  /** Called once, unless this is a shard, which knows a part of the class only. The book can be read as long as this takes. */
  report(book: ClassBook, plan: ClassPlan): ClassSummary;
  remote?: Remote | undefined;
}

export interface ClassPlan {
  course: Course;
  topics: CourseTopic[];
  students: Student[];
  jobs: JobSpec[];
  notices: string[]; // What is left out or strange, one line each.
}

export interface GradedClass {
  plan: ClassPlan;
  summary: ClassSummary | undefined; // None of a shard.
  errors: string[]; // Where the grader or the machine failed: one line each, naming the job or the topic.
  cached: number; // Jobs that replayed from the cache.
  remote: number | undefined; // How many of these results came from the remote cache, if there is one.
  healed: number; // Results in the cache that were damaged: their jobs ran again.
}

/** Grades a class: roster, collect, stage, run, score, gradebook. @throws UsageError; the reason of `signal` */
export async function gradeClass(options: GradeOptions): Promise<GradedClass> {
  const { repository, isolation, shard, signal } = options;
  const { course, notice } = readCourse(join(repository, 'course.yaml'), 'course.yaml');
  const every = courseTopics(repository, course);
  const topics = pick(every, options.topics, 'topic');
  const list = readClass(options);
  const students = pick(list.students, options.students, 'student');
  // All topics: a submission's size does not depend on --topic.
  const collected = await collectClass(students, gradable(every), { repository, course, signal });
  const staged = stage(students, gradable(topics), collected);
  const jobs = staged.jobs.filter(({ id }) => !shard || isInShard(id, shard));
  const plan = { course, topics, students, jobs, notices: noticesOf(list, course, notice) };
  options.onPlan?.(plan);
  const workspace = workspaceOf(repository, shard);
  await using results = await openJobs(jobs, { ...options, topics: gradable(topics), workspace });
  await loadMessages(...gradable(topics));
  const quizzes = readQuizzes(gradable(topics));
  const graded = topics.map((topic) => gradedTopic(topic, results, quizzes.get(topic.id)));
  const findingOf = ({ id }: Student, topic: GradedTopic): TopicFinding => ({
    ...find(collected.get(id)?.get(topic.id), results.outcomes.get(staged.jobOf.get(keyOf(id, topic.id)) ?? '')),
    ...gradeAnswers(quizzes.get(topic.id), topic.id, collected.get(id)?.get(topic.id)?.answers),
  });
  const summary = shard
    ? undefined
    : options.report(
        makeGradebook({ course, gradedAt: new Date(), isolation, topics: graded, students, findingOf }),
        plan,
      );
  const cached = [...results.outcomes.values()].filter((outcome) => outcome.state === 'done' && outcome.cached).length;
  const errors = [...unreachableOf(collected), ...errorsOf(jobs, graded, results)];
  return { plan, summary, errors, cached, remote: results.remote, healed: results.healed };
}

/** Shards may run beside each other on one file system. */
function workspaceOf(repository: string, shard: Shard | undefined): string {
  return join(repository, '.grade', shard ? `class-${shard.index}-of-${shard.count}` : 'class');
}

const gradable = (topics: CourseTopic[]): Topic[] => topics.flatMap((each) => ('topic' in each ? [each.topic] : []));

function find(found: Collected | undefined, outcome: KeptOutcome | undefined): TopicFinding {
  if (found && found.state !== 'collected') return { state: found.state, reason: found.reason };
  if (outcome?.state === 'done') return { state: 'done', result: outcome.read() };
  return outcome ?? { state: 'error', reason: 'The job was not run.' };
}

function gradedTopic(each: CourseTopic, { catalogs, faults }: JobsRun, quiz: ClassQuiz | undefined): GradedTopic {
  if (!('topic' in each)) return { id: each.id, title: each.id, checks: [], fault: each.fault };
  const { id, title, programs } = each.topic;
  if (quiz && 'fault' in quiz) return { id, title, checks: [], fault: quiz.fault };
  const checks = catalogs.get(id);
  const order = Object.keys(programs);
  const byProgram = checks?.toSorted((a, b) => order.indexOf(a.program) - order.indexOf(b.program));
  if (byProgram) return { id, title, checks: [...byProgram, ...(quiz?.checks ?? [])] };
  return { id, title, checks: [], fault: faults.get(id) ?? 'Its checks are not known.' };
}

/** A broken topic is named once, not for each student. */
function errorsOf(jobs: JobSpec[], topics: GradedTopic[], { outcomes }: JobsRun): string[] {
  const broken = new Set(topics.filter(({ fault }) => fault).map(({ id }) => id));
  const ofTopics = topics.flatMap(({ id, fault }) => (fault ? [`${id}: ${fault}`] : []));
  const ofJobs = jobs.flatMap(({ id, label, topic }) => {
    const outcome = outcomes.get(id);
    return outcome?.state === 'error' && !broken.has(topic.id) ? [`${label}: ${outcome.reason}`] : [];
  });
  return [...ofTopics, ...ofJobs];
}

function noticesOf(list: ClassList, { overrides }: Course, notice: string | undefined): string[] {
  const known = new Set(list.students.map(({ id }) => id));
  const strangers = overrides.filter(({ student }) => !known.has(student));
  return [
    ...(notice === undefined ? [] : [notice]),
    ...list.notices,
    ...strangers.map(({ student }) => `course.yaml sets a score of "${student}", who is not in this class.`),
  ];
}

/** A job for each content of a topic that was handed in. @returns with each student's, by `keyOf` */
function stage(students: Student[], topics: Topic[], collected: CollectedClass): Staged {
  const handedIn = students.flatMap(({ id }) =>
    topics.flatMap((topic) => {
      const found = collected.get(id)?.get(topic.id);
      if (found?.state !== 'collected') return [];
      const sources = programSources(topic, { sources: found.files });
      return [{ student: id, topic, sources, job: `${topic.id}/${inputsDigest(topic.id, sources)}` }];
    }),
  );
  const jobs = [...Map.groupBy(handedIn, ({ job }) => job)].flatMap(([id, [first, ...alike]]): JobSpec[] => {
    if (!first) return [];
    const { student, topic, sources } = first;
    const others = alike.length === 0 ? '' : ` and ${alike.length} alike`;
    return [{ id, label: `${student} ${topic.id}${others}`, topic, sources }];
  });
  return { jobs, jobOf: new Map(handedIn.map(({ student, topic, job }) => [keyOf(student, topic.id), job])) };
}

interface Staged {
  jobs: JobSpec[];
  jobOf: ReadonlyMap<string, string>;
}

/** No topic's name has a `/`, so no two are alike. */
const keyOf = (student: string, topic: string): string => `${student}/${topic}`;
