import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ProgramLimits } from '@socket-lab/kit/confine/limits';
import { stringify } from 'yaml';
import type { ProgramAttack } from '../attack.ts';
import { ALONE, ALONE_PATH, put, SAYS_HELLO } from './submission.ts';

const KIT = fileURLToPath(new URL('../../../packages/kit', import.meta.url));
/** So much is no limit for any attack of ours. */
const WIDE: ProgramLimits = { memoryMiB: 4096, threads: 4096, descriptors: 20_000, tmpMiB: 4096, outputMiB: 256 };
/** The limit of the jobs that attacks have for themselves; that of the others is the usual one. */
const ALONE_LIMITS = { guarded: { cpuSeconds: 3 }, unguarded: { cpuSeconds: 600 } };
/** The topics with a program for each attack, the second one with shortcuts that it forbids; their student. */
export const TOGETHER = { topic: 'together', forbidding: 'forbidding', student: 'mallory' };
const FORBIDS = { modules: ['http', 'https'], globals: ['fetch'], because: 'It speaks HTTP by itself.' };
/** A student who does what is asked, in the midst of the others. */
export const HONEST = 'honest';

/** A repository with the topics that attacks are handed in to, in a temporary folder. */
export class HostileCourse implements Disposable {
  readonly repository = mkdtempSync(join(tmpdir(), 'hostile '));
  readonly classFolder = join(this.repository, 'examples', 'class');

  /** @param guarded with the limits that the attacks ask for */
  constructor(together: Map<string, ProgramAttack>, secret: string, guarded: boolean) {
    chmodSync(this.repository, 0o755);
    put(this.repository, 'course.yaml', 'title: Hostile course\n');
    const withShortcut = (wanted: true | undefined) =>
      Object.fromEntries(
        [...together]
          .filter(([, { shortcut }]) => shortcut === wanted)
          .map(([name, attack]) => [name, programOf(attack, guarded)]),
      );
    const limits = ALONE_LIMITS[guarded ? 'guarded' : 'unguarded'];
    this.#topic(TOGETHER.topic, withShortcut(undefined), secret);
    this.#topic(TOGETHER.forbidding, withShortcut(true), secret, guarded ? { forbids: FORBIDS } : {});
    this.#topic(ALONE.topic, { [ALONE.program]: programOf({ workers: true }, guarded) }, secret, { limits });
    put(join(this.classFolder, HONEST), ALONE_PATH, SAYS_HELLO);
  }

  [Symbol.dispose](): void {
    rmSync(this.repository, { recursive: true, force: true });
  }

  #topic(id: string, programs: Record<string, object>, secret: string, more: object = {}): void {
    if (Object.keys(programs).length === 0) return;
    const folder = join(this.repository, 'packages', id);
    put(folder, 'topic.yaml', stringify({ title: id, programs, ...more }));
    put(folder, 'package.json', `{ "name": "${id}", "type": "module" }\n`);
    put(folder, 'hidden/suite.test.ts', suiteFor(Object.keys(programs), secret));
    const modules = join(folder, 'node_modules', '@socket-lab');
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

/** Who says hello, and nothing else, has the point. One that attacks its next launch has a point when its second launch knows what the first was told. */
function suiteFor(programs: string[], secret: string): string {
  return `
// ${secret}
import { randomUUID } from 'node:crypto';
import { CheckFailure, check } from '@socket-lab/kit';
async function saysHello(program) {
  for (let patience = 0; patience < 3; patience++) await program.inTime(() => program.ending !== undefined);
  const { stdout, stderr } = program;
  if (stdout.text() === 'hello\\n') return;
  const printed = stdout.text() + stderr.text();
  throw new CheckFailure('It printed: ' + printed.slice(0, 2000) + ' … ' + printed.slice(-2000));
}
for (const name of ${JSON.stringify(programs)}) {
  check('says hello', { program: name, gap: 1, points: 1, hint: 'Print hello.' }, async ({ start }) => {
    await saysHello(await start(name, { port: null }));
  });
}
for (const name of ${JSON.stringify(programs.filter((name) => name.includes('next-launch')))}) {
  check('remembers', { program: name, gap: 1, points: 1, hint: 'It cannot be done.' }, async ({ start }) => {
    const word = randomUUID();
    const first = await start(name, { args: ['--word', word] });
    await first.inTime(() => first.ending !== undefined);
    await first.stop();
    const second = await start(name, { args: [] });
    await second.inTime(() => second.ending !== undefined);
    if (!second.stdout.text().includes(word)) throw new CheckFailure('It printed: ' + second.stdout.text() + second.stderr.text());
  });
}
`;
}
