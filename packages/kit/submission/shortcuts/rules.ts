import { isBuiltin } from 'node:module';
import { posix } from 'node:path';
import type { Topic } from '../../topic/topic.ts';
import type { Use } from './read-program.ts';

/** What a program may use: what the course allows everywhere, and what topic.yaml says. */
export interface ProgramRules {
  /** Modules of Node, without `node:`, that its topic does without. */
  modules: readonly string[];
  globals: readonly string[];
  because: string;
  packages: readonly string[];
  workers: boolean;
}

export function rulesFor(topic: Topic, program: string): ProgramRules {
  const { packages = [], workers = false } = topic.programs[program] ?? {};
  const { modules = [], globals = [], because = '' } = topic.forbids ?? {};
  return { modules, globals, because, packages, workers };
}

/** Words without which nothing but a plain `import … from "node:…"` can be meant, in code that esbuild wrote. */
const SUSPICIOUS =
  /\b(?:require|module|exports|__filename|__dirname|getBuiltinModule|createRequire|_load|binding|_linkedBinding|dlopen|execve|child_process|cluster|inspector|worker_threads|global|globalThis)\b|\bimport\s*\(/;
const IMPORTED = /\b(?:from|import)\s*(["'`])(.*?)\1/g;

/**
 * Whether the syntax tree has to be asked what a program uses: to make one costs more than all else in staging. That a
 * word is there says nothing; that none is there says enough, since esbuild writes names and texts without escapes, and a
 * name that is put together only when the program runs is in no syntax tree either.
 */
export function mayUse(code: string, { modules, globals }: Pick<ProgramRules, 'modules' | 'globals'>): boolean {
  if (SUSPICIOUS.test(code) || [...globals].some((name) => code.includes(name))) return true;
  if (modules.some((name) => new RegExp(`["'\`:_]${name}(?![a-z0-9])`).test(code))) return true;
  return [...code.matchAll(IMPORTED)].some(([, , name = '']) => !name.startsWith('node:') || !isBuiltin(name));
}

const PROCESSES = ['child_process', 'cluster'];
export const NO_PROCESSES = 'No program of this course starts another process.';
const ONE_FILE = 'What stands in another file of yours belongs into this one.';
const NO_INTERNALS = 'A program does without what is inside Node.';
/** A program's neighbours: `./server`, `./server.ts`, `./server.js`. */
const NEIGHBOUR = /^\.\/[^./\\][^./\\]*(?:\.[cm]?[jt]s)?$/;

/** Why a program may not use something: `uses node:http. This program …`; `undefined` when it may, or when nobody knows before it runs. */
export function whyRefused({ what, name }: Use, rules: ProgramRules): string | undefined {
  if (name === undefined) return undefined;
  switch (what) {
    case 'module':
      return whyNoModule(name, rules);
    case 'global':
      return rules.globals.includes(name) ? `uses ${name}. ${rules.because}` : undefined;
    case 'internal':
      return `uses ${name}. ${name === 'process.execve' ? NO_PROCESSES : NO_INTERNALS}`;
    case 'worker':
      return rules.workers ? undefined : 'uses worker threads. This program does its work in one thread.';
    default:
      return what satisfies never;
  }
}

function whyNoModule(name: string, { modules, because, packages }: ProgramRules): string | undefined {
  if (isBuiltin(name)) {
    const builtin = name.replace(/^node:/, '');
    const uses = `uses node:${builtin}.`;
    if (isOf(builtin, PROCESSES)) return `${uses} ${NO_PROCESSES}`;
    if (isOf(builtin, ['inspector'])) return `${uses} ${NO_INTERNALS}`;
    return isOf(builtin, modules) ? `${uses} ${because}` : undefined;
  }
  if (name.startsWith('node:') || NEIGHBOUR.test(name)) return undefined; // Node says itself what is not there
  if (packages.some((allowed) => name === allowed || name.startsWith(`${allowed}/`))) return undefined;
  return `imports ${JSON.stringify(name)}. ${onlyThese(packages)}${/^\.{1,2}\//.test(name) ? ` ${ONE_FILE}` : ''}`;
}

export function onlyThese(packages: readonly string[]): string {
  const allowed = ['modules of Node', ...packages.map((each) => JSON.stringify(each))];
  return `This program imports only ${allowed.join(' and ')}.`;
}

/** The module, a part of it (`inspector/promises`), or one of those that it is made of (`_http_client`). */
function isOf(builtin: string, modules: readonly string[]): boolean {
  return modules.some((each) => builtin === each || builtin.startsWith(`${each}/`) || builtin.startsWith(`_${each}_`));
}

/** The name of the program that an import names: `./server.ts` is `server`. */
export function neighbourOf(name: string): string | undefined {
  return NEIGHBOUR.test(name) ? posix.basename(name).replace(/\.[cm]?[jt]s$/, '') : undefined;
}
