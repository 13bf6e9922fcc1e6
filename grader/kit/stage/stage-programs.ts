import { copyFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Topic } from '../topic/topic.ts';
import { stagePackages } from './stage-packages.ts';
import { transpile } from './transpile.ts';

/** A program as it stands in the staged folder; `staged.json` there is the list of them. */
export interface StagedProgram {
  name: string;
  /** `ready`: can be launched. `missing`: no such file. `broken`: it does not parse. */
  state: 'ready' | 'missing' | 'broken';
  /** Why it is broken, with the student's file and line. */
  reason?: string;
  /** The file to launch, in the staged folder: `src/server.js`. */
  script?: string;
  /** Where the comment of each gap stands in the student's file: line by gap number, for those that are left. */
  gapLines?: Record<number, number>;
}

export interface StageOptions {
  topic: Topic;
  /** The folder that holds `server.ts` …, as packages/<topic>/src does. */
  sourceDirectory: string;
  /** Written anew: `src/server.js` …, the files beside `src` that programs read, and `staged.json`. */
  stagedDirectory: string;
}

/**
 * Makes a topic's programs launchable: the same way in the student's own run and in the grader's. The staged folder stands
 * for the topic's: what a program finds as `../services.txt` there it finds here.
 * A file that is missing or does not parse costs that program's checks, not the topic.
 */
export async function stagePrograms({
  topic,
  sourceDirectory,
  stagedDirectory,
}: StageOptions): Promise<StagedProgram[]> {
  await rm(stagedDirectory, { recursive: true, force: true });
  const scriptDirectory = join(stagedDirectory, 'src');
  await mkdir(scriptDirectory, { recursive: true });
  // Ends the search for a package.json here, and makes `.js` a module.
  await writeFile(join(scriptDirectory, 'package.json'), '{ "type": "module" }\n');
  const reads = new Set(Object.values(topic.programs).flatMap((program) => program.reads ?? []));
  for (const path of reads) await copyFile(join(topic.directory, path), join(stagedDirectory, path));
  await stagePackages(topic, scriptDirectory);
  const programs = await Promise.all(
    Object.keys(topic.programs).map((name) => stageProgram(name, sourceDirectory, scriptDirectory)),
  );
  await writeFile(join(stagedDirectory, 'staged.json'), `${JSON.stringify(programs, null, 2)}\n`);
  return programs;
}

async function stageProgram(name: string, sourceDirectory: string, scriptDirectory: string): Promise<StagedProgram> {
  const source = await readIfThere(join(sourceDirectory, `${name}.ts`));
  if (source === undefined) return { name, state: 'missing' };
  const transpiled = await transpile(source, `src/${name}.ts`);
  if (transpiled.state === 'broken') return { name, state: 'broken', reason: transpiled.reason };
  const script = `${name}${transpiled.extension}`;
  await writeFile(join(scriptDirectory, script), transpiled.code);
  // For a worker that names this file as the student knows it: `new Worker(new URL('./05-concurrent.ts', …))`.
  await writeFile(join(scriptDirectory, `${name}.ts`), transpiled.code);
  return { name, state: 'ready', script: `src/${script}`, gapLines: gapLines(source) };
}

/** The starter's comments `// TODO 2: …` (and the solution's `// gap 2: …`). */
function gapLines(source: string): Record<number, number> {
  const lines = source.split('\n').map((line, index) => [/^\s*\/\/ (?:TODO|gap) (\d+)\b/.exec(line)?.[1], index + 1]);
  return Object.fromEntries(lines.filter(([gap]) => gap !== undefined));
}

async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** The list that `stagePrograms` left in a staged folder. */
export async function readStagedPrograms(stagedDirectory: string): Promise<StagedProgram[]> {
  return JSON.parse(await readFile(join(stagedDirectory, 'staged.json'), 'utf8'));
}
