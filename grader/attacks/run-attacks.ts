import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Attack, Evidence, Level, PartAttack, ProgramAttack, SubmissionAttack, Traces } from './attack.ts';
import { gradeHostileClass } from './course/grade-hostile-class.ts';
import { World } from './world/world.ts';

export type Verdict =
  /** It does not work here, or this level does not promise to stop it. */
  | { state: 'skipped'; reason: string }
  | {
      state: 'tried';
      layer: string;
      succeeded: Evidence;
      /** How it succeeds with the layer off; `undefined`: it does not, and so proves nothing. */
      control: Evidence;
    };

export interface Tried {
  name: string;
  attack: Attack;
  verdict: Verdict;
}

/** A control may lose a race with the machine's load and is tried again; an attack is tried once. */
const CONTROL_TRIES = 3;

export interface RunOptions {
  level: Level;
  signal?: AbortSignal | undefined;
  tell(line: string): void;
}

export async function runAttacks(attacks: Map<string, Attack>, options: RunOptions): Promise<Tried[]> {
  const { level } = options;
  const skipped = new Map([...attacks].map(([name, attack]) => [name, skipReason(attack, level)]));
  const chosen = [...attacks].filter(([name]) => skipped.get(name) === undefined);
  const tried = await tryAll(chosen, { ...options, guarded: true });
  const controls = new Map<string, Evidence>();
  for (let round = 0; round < CONTROL_TRIES; round++) {
    const open = chosen.filter(([name]) => controls.get(name) === undefined);
    for (const [name, evidence] of await tryAll(open, { ...options, guarded: false })) controls.set(name, evidence);
  }
  return [...attacks].map(([name, attack]) => {
    const reason = skipped.get(name);
    if (reason !== undefined) return { name, attack, verdict: { state: 'skipped', reason } };
    const layer = attack.stoppedBy[level] ?? '';
    const verdict = { state: 'tried', layer, succeeded: tried.get(name), control: controls.get(name) } as const;
    return { name, attack, verdict };
  });
}

function skipReason(attack: Attack, level: Level): string | undefined {
  if (attack.stoppedBy[level] === undefined) return `level ${level} does not promise to stop it`;
  return attack.impossible?.();
}

type Named<A = Attack> = [name: string, attack: A];

async function tryAll(
  attacks: Named[],
  { level, guarded, signal, tell }: RunOptions & { guarded: boolean },
): Promise<Map<string, Evidence>> {
  if (attacks.length === 0) return new Map();
  await using world = await World.make();
  const parts = attacks.filter((each): each is Named<PartAttack> => 'attempt' in each[1]);
  const submissions = attacks.filter((each): each is Named<SubmissionAttack> => 'submit' in each[1]);
  const programs = attacks.filter((each): each is Named<ProgramAttack> => 'program' in each[1]);
  const found = new Map<string, Evidence>();
  const inClass: Named<ProgramAttack | SubmissionAttack>[] = guarded ? [...programs, ...submissions] : programs;
  if (inClass.length > 0) {
    tell(
      guarded ? `${inClass.length} hostile submissions in a class at level ${level}` : 'The same with the layers off',
    );
    const isolation = guarded ? level : 'none';
    const attacks = new Map(inClass);
    const look = async (name: string, seen: Traces) => {
      found.set(name, await evidenceOf(attacks.get(name) as ProgramAttack, seen, guarded));
    };
    await gradeHostileClass({ attacks, world, isolation, guarded, look, signal });
  }
  for (const [name, attack] of parts) {
    signal?.throwIfAborted();
    tell(`${name}${guarded ? '' : ', the layer off'}`);
    found.set(name, await attack.attempt(guarded));
  }
  for (const [name, attack] of guarded ? [] : submissions) {
    signal?.throwIfAborted();
    tell(`${name}, the layer off`);
    found.set(name, await attack.control({ world, folder: ownFolder(world, name) }));
  }
  return found;
}

/** Whatever an attack is after: a submission that makes the grader fail has succeeded. */
async function evidenceOf(attack: ProgramAttack | SubmissionAttack, seen: Traces, guarded: boolean): Promise<Evidence> {
  const evidence = await attack.evidence(seen);
  return evidence ?? (guarded && seen.status === 'error' ? `an error of the grader: ${seen.words.trim()}` : undefined);
}

function ownFolder(world: World, name: string): string {
  const folder = join(world.folder, 'scratch', name);
  mkdirSync(folder, { recursive: true });
  return folder;
}
