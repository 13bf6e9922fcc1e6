import { copyFile, cp, mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeBegins } from '../confine/begins.ts';
import type { Topic } from '../topic/topic.ts';
import { compile } from './compile/compile.ts';
import { openGaps } from './open-gaps.ts';
import { type ProgramSources, programSources } from './program-sources.ts';
import { launchable, readCompiled } from './read-compiled.ts';
import type { Extension, ReadProgram } from './shortcuts/read-program.ts';
import { rulesFor } from './shortcuts/rules.ts';

export interface StagedProgram {
  name: string;
  /** `ready`: can be launched. `missing`: no such file. `broken`: it does not compile. `refused`: it uses what it may not. */
  state: 'ready' | 'missing' | 'broken' | 'refused';
  /** Why it is broken or refused, with the student's file and line. */
  reason?: string;
  /** The file to launch, in the staged folder: `src/server.js`. */
  script?: string;
  /** A file to load before it, beside it: `.05-response.guard.cjs`; absent when nothing is to be guarded. */
  guard?: string;
  /** Where the comment of each gap stands in the student's file: line by gap number, for those that are left. */
  gapLines?: Record<number, number>;
  openGaps?: number[];
}

export interface StagedPrograms {
  /** The folder that they stand in, absolute. */
  stagedDirectory: string;
  programs: StagedProgram[];
}

export type StageOptions = ProgramSources & {
  topic: Topic;
  /** Written anew: `src/server.js` …, and the files beside `src` that programs read. */
  stagedDirectory: string;
};

/** Makes a topic's programs launchable, for student and grader alike. A faulty file costs its program's checks only. */
export async function stagePrograms({ topic, stagedDirectory, ...from }: StageOptions): Promise<StagedPrograms> {
  await rm(stagedDirectory, { recursive: true, force: true });
  const scriptDirectory = join(stagedDirectory, 'src');
  await mkdir(scriptDirectory, { recursive: true });
  // Ends the search for a package.json here, and makes `.js` a module.
  await writeFile(join(scriptDirectory, 'package.json'), '{ "type": "module" }\n');
  await writeBegins(scriptDirectory);
  const reads = new Set(Object.values(topic.programs).flatMap((program) => program.reads ?? []));
  for (const path of reads) await copyFile(join(topic.directory, path), join(stagedDirectory, path));
  await stagePackages(topic, scriptDirectory);
  const names = Object.keys(topic.programs);
  const files = new Map([...programSources(topic, from)].map(([file, bytes]) => [`src/${file}`, bytes.toString()]));
  const compiled = await compile(files, join(stagedDirectory, 'compiling'));
  const read = new Map<string, ReadProgram>();
  for (const name of names) {
    const file = `src/${name}.ts`;
    const source = files.get(file);
    if (source === undefined) continue;
    read.set(name, await readCompiled(file, source, compiled.get(file), rulesFor(topic, name)));
  }
  const programs = await Promise.all(names.map((name) => stageProgram(name, topic, read, scriptDirectory)));
  return { stagedDirectory, programs };
}

/** Stages the student's own programs in a folder of their own, for as long as they are used. */
export async function stageOwn(topic: Topic): Promise<StagedPrograms & AsyncDisposable> {
  const stagedDirectory = await mkdtemp(join(tmpdir(), 'socket-lab-'));
  // Windows holds the files of a program for a moment.
  const remove = () => rm(stagedDirectory, { recursive: true, force: true, maxRetries: 5 });
  try {
    const sourceDirectory = join(topic.directory, 'src');
    return { ...(await stagePrograms({ topic, sourceDirectory, stagedDirectory })), [Symbol.asyncDispose]: remove };
  } catch (error) {
    await remove();
    throw error;
  }
}

async function stageProgram(
  name: string,
  topic: Topic,
  programs: ReadonlyMap<string, ReadProgram>,
  scriptDirectory: string,
): Promise<StagedProgram> {
  const program = programs.get(name);
  if (!program) return { name, state: 'missing' };
  if (program.state === 'broken') return { name, state: 'broken', reason: program.reason };
  // Most programs need neither of these: every file that is not loaded is time of every job.
  const shortcuts = program.facts.uses.length > 0 && (await import('./shortcuts/find-shortcut.ts'));
  const reason = shortcuts ? shortcuts.findShortcut(name, programs, rulesFor(topic, name)) : undefined;
  if (reason !== undefined) return { name, state: 'refused', reason };
  const missing =
    shortcuts && (await import('./shortcuts/find-shortcut.ts')).findMissing(program, Object.keys(topic.programs));
  if (missing) return { name, state: 'broken', reason: missing };
  const script = `${name}${program.extension}`;
  const code = launchable(program, extensionsOf(programs));
  await writeFile(join(scriptDirectory, script), code);
  // For a worker that names this file as the student knows it: `new Worker(new URL('./05-concurrent.ts', …))`.
  await writeFile(join(scriptDirectory, `${name}.ts`), code);
  const computedLines = shortcuts ? shortcuts.computedLinesOf(program) : [];
  const isGuarded = needsGuard(topic, name) && (await import('./guard/write-guard.ts'));
  const guard = isGuarded ? await isGuarded.writeGuard(topic, name, { computedLines, scriptDirectory }) : undefined;
  return {
    name,
    state: 'ready',
    script: `src/${script}`,
    ...(guard && { guard }),
    gapLines: gapLines(program.source),
    openGaps: openGaps(program.code),
  };
}

/** When it may start threads, or its topic forbids something, or has packages for some of its programs. */
function needsGuard({ forbids, programs }: Topic, name: string): boolean {
  if (forbids !== undefined || programs[name]?.workers) return true;
  return Object.values(programs).some(({ packages = [] }) => packages.length > 0);
}

function extensionsOf(programs: ReadonlyMap<string, ReadProgram>): Map<string, Extension> {
  return new Map(
    [...programs].flatMap(([name, program]) => (program.state === 'read' ? [[name, program.extension] as const] : [])),
  );
}

/** The starter's comments `// TODO 2: …` (and the solution's `// gap 2: …`). */
function gapLines(source: string): Record<number, number> {
  const lines = source.split('\n').map((line, index) => [/^\s*\/\/ (?:TODO|gap) (\d+)\b/.exec(line)?.[1], index + 1]);
  return Object.fromEntries(lines.filter(([gap]) => gap !== undefined));
}

/** Copies the npm packages that programs may import beside them: there every level may read. Theirs are not copied. */
export async function stagePackages({ id, directory, programs }: Topic, scriptDirectory: string): Promise<void> {
  const names = new Set(Object.values(programs).flatMap(({ packages = [] }) => packages));
  for (const name of names) {
    const installed = await realpath(join(directory, 'node_modules', name)).catch(() => {
      throw new Error(`The package ${name} of packages/${id} is not installed. Run "pnpm install".`);
    });
    await cp(installed, join(scriptDirectory, 'node_modules', name), { recursive: true });
  }
}
