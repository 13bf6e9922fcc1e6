import { builtinModules } from 'node:module';
import { posix } from 'node:path';
import type { Import } from './list-imports.ts';

/** A file whose imports are ruled (DESIGN §3: `kit ← suites ← (process boundary) grader`). */
export interface ImportingFile {
  /** Relative to the course's folder, with slashes. */
  path: string;
  part: 'kit' | 'grader' | 'suite' | 'program';
  /** npm packages that this program may import, by its topic.yaml. */
  packages?: readonly string[];
}

/** What is wrong with an import: `packages/kit/x.ts:3: imports "…". The kit imports …`; `undefined` when nothing is. */
export function importFault(
  file: ImportingFile,
  { module, line }: Import,
  topics: readonly string[],
): string | undefined {
  const what = module === undefined ? 'a module whose name is computed' : JSON.stringify(module);
  const rule = brokenRule(file, module, topics);
  return rule && `${file.path}:${line}: imports ${what}. ${rule}`;
}

function brokenRule(file: ImportingFile, module: string | undefined, topics: readonly string[]): string | undefined {
  switch (file.part) {
    case 'kit':
      if (module === undefined || !leavesKit(file.path, module, topics)) return undefined;
      return 'The kit imports nothing of the grader and no topic: it ships in the handout.';
    case 'grader':
      if (module === undefined || !namesTopic(file.path, module, topics)) return undefined;
      return 'The grader imports no topic: it reads topics as folders.';
    case 'suite':
      if (module !== undefined && (isOfKit(module) || staysInSuites(file.path, module))) return undefined;
      return 'A suite imports only @socket-lab/kit, vitest, and files of its topic beside it or in tests/.';
    case 'program':
      return brokenProgramRule(file, module);
    default:
      return file.part satisfies never;
  }
}

function isOfKit(module: string): boolean {
  return isPackage(module, '@socket-lab/kit') || isPackage(module, 'vitest');
}

/** What public suites use must be public. */
function staysInSuites(path: string, module: string): boolean {
  if (!module.startsWith('.')) return false;
  const folder = posix.dirname(path);
  const target = posix.dirname(resolve(path, module));
  return target === folder || target === posix.join(folder, '..', 'tests');
}

function leavesKit(path: string, module: string, topics: readonly string[]): boolean {
  if (module.startsWith('.')) return !resolve(path, module).startsWith('packages/kit/');
  return isPackage(module, '@socket-lab/grader') || namesTopic(path, module, topics);
}

function namesTopic(path: string, module: string, topics: readonly string[]): boolean {
  if (module.startsWith('.')) return /^packages\/(?!kit\/)/.test(resolve(path, module));
  return topics.some((topic) => isPackage(module, topic));
}

function brokenProgramRule({ path, packages = [] }: ImportingFile, module: string | undefined): string | undefined {
  if (module?.startsWith('node:')) return undefined;
  if (module?.startsWith('.') && posix.dirname(resolve(path, module)) === posix.dirname(path)) return undefined;
  if (module !== undefined && packages.some((allowed) => isPackage(module, allowed))) return undefined;
  if (module !== undefined && builtinModules.includes(module)) return `Write "node:${module}".`;
  const allowed = ['node: modules', ...packages.map((name) => JSON.stringify(name)), 'its own files'];
  return `This program imports only ${allowed.slice(0, -1).join(', ')} and ${allowed.at(-1)}.`;
}

/** A package, or a file of it. */
function isPackage(module: string, name: string): boolean {
  return module === name || module.startsWith(`${name}/`);
}

function resolve(path: string, module: string): string {
  return posix.normalize(posix.join(posix.dirname(path), module));
}
