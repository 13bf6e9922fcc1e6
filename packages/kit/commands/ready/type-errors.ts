import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { execa } from 'execa';

/** An error of a type in a student's program. */
export interface TypeFault {
  topic: string;
  /** `server.ts` */
  name: string;
  /** The file and the line, and what TypeScript says. */
  words: string;
}

/** What tsc prints of an error without colours: the place, its number, what it says; reasons follow, indented. */
const ERROR = /^packages\/([^/]+)\/src\/([^/(]+)\((\d+),\d+\): error (TS\d+): (.*)$/;

/**
 * The errors of types in the students' programs, as `pnpm types` and an editor show them.
 * @returns a text when TypeScript does not run here: why
 */
export async function typeErrors(courseDirectory: string): Promise<TypeFault[] | string> {
  const tsc = findTsc(courseDirectory);
  if (tsc === undefined) return 'TypeScript is not installed. Run "pnpm install".';
  const flags = ['--noEmit', '--pretty', 'false'];
  const { stdout, stderr, exitCode } = await execa(process.execPath, [tsc, ...flags], {
    cwd: courseDirectory,
    reject: false,
    maxBuffer: 10 * 1024 * 1024, // bytes; what is more is cut, and nobody reads that many errors
  });
  const errors = stdout.split(/\r?\n/).flatMap(errorIn);
  // tsc ends with 1 or 2 when there are errors of any kind: those of other files are not the student's.
  if (errors.length > 0 || (exitCode !== undefined && exitCode <= 2)) return errors;
  return `TypeScript ended badly: ${(stderr || stdout).trim().split('\n').at(-1) ?? ''}`;
}

function errorIn(line: string): TypeFault[] {
  const [, topic, name, at, number, text = ''] = ERROR.exec(line) ?? [];
  if (topic === undefined || name === undefined) return [];
  return [{ topic, name, words: `packages/${topic}/src/${name}:${at}: ${text} (${number})` }];
}

function findTsc(courseDirectory: string): string | undefined {
  try {
    const found = createRequire(join(courseDirectory, 'package.json')).resolve('typescript/package.json');
    return join(dirname(found), 'bin', 'tsc');
  } catch {
    return undefined;
  }
}
