import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Limits, ProgramLimits } from '@socket-lab/kit/confine/limits';
import { stringify } from 'yaml';
import type { ProgramAttack } from '../attack.ts';
import { ALONE_SUITE, programsSuite } from './suites.ts';

const KIT = fileURLToPath(new URL('../../../packages/kit', import.meta.url));

/** So much is no limit for any attack of ours. */
const WIDE: ProgramLimits = { memoryMiB: 4096, threads: 4096, descriptors: 20_000, tmpMiB: 4096, outputMiB: 256 };

/** The limit of the jobs that attacks have for themselves; that of the others is the usual one. */
const ALONE_LIMITS = { guarded: { cpuSeconds: 3 }, unguarded: { cpuSeconds: 600 } } satisfies Record<
  string,
  Partial<Limits>
>;

/** The topics with a program for each attack, the second one with shortcuts that it forbids; their student. */
export const TOGETHER = { topic: 'together', forbidding: 'forbidding', student: 'mallory' };
/** The topic in which each attack has a job of its own. */
export const ALONE = { topic: 'alone', program: 'program' };
const FORBIDS = { modules: ['http', 'https'], globals: ['fetch'], because: 'It speaks HTTP by itself.' };
/** A student who does what is asked, in the midst of the others. */
export const HONEST = 'honest';

/** A repository with the topics that attacks are handed in to, in a temporary folder. */
export class HostileCourse implements Disposable {
  readonly repository = mkdtempSync(join(tmpdir(), 'hostile '));
  readonly classFolder = join(this.repository, 'examples', 'class');

  /**
   * @param together programs that share a job, by name
   * @param secret stands in the hidden suites
   * @param guarded with the limits that the attacks ask for; without them otherwise
   */
  constructor(together: Map<string, ProgramAttack>, secret: string, guarded: boolean) {
    chmodSync(this.repository, 0o755);
    this.write('course.yaml', 'title: Hostile course\n');
    const [shortcuts = [], others = []] = [true, undefined].map((kind) => {
      return [...together].filter(([, { shortcut }]) => shortcut === kind);
    });
    this.#together(TOGETHER.topic, others, { secret, guarded });
    this.#together(TOGETHER.forbidding, shortcuts, { secret, guarded, forbids: guarded });
    const limits = ALONE_LIMITS[guarded ? 'guarded' : 'unguarded'];
    this.#topic(ALONE.topic, { [ALONE.program]: programOf({ workers: true }, guarded) }, ALONE_SUITE, { limits });
    this.handIn(HONEST, 'console.log("hello");\n');
  }

  write(path: string, content: string | Uint8Array): void {
    const file = join(this.repository, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
  }

  /** Hands in a program of its own job, or one of the programs that share one. */
  handIn(student: string, program: string, place = join(ALONE.topic, 'src', `${ALONE.program}.ts`)): void {
    this.write(join('examples', 'class', student, 'packages', place), program);
  }

  [Symbol.dispose](): void {
    rmSync(this.repository, { recursive: true, force: true });
  }

  #together(
    id: string,
    attacks: [string, ProgramAttack][],
    how: { secret: string; guarded: boolean; forbids?: boolean },
  ) {
    const programs = attacks.map(([name, attack]) => [name, programOf(attack, how.guarded)]);
    const suite = programsSuite(
      attacks.map(([name]) => name),
      how.secret,
    );
    this.#topic(id, Object.fromEntries(programs), suite, how.forbids ? { forbids: FORBIDS } : {});
  }

  #topic(id: string, programs: Record<string, object>, suite: string, more: object): void {
    if (Object.keys(programs).length === 0) return;
    this.write(`packages/${id}/topic.yaml`, stringify({ title: id, programs, ...more }));
    this.write(`packages/${id}/package.json`, `{ "name": "${id}", "type": "module" }\n`);
    this.write(`packages/${id}/hidden/suite.test.ts`, suite);
    const modules = join(this.repository, 'packages', id, 'node_modules', '@socket-lab');
    mkdirSync(modules, { recursive: true });
    symlinkSync(KIT, join(modules, 'kit'), 'junction');
  }
}

function programOf({ workers, limits }: Pick<ProgramAttack, 'workers' | 'limits'>, guarded: boolean): object {
  const held = guarded ? limits : limits && WIDE;
  return {
    title: 'a program',
    transport: 'none',
    gaps: { 1: 'say hello' },
    ...(workers && { workers }),
    ...(held && { limits: held }),
  };
}
