import { expect, type TestContext, test } from 'vitest';
import { limitsOf } from '../confine/limits.ts';
import { CpuBudget } from '../confine/usage-watch.ts';
import { CheckFailure } from '../failure/failure.ts';
import { say } from '../failure/message.ts';
import { renderFailure } from '../failure/render-failure.ts';
import { stalledMs, turnDeadlinesOff, withinDeadline } from '../program/deadline.ts';
import { judge, takesShortcut } from './judge.ts';
import { notRunnable } from './not-runnable.ts';
import { seenOf } from './recording.ts';
import { Scene, type StartOptions } from './session.ts';
import type { Subject } from './target.ts';
import { theSubjects } from './targets.ts';
import type { CheckDeclaration, Outcome } from './types.ts';
import { visibilityOf } from './visibility-of.ts';

/** What a suite says of a check, beside its title. */
export type CheckOptions = Omit<CheckDeclaration, 'id' | 'title' | 'visibility'>;

/** What the body of a check works with. */
export type CheckContext = Pick<Scene, 'tcp' | 'udp' | 'chance'> & {
  /**
   * Launches the program; a server is awaited until it can be talked to.
   * @example
   * const server = await start('server', { host: '127.0.0.1' }); // on a free port
   */
  start(name: string, options?: StartOptions): ReturnType<Scene['start']>;
};

/** Rerun a failed check if the grader itself stalled this long: the program's own timeout may have fired. */
const STALLED_MS = 1_000;

interface Declaring {
  title: string;
  settled: Promise<Outcome>;
  /** Absent while the check runs, and when it was left out of the run. */
  outcome?: Outcome;
}

/** By `key`, for `needs`. One module for all suites of a run: they run in one thread, unisolated. */
const declared = new Map<string, Declaring>();

/** A check is declared once for each subject of the run. */
function key(id: string, { name }: Subject): string {
  return `${id}\n${name}`;
}

/** The scenes that a check opens are closed when it is over, whatever happened. */
const labTest = test.extend<{ openScene: (subject: Subject, declaration: CheckDeclaration) => Scene }>({
  // biome-ignore lint/correctness/noEmptyPattern: vitest asks for the pattern
  openScene: async ({}, use) => {
    await using scenes = new AsyncDisposableStack();
    await use((subject, declaration) => scenes.use(new Scene(subject, declaration, theBudget())));
  },
});

/**
 * Declares one graded behaviour.
 * @param title the behaviour in the student's words: the line they read
 * @param body throws CheckFailure when the program does not show it
 * @example
 * const options = { program: 'server', gap: 4, points: 4, hint: 'The bytes go back through the same socket.' };
 * check('sends back what it receives', options, async ({ start, tcp }) => {
 *   const server = await start('server');
 *   const peer = await tcp.connect(server);
 *   await peer.send('hola\n');
 *   await peer.expect('hola\n');
 * });
 */
export function check(title: string, options: CheckOptions, body: (context: CheckContext) => Promise<void>): void {
  for (const subject of theSubjects()) checkOne(subject, declare(title, options, subject), body);
}

function checkOne(
  subject: Subject,
  declaration: CheckDeclaration,
  body: (context: CheckContext) => Promise<void>,
): void {
  const { title, program } = declaration;
  const { promise: settled, resolve } = Promise.withResolvers<Outcome>();
  const entry: Declaring = { title, settled };
  declared.set(key(declaration.id, subject), entry);
  if (subject.program !== undefined && subject.program !== program) return;
  if (subject.check !== undefined && subject.check !== declaration.id) return;
  if (subject.title !== undefined && subject.title !== title) return;
  const meta = { check: declaration, subject: subject.name };
  labTest.concurrent(title, { meta, timeout: 0 }, async ({ task, openScene }) => {
    const begin = performance.now();
    const held = refused(program, subject) ?? (await heldUpBy(declaration, subject, task));
    const verdict = held ?? (await verdictOf(declaration, subject, body, openScene));
    const durationMs = Math.round(performance.now() - begin);
    const result: Outcome = { ...verdict, durationMs };
    task.meta.outcome = result;
    entry.outcome = result;
    resolve(result);
    if (result.status === 'passed') return;
    const text = result.failure && renderFailure(result.failure, {}, declaration);
    throw Object.assign(new Error(text), { name: result.status, stack: '' });
  });
}

declare module 'vitest' {
  interface TaskMeta {
    check?: CheckDeclaration;
    /** The name of the subject that it is about. */
    subject?: string;
    outcome?: Outcome;
  }
}

