import { readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join, posix } from 'node:path';
import { type Import, listImports } from './list-imports.ts';

const KIT = 'packages/kit/';
/** The rooms of the kit, lowest first. A room imports from those before it, but none of its own line. */
const ROOMS = `
  text | wire | wire/pcap | failure | confine | topic
  submission/compile | submission/shortcuts | submission/guard | submission
  program | peers | expect | expect/http expect/names expect/ntp | check | index.ts | suites | record | commands
  commands/quiz commands/replay commands/summary commands/test
  commands/experiment commands/ready commands/try | commands/progress | commands/main.js`
  .trim()
  .split(/[|\n]/)
  .map((line) => line.trim().split(' '));
const ORDER = 'A room of the kit imports only the rooms before it in grader/prove/imports/forbidden-imports.ts.';

/**
 * A file whose imports are ruled. Biome holds the rules that are short there (biome.json): it knows neither the order of the
 * kit's rooms, nor the packages of a program, nor an import whose name is computed.
 */
export interface ImportingFile {
  /** Relative to the course's folder, with slashes. */
  path: string;
  /** npm packages that this program may import, by its topic.yaml; a suite and the kit have none. */
  packages?: readonly string[];
}

/** The modules of the kit, but its tests and what they read. */
export function kitModules(courseFiles: readonly string[]): ImportingFile[] {
  const isModule = (path: string) => path.startsWith(KIT) && /\.[cm]?[jt]s$/.test(path);
  return courseFiles
    .filter((path) => isModule(path) && !/\.test\.ts$|\/fixtures\//.test(path))
    .map((path) => ({ path }));
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

export function importFault({ path, packages }: ImportingFile, { module, line }: Import): string | undefined {
  const what = module === undefined ? 'a module whose name is computed' : JSON.stringify(module);
  const rule = packages
    ? ruleOfPrograms(path, packages, module)
    : path.startsWith(KIT)
      ? ruleOfRooms(path, module)
      : module === undefined && 'Write the name of the module.';
  return rule ? `${path}:${line}: imports ${what}. ${rule}` : undefined;
}

function ruleOfPrograms(path: string, packages: readonly string[], module = ''): string | undefined {
  if (module.startsWith('node:')) return undefined;
  if (module.startsWith('.') && posix.dirname(posix.join(posix.dirname(path), module)) === posix.dirname(path)) {
    return undefined;
  }
  if (packages.some((name) => module === name || module.startsWith(`${name}/`))) return undefined;
  if (builtinModules.includes(module)) return `Write "node:${module}".`;
  const allowed = ['node: modules', ...packages.map((name) => JSON.stringify(name)), 'its own files'];
  return `This program imports only ${allowed.slice(0, -1).join(', ')} and ${allowed.at(-1)}.`;
}

function ruleOfRooms(path: string, module = ''): string | undefined {
  if (!module.startsWith('.')) return undefined;
  const [from, to] = [roomOf(path), roomOf(posix.join(posix.dirname(path), module))];
  const isBelow = to && from && (to.name === from.name || to.line < from.line);
  return isBelow ? undefined : ORDER;
}

function roomOf(path: string): { name: string; line: number } | undefined {
  const rooms = ROOMS.flatMap((names, line) => names.map((name) => ({ name, line })));
  const around = rooms.filter(({ name }) => `${path}/`.startsWith(`${KIT}${name}/`));
  return around.sort((a, b) => b.name.length - a.name.length)[0];
}
