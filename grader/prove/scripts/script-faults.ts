import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

/** One command and its arguments: nothing that a shell of POSIX and cmd.exe read differently, and no variable. */
const ONE_COMMAND = /^[\w@./:=-]+( [\w@./:=-]+)*$/;
/** Programs that come with the course on every system: no `rm`, no `cp`. */
const COMMANDS = ['node', 'tsx', 'tsc', 'biome', 'vitest', 'turbo'];

interface Package {
  scripts?: Record<string, string>;
}

export function scriptFaults(courseDirectory: string, courseFiles: readonly string[]): string[] {
  return courseFiles
    .filter((path) => basename(path) === 'package.json')
    .flatMap((path) => {
      const { scripts = {} } = JSON.parse(readFileSync(join(courseDirectory, path), 'utf8')) as Package;
      return Object.entries(scripts).flatMap(([name, script]) => {
        const fault = scriptFault(script);
        return fault === undefined ? [] : [`${path}: the script "${name}" ${fault}`];
      });
    });
}

export function scriptFault(script: string): string | undefined {
  if (!ONE_COMMAND.test(script)) return `asks for a shell: "${script}". Write one command, and the rest in TypeScript.`;
  const [command = ''] = script.split(' ', 1);
  if (COMMANDS.includes(command)) return undefined;
  return `starts "${command}", which is not on every machine. What comes with the course: ${COMMANDS.join(', ')}.`;
}
