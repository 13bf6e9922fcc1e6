import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Topic } from '@socket-lab/kit/topic/topic';
import { type Course, courseTopics, readCourse } from '../class/course.ts';
import { filesUnder } from '../prove/facts/course-files.ts';
import { linkFault, placesIn } from '../prove/lessons/broken-links.ts';
import { type Lesson, readLesson } from '../prove/lessons/read-lesson.ts';
import { staleStarters } from '../starters/stale-starters.ts';
import { type HandoutFile, inOrder, manifestFile, packageFile, Refusal } from './handout-file.ts';
import { kitFiles, loadedOfKit } from './kit-files.ts';
import { type LeakFinder, leakFinder } from './leaks/find-leaks.ts';
import { gatherSecrets } from './leaks/gather-secrets.ts';
import { rootFiles } from './root-files.ts';

export interface Handout {
  files: HandoutFile[];
  topics: Topic[];
  findLeaks: LeakFinder;
}

/** The same course makes the same files. @throws Refusal when something hidden is in it, or a topic cannot be read */
export function makeHandout(courseDirectory: string): Handout {
  const { course } = readCourse(join(courseDirectory, 'course.yaml'), 'course.yaml');
  const topics = topicsThatLeave(courseDirectory, course);
  const own = [
    ...rootFiles(courseDirectory, topics, course),
    ...topics.flatMap((topic) => topicFiles(topic, courseDirectory)),
  ];
  const files = [...own, ...kitFiles(courseDirectory, own)];
  const kit = kitThatStays(courseDirectory, new Set(files.map(({ path }) => path)));
  const ids = topics.map(({ id }) => id);
  const findLeaks = leakFinder(gatherSecrets(courseDirectory, ids, kit));
  const reasons = [...findLeaks(files), ...brokenLinksIn(files)];
  if (reasons.length > 0) throw new Refusal(reasons);
  return { files: inOrder([...files, manifestFile(inOrder(files))]), topics, findLeaks };
}

/** Those of the class; a draft stays, though course.yaml lists it. */
function topicsThatLeave(courseDirectory: string, course: Course): Topic[] {
  const topics = courseTopics(courseDirectory, course).map((each) => {
    if ('fault' in each) throw new Refusal([each.fault]);
    return each.topic;
  });
  return topics.filter(({ draft = false }) => !draft);
}

function kitThatStays(courseDirectory: string, leaving: ReadonlySet<string>) {
  const packages = join(courseDirectory, 'packages');
  const suites = readdirSync(packages).flatMap((id) =>
    ['tests', 'hidden']
      .filter((part) => existsSync(join(packages, id, part)))
      .flatMap((part) => filesUnder(join(packages, id, part)).map((file) => `packages/${id}/${part}/${file}`))
      .filter((path) => path.endsWith('.ts')),
  );
  const read = (path: string) => ({ path, content: readFileSync(join(courseDirectory, path)) });
  return loadedOfKit(courseDirectory, suites.map(read))
    .filter((path) => !leaving.has(path))
    .map((path) => ({
      path,
      text: readFileSync(join(courseDirectory, path), 'utf8'),
      what: 'a part of the kit that no public check uses',
    }));
}

/** An allow-list. @throws Refusal when a starter is not what its solution says */
function topicFiles({ id, directory, programs }: Topic, courseDirectory: string): HandoutFile[] {
  const stale = staleStarters(courseDirectory, id);
  if (stale.length > 0) throw new Refusal(stale);
  const allowed = new Set([
    'README.md',
    'package.json',
    'topic.yaml',
    'quiz.yaml',
    ...Object.keys(programs).map((program) => `src/${program}.ts`),
    ...Object.values(programs).flatMap(({ reads = [] }) => reads),
  ]);
  return filesUnder(directory)
    .filter((file) => allowed.has(file) || /^tests\/[^/]+\.ts$/.test(file))
    .map((file) => {
      const [path, content] = [`packages/${id}/${file}`, readFileSync(join(directory, file))];
      return file === 'package.json' ? packageFile(path, content.toString()) : { path, content };
    });
}

function brokenLinksIn(files: readonly HandoutFile[]): string[] {
  const places = placesIn(files.map(({ path }) => path));
  const texts = files.filter(({ path }) => path.endsWith('.md'));
  const lessons = new Map<string, Lesson>(texts.map(({ path, content }) => [path, readLesson(content.toString())]));
  return [...lessons].flatMap(([path, { links }]) =>
    links.flatMap(({ url, line }) => {
      const fault = linkFault(path, url, places, (target) => lessons.get(target)?.anchors ?? new Set());
      return fault ? [`${path}:${line}: the link to "${url}" leads nowhere in the handout: ${fault}`] : [];
    }),
  );
}
