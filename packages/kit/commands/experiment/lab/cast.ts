import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { LaunchTarget } from '../../../program/launch-command.ts';
import { type StagedProgram, stagePrograms } from '../../../submission/stage-programs.ts';
import { readTopic } from '../../../topic/read-topic.ts';
import { ROLES, type Role } from './roles.ts';

/** Who plays a part: a program of the student's, or a built-in one. */
interface Player extends Pick<LaunchTarget, 'script' | 'directory' | 'isolation' | 'reads' | 'workers'> {
  isOwn: boolean;
  /** What is said of the choice: the file, or why it is not the student's. */
  because: string;
}

/** Who plays which part. */
export type Cast = Readonly<Record<Role, Player>>;

/**
 * Chooses the player of every part: the student's program (in `packages/<topic>/src`) when it is there, parses, and has
 * no open gap; else the built-in one. Whether it does what it should, the experiment will show.
 * @param stagedDirectory the student's programs are staged here
 */
export async function chooseCast(courseDirectory: string, stagedDirectory: string): Promise<Cast> {
  const topics = [...new Set(Object.values(ROLES).map(({ topic }) => topic))];
  const staged = await Promise.all(
    topics.map(async (topic) => [topic, await stage(topic, courseDirectory, join(stagedDirectory, topic))] as const),
  );
  const programsOf = new Map(staged);
  return castOf((role) => {
    const { topic, program } = ROLES[role];
    const programs = programsOf.get(topic) ?? '';
    if (typeof programs === 'string') return builtIn(role, programs);
    const own = programs.find(({ name }) => name === program);
    return player(role, own, join(stagedDirectory, topic));
  });
}

/** The same cast without the student's programs. */
export function withoutOwn(cast: Cast, because: string): Cast {
  return castOf((role) => (cast[role].isOwn ? builtIn(role, because) : cast[role]));
}

/** Each part with its player. */
export function castOf(player: (role: Role) => Player): Cast {
  const roles = Object.keys(ROLES) as Role[];
  return Object.fromEntries(roles.map((role) => [role, player(role)])) as unknown as Cast;
}

/** A topic's programs, or why they cannot be had. */
async function stage(topic: string, courseDirectory: string, stagedDirectory: string) {
  try {
    const directory = join(courseDirectory, 'packages', topic);
    const sourceDirectory = join(directory, 'src');
    return (await stagePrograms({ topic: readTopic(directory), sourceDirectory, stagedDirectory })).programs;
  } catch (error) {
    return (error as Error).message;
  }
}

function player(role: Role, staged: StagedProgram | undefined, directory: string): Player {
  const { topic, program } = ROLES[role];
  const file = `packages/${topic}/src/${program}.ts`;
  if (staged?.state === 'broken') return builtIn(role, `${file} does not compile`);
  if (staged?.state === 'refused') return builtIn(role, `${file} takes a shortcut that is not allowed`);
  if (staged?.script === undefined) return builtIn(role, `${file} is not there`);
  const open = staged.openGaps ?? [];
  if (open.length > 0)
    return builtIn(role, `${file} has ${open.length === 1 ? 'TODO' : 'TODOs'} ${open.join(', ')} still open`);
  const script = join(directory, staged.script);
  return { isOwn: true, because: file, script, directory, isolation: 'node', reads: [], workers: false }; // as in its tests
}

/** The built-in program for a part. It imports the kit, so it is not isolated. */
export function builtIn(role: Role, because = ''): Player {
  const script = fileURLToPath(new URL(`../built-in/${role}.ts`, import.meta.url));
  return { isOwn: false, because, script, isolation: 'none', reads: [], workers: false };
}
