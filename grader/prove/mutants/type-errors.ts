import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { execa } from 'execa';
import { type TopicMutant, writeMutants } from './mutants-of.ts';

/**
 * The type errors of mutants that are edits: tsc sees them in a folder of their own. (Those that are files of their own it
 * sees where they stand.)
 *
 * @returns a line each: `packages/…/server.diff:254: server/first-chunk-only, line 33: error TS2304: …`
 */
export async function typeErrorsOf(
  mutants: readonly TopicMutant[],
  courseDirectory: string,
  signal?: AbortSignal,
): Promise<string[]> {
  const ofDiffs = mutants.filter(({ file }) => !file.endsWith('.ts'));
  const edits = ofDiffs.filter(({ reading }) => 'header' in reading);
  const faults = ofDiffs.flatMap(({ reading }) => ('fault' in reading ? [reading.fault] : []));
  if (edits.length === 0) return faults;
  mkdirSync(join(courseDirectory, '.grade'), { recursive: true });
  // Inside of the course, so that the programs find its packages.
  const folder = mkdtempSync(join(courseDirectory, '.grade', 'mutants-'));
  try {
    const paths = writeMutants(edits, folder).map((path) => relative(folder, path).split(sep).join('/'));
    for (const topic of new Set(edits.map((each) => each.topic))) {
      const packages = join(courseDirectory, 'packages', topic, 'node_modules');
      if (existsSync(packages)) symlinkSync(packages, join(folder, topic, 'node_modules'), 'junction');
    }
    writeFileSync(
      join(folder, 'tsconfig.json'),
      JSON.stringify({ extends: '../../tsconfig.json', include: ['*/*.ts'], exclude: ['**/node_modules'] }),
    );
    const { stdout, stderr, exitCode } = await execa('tsc', ['--project', folder, '--pretty', 'false'], {
      ...{ cwd: folder, localDir: import.meta.dirname, preferLocal: true, reject: false },
      ...(signal && { cancelSignal: signal }),
    });
    if (exitCode === 0) return faults;
    if (stdout === '') return [...faults, `tsc has not looked at the mutants: ${stderr || 'it was stopped'}`];
    const byPath = new Map(edits.map((mutant, index) => [paths[index], mutant]));
    const errors = stdout.trimEnd().split(/\r?\n(?!\s)/); // what is indented belongs to the error above
    return [...faults, ...errors.map((error) => inMutant(error, byPath))];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** An error of tsc with the place of its mutant; what belongs to no mutant stays as it is. */
function inMutant(line: string, byPath: ReadonlyMap<string | undefined, TopicMutant>): string {
  const [, path, at, error] = /^(.+?)\((\d+),\d+\): (.*)$/s.exec(line) ?? [];
  const mutant = byPath.get(path);
  return mutant ? `${mutant.file}: ${mutant.name}, line ${at}: ${error}` : line;
}
