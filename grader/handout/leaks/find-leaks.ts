import { parseYaml } from '@socket-lab/kit/topic/parse-yaml';
import type { HandoutFile } from '../handout-file.ts';
import { type Body, copies, gapBodies, type HiddenFile } from './code-leaks.ts';
import { textsIn } from './texts-in.ts';
import { type Phrase, phrases, quizAnswers, type RightAnswers } from './word-leaks.ts';

/** All that must not leave, and what students may see though it looks alike. */
export interface Secrets {
  bodies: Body[];
  files: HiddenFile[];
  phrases: Phrase[];
  answers: RightAnswers[];
  /** The starters, by their path in the handout: what they give, they give on purpose. */
  starters: ReadonlyMap<string, string>;
  topics: readonly string[];
}

/** Finds one kind of leak in a text: its line, counted from 1, what stands there and where it comes from. */
export type Detector = (text: { path: string; text: string }) => { line: number; what: string }[];
export type LeakFinder = (files: readonly HandoutFile[], kept?: 'now' | 'history') => string[];

export function leakFinder(secrets: Secrets): LeakFinder {
  const given = [...secrets.starters.values()];
  const detectors: Detector[] = [
    gapBodies(secrets.bodies, given),
    copies(secrets.files, given),
    phrases(secrets.phrases),
    quizAnswers(secrets.answers),
  ];
  return (files, kept = 'now') => {
    // Starters and topics of the past were others; what stood in them tells.
    if (kept === 'history') return files.flatMap((file) => textLeaks(file, detectors));
    return [...files.flatMap((file) => leaksOf(file, secrets, detectors)), ...lockLeaks(files)];
  };
}

function leaksOf(file: HandoutFile, { starters, topics }: Secrets, detectors: readonly Detector[]): string[] {
  const { path, content } = file;
  const why = hiddenPath(path, topics);
  const starter = starters.get(path);
  return [
    ...(why === undefined ? [] : [`${path}:1: ${why}`]),
    ...(starter === undefined ? textLeaks(file, detectors) : starterLeak(path, content.toString(), starter)),
  ];
}

function textLeaks(file: HandoutFile, detectors: readonly Detector[]): string[] {
  const texts = textsIn(file);
  if (texts.length === 0 && file.content.length > 0) {
    return [`${file.path}:1: it is no text and cannot be unpacked, so nobody can see what would leave with it.`];
  }
  return texts.flatMap((text) =>
    detectors.flatMap((detector) => detector(text).map(({ line, what }) => `${text.place}:${line}: ${what}.`)),
  );
}

/** A starter is a pure function of its solution: any other line in it is a line of somebody's solution. */
function starterLeak(path: string, text: string, starter: string): string[] {
  if (text === starter) return [];
  const lines = starter.split('\n');
  const at = text.split('\n').findIndex((line, index) => line !== lines[index]);
  const line = at < 0 ? text.split('\n').length : at + 1;
  return [`${path}:${line}: this is not the starter that the solution makes. Run "pnpm starters".`];
}

function lockLeaks(files: readonly HandoutFile[]): string[] {
  const paths = new Set(files.map(({ path }) => path));
  return files
    .filter(({ path }) => path.split('/').at(-1) === 'pnpm-lock.yaml')
    .flatMap(({ path, content }) => {
      const { value, place, fault } = parseYaml(content.toString(), path);
      if (fault) return [fault];
      const { importers = {} } = (value ?? {}) as { importers?: object };
      return Object.keys(importers)
        .filter((importer) => !paths.has(importer === '.' ? 'package.json' : `${importer}/package.json`))
        .map((importer) => `${place(['importers', importer])}: names ${importer}, which does not leave.`);
    });
}

const HIDDEN_FOLDERS: Record<string, string> = {
  solution: 'the solutions stay',
  hidden: 'the hidden suites and the key stay',
  mutants: 'the mutants stay',
  variants: 'the variants stay',
  fixtures: 'what only tests use stays',
  examples: 'submissions stay',
  submissions: 'submissions stay',
  grades: 'grades stay',
  '.grade': 'jobs and their cache stay',
  '.turbo': 'a cache of turbo holds what jobs have read and written',
  turbo: 'a cache of turbo holds what jobs have read and written',
};
const HIDDEN_FILES: [name: RegExp, why: string][] = [
  [/\.transcripts\.md$/, 'the golden transcripts of the mutants stay'],
  [/^quiz-key\b/, 'the key of the quiz stays'],
  [/^answers\.ya?ml$/, 'answers are for each student to give'],
  [/^(?:roster|gradebook)\b/, 'the class stays'],
  [/^course\.yaml$/, 'the settings of the class stay'],
];

/** Why a file must not leave, by its path alone. @param topics those that leave */
function hiddenPath(path: string, topics: readonly string[]): string | undefined {
  const folders = path.split('/').slice(0, -1);
  const name = path.slice(path.lastIndexOf('/') + 1);
  const folder = folders.find((each) => Object.hasOwn(HIDDEN_FOLDERS, each));
  if (folder !== undefined) return `${HIDDEN_FOLDERS[folder]}.`;
  const file = HIDDEN_FILES.find(([pattern]) => pattern.test(name));
  if (file) return `${file[1]}.`;
  if (folders[0] === 'grader') return 'the grader stays.';
  if (folders[0] !== 'packages' || folders.length === 1) return undefined;
  if (folders[1] === 'kit') return name.endsWith('.test.ts') ? 'the tests of the kit stay.' : undefined;
  if (!topics.includes(folders[1] ?? '')) return `${folders[1]} is a draft, or no topic.`;
  return undefined;
}
