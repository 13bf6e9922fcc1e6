import { join } from 'node:path';
import { limitsOf } from '../../confine/limits.ts';
import type { ProgramOptions } from '../../program/program.ts';
import { stagePrograms } from '../../submission/stage-programs.ts';
import type { FoundProgram } from './find-program.ts';

/** A program that can be launched, as its checks launch it. */
export type Staged = { options: Omit<ProgramOptions, 'args' | 'port'>; open: number[] };

/** Returns the program; or in words why it cannot be started. */
export async function stageForTry(
  { topic, name, program }: FoundProgram,
  stagedDirectory: string,
): Promise<Staged | string> {
  const { programs } = await stagePrograms({ topic, sourceDirectory: join(topic.directory, 'src'), stagedDirectory });
  const staged = programs.find((one) => one.name === name);
  const file = `packages/${topic.id}/src/${name}.ts`;
  if (staged?.state === 'broken') return `${file} does not compile, so it cannot run.\n\n${staged.reason}`;
  if (staged?.state === 'refused') return `${file} takes a shortcut that is not allowed.\n\n${staged.reason}`;
  if (staged?.script === undefined) return `${file} is not there.`;
  const script = join(stagedDirectory, staged.script);
  return {
    open: staged.openGaps ?? [],
    options: {
      name,
      script,
      directory: stagedDirectory,
      transport: program.transport,
      readyTemplate: program.ready,
      isolation: 'node', // as in its checks
      reads: (program.reads ?? []).map((path) => join(stagedDirectory, path)),
      workers: program.workers ?? false,
      guard: staged.guard,
      limits: limitsOf(topic, name),
    },
  };
}
