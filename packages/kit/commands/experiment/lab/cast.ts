import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { LaunchTarget } from '../../../program/launch-command.ts';
import { type StagedProgram, stagePrograms } from '../../../submission/stage-programs.ts';
import { readTopic } from '../../../topic/read-topic.ts';
import { ROLES, type Role } from './roles.ts';

/** Who plays a part: a program of the student's, or a built-in one. */
export interface Player extends Pick<LaunchTarget, 'script' | 'directory' | 'isolation' | 'reads' | 'workers'> {
  isOwn: boolean;
  /** What is said of the choice: the file, or why it is not the student's. */
  because: string;
}

/** Who plays which part. */
export type Cast = Readonly<Record<Role, Player>>;

export interface CastOptions {
  /** The folder of the course: the student's programs are in `packages/<topic>/src`. */
  courseDirectory: string;
  /** The student's programs are staged here. */
  stagedDirectory: string;
}

/**
 * Chooses the player of every part: the student's program when it is there, parses, and has no open gap; else the
 * built-in one. Whether it does what it should, the experiment will show.
 */
export async function chooseCast(options: CastOptions): Promise<Cast> {
  const topics = [...new Set(Object.values(ROLES).map(({ topic }) => topic))];
  const staged = new Map(await Promise.all(topics.map(async (topic) => [topic, await stage(topic, options)] as const)));
  const players = Object.entries(ROLES).map(([role, { topic, program }]) => {
    const programs = staged.get(topic) ?? '';
    if (typeof programs === 'string') return [role, builtIn(role as Role, programs)] as const;
    const own = programs.find(({ name }) => name === program);
    return [role, player(role as Role, own, options)] as const;
  });
  return Object.fromEntries(players) as unknown as Cast;
}

/** The same cast without the student's programs. */
export function withoutOwn(cast: Cast, because: string): Cast {
  const players = Object.entries(cast).map(([role, player]) => [
    role,
    player.isOwn ? builtIn(role as Role, because) : player,
  ]);
  return Object.fromEntries(players);
}

/** A topic's programs, or why they cannot be had. */
async function stage(
  topic: string,
  { courseDirectory, stagedDirectory }: CastOptions,
): Promise<StagedProgram[] | string> {
  try {
    const directory = join(courseDirectory, 'packages', topic);
    const staged = await stagePrograms({
      topic: readTopic(directory),
      sourceDirectory: join(directory, 'src'),
      stagedDirectory: join(stagedDirectory, topic),
    });
    return staged.programs;
  } catch (error) {
    return (error as Error).message;
  }
}

function player(role: Role, staged: StagedProgram | undefined, options: CastOptions): Player {
  const { topic, program } = ROLES[role];
  const file = `packages/${topic}/src/${program}.ts`;
  if (staged?.state === 'broken') return builtIn(role, `${file} does not compile`);
  if (staged?.state === 'refused') return builtIn(role, `${file} takes a shortcut that is not allowed`);
  if (staged?.script === undefined) return builtIn(role, `${file} is not there`);
  const script = join(options.stagedDirectory, topic, staged.script);
  const open = staged.openGaps ?? [];
  if (open.length > 0)
    return builtIn(role, `${file} has ${open.length === 1 ? 'TODO' : 'TODOs'} ${open.join(', ')} still open`);
  return {
    isOwn: true,
    because: file,
    script,
    directory: join(options.stagedDirectory, topic),
    isolation: 'node', // as in its tests
    reads: [],
    workers: false,
  };
}

/** The built-in program for a part. */
export function builtIn(role: Role, because = ''): Player {
  return {
    isOwn: false,
    because,
    script: fileURLToPath(new URL(`../built-in/${role}.ts`, import.meta.url)),
    isolation: 'none', // it is of the kit, and imports it
    reads: [],
    workers: false,
  };
}
