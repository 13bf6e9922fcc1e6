import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Topic } from '../../topic/topic.ts';
import { NO_PROCESSES, onlyThese, rulesFor } from '../shortcuts/rules.ts';

/** Writes a program's guard beside it, and returns its name. Lines that compute what they ask for are told, as far as known. */
export async function writeGuard(
  topic: Topic,
  name: string,
  { computedLines, scriptDirectory }: { computedLines: readonly number[]; scriptDirectory: string },
): Promise<string> {
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
