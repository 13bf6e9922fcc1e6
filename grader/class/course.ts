import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { limitsSchema } from '@socket-lab/kit/confine/limits-schema';
import { USUAL_SUBMISSION } from '@socket-lab/kit/submission/submission-limits';
import { UsageError } from '@socket-lab/kit/text/usage-error';
import { parseYaml } from '@socket-lab/kit/topic/parse-yaml';
import { readTopic } from '@socket-lab/kit/topic/read-topic';
import type { Topic } from '@socket-lab/kit/topic/topic';
import { topicIds } from '@socket-lab/kit/topic/topic-ids';
import { z } from 'zod';

const override = z.strictObject({
  student: z.string('write the id in quotes'),
  topic: z.string(),
  score: z.number().nonnegative(), // Points of the topic, instead of what the suites gave.
  reason: z.string().min(1), // Goes into the gradebook and to the student.
});

const limit = (usual: number) => z.number().positive().default(usual);

const submissions = z.strictObject({
  fileKiB: limit(USUAL_SUBMISSION.fileKiB),
  totalMiB: limit(USUAL_SUBMISSION.totalMiB),
  files: z.int().positive().default(200), // Files in an archive, besides the course's own.
  archiveMiB: limit(16),
  repositoryMiB: limit(64), // What is fetched of a git repository.
  fetchSeconds: limit(60),
});

/** With its offset from UTC: it would else depend on the machine that grades. */
const instant = z.iso
  .datetime({ offset: true, message: 'write it as 2026-05-12T23:59:59+02:00' })
  .transform((text) => new Date(text));

const schema = z.strictObject({
  title: z.string().min(1),
  topics: z.array(z.string()).min(1).optional(),
  limits: limitsSchema.default({}),
  submissions: submissions.prefault({}),
  /** How git may reach a repository: `https`, `ssh`, `file`, as git calls them. */
  sources: z
    .array(z.string().regex(/^[a-z][a-z0-9+-]*:?$/, 'write the word before the colon: https'))
    .transform((names) => names.map((name) => name.replace(':', '')))
    .default(['https', 'ssh']),
  deadline: instant.optional(), // Of a git source that names no commit, the last one before this moment counts.
  deadlines: z.record(z.string(), instant).default({}), // By topic; the others have `deadline`.
  feedback: z.enum(['status', 'full']).default('status'),
  overrides: z.array(override).default([]),
});

/** The course as `course.yaml` describes it; without `topics`, all there are, and a topic.yaml may set other limits. */
export type Course = z.infer<typeof schema>;
export type Override = z.infer<typeof override>;
const DEFAULTS: Course = schema.parse({ title: 'Socket Lab' }); // What holds where there is no `course.yaml`.

/** Reads `course.yaml`; `undefined` in place of `notice` when it is there. @throws UsageError */
export function readCourse(path: string, name: string): { course: Course; notice?: string } {
  if (existsSync(path)) return { course: parseCourse(readFileSync(path, 'utf8'), name) };
  const notice = `${name} is not there: every topic is graded, with the usual limits. Write one that begins "title: …".`;
  return { course: DEFAULTS, notice };
}

export function parseCourse(text: string, name: string): Course {
  const yaml = parseYaml(text, name);
  if (yaml.fault) throw new UsageError(yaml.fault);
  const parsed = schema.safeParse(yaml.value ?? {});
  if (parsed.success) return parsed.data;
  const { path, message } = whereAndWhat(parsed.error.issues[0]);
  throw new UsageError(`${yaml.place(path)}: ${path.join('.')}: ${message}`);
}

function whereAndWhat(issue: z.core.$ZodIssue | undefined): { path: PropertyKey[]; message: string } {
  const { path = [], message = '' } = issue ?? {};
  if (issue?.code === 'unrecognized_keys')
    return { path: [...path, ...issue.keys.slice(0, 1)], message: 'there is no such setting' };
  return { path, message };
}

export type CourseTopic = { id: string; topic: Topic } | { id: string; fault: string };

export function courseTopics(repository: string, { topics }: Pick<Course, 'topics'>): CourseTopic[] {
  const packages = join(repository, 'packages');
  const every = (topics ?? topicIds(repository)).map((id): CourseTopic => {
    try {
      return { id, topic: readTopic(join(packages, id)) };
    } catch (error) {
      return { id, fault: (error as Error).message };
    }
  });
  return topics ? every : every.filter((each) => !('topic' in each && each.topic.draft));
}
