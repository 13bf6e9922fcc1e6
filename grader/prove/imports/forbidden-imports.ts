import { readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join, posix } from 'node:path';
import { type Import, listImports } from './list-imports.ts';

/**
 * A file of a topic whose imports are ruled. Biome holds the rules of the kit, the grader and the suites (biome.json): it knows
 * neither the packages of a program, which its topic.yaml names, nor an import whose name is computed.
 */
export interface ImportingFile {
  /** Relative to the course's folder, with slashes. */
  path: string;
  /** npm packages that this program may import, by its topic.yaml; of a suite there is none. */
  packages?: readonly string[];
}

/** Finds the imports that break a rule, a line each: `packages/x/src/y.ts:3: imports "…". This program imports only …`. */
export function forbiddenImports(courseDirectory: string, files: readonly ImportingFile[]): string[] {
  return files.flatMap((file) => {
    try {
      const imports = listImports(file.path, readFileSync(join(courseDirectory, file.path), 'utf8'));
      return imports.flatMap((each) => importFault(file, each) ?? []);
    } catch (error) {
      return [(error as Error).message];
    }
  });
}

/** What is wrong with an import; `undefined` when nothing is. */
export function importFault({ path, packages }: ImportingFile, { module, line }: Import): string | undefined {
  const what = module === undefined ? 'a module whose name is computed' : JSON.stringify(module);
  const rule = packages ? brokenRule(path, packages, module) : module === undefined && 'Write the name of the module.';
  return rule ? `${path}:${line}: imports ${what}. ${rule}` : undefined;
}

function brokenRule(path: string, packages: readonly string[], module = ''): string | undefined {
  if (module.startsWith('node:')) return undefined;
  if (module.startsWith('.') && posix.dirname(posix.join(posix.dirname(path), module)) === posix.dirname(path)) {
    return undefined;
  }
  if (packages.some((name) => module === name || module.startsWith(`${name}/`))) return undefined;
  if (builtinModules.includes(module)) return `Write "node:${module}".`;
  const allowed = ['node: modules', ...packages.map((name) => JSON.stringify(name)), 'its own files'];
  return `This program imports only ${allowed.slice(0, -1).join(', ')} and ${allowed.at(-1)}.`;
}
