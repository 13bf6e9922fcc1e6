import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ImportingFile, importFault } from './import-rules.ts';
import { listImports } from './list-imports.ts';

/**
 * Finds the imports that break the rule of their part of the course, a line each.
 *
 * @param topics the names of the topics' packages
 */
export function forbiddenImports(courseDirectory: string, files: ImportingFile[], topics: readonly string[]): string[] {
  return files.flatMap((file) => {
    try {
      const imports = listImports(file.path, readFileSync(join(courseDirectory, file.path), 'utf8'));
      return imports.flatMap((each) => importFault(file, each, topics) ?? []);
    } catch (error) {
      return [(error as Error).message];
    }
  });
}

/** The files of the grader and of the kit, among all files of the course. */
export function graderFiles(courseFiles: readonly string[]): ImportingFile[] {
  return courseFiles
    .filter((path) => /^(grader|packages\/kit)\//.test(path) && /\.[cm]?[jt]s$/.test(path))
    .map((path) => ({ path, part: path.startsWith('packages/kit/') ? 'kit' : 'grader' }));
}