/** A program with a forbidden shortcut fails every check, those too that would be skipped. */
function refused(program: string, { programs }: Subject): Verdict | undefined {
  const staged = programs.find(({ name }) => name === program);
  if (staged?.state !== 'refused') return undefined;
  return { status: 'failed', failure: takesShortcut(staged.reason ?? '') };
}

type Verdict = Omit<Outcome, 'durationMs'>;

/** Waits for the check that this one needs. One that was left out of the run (`--check`, vitest's `-t`) holds up nobody. */
async function heldUpBy(
  { needs }: CheckDeclaration,
  subject: Subject,
  task: TestContext['task'],
): Promise<Verdict | undefined> {
  if (needs === undefined) return undefined;
  const needed = declared.get(key(needs, subject));
  const sibling = task.file.tasks.find(({ meta }) => meta.check?.id === needs && meta.subject === subject.name);
  const outcome = sibling?.mode === 'run' ? await needed?.settled : needed?.outcome;
  if (!outcome || outcome.status === 'passed') return undefined;
  return { status: 'skipped', failure: { message: say('needs-another', { title: needed?.title ?? '' }) } };
}

async function verdictOf(
  declaration: CheckDeclaration,
  subject: Subject,
  body: (context: CheckContext) => Promise<void>,
  openScene: (subject: Subject, declaration: CheckDeclaration) => Scene,
): Promise<Verdict> {
  const staged = subject.programs.find(({ name }) => name === declaration.program);
  const file = `src/${declaration.program}.ts`;
  if (!staged || staged.state === 'missing')
    return { status: 'todo', failure: { message: say('file-missing', { file }) } };
  if (staged.state === 'broken') {
    return { status: 'failed', failure: notRunnable(declaration.program, staged.reason ?? '') };
  }
  if (subject.debug) turnDeadlinesOff();
  const begin = stalledMs();
  const first = await attempt(declaration, subject, body, openScene);
  if (stalledMs() - begin < STALLED_MS || first.status !== 'failed') return first;
  // The program may have given up a peer that could not answer: the machine's fault.
  const second = await attempt(declaration, subject, body, openScene);
  return { ...second, launches: (first.launches ?? 0) + (second.launches ?? 0) };
}

async function attempt(
  declaration: CheckDeclaration,
  subject: Subject,
  body: (context: CheckContext) => Promise<void>,
  openScene: (subject: Subject, declaration: CheckDeclaration) => Scene,
): Promise<Verdict> {
  const scene = openScene(subject, declaration);
  const { tcp, udp, chance } = scene;
  let thrown: unknown;
  let failedAtMs: number | undefined;
  try {
    const done = body({ start: (name, options) => scene.start(name, options), tcp, udp, chance }).then(() => 'done');
    const { checkSeconds } = limitsOf(subject.topic);
    if (!(await withinDeadline(done, checkSeconds * 1000))) {
      throw new CheckFailure(say('check-was-stopped', { seconds: checkSeconds }));
    }
  } catch (error) {
    thrown = error;
    failedAtMs = scene.wire.nowMs;
  }
  const { whole, ...verdict } = await judge({ declaration, subject, scene, thrown });
  const seen = subject.keepsSeen && seenOf(scene.wire, whole, failedAtMs);
  return { ...verdict, launches: scene.programs.length, ...(seen && { seen }) };
}

/** Of all launches of a run: one module for all suites. */
let budget: CpuBudget | undefined;

function theBudget(): CpuBudget {
  budget ??= new CpuBudget(theSubjects().length);
  return budget;
}

/** @throws Error for a title that stands twice, and a `needs` that no check before has as its title. */
function declare(title: string, { program, needs, ...rest }: CheckOptions, subject: Subject): CheckDeclaration {
  const id = `${program}/${slug(title)}`;
  if (declared.has(key(id, subject))) throw new Error(`Two checks of ${program} have the title "${title}".`);
  const neededId = needs === undefined ? undefined : `${program}/${slug(needs)}`;
  if (neededId !== undefined && !declared.has(key(neededId, subject))) {
    throw new Error(`"${title}" needs "${needs}", but no check of ${program} before it has this title.`);
  }
  const visibility = visibilityOf(expect.getState().testPath ?? '');
  return { id, title, program, ...rest, ...(neededId !== undefined && { needs: neededId }), visibility };
}

/** `echoes bytes, unchanged` is `echoes-bytes-unchanged` in an id. */
function slug(title: string): string {
  return title
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '');
}
