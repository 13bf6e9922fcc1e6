import { join } from 'node:path';
import { limitsOf } from '../../confine/limits.ts';
import type { ProgramOptions } from '../../program/program.ts';
import { stagePrograms } from '../../submission/stage-programs.ts';
import { UsageError } from '../../text/usage-error.ts';
import type { Topic, TopicProgram } from '../../topic/topic.ts';

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

export type FoundProgram = { topic: Topic; name: string; program: TopicProgram };

/** @param here the topic in whose folder the user stands @throws UsageError when none, or more than one, is meant */
export function findProgram(names: readonly string[], topics: readonly Topic[], here?: string): FoundProgram {
  const [first = '', second] = names;
  const topic = topics.find(({ id }) => id === first);
  if (second !== undefined && !topic)
    throw new UsageError(`There is no topic "${first}". There are: ${idsOf(topics)}.`);
  if (second === undefined && topic) {
    throw new UsageError(`Which program of ${topic.id}? ${topic.id} has: ${Object.keys(topic.programs).join(', ')}.`);
  }
  const word = second ?? first;
  const all = programsCalled(word, topic ? [topic] : topics);
  const mine = all.filter(({ topic: { id } }) => id === here);
  const [found, ...others] = mine.length > 0 ? mine : all;
  if (!found) throw new UsageError(nothingCalled(word, topic ? [topic] : topics));
  if (others.length === 0) return found;
  const commands = [found, ...others].map(({ topic: { id }, name }) => `pnpm try ${id} ${name}`);
  throw new UsageError(`There is more than one "${word}". Type one of: ${commands.join(', ')}`);
}

/** A name that is whole comes before one that is short for others. */
function programsCalled(word: string, topics: readonly Topic[]): FoundProgram[] {
  const all = topics.flatMap((topic) =>
    Object.entries(topic.programs).map(([name, program]) => ({ topic, name, program })),
  );
  const whole = all.filter(({ name }) => name === word);
  return whole.length > 0 ? whole : all.filter(({ name }) => name.startsWith(`${word}-`));
}

function nothingCalled(word: string, topics: readonly Topic[]): string {
  const all = topics.map(({ id, programs }) => `${id} has ${Object.keys(programs).join(', ')}`);
  return `No program is called "${word}": ${all.join('; ')}.`;
}

const idsOf = (topics: readonly Topic[]): string => topics.map(({ id }) => id).join(', ');
