import { createHash } from 'node:crypto';
import { arch, release, version } from 'node:os';
import { join } from 'node:path';
import { chooseIsolation } from '../class/choose-isolation.ts';
import { COMMANDS, type NeededCommand, versionOf } from '../interop/needed-commands.ts';

/** What a machine is, as far as it decides what is proven on it: names and values, for whoever compares two of them. */
export type Machine = Record<string, string>;

/** @param commands the programs that tests talk with */
export async function readMachine(
  courseDirectory: string,
  commands: Record<string, NeededCommand> = COMMANDS,
): Promise<Machine> {
  const versions = await Promise.all(Object.values(commands).map(versionOf));
  return {
    platform: `${process.platform} ${arch()}`,
    kernel: `${release()} ${version()}`,
    node: process.version,
    user: process.getuid?.() === 0 ? 'root' : 'not root',
    CI: process.env.CI === 'true' ? 'yes' : 'no',
    isolation: await bestIsolation(courseDirectory),
    ...Object.fromEntries(Object.keys(commands).map((name, index) => [name, versions[index] ?? 'not there'])),
  };
}

export function machineKey(machine: Machine): string {
  return createHash('sha256').update(JSON.stringify(machine)).digest('hex').slice(0, 16);
}

/** The best level that works here; why it is not the best of all belongs to it. */
async function bestIsolation(courseDirectory: string): Promise<string> {
  try {
    const { isolation, notice } = await chooseIsolation('auto', join(courseDirectory, '.grade', 'self-test.json'));
    return notice === undefined ? isolation : `${isolation}: ${notice}`;
  } catch (error) {
    return `none: ${(error as Error).message}`;
  }
}
