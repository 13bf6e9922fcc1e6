import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SubmissionSettings } from '@socket-lab/kit/submission/submission-limits';
import type { Topic } from '@socket-lab/kit/topic/topic';
import { parseDocument, type YAMLSeq } from 'yaml';
import type { Course } from '../class/course.ts';
import { filesUnder } from '../prove/facts/course-files.ts';
import { type HandoutFile, textFile } from './handout-file.ts';
import { reduceLock } from './reduce-lock.ts';

/** What students need at the root, by why: the Node of the course, its types, running, tasks, checking, suites that import vitest. */
const TOOLS = ['@types/node', 'node', 'tsx', 'turbo', 'typescript', 'vitest'];
/** Files that have no name of their own here, since tools would take them for the course's. */
const GIVEN = join(import.meta.dirname, 'given');

export function rootFiles(courseDirectory: string, topics: readonly Topic[], course: Course): HandoutFile[] {
  const read = (name: string) => readFileSync(join(courseDirectory, name), 'utf8');
  const packages = ['.', 'packages/kit', ...topics.map(({ id }) => `packages/${id}`)];
  const words = wordsFor(topics, JSON.parse(read('package.json')).packageManager);
  return [
    textFile('package.json', packageOf(read('package.json'), course)),
    textFile('turbo.json', tasksOf(read('turbo.json'))),
    textFile('pnpm-workspace.yaml', workspaceOf(read('pnpm-workspace.yaml'))),
    textFile('pnpm-lock.yaml', reduceLock(read('pnpm-lock.yaml'), packages, TOOLS)),
    textFile('tsconfig.json', typesOf(read('tsconfig.json'))),
    ...filesUnder(GIVEN).map((file) => givenFile(file, words)),
  ];
}

interface Package {
  name: string;
  scripts: Record<string, string>;
  devDependencies: Record<string, string>;
  [field: string]: unknown;
}

/** With the commands of the kit alone, and of course.yaml the limits of programs and submissions. */
function packageOf(text: string, { limits, submissions: { fileKiB, totalMiB } }: Course): string {
  const { scripts, devDependencies, ...rest } = JSON.parse(text) as Package;
  const ofStudents = Object.entries(scripts).filter(
    ([name, script]) => name === 'types' || /^node packages\/kit\//.test(script),
  );
  const tools = Object.entries(devDependencies).filter(([name]) => TOOLS.includes(name));
  const given: SubmissionSettings = { fileKiB, totalMiB };
  return json({
    ...rest,
    scripts: { test: 'node packages/kit/commands/main.js test', ...Object.fromEntries(ofStudents) }, // here "pnpm test" proves the project
    ...(Object.keys(limits).length > 0 && { limits }),
    submissions: given,
    devDependencies: Object.fromEntries(tools),
  });
}

function workspaceOf(text: string): string {
  const document = parseDocument(text);
  const packages = document.get('packages') as YAMLSeq<{ value: string }>;
  packages.items = packages.items.filter(({ value }) => value !== 'grader');
  document.delete('overrides'); // of packages that only graders have
  return document.toString({ lineWidth: 0 });
}

/** The one task of students, never replayed: `turbo run test`. */
function tasksOf(text: string): string {
  const { $schema, ui, envMode, noUpdateNotifier, globalPassThroughEnv, tasks } = JSON.parse(text);
  return json({ $schema, ui, envMode, noUpdateNotifier, globalPassThroughEnv, tasks: { test: tasks.test } });
}

function typesOf(text: string): string {
  return json({ ...(JSON.parse(text) as object), include: ['packages'], exclude: ['**/node_modules'] });
}

/** What stands in a given file as `{{lessons}}`, by that name. */
function wordsFor(topics: readonly Topic[], pnpm: string): Record<string, string> {
  const lessons = topics.map(({ id, title }) => `- [${title}](packages/${id}/README.md)`);
  return { lessons: lessons.join('\n'), first: topics[0]?.id ?? '', pnpm };
}

function givenFile(file: string, words: Record<string, string>): HandoutFile {
  const text = readFileSync(join(GIVEN, file), 'utf8').replaceAll(/\{\{(\w+)\}\}/g, (_, name) => words[name] ?? '');
  return textFile(file.replace(/\.given$/, '').replace(/^dot-/, '.'), text);
}

function json(value: unknown): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}
