import { existsSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { parseSync, Visitor } from 'oxc-parser';
import { filesUnder } from '../prove/facts/course-files.ts';
import { type HandoutFile, packageFile } from './handout-file.ts';

const KIT = 'packages/kit';
const MANIFEST = `${KIT}/package.json`;
const OF_TESTS = /\.test\.ts$|\/fixtures\//;

/** What the commands and the public suites of the handout load of the kit, with the READMEs of those folders. */
export function kitFiles(courseDirectory: string, files: readonly HandoutFile[]): HandoutFile[] {
  const loaded = loadedOfKit(courseDirectory, files);
  const folders = new Set(loaded.map((path) => posix.dirname(path)));
  const readmes = [...folders].map((folder) => `${folder}/README.md`);
  const read = (path: string) => readFileSync(join(courseDirectory, path));
  const asTheyAre = loaded.filter((path) => path !== MANIFEST);
  const paths = [...asTheyAre, ...readmes.filter((path) => existsSync(join(courseDirectory, path)))];
  return [...paths.map((path) => ({ path, content: read(path) })), packageFile(MANIFEST, read(MANIFEST).toString())];
}

/** The modules of the kit that files load, without its tests: paths relative to the course. */
export function loadedOfKit(courseDirectory: string, files: readonly HandoutFile[]): string[] {
  const ofKit = new Set(filesUnder(join(courseDirectory, KIT)).map((file) => `${KIT}/${file}`));
  const loaded = new Set<string>();
  const load = (path: string) => {
    if (loaded.has(path) || OF_TESTS.test(path)) return;
    loaded.add(path);
    if (!/\.[cm]?[jt]s$/.test(path)) return;
    for (const each of modulesNamedIn(path, readFileSync(join(courseDirectory, path), 'utf8'), ofKit)) load(each);
  };
  for (const path of firstLoaded(files, ofKit)) load(path);
  return [...loaded].sort();
}

function firstLoaded(files: readonly HandoutFile[], ofKit: ReadonlySet<string>): string[] {
  return files.flatMap(({ path, content }) => {
    const text = content.toString();
    if (path.endsWith('package.json'))
      return (
        text.match(/(?:packages|\.\.)\/kit\/[\w./-]+\.[jt]s/g)?.map((named) => named.replace(/^\.\.\//, 'packages/')) ??
        []
      );
    return path.endsWith('.ts') ? modulesNamedIn(path, text, ofKit) : [];
  });
}

/**
 * The files of the kit that a module names: in an import, in `new URL('watcher-main.js', import.meta.url)`, or by their folder
 * (`questions/`, `../built-in/` of a template), which stands for all modules in it. Paths relative to the course.
 */
export function modulesNamedIn(path: string, text: string, ofKit: ReadonlySet<string>): string[] {
  const { program, errors } = parseSync(path, text);
  if (errors[0]) throw new Error(`${path} does not parse: ${errors[0].message}`);
  const named = new Set<string>();
  const add = (words: string) => {
    for (const file of filesNamed(path, words, ofKit)) named.add(file);
  };
  new Visitor({
    Literal: ({ value }) => {
      if (typeof value === 'string') add(value);
    },
    TemplateLiteral: ({ quasis: [first] }) => {
      const head = first?.value.raw ?? '';
      if (head.includes('/')) add(head.slice(0, head.lastIndexOf('/') + 1));
    },
  }).visit(program);
  return [...named];
}

function filesNamed(path: string, words: string, ofKit: ReadonlySet<string>): string[] {
  if (words === '@socket-lab/kit') return [`${KIT}/index.ts`];
  if (words.startsWith('@socket-lab/kit/')) return [`${KIT}/${words.slice('@socket-lab/kit/'.length)}.ts`];
  const target = posix.join(posix.dirname(path), words);
  if (ofKit.has(target)) return [target];
  if (!words.endsWith('/') || words.startsWith('/') || !target.startsWith(`${KIT}/`)) return [];
  return [...ofKit].filter((file) => /\.[cm]?[jt]s$/.test(file) && `${posix.dirname(file)}/` === target);
}
