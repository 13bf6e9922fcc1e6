import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Topic } from '../../topic/topic.ts';
import { NO_PROCESSES, onlyThese, rulesFor } from '../shortcuts/rules.ts';

export interface GuardedProgram {
  topic: Topic;
  name: string;
  /** Lines of the student's file in which it computes what it asks for: the guard cannot always tell the line. */
  computedLines: readonly number[];
}

/** Writes the guard of a program (guard.cjs) beside it, and returns its file name. */
export async function writeGuard(program: GuardedProgram, scriptDirectory: string): Promise<string> {
  const { topic, name, computedLines } = program;
  const { packages, ...rules } = rulesFor(topic, name);
  const hasPackages = Object.values(topic.programs).some((each) => each.packages?.length);
  const file = `src/${name}.ts`;
  const facts = {
    ...rules,
    packages: hasPackages ? packages : null,
    onlyModules: onlyThese(packages),
    noProcesses: NO_PROCESSES,
    file,
    fileName: `${name}\\.ts`,
    computed: computedLines.length === 0 ? file : `${file}:${computedLines.join(', ')}`,
  };
  const guard = `.${name}.guard.cjs`;
  const text = await readFile(new URL('guard.cjs', import.meta.url), 'utf8');
  await writeFile(join(scriptDirectory, guard), `const rules = ${JSON.stringify(facts)};\n${text}`);
  return guard;
}
