import { isBuiltin } from 'node:module';
import type { ProgramRules } from './program-rules.ts';

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
